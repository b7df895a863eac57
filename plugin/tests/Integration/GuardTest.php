<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Integration;

final class GuardTest extends ShopTestCase {

	public function test_a_new_product_is_refused_in_woocommerces_own_save_and_recorded(): void {
		$sku     = 'GUARD-' . wp_rand();
		$product = new \WC_Product_Simple();
		$product->set_sku( $sku );
		try {
			$product->save();
			self::fail( 'It was saved.' );
		} catch ( \WC_Data_Exception $refusal ) {
			self::assertSame( 'cherry_bridge_sku_locked', $refusal->getErrorCode() );
		}
		self::assertSame( 0, wc_get_product_id_by_sku( $sku ) );
		$rows = self::activity( $sku );
		self::assertSame( array( 'sku-blocked' ), array_column( $rows, 'kind' ) );
	}

	public function test_price_stock_trash_and_untrash_pass(): void {
		$style = self::style();
		$id    = array_values( $style['skus'] )[0];
		$child = wc_get_product( $id );
		$child->set_regular_price( '12' );
		self::assertSame( $id, $child->save() );
		self::assertSame( 3, (int) wc_update_product_stock( $id, 3, 'set' ) );
		$parent = wc_get_product( $style['parent'] );
		self::assertTrue( $parent->delete( false ) );
		self::assertInstanceOf( \WP_Post::class, wp_untrash_post( $style['parent'] ) );
	}

	public function test_another_plugin_may_decide_otherwise(): void {
		$sku   = 'GUARD-' . wp_rand();
		$allow = static function ( bool $allowed, array $attempt ) use ( $sku ): bool {
			return $attempt['new_sku'] === $sku ? true : $allowed;
		};
		add_filter( 'cherry_bridge_sku_decision', $allow, 10, 2 );
		$product = new \WC_Product_Simple();
		$product->set_sku( $sku );
		self::assertGreaterThan( 0, $product->save() );
		remove_filter( 'cherry_bridge_sku_decision', $allow );
		self::assertSame( array( 'sku-allowed' ), array_column( self::activity( $sku ), 'kind' ) );
	}

	/** @return array<int, array<string, mixed>> */
	private static function activity( string $subject ): array {
		$request = new \WP_REST_Request( 'GET', '/wc-cherry-bridge/v1/activity' );
		$request->set_param( 'search', $subject );
		return rest_do_request( $request )->get_data()['rows'];
	}
}
