<?php
/**
 * Parents of crossing variations, set-wise, in a transaction of their own: a parent save inside the long one deadlocks.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Position;

use CherryBridge\Wp\Db;
use CherryBridge\Wp\Shop;

final class ParentSync {

	/** @var Db */
	private $db;

	/** @var StatusSync */
	private $statuses;

	public function __construct( Db $db, StatusSync $statuses ) {
		$this->db       = $db;
		$this->statuses = $statuses;
	}

	/**
	 * @param int[] $parents Of variations that crossed.
	 * @return array<int, string> Parent id => new status, of those that changed.
	 */
	public function write( array $parents ): array {
		if ( array() === $parents ) {
			return array();
		}
		sort( $parents );
		return $this->db->transaction(
			function () use ( $parents ): array {
				$changed = array();
				foreach ( $this->read( $parents ) as $id => $row ) {
					$want = Arithmetic::parent_status( $row['in_stock'], $row['on_backorder'] );
					if ( 'yes' !== $row['manages'] && $want !== $row['status'] ) {
						$changed[ $id ] = $want;
					}
				}
				foreach ( array_unique( $changed ) as $status ) {
					$ids = array_keys( $changed, $status, true );
					$this->statuses->set( $ids, $status );
					$this->statuses->set_attributes( $ids, array(), $status );
				}
				if ( Shop::hides_out_of_stock() ) {
					$this->rebuild_prices( $parents );
				}
				return $changed;
			}
		);
	}

	/**
	 * A stock-managing parent hands its status to the children that keep none.
	 *
	 * @param array<int, string> $managing Product id => new status of crossing rows that are no variations.
	 */
	public function hand_down( array $managing ): void {
		foreach ( array_unique( $managing ) as $status ) {
			$ids      = array_keys( $managing, $status, true );
			$meta     = $this->db->shop_table( 'postmeta' );
			$children = $this->db->column(
				"SELECT o.ID FROM {$this->db->shop_table( 'posts' )} o
				LEFT JOIN $meta m FORCE INDEX (post_id) ON m.post_id = o.ID AND m.meta_key = '_manage_stock'
				WHERE o.post_parent IN ({$this->db->list_of( $ids )}) AND o.post_type = 'product_variation' AND (m.meta_value IS NULL OR m.meta_value <> 'yes')"
			);
			if ( array() !== $children ) {
				$this->statuses->set( array_map( 'intval', $children ), $status );
			}
		}
	}

	/** @param int[] $ids Products whose change people and webhooks should see. */
	public function touch( array $ids ): void {
		if ( array() !== $ids ) {
			$this->db->run(
				"UPDATE {$this->db->shop_table( 'posts' )} SET post_modified = %s, post_modified_gmt = %s WHERE ID IN ({$this->db->list_of( $ids )})",
				array( Shop::wall_stamp(), gmdate( 'Y-m-d H:i:s' ) )
			);
		}
	}

	/**
	 * @param int[] $parents Parent ids.
	 * @return array<int, array{status: string, manages: string, in_stock: bool, on_backorder: bool}>
	 */
	private function read( array $parents ): array {
		$meta = $this->db->shop_table( 'postmeta' );
		$list = $this->db->list_of( $parents );
		$rows = array();
		foreach ( $this->db->rows( "SELECT post_id, meta_key, meta_value FROM $meta FORCE INDEX (post_id) WHERE post_id IN ($list) AND meta_key IN ('_stock_status', '_manage_stock') ORDER BY post_id FOR UPDATE" ) as $row ) {
			$id                                      = (int) $row['post_id'];
			$rows[ $id ]                             = $rows[ $id ] ?? array(
				'status'       => '',
				'manages'      => 'no',
				'in_stock'     => false,
				'on_backorder' => false,
			);
			$name                                    = '_stock_status' === $row['meta_key'] ? 'status' : 'manages';
			$rows[ $id ][ $name ] = (string) $row['meta_value'];
		}
		$children = $this->db->rows(
			"SELECT o.post_parent, MAX(m.meta_value = 'instock') AS in_stock, MAX(m.meta_value = 'onbackorder') AS on_backorder
			FROM {$this->db->shop_table( 'posts' )} o
			STRAIGHT_JOIN $meta m FORCE INDEX (post_id) ON m.post_id = o.ID AND m.meta_key = '_stock_status'
			WHERE o.post_parent IN ($list) AND o.post_type = 'product_variation' AND o.post_status IN ('publish', 'private') GROUP BY o.post_parent LOCK IN SHARE MODE"
		);
		foreach ( $children as $row ) {
			$id = (int) $row['post_parent'];
			if ( isset( $rows[ $id ] ) ) {
				$rows[ $id ]['in_stock']     = '1' === $row['in_stock'];
				$rows[ $id ]['on_backorder'] = '1' === $row['on_backorder'];
			}
		}
		return $rows;
	}

	/**
	 * With hidden sold-out products the price range follows the visible children.
	 *
	 * @param int[] $parents Parent ids.
	 */
	private function rebuild_prices( array $parents ): void {
		$meta   = $this->db->shop_table( 'postmeta' );
		$list   = $this->db->list_of( $parents );
		$prices = array();
		foreach ( $this->db->rows(
			"SELECT DISTINCT o.post_parent, price.meta_value AS price FROM {$this->db->shop_table( 'posts' )} o
			STRAIGHT_JOIN $meta state FORCE INDEX (post_id) ON state.post_id = o.ID AND state.meta_key = '_stock_status' AND state.meta_value <> 'outofstock'
			STRAIGHT_JOIN $meta price FORCE INDEX (post_id) ON price.post_id = o.ID AND price.meta_key = '_price' AND price.meta_value <> ''
			WHERE o.post_parent IN ($list) AND o.post_type = 'product_variation' AND o.post_status IN ('publish', 'private')"
		) as $row ) {
			$prices[ (int) $row['post_parent'] ][] = (string) $row['price'];
		}
		$this->db->run( "DELETE FROM $meta WHERE post_id IN ($list) AND meta_key = '_price'" );
		$lines = array();
		foreach ( $prices as $id => $found ) {
			sort( $found, SORT_NUMERIC );
			foreach ( $found as $price ) {
				$lines[] = "($id, '_price', " . $this->db->quote( $price ) . ')';
			}
			$this->db->run( "UPDATE {$this->db->shop_table( 'wc_product_meta_lookup' )} SET min_price = %s, max_price = %s WHERE product_id = %d", array( $found[0], end( $found ), $id ) );
		}
		if ( array() !== $lines ) {
			$this->db->run( "INSERT INTO $meta (post_id, meta_key, meta_value) VALUES " . implode( ',', $lines ) );
		}
	}
}
