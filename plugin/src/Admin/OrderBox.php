<?php
/**
 * The box on the order screen: Blue Cherry's number, where the order stands, its parcels, its troubles.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Admin;

use CherryBridge\Failure\FailureList;
use CherryBridge\OrderLink\OrderLinks;
use CherryBridge\Shipment\ShipmentFacts;
use CherryBridge\Shipment\Shipments;
use CherryBridge\Shipment\Telling;
use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\OrderScreens;
use CherryBridge\Wp\Users;

final class OrderBox {

	/** @var OrderLinks */
	private $links;

	/** @var Shipments */
	private $shipments;

	/** @var FailureList */
	private $failures;

	public function __construct( OrderLinks $links, Shipments $shipments, FailureList $failures ) {
		$this->links     = $links;
		$this->shipments = $shipments;
		$this->failures  = $failures;
	}

	public function register(): void {
		Hooks::on( 'add_meta_boxes', array( $this, 'add' ) );
	}

	public function add(): void {
		if ( Users::can( 'cherry_bridge_view' ) ) {
			OrderScreens::add_box( 'cherry-bridge', __( 'Blue Cherry', 'cherry-bridge' ), array( $this, 'show' ) );
		}
	}

	/** Prints the box of one order. */
	public function show( int $order_id ): void {
		$link = $this->links->one( $order_id );
		if ( null === $link ) {
			echo '<p>' . esc_html__( 'Blue Cherry does not have this order yet. The runner looks for new orders by itself.', 'cherry-bridge' ) . '</p>';
		} else {
			$this->show_link( $link );
		}
		foreach ( $this->shipments->of_order( $order_id ) as $fact ) {
			if ( array() !== ShipmentFacts::live_cartons( $fact ) ) {
				$told = null === $fact['told_at']
					? __( 'The buyer has not been told.', 'cherry-bridge' )
					/* translators: %s: time. */
					: sprintf( __( 'The buyer was told at %s.', 'cherry-bridge' ), Clock::wall( $fact['told_at'] ) );
				echo '<p>' . esc_html( Telling::text( $fact ) . ' ' . $told ) . '</p>';
			}
		}
		foreach ( $this->failures->about( (string) $order_id ) as $row ) {
			echo '<p><span class="dashicons dashicons-warning" aria-hidden="true"></span> <strong>' . esc_html__( 'Needs someone:', 'cherry-bridge' ) . '</strong> ' . esc_html( $row['title'] . ' ' . $row['next_step'] ) . '</p>';
		}
	}

	/** @param array<string, string|null> $link Row of the order. */
	private function show_link( array $link ): void {
		$state = OrderWords::of( (string) $link['state'] );
		echo '<p>';
		if ( '' !== $link['erp_order'] ) {
			echo esc_html__( 'Number in Blue Cherry:', 'cherry-bridge' ) . ' <strong class="cherry-bridge-erp-order">' . esc_html( (string) $link['erp_order'] ) . '</strong><br>';
		}
		echo '<span class="dashicons dashicons-' . esc_attr( $state['shape'] ) . '" aria-hidden="true"></span> <span class="cherry-bridge-state">' . esc_html( $state['word'] ) . '</span>';
		echo '</p>';
		if ( '' !== $link['sentence'] ) {
			echo '<p>' . esc_html( (string) $link['sentence'] ) . '</p>';
		}
		/* translators: 1: reference, 2: time. */
		echo '<p class="description">' . esc_html( sprintf( __( 'Our reference %1$s, as of %2$s.', 'cherry-bridge' ), (string) $link['reference'], Clock::wall( (string) $link['at'] ) ) ) . '</p>';
	}
}
