<?php
/**
 * The completed mail carries the tracking numbers of the order's parcels.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Admin;

use CherryBridge\Shipment\ShipmentFacts;
use CherryBridge\Shipment\Shipments;
use CherryBridge\Shipment\Telling;
use CherryBridge\Wp\Hooks;

final class OrderMails {

	/** @var Shipments */
	private $shipments;

	public function __construct( Shipments $shipments ) {
		$this->shipments = $shipments;
	}

	public function register(): void {
		Hooks::on( 'woocommerce_email_before_order_table', array( $this, 'show' ), 10, 4 );
	}

	/**
	 * @param mixed $order    The order.
	 * @param mixed $to_admin Sent to the shop.
	 * @param mixed $is_plain Plain text.
	 * @param mixed $mail     WooCommerce's mail.
	 */
	public function show( $order, $to_admin, $is_plain, $mail = null ): void {
		if ( ! $order instanceof \WC_Order || $to_admin || ! is_object( $mail ) || 'customer_completed_order' !== ( $mail->id ?? '' ) ) {
			return;
		}
		foreach ( $this->shipments->of_order( $order->get_id() ) as $fact ) {
			if ( array() !== ShipmentFacts::live_cartons( $fact ) ) {
				if ( $is_plain ) {
					echo esc_html( Telling::text( $fact ) ) . "\n\n";
				} else {
					echo '<p>' . esc_html( Telling::text( $fact ) ) . '</p>';
				}
			}
		}
	}
}
