<?php
/**
 * What the tables really hold, read straight by SQL, past every cache.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

/**
 * @param array<int, int> $ids Product or variation ids.
 * @return array<int, array<string, mixed>> One row per id: stock, stock_status, lookup, units_reduced, units_held.
 */
function cherry_test_peek_stock( array $ids ): array {
	global $wpdb;
	$rows = array();
	foreach ( $ids as $id ) {
		$lookup = $wpdb->get_row(
			$wpdb->prepare( "SELECT sku, stock_quantity, stock_status FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = %d", $id ),
			ARRAY_A
		);
		$held   = $wpdb->get_var(
			$wpdb->prepare( "SELECT SUM(stock_quantity) FROM {$wpdb->prefix}wc_reserved_stock WHERE product_id = %d AND expires > NOW()", $id )
		);
		$stock  = cherry_test_meta( $id, '_stock' );
		$rows[] = array(
			'id'            => $id,
			'sku'           => cherry_test_meta( $id, '_sku' ),
			'stock'         => null === $stock ? null : (float) $stock,
			'stock_status'  => cherry_test_meta( $id, '_stock_status' ),
			'lookup'        => null === $lookup ? null : array(
				'sku'            => $lookup['sku'],
				'stock_quantity' => null === $lookup['stock_quantity'] ? null : (float) $lookup['stock_quantity'],
				'stock_status'   => $lookup['stock_status'],
			),
			'units_reduced' => cherry_test_units_reduced( $id ),
			'units_held'    => (float) $held,
		);
	}
	return $rows;
}

/** Meta value as the table holds it; null when there is none. */
function cherry_test_meta( int $id, string $key ): ?string {
	global $wpdb;
	return $wpdb->get_var(
		$wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = %s ORDER BY meta_id LIMIT 1", $id, $key )
	);
}

/** Units that order lines of this product or variation have taken from stock and not given back. */
function cherry_test_units_reduced( int $id ): float {
	global $wpdb;
	$sum = $wpdb->get_var(
		$wpdb->prepare(
			"SELECT SUM(reduced.meta_value + 0)
			FROM {$wpdb->prefix}woocommerce_order_itemmeta reduced
			WHERE reduced.meta_key = '_reduced_stock' AND reduced.order_item_id IN (
				SELECT owner.order_item_id FROM {$wpdb->prefix}woocommerce_order_itemmeta owner
				WHERE ( owner.meta_key = '_variation_id' AND owner.meta_value = %s )
				OR ( owner.meta_key = '_product_id' AND owner.meta_value = %s AND NOT EXISTS (
					SELECT 1 FROM {$wpdb->prefix}woocommerce_order_itemmeta variation
					WHERE variation.order_item_id = owner.order_item_id
					AND variation.meta_key = '_variation_id' AND variation.meta_value + 0 > 0 ) )
			)",
			(string) $id,
			(string) $id
		)
	);
	return (float) $sum;
}

/**
 * @param array<int, string> $skus SKUs.
 * @return array<int, int>
 */
function cherry_test_ids_of( array $skus ): array {
	global $wpdb;
	$ids = array();
	foreach ( $skus as $sku ) {
		$found = $wpdb->get_var( $wpdb->prepare( "SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = '_sku' AND meta_value = %s LIMIT 1", $sku ) );
		if ( null !== $found ) {
			$ids[] = (int) $found;
		}
	}
	return $ids;
}
