<?php
/**
 * One seller among several: takes single units of the given products as a checkout does, until the stop file exists.
 * Environment: CHERRY_SELL_IDS (comma list), CHERRY_SELL_STOP (path), CHERRY_SELL_SEED. Prints {id: units taken}.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

$ids  = array_map( 'intval', explode( ',', (string) getenv( 'CHERRY_SELL_IDS' ) ) );
$stop = (string) getenv( 'CHERRY_SELL_STOP' );
mt_srand( (int) getenv( 'CHERRY_SELL_SEED' ) );
$sold = array_fill_keys( $ids, 0 );
$ends = time() + 900;
do {
	$id = $ids[ mt_rand( 0, count( $ids ) - 1 ) ];
	clean_post_cache( $id );
	$product = wc_get_product( $id );
	wc_update_product_stock( $product, 1, 'decrease' );
	++$sold[ $id ];
	clearstatcache();
} while ( ! file_exists( $stop ) && time() < $ends );
echo wp_json_encode( $sold ), "\n";
