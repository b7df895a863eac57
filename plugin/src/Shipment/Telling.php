<?php
/**
 * One customer-notifying action per shipment: a customer note for an earlier one, the completed mail for the last.
 * What is about to be sent is written down first, so that a process killed in between does not send twice.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Shipment;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Orders;

final class Telling {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param array<string, mixed>                                         $fact    The shipment.
	 * @param bool                                                         $is_last All that is due has left with it.
	 * @param array<int, array{sku: string, name: string, units: int}> $lines   Those with unshipped units.
	 * @param array<int, int>                                              $short   Unshipped units by line.
	 * @return string When the buyer was told, for the table.
	 */
	public function tell( \WC_Order $order, array $fact, bool $is_last, array $lines, array $short ): string {
		$way     = $is_last && 'completed' !== $order->get_status() ? 'completed-mail' : 'customer-note';
		$planned = $this->db->value( "SELECT telling FROM {$this->db->table( 'shipments' )} WHERE order_id = %d AND shipment_key = %s", array( $order->get_id(), $fact['shipment_key'] ) );
		$sent    = null !== $planned && $this->was_sent( $order, $fact, $planned );
		if ( ! $sent ) {
			$this->mark( $order, $fact, array( 'telling' => $way ) );
			$text = self::text( $fact );
			if ( 'completed-mail' === $way ) {
				Orders::private_note( $order, $text . self::missing( $lines, $short ) );
				$order->update_status( 'completed' );
			} else {
				Orders::customer_note( $order, $text );
			}
		}
		$told = Clock::stamp();
		$this->mark( $order, $fact, array( 'told_at' => $told ) );
		return $told;
	}

	/** The buyer knows of every shipment already, so the order completes without another mail. */
	public function complete_silently( \WC_Order $order ): void {
		Orders::complete_without_mail( $order, __( 'Blue Cherry has shipped or cancelled every line; the buyer was told of each shipment before.', 'cherry-bridge' ) );
	}

	/** @param array<string, mixed> $fact The shipment. */
	private function was_sent( \WC_Order $order, array $fact, string $planned ): bool {
		return 'completed-mail' === $planned ? 'completed' === $order->get_status() : Orders::has_customer_note( $order, self::sign( $fact ) . ':' );
	}

	/**
	 * @param array<string, mixed> $fact    The shipment.
	 * @param array<string, mixed> $members Columns.
	 */
	private function mark( \WC_Order $order, array $fact, array $members ): void {
		$this->db->update( 'shipments', $members, 'order_id = %d AND shipment_key = %s', array( $order->get_id(), $fact['shipment_key'] ) );
	}

	/** @param array<string, mixed> $fact The shipment. */
	private static function sign( array $fact ): string {
		/* translators: %s: shipment number. */
		return sprintf( __( 'Shipment %s', 'cherry-bridge' ), $fact['shipment_key'] );
	}

	/** @param array<string, mixed> $fact The shipment. */
	public static function text( array $fact ): string {
		$cartons = count( ShipmentFacts::live_cartons( $fact ) );
		$numbers = ShipmentFacts::tracking_numbers( $fact );
		$carrier = '' !== $fact['carrier_name'] ? $fact['carrier_name'] : $fact['carrier'];
		/* translators: 1: "Shipment 123", 2: number of parcels, 3: day, 4: carrier. */
		$text = sprintf( _n( '%1$s: %2$d parcel left on %3$s with %4$s.', '%1$s: %2$d parcels left on %3$s with %4$s.', $cartons, 'cherry-bridge' ), self::sign( $fact ), $cartons, $fact['shipped_on'], '' === $carrier ? __( 'the carrier', 'cherry-bridge' ) : $carrier );
		if ( array() === $numbers ) {
			return $text;
		}
		/* translators: %s: tracking numbers. */
		return $text . ' ' . sprintf( _n( 'Tracking number: %s.', 'Tracking numbers: %s.', count( $numbers ), 'cherry-bridge' ), implode( ', ', $numbers ) );
	}

	/**
	 * @param array<int, array{sku: string, name: string, units: int}> $lines Those with unshipped units.
	 * @param array<int, int>                                              $short Unshipped units by line.
	 */
	private static function missing( array $lines, array $short ): string {
		$parts = array();
		foreach ( $short as $id => $units ) {
			$parts[] = $units . ' x ' . ( $lines[ $id ]['name'] ?? $id );
		}
		/* translators: %s: units and products. */
		return array() === $parts ? '' : ' ' . sprintf( __( 'Blue Cherry closed the order without shipping: %s.', 'cherry-bridge' ), implode( ', ', $parts ) );
	}
}
