<?php
/**
 * Parcels from the ERP reach the order and, exactly once per shipment, the buyer.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Shipment;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Log;
use CherryBridge\Wp\Orders;

final class Shipments {

	private const META = '_cherry_bridge_shipments';
	/** Nothing is told to the buyer of an order that ended this way. */
	private const DEAD = array( 'cancelled', 'refunded', 'failed', 'trash', 'checkout-draft' );

	/** Only these are completed by us; a status of the shop's own making is left to the shop. */
	private const OPEN = array( 'processing', 'on-hold' );

	/** @var Db */
	private $db;

	/** @var Telling */
	private $telling;

	public function __construct( Db $db ) {
		$this->db      = $db;
		$this->telling = new Telling( $db );
	}

	/**
	 * @param array<string, mixed> $message The contract's Shipment.
	 * @return array<string, mixed> The contract's answer row.
	 */
	public function record( array $message ): array {
		$id = (int) $message['order_id'];
		if ( ! $this->db->lock( "order_$id", 15 ) ) {
			return self::row( $message, 'refused', __( 'Another writer kept this order busy; send the shipment again.', 'cherry-bridge' ), null, '' );
		}
		try {
			// Read only under the lock: another process may have told the buyer a moment ago.
			$order = Orders::find( $id );
			if ( null === $order ) {
				/* translators: %d: order id. */
				return self::row( $message, 'refused', sprintf( __( 'The shop has no order %d; it may have been deleted.', 'cherry-bridge' ), $id ), null, '' );
			}
			return $this->record_locked( $message, $order );
		} catch ( \Exception $problem ) {
			Log::error( 'A shipment could not be written.', array( 'shipment' => $message['shipment_key'], 'text' => $problem->getMessage() ) );
			/* translators: %s: what another part of the shop said. */
			return self::row( $message, 'refused', sprintf( __( 'The shop could not finish this shipment: %s Send it again.', 'cherry-bridge' ), $problem->getMessage() ), null, '' );
		} finally {
			$this->db->unlock( "order_$id" );
		}
	}

	/** @return array<int, array<string, mixed>> All shipments of an order, oldest first: fact members and told_at. */
	public function of_order( int $order_id ): array {
		return array_map(
			static function ( array $row ): array {
				return (array) json_decode( (string) $row['fact'], true ) + array(
					'telling' => $row['telling'],
					'told_at' => $row['told_at'],
				);
			},
			$this->db->rows( "SELECT fact, telling, told_at FROM {$this->db->table( 'shipments' )} WHERE order_id = %d ORDER BY id", array( $order_id ) )
		);
	}

	/**
	 * @param array<string, mixed> $message The contract's Shipment.
	 * @return array<string, mixed>
	 */
	private function record_locked( array $message, \WC_Order $order ): array {
		$known = $this->known( $order->get_id(), (string) $message['shipment_key'] );
		$fact  = ShipmentFacts::merge( $known['fact'], $message );
		$moved = $fact !== $known['fact'];
		if ( $moved ) {
			$this->keep( $order, $fact );
			$this->note_change( $order, $known['fact'], $fact );
		}
		$told = $known['told_at'];
		if ( null === $told ) {
			if ( array() === ShipmentFacts::live_cartons( $fact ) ) {
				return self::row( $message, $moved ? 'written' : 'repeated', '', null, $order->get_status() );
			}
			if ( in_array( $order->get_status(), self::DEAD, true ) ) {
				/* translators: 1: order number, 2: order status. */
				return self::row( $message, 'refused', sprintf( __( 'Order %1$s is "%2$s" in the shop, so the buyer was not told. Someone has to decide.', 'cherry-bridge' ), $order->get_order_number(), $order->get_status() ), null, $order->get_status() );
			}
			if ( ShipmentFacts::lacks_tracking( $fact ) && ! $message['without_tracking'] ) {
				return self::row( $message, 'waits-for-tracking', __( 'The parcel has no tracking number yet, so the mail to the buyer waits.', 'cherry-bridge' ), null, $order->get_status() );
			}
		}
		$was_told = null !== $told;
		$told     = $this->tell_or_complete( $order, $message, $fact, $told );
		if ( ! $was_told || $moved ) {
			Hooks::fire( 'cherry_bridge_shipment_recorded', $order->get_id(), (string) $message['shipment_key'], $fact );
		}
		return self::row( $message, $was_told && ! $moved ? 'repeated' : 'written', '', $told, $order->get_status() );
	}

	/**
	 * @param array<string, mixed> $message The contract's Shipment.
	 * @param array<string, mixed> $fact    As merged.
	 */
	private function tell_or_complete( \WC_Order $order, array $message, array $fact, ?string $told ): string {
		$lines   = Orders::lines_to_ship( $order );
		$short   = ShipmentFacts::unshipped( $this->of_order( $order->get_id() ), $lines );
		$is_last = $message['complete'] || ( array() === $short && array() !== $lines );
		if ( null === $told ) {
			return $this->telling->tell( $order, $fact, $is_last, array_intersect_key( $lines, $short ), $short );
		}
		if ( $is_last && ! $fact['voided'] && in_array( $order->get_status(), self::OPEN, true ) ) {
			$this->telling->complete_silently( $order );
		}
		return $told;
	}

	/** @return array{fact: array<string, mixed>, told_at: string|null} */
	private function known( int $order_id, string $key ): array {
		$row = $this->db->row( "SELECT fact, told_at FROM {$this->db->table( 'shipments' )} WHERE order_id = %d AND shipment_key = %s", array( $order_id, $key ) );
		return array(
			'fact'    => null === $row ? array() : (array) json_decode( (string) $row['fact'], true ),
			'told_at' => null === $row ? null : $row['told_at'],
		);
	}

	/** @param array<string, mixed> $fact As merged. */
	private function keep( \WC_Order $order, array $fact ): void {
		$this->db->run(
			"INSERT INTO {$this->db->table( 'shipments' )} (order_id, shipment_key, fact, voided, recorded_at) VALUES (%d, %s, %s, %d, %s)
			ON DUPLICATE KEY UPDATE fact = VALUES(fact), voided = VALUES(voided)",
			array( $order->get_id(), $fact['shipment_key'], (string) json_encode( $fact ), $fact['voided'] ? 1 : 0, Clock::stamp() )
		);
		$all = array();
		foreach ( $this->of_order( $order->get_id() ) as $one ) {
			$one['cartons']                 = array_values( $one['cartons'] );
			$all[ $one['shipment_key'] ]    = array_diff_key( $one, array( 'telling' => 1, 'told_at' => 1 ) );
		}
		Orders::set_meta( $order, array( self::META => array_values( $all ) ) );
	}

	/**
	 * @param array<string, mixed> $before As kept, array() where new.
	 * @param array<string, mixed> $after  As merged.
	 */
	private function note_change( \WC_Order $order, array $before, array $after ): void {
		$gone = array();
		foreach ( $after['cartons'] as $number => $carton ) {
			if ( $carton['voided'] && isset( $before['cartons'][ $number ] ) && ! $before['cartons'][ $number ]['voided'] ) {
				$gone[] = $carton['carton_num'];
			}
		}
		if ( array() !== $gone ) {
			/* translators: 1: shipment number, 2: carton numbers. */
			Orders::private_note( $order, sprintf( __( 'Blue Cherry took back of shipment %1$s: carton %2$s. Look whether the buyer has to be told.', 'cherry-bridge' ), $after['shipment_key'], implode( ', ', $gone ) ) );
		}
	}

	/**
	 * @param array<string, mixed> $message The contract's Shipment.
	 * @return array<string, mixed>
	 */
	private static function row( array $message, string $outcome, string $reason, ?string $told_at, string $status ): array {
		return array(
			'shipment_key' => $message['shipment_key'],
			'order_id'     => (int) $message['order_id'],
			'outcome'      => $outcome,
			'reason'       => $reason,
			'buyer_told'   => null !== $told_at,
			'order_status' => $status,
			'told_at_utc'  => Clock::to_instant( $told_at ),
		);
	}
}
