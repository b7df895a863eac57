<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Integration;

final class ShipmentsTest extends ShopTestCase {

	/** @var string[] Kinds of mail the buyer got. */
	private $mails = array();

	protected function setUp(): void {
		$this->mails = array();
		foreach ( array( 'customer_completed_order', 'customer_note' ) as $kind ) {
			add_filter( "woocommerce_email_recipient_$kind", array( $this, "count_$kind" ), 99 );
		}
		WC()->mailer();
	}

	public function test_two_shipments_make_one_note_and_one_completed_mail(): void {
		$order = $this->order( 2 );
		self::assertSame( 'written', $this->ship( $order, 'A', 1, false )['outcome'] );
		self::assertSame( 'processing', wc_get_order( $order->get_id() )->get_status() );
		$last = $this->ship( $order, 'B', 1, true );
		self::assertSame( array( 'written', true, 'completed' ), array( $last['outcome'], $last['buyer_told'], $last['order_status'] ) );
		self::assertSame( 'repeated', $this->ship( $order, 'B', 1, true )['outcome'] );
		self::assertSame( array( 'customer_note', 'customer_completed_order' ), $this->mails );
		self::assertCount( 2, wc_get_order( $order->get_id() )->get_meta( '_cherry_bridge_shipments' ) );
	}

	public function test_a_mail_waits_for_the_tracking_number(): void {
		$order = $this->order( 1 );
		self::assertSame( 'waits-for-tracking', $this->ship( $order, 'A', 1, true, '' )['outcome'] );
		self::assertSame( array(), $this->mails );
		self::assertSame( 'written', $this->ship( $order, 'A', 1, true, '1Z9' )['outcome'] );
		self::assertSame( array( 'customer_completed_order' ), $this->mails );
	}

	public function test_an_order_cancelled_here_is_left_to_a_person(): void {
		$order = $this->order( 1 );
		$order->update_status( 'cancelled' );
		$this->mails = array();
		self::assertSame( 'refused', $this->ship( $order, 'A', 1, true )['outcome'] );
		self::assertSame( array(), $this->mails );
	}

	public function test_the_erp_number_is_noted_once(): void {
		$order = $this->order( 1 );
		$link  = array( 'order_id' => $order->get_id(), 'reference' => 'CB-1', 'state' => 'confirmed', 'erp_order' => '700001', 'erp_key' => '5', 'sentence' => 'There.', 'at_utc' => gmdate( 'Y-m-d\TH:i:s\Z' ) );
		$send  = static function () use ( $link ): string {
			return self::call( 'POST', '/order-links', array( 'version' => 1, 'links' => array( $link ) ) )['body']['rows'][0]['outcome'];
		};
		self::assertSame( array( 'written', 'repeated' ), array( $send(), $send() ) );
		self::assertSame( '700001', wc_get_order( $order->get_id() )->get_meta( '_cherry_bridge_erp_order' ) );
	}

	/** @param mixed $to Recipient. @return mixed */
	public function count_customer_completed_order( $to ) {
		return $this->tally( 'customer_completed_order', $to );
	}

	/** @param mixed $to Recipient. @return mixed */
	public function count_customer_note( $to ) {
		return $this->tally( 'customer_note', $to );
	}

	/** @param mixed $to Recipient. @return mixed WooCommerce asks for the recipient more than once a mail; a repeat is not counted. */
	private function tally( string $kind, $to ) {
		if ( end( $this->mails ) !== $kind ) {
			$this->mails[] = $kind;
		}
		return $to;
	}

	private function order( int $units ): \WC_Order {
		$style = self::style();
		$ids   = array_values( $style['skus'] );
		wc_update_product_stock( $ids[0], 10, 'set' );
		$order = wc_create_order();
		$order->add_product( wc_get_product( $ids[0] ), $units );
		$order->set_billing_email( 'buyer@example.com' );
		$order->calculate_totals();
		$order->update_status( 'processing' );
		$this->mails = array();
		return $order;
	}

	/** @return array<string, mixed> The answer row. */
	private function ship( \WC_Order $order, string $key, int $units, bool $complete, string $tracking = '1Z1' ): array {
		$item = array_keys( $order->get_items() )[0];
		$one  = array(
			'shipment_key'     => $key,
			'order_id'         => $order->get_id(),
			'reference'        => 'CB-1',
			'erp_order'        => '700001',
			'shipped_on'       => '2026-03-03',
			'carrier'          => 'UPS',
			'carrier_name'     => 'UPS Ground',
			'voided'           => false,
			'complete'         => $complete,
			'without_tracking' => false,
			'cartons'          => array( array( 'carton_num' => $key . '1', 'tracking_number' => $tracking, 'voided' => false, 'lines' => array( array( 'line_item_id' => $item, 'sku' => '', 'quantity' => $units ) ) ) ),
		);
		return self::call( 'POST', '/shipments', array( 'version' => 1, 'shipments' => array( $one ) ) )['body']['rows'][0];
	}
}
