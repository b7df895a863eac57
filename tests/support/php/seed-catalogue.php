<?php
/**
 * Fills a shop with many stock-managed variations in little time, for measurements: posts, metas and lookup rows by SQL,
 * as WooCommerce itself leaves them. Environment: CHERRY_SEED_PARENTS, CHERRY_SEED_CHILDREN, CHERRY_SEED_STOCK.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

$parents  = (int) getenv( 'CHERRY_SEED_PARENTS' );
$children = (int) getenv( 'CHERRY_SEED_CHILDREN' );
$stock    = (int) getenv( 'CHERRY_SEED_STOCK' );

global $wpdb;
$now      = current_time( 'mysql' );
$now_gmt  = current_time( 'mysql', true );
$variable = get_term_by( 'slug', 'variable', 'product_type' );
$result   = array();

$insert_posts = static function ( array $rows ) use ( $wpdb, $now, $now_gmt ): array {
	$values = array();
	foreach ( $rows as $row ) {
		$values[] = $wpdb->prepare( '(1, %s, %s, %s, %s, %s, %s, %s, %s, %d, %s, %s, %s, %s, %s)', $now, $now_gmt, '', $row['title'], '', 'publish', 'closed', $row['name'], $row['parent'], $row['type'], $now, $now_gmt, '', '' );
	}
	$wpdb->query( "INSERT INTO {$wpdb->posts} (post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, comment_status, post_name, post_parent, post_type, post_modified, post_modified_gmt, to_ping, pinged) VALUES " . implode( ',', $values ) ); // phpcs:ignore
	$first = (int) $wpdb->insert_id;
	return range( $first, $first + count( $rows ) - 1 );
};

$insert_many = static function ( string $table, string $columns, array $values ) use ( $wpdb ): void {
	foreach ( array_chunk( $values, 2000 ) as $chunk ) {
		$wpdb->query( "INSERT INTO $table ($columns) VALUES " . implode( ',', $chunk ) ); // phpcs:ignore
	}
};

$wpdb->query( 'START TRANSACTION' );
$parent_rows = array();
for ( $p = 0; $p < $parents; $p++ ) {
	$parent_rows[] = array(
		'title'  => "Bench style $p",
		'name'   => "bench-style-$p",
		'parent' => 0,
		'type'   => 'product',
	);
}
$parent_ids = $insert_posts( $parent_rows );
$metas      = array();
$lookups    = array();
$terms      = array();
foreach ( $parent_ids as $parent_id ) {
	foreach ( array( '_manage_stock' => 'no', '_stock_status' => 'instock', '_product_version' => WC()->version, '_price' => '10' ) as $key => $value ) {
		$metas[] = $wpdb->prepare( '(%d, %s, %s)', $parent_id, $key, $value );
	}
	$lookups[] = $wpdb->prepare( '(%d, %s, 10, 10, NULL, %s)', $parent_id, '', 'instock' );
	$terms[]   = $wpdb->prepare( '(%d, %d)', $parent_id, $variable->term_taxonomy_id );
}
foreach ( $parent_ids as $p => $parent_id ) {
	$rows = array();
	for ( $c = 0; $c < $children; $c++ ) {
		$rows[] = array(
			'title'  => "Bench style $p - $c",
			'name'   => "bench-style-$p-$c",
			'parent' => $parent_id,
			'type'   => 'product_variation',
		);
	}
	foreach ( $insert_posts( $rows ) as $c => $id ) {
		$sku = "BENCH-$p-$c";
		foreach ( array( '_sku' => $sku, '_manage_stock' => 'yes', '_stock' => (string) $stock, '_stock_status' => 'instock', '_backorders' => 'no', '_regular_price' => '10', '_price' => '10', '_product_version' => WC()->version ) as $key => $value ) {
			$metas[] = $wpdb->prepare( '(%d, %s, %s)', $id, $key, $value );
		}
		$lookups[] = $wpdb->prepare( '(%d, %s, 10, 10, %d, %s)', $id, $sku, $stock, 'instock' );
		$result[]  = array( $parent_id, $id, $sku );
	}
}
$insert_many( $wpdb->postmeta, 'post_id, meta_key, meta_value', $metas );
$insert_many( $wpdb->prefix . 'wc_product_meta_lookup', 'product_id, sku, min_price, max_price, stock_quantity, stock_status', $lookups );
$insert_many( $wpdb->term_relationships, 'object_id, term_taxonomy_id', $terms );
$wpdb->query( 'COMMIT' );
$wpdb->query( "ANALYZE TABLE {$wpdb->posts}, {$wpdb->postmeta}, {$wpdb->prefix}wc_product_meta_lookup" ); // phpcs:ignore
echo wp_json_encode( $result ), "\n";
