<?php
/**
 * Orders through WooCommerce's own objects, so that both order stores work.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Orders {

	public static function find( int $id ): ?\WC_Order {
		$order = wc_get_order( $id );
		return $order instanceof \WC_Order ? $order : null;
	}

	/**
	 * @param array<string, mixed> $members Meta key to value.
	 * @return bool True where anything differed and was saved.
	 */
	public static function set_meta( \WC_Order $order, array $members ): bool {
		$changed = false;
		foreach ( $members as $key => $value ) {
			if ( $order->get_meta( $key, true, 'edit' ) !== $value ) {
				$order->update_meta_data( $key, $value );
				$changed = true;
			}
		}
		if ( $changed ) {
			$order->save_meta_data();
		}
		return $changed;
	}

	public static function private_note( \WC_Order $order, string $text ): void {
		$order->add_order_note( $text );
	}

	/** A note that WooCommerce mails to the buyer. */
	public static function customer_note( \WC_Order $order, string $text ): void {
		$order->add_order_note( $text, 1 );
	}

	public static function complete_without_mail( \WC_Order $order, string $note ): void {
		$silent = '__return_false';
		add_filter( 'woocommerce_email_enabled_customer_completed_order', $silent );
		try {
			$order->update_status( 'completed', $note . ' ' );
		} finally {
			remove_filter( 'woocommerce_email_enabled_customer_completed_order', $silent );
		}
	}

	/** Was such a note added before? */
	public static function has_customer_note( \WC_Order $order, string $sign ): bool {
		foreach ( wc_get_order_notes(
			array(
				'order_id' => $order->get_id(),
				'type'     => 'customer',
			)
		) as $note ) {
			if ( false !== strpos( (string) $note->content, $sign ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Units that have to ship, per line.
	 *
	 * @return array<int, array{sku: string, name: string, units: int}> By line item id; refunded units and lines that need no shipping left out.
	 */
	public static function lines_to_ship( \WC_Order $order ): array {
		$lines = array();
		foreach ( $order->get_items( 'line_item' ) as $id => $item ) {
			if ( ! $item instanceof \WC_Order_Item_Product ) {
				continue;
			}
			$product = $item->get_product();
			$units   = (int) $item->get_quantity() + (int) $order->get_qty_refunded_for_item( $id );
			if ( $units > 0 && ( ! $product instanceof \WC_Product || $product->needs_shipping() ) ) {
				$lines[ (int) $id ] = array(
					'sku'   => $product instanceof \WC_Product ? (string) $product->get_sku() : '',
					'name'  => (string) $item->get_name(),
					'units' => $units,
				);
			}
		}
		return $lines;
	}

	/** The order's page in WP admin; "" where there is none. */
	public static function edit_link( int $id ): string {
		$order = self::find( $id );
		return null === $order ? '' : $order->get_edit_order_url();
	}
}
