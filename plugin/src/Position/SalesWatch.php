<?php
/**
 * Between two position writes the shop goes on selling. What it takes and gives back is added to "in flight" at once,
 * so that the screens do not show each sale as a difference. The next write brings the runner's own figure.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Position;

use CherryBridge\Wp\DatabaseFailed;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Log;

final class SalesWatch {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	public function register(): void {
		Hooks::on( 'woocommerce_reduce_order_item_stock', array( $this, 'took' ), 10, 2 );
		Hooks::on( 'woocommerce_restore_order_item_stock', array( $this, 'gave_back' ), 10, 3 );
	}

	/**
	 * @param mixed $item   The order line.
	 * @param mixed $change WooCommerce's `product`, `from`, `to`.
	 */
	public function took( $item, $change ): void {
		if ( is_array( $change ) && ( $change['product'] ?? null ) instanceof \WC_Product && is_numeric( $change['from'] ?? null ) && is_numeric( $change['to'] ?? null ) ) {
			$this->add( $change['product'], (int) round( $change['from'] - $change['to'] ) );
		}
	}

	/**
	 * @param mixed $item      The order line.
	 * @param mixed $new_stock After.
	 * @param mixed $old_stock Before.
	 */
	public function gave_back( $item, $new_stock, $old_stock ): void {
		$product = $item instanceof \WC_Order_Item_Product ? $item->get_product() : null;
		if ( $product instanceof \WC_Product && is_numeric( $new_stock ) && is_numeric( $old_stock ) ) {
			$this->add( $product, (int) round( $old_stock - $new_stock ) );
		}
	}

	private function add( \WC_Product $product, int $units ): void {
		try {
			$this->db->run(
				"UPDATE {$this->db->table( 'positions' )} SET in_flight = in_flight + (%d) WHERE product_id = %d AND ats IS NOT NULL",
				array( $units, $product->get_stock_managed_by_id() )
			);
		} catch ( DatabaseFailed $problem ) {
			// A figure on a screen must never stand in the way of a sale; the next write brings it right.
			Log::error( 'A sale was not added to "in flight".', array( 'text' => $problem->getMessage() ) );
		}
	}
}
