<?php
/**
 * Where each shop order stands at the ERP. The state lives in our table; number and key also on the order itself.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\OrderLink;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Orders;

final class OrderLinks {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param array<string, mixed> $link The contract's link.
	 * @return array{order_id: int, outcome: string, reason: string}
	 */
	public function record( array $link ): array {
		$id = (int) $link['order_id'];
		if ( ! $this->db->lock( "order_$id" ) ) {
			return self::outcome( $id, 'skipped', __( 'Another writer kept this order busy; send the link again.', 'cherry-bridge' ) );
		}
		try {
			$order = Orders::find( $id );
			if ( null === $order ) {
				/* translators: %d: order id. */
				return self::outcome( $id, 'skipped', sprintf( __( 'The shop has no order %d.', 'cherry-bridge' ), $id ) );
			}
			return $this->record_locked( $link, $order );
		} finally {
			$this->db->unlock( "order_$id" );
		}
	}

	/** @return array<string, string|null>|null The row of one order. */
	public function one( int $order_id ): ?array {
		return $this->db->row( "SELECT * FROM {$this->table()} WHERE order_id = %d", array( $order_id ) );
	}

	/**
	 * @param int[] $order_ids A page of the order list.
	 * @return array<int, array<string, string|null>> By order id, one query.
	 */
	public function many( array $order_ids ): array {
		$links = array();
		foreach ( $this->db->rows( "SELECT * FROM {$this->table()} WHERE order_id IN ({$this->db->list_of( $order_ids )})" ) as $row ) {
			$links[ (int) $row['order_id'] ] = $row;
		}
		return $links;
	}

	/**
	 * @param array<string, mixed> $link The contract's link.
	 * @return array{order_id: int, outcome: string, reason: string}
	 */
	private function record_locked( array $link, \WC_Order $order ): array {
		$id    = (int) $link['order_id'];
		$known = $this->one( $id );
		$row   = array(
			'order_id'  => $id,
			'reference' => $link['reference'],
			'state'     => $link['state'],
			'erp_order' => $link['erp_order'],
			'erp_key'   => $link['erp_key'],
			'sentence'  => $link['sentence'],
			'at'        => (string) Clock::to_stamp( $link['at_utc'] ),
		);
		if ( null !== $known && $known['at'] > $row['at'] ) {
			return self::outcome( $id, 'skipped', __( 'A newer state of this order is known already.', 'cherry-bridge' ) );
		}
		$same  = null !== $known && array_diff_key( $known, array( 'at' => 1 ) ) == array_diff_key( $row, array( 'at' => 1 ) ); // phpcs:ignore Universal.Operators.StrictComparisons.LooseEqual -- The table answers text.
		$added = '' !== $row['erp_order'] && Orders::set_meta(
			$order,
			array(
				'_cherry_bridge_erp_order' => $row['erp_order'],
				'_cherry_bridge_erp_key'   => $row['erp_key'],
			)
		);
		if ( $same && ! $added ) {
			return self::outcome( $id, 'repeated', '' );
		}
		$this->keep( $row );
		if ( $added ) {
			/* translators: %s: order number in the ERP. */
			Orders::private_note( $order, sprintf( __( 'Blue Cherry has this order as %s.', 'cherry-bridge' ), $row['erp_order'] ) );
			Hooks::fire( 'cherry_bridge_order_linked', $id, $row['erp_order'], $row['erp_key'] );
		}
		return self::outcome( $id, 'written', '' );
	}

	/** @param array<string, mixed> $row Columns. */
	private function keep( array $row ): void {
		$values = implode( ', ', array_map( array( $this->db, 'quote' ), array_values( $row ) ) );
		$this->db->run( "REPLACE INTO {$this->table()} (" . implode( ', ', array_keys( $row ) ) . ") VALUES ($values)" );
	}

	/** @return array{order_id: int, outcome: string, reason: string} */
	private static function outcome( int $id, string $outcome, string $reason ): array {
		return array(
			'order_id' => $id,
			'outcome'  => $outcome,
			'reason'   => $reason,
		);
	}

	private function table(): string {
		return $this->db->table( 'order_links' );
	}
}
