<?php
/**
 * Outside the transaction: caches, counts, hooks. Hooks run within a time budget; the sweep brings the rest.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Position;

use CherryBridge\Wp\Db;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\StockCaches;

final class AfterWrite {

	/** Seconds a request may spend on listeners; the answer waits for it. */
	private const REQUEST_BUDGET_S = 1.0;

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param int[] $ids     All products written.
	 * @param int[] $crossed Those whose status changed, parents too.
	 * @param int[] $parents Parents of variations that crossed.
	 */
	public function run( array $ids, array $crossed, array $parents, int $generation ): void {
		StockCaches::forget( array_merge( $ids, $parents ) );
		StockCaches::forget_parents( $parents );
		StockCaches::forget_lists( array() !== $crossed );
		StockCaches::announce_ids( ...$ids, ...$parents );
		$audience = StockCaches::audience();
		if ( 'none' === $audience && array() === $crossed ) {
			$this->settle( $ids );
		} else {
			$told = $this->announce( $crossed, true, self::REQUEST_BUDGET_S );
			if ( 'others' === $audience ) {
				$told = array_merge( $told, $this->announce( array_diff( $ids, $crossed ), false, self::REQUEST_BUDGET_S ) );
			}
			$this->settle( $told );
		}
		Hooks::fire( 'cherry_bridge_stock_written', $ids, $generation );
	}

	/** The sweep: rows whose listeners have not been told yet. @return int How many it told. */
	public function sweep( float $budget_s ): int {
		$ends = microtime( true ) + $budget_s;
		$told = 0;
		do {
			$rows = $this->db->rows( "SELECT product_id, after_due FROM {$this->db->table( 'positions' )} WHERE after_due > 0 LIMIT 200" );
			foreach ( array( '2', '1' ) as $due ) {
				$ids = array();
				foreach ( $rows as $row ) {
					if ( $row['after_due'] === $due ) {
						$ids[] = (int) $row['product_id'];
					}
				}
				$done = $this->announce( $ids, '2' === $due, max( 0.1, $ends - microtime( true ) ) );
				$this->settle( $done );
				$told += count( $done );
			}
		} while ( array() !== $rows && microtime( true ) < $ends );
		return $told;
	}

	/**
	 * @param int[] $ids Products.
	 * @return int[] Those whose listeners were told in time.
	 */
	private function announce( array $ids, bool $status_changed, float $budget_s ): array {
		$ends = microtime( true ) + $budget_s;
		$told = array();
		foreach ( $ids as $id ) {
			if ( microtime( true ) >= $ends ) {
				break;
			}
			StockCaches::announce( $id, $status_changed );
			$told[] = $id;
		}
		return $told;
	}

	/** @param int[] $ids Products whose listeners know. */
	private function settle( array $ids ): void {
		if ( array() !== $ids ) {
			$this->db->run( "UPDATE {$this->db->table( 'positions' )} SET after_due = 0 WHERE product_id IN ({$this->db->list_of( $ids )})" );
		}
	}
}
