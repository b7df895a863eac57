<?php
/**
 * From SKU to the product or variation that keeps its stock.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Position;

use CherryBridge\Wp\Db;

final class SkuResolver {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param string[] $skus At most 1,000.
	 * @return array<string, array{product_id: int|null, parent_id: int, reason: string|null}> By SKU; a reason where no stock can be written.
	 */
	public function resolve( array $skus ): array {
		$found = array();
		foreach ( $this->read( $skus ) as $row ) {
			$found[ (string) $row['sku'] ][] = $row;
		}
		$targets = array();
		foreach ( $skus as $sku ) {
			// The database compares letters without case; a SKU of another spelling is another SKU.
			$targets[ $sku ] = self::target( $found[ $sku ] ?? array() );
		}
		return self::without_shared( $targets );
	}

	/**
	 * @param string[] $skus SKUs.
	 * @return array<int, array<string, string|null>>
	 */
	private function read( array $skus ): array {
		$lookup = $this->db->shop_table( 'wc_product_meta_lookup' );
		$posts  = $this->db->shop_table( 'posts' );
		$meta   = $this->db->shop_table( 'postmeta' );
		return $this->db->rows(
			"SELECT l.sku, l.product_id, o.post_type, o.post_parent, own.meta_value AS own_manages, up.meta_value AS parent_manages
			FROM $lookup l
			STRAIGHT_JOIN $posts o ON o.ID = l.product_id
			LEFT JOIN $meta own FORCE INDEX (post_id) ON own.post_id = l.product_id AND own.meta_key = '_manage_stock'
			LEFT JOIN $meta up FORCE INDEX (post_id) ON up.post_id = o.post_parent AND o.post_parent > 0 AND up.meta_key = '_manage_stock' AND (own.meta_value IS NULL OR own.meta_value <> 'yes')
			WHERE l.sku IN ({$this->db->list_of( $skus )}) AND o.post_type IN ('product', 'product_variation') AND o.post_status NOT IN ('trash', 'auto-draft')"
		);
	}

	/**
	 * @param array<int, array<string, string|null>> $rows All that carry this SKU.
	 * @return array{product_id: int|null, parent_id: int, reason: string|null}
	 */
	private static function target( array $rows ): array {
		if ( 1 !== count( $rows ) ) {
			return self::skipped( array() === $rows ? 'unknown-sku' : 'ambiguous-sku', null );
		}
		$row      = $rows[0];
		$id       = (int) $row['product_id'];
		$is_child = 'product_variation' === $row['post_type'];
		$parent   = $is_child ? (int) $row['post_parent'] : 0;
		if ( 'yes' === $row['own_manages'] ) {
			return array(
				'product_id' => $id,
				'parent_id'  => $parent,
				'reason'     => null,
			);
		}
		if ( $is_child && 'yes' === $row['parent_manages'] ) {
			return array(
				'product_id' => $parent,
				'parent_id'  => 0,
				'reason'     => null,
			);
		}
		return self::skipped( 'unmanaged', $id );
	}

	/**
	 * Two SKUs that draw on one stock cannot both own it.
	 *
	 * @param array<string, array{product_id: int|null, parent_id: int, reason: string|null}> $targets By SKU.
	 * @return array<string, array{product_id: int|null, parent_id: int, reason: string|null}>
	 */
	private static function without_shared( array $targets ): array {
		$users = array();
		foreach ( $targets as $sku => $target ) {
			if ( null === $target['reason'] ) {
				$users[ (int) $target['product_id'] ][] = (string) $sku;
			}
		}
		foreach ( $users as $id => $skus ) {
			foreach ( count( $skus ) > 1 ? $skus : array() as $sku ) {
				$targets[ $sku ] = self::skipped( 'ambiguous-sku', $id );
			}
		}
		return $targets;
	}

	/** @return array{product_id: int|null, parent_id: int, reason: string|null} */
	private static function skipped( string $reason, ?int $id ): array {
		return array(
			'product_id' => $id,
			'parent_id'  => 0,
			'reason'     => $reason,
		);
	}
}
