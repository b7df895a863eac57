<?php
/**
 * Set-wise stock status of the rows that crossed the no-stock threshold, inside the position transaction.
 * The same end state as WooCommerce's save(), at a hundredth of its price.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Position;

use CherryBridge\Wp\Db;
use CherryBridge\Wp\Shop;

final class StatusSync {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param array<int, array<string, mixed>> $rows As Stage::read gives them.
	 * @return array<int, string> Product id => new status, of those that crossed.
	 */
	public static function crossings( array $rows, int $threshold ): array {
		$crossed = array();
		foreach ( $rows as $id => $row ) {
			$want = Arithmetic::status( (float) $row['stock'], $threshold, (string) $row['backorders'] );
			if ( true === $row['hit'] && $want !== $row['status'] ) {
				$crossed[ $id ] = $want;
			}
		}
		return $crossed;
	}

	/**
	 * @param array<int, string> $crossed Product id => new status.
	 * @param array<int, int>    $parents Product id => parent id, 0 where none.
	 */
	public function write( array $crossed, array $parents ): void {
		$by_status = array();
		foreach ( $crossed as $id => $status ) {
			$by_status[ $status ][] = $id;
		}
		foreach ( $by_status as $status => $ids ) {
			$this->set( $ids, $status );
			$this->set_attributes( $ids, $parents, $status );
		}
		if ( array() !== $crossed ) {
			$this->db->run( "UPDATE {$this->db->table( 'positions' )} SET after_due = 2 WHERE product_id IN ({$this->db->list_of( array_keys( $crossed ) )})" );
		}
	}

	/** @param int[] $ids Products or variations that get this status: meta, lookup, visibility term. */
	public function set( array $ids, string $status ): void {
		$list   = $this->db->list_of( $ids );
		$meta   = $this->db->shop_table( 'postmeta' );
		$lookup = $this->db->shop_table( 'wc_product_meta_lookup' );
		$tied   = $this->db->shop_table( 'term_relationships' );
		$term   = Shop::out_of_stock_term();
		$this->db->run( "UPDATE $meta m FORCE INDEX (post_id) SET m.meta_value = %s WHERE m.post_id IN ($list) AND m.meta_key = '_stock_status'", array( $status ) );
		$this->db->run( "UPDATE $lookup SET stock_status = %s WHERE product_id IN ($list)", array( $status ) );
		if ( 0 === $term ) {
			return;
		}
		if ( Arithmetic::OUT_OF_STOCK === $status ) {
			$lines = array();
			foreach ( $ids as $id ) {
				$lines[] = "($id, $term, 0)";
			}
			$this->db->run( "INSERT IGNORE INTO $tied (object_id, term_taxonomy_id, term_order) VALUES " . implode( ',', $lines ) );
		} else {
			$this->db->run( "DELETE FROM $tied WHERE object_id IN ($list) AND term_taxonomy_id = $term" );
		}
	}

	/**
	 * The attributes lookup has no key on product_id alone, so its parent column comes first.
	 *
	 * @param int[]           $ids     Products or variations.
	 * @param array<int, int> $parents Product id => parent id, 0 where none.
	 */
	public function set_attributes( array $ids, array $parents, string $status ): void {
		$above = array();
		foreach ( $ids as $id ) {
			$above[] = 0 === ( $parents[ $id ] ?? 0 ) ? $id : $parents[ $id ];
		}
		$this->db->run(
			"UPDATE {$this->db->shop_table( 'wc_product_attributes_lookup' )} SET in_stock = %d WHERE product_or_parent_id IN ({$this->db->list_of( array_unique( $above ) )}) AND product_id IN ({$this->db->list_of( $ids )})",
			array( Arithmetic::OUT_OF_STOCK === $status ? 0 : 1 )
		);
	}
}
