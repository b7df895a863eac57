<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Integration;

final class PositionWriteTest extends ShopTestCase {

	public function test_the_first_write_takes_the_stock_over_and_moves_it(): void {
		$style = self::style();
		list( $small ) = array_keys( $style['skus'] );
		$row = self::write( self::next_generation(), self::row( $small, 7, 0 ) )[0];
		self::assertSame( array( 'written', null, 7.0 ), array( $row['outcome'], $row['reason'], (float) $row['stock_after'] ) );
		self::assertSame( 7, $this->fresh( $style['skus'][ $small ] )->get_stock_quantity() );
	}

	public function test_what_blue_cherry_has_not_counted_is_left_out_of_the_first_number(): void {
		$style = self::style();
		list( $small ) = array_keys( $style['skus'] );
		wc_update_product_stock( $style['skus'][ $small ], 40, 'set' );
		self::assertSame( 4.0, (float) self::write( self::next_generation(), self::row( $small, 7, 3 ) )[0]['stock_after'] );
	}

	public function test_a_sale_between_two_writes_is_not_lost(): void {
		$style = self::style();
		list( $small ) = array_keys( $style['skus'] );
		$generation    = self::next_generation();
		self::write( $generation, self::row( $small, 10, 0 ) );
		wc_update_product_stock( $style['skus'][ $small ], 2, 'decrease' );
		self::assertSame( 13.0, (float) self::write( $generation + 1, self::row( $small, 15 ) )[0]['stock_after'] );
	}

	public function test_a_repeat_does_nothing_and_a_late_arrival_is_refused(): void {
		$style = self::style();
		list( $small ) = array_keys( $style['skus'] );
		$generation    = self::next_generation();
		self::write( $generation, self::row( $small, 10, 0 ) );
		self::assertSame( 'repeated', self::write( $generation, self::row( $small, 10, 0 ) )[0]['outcome'] );
		self::assertSame( 'stale', self::write( $generation - 1, self::row( $small, 99 ) )[0]['outcome'] );
		self::assertSame( 10, $this->fresh( $style['skus'][ $small ] )->get_stock_quantity() );
	}

	public function test_status_lookup_and_parent_follow_over_the_threshold_and_back(): void {
		$style         = self::style();
		$skus          = array_keys( $style['skus'] );
		$generation    = self::next_generation();
		self::write( $generation, self::row( $skus[0], 5, 0 ), self::row( $skus[1], 0, 0 ) );
		self::assertSame( array( 'instock', 'outofstock', 'instock' ), $this->statuses( $style ) );
		self::write( $generation + 1, self::row( $skus[0], 0 ), self::row( $skus[1], 0 ) );
		self::assertSame( array( 'outofstock', 'outofstock', 'outofstock' ), $this->statuses( $style ) );
		self::write( $generation + 2, self::row( $skus[1], 1 ) );
		self::assertSame( array( 'outofstock', 'instock', 'instock' ), $this->statuses( $style ) );
	}

	public function test_the_end_state_is_what_woocommerces_own_save_would_leave(): void {
		$ours   = self::style();
		$theirs = self::style();
		$skus   = array_keys( $ours['skus'] );
		self::write( self::next_generation(), self::row( $skus[0], 5, 0 ), self::row( $skus[1], 0, 0 ) );
		foreach ( array_values( $theirs['skus'] ) as $index => $id ) {
			$product = $this->fresh( $id );
			$product->set_stock_quantity( 0 === $index ? 5 : 0 );
			$product->save();
		}
		// WooCommerce puts its own parent sync off until the request ends.
		\WC_Product_Variable::sync( $theirs['parent'] );
		self::assertSame( $this->traces( $theirs ), $this->traces( $ours ) );
	}

	public function test_skus_that_cannot_be_written_are_skipped_with_their_reason(): void {
		$style = self::style();
		$skus  = array_keys( $style['skus'] );
		$child = $this->fresh( $style['skus'][ $skus[1] ] );
		$child->set_manage_stock( false );
		$child->save();
		$rows = self::write( self::next_generation(), self::row( 'no-such-sku', 1, 0 ), self::row( strtolower( $skus[0] ), 1, 0 ), self::row( $skus[0], 1 ), self::row( $skus[1], 1, 0 ) );
		self::assertSame( array( 'unknown-sku', 'unknown-sku', 'not-adopted', 'unmanaged' ), array_column( $rows, 'reason' ) );
	}

	public function test_a_sale_is_in_flight_on_the_screen_at_once_and_no_difference(): void {
		$style = self::style();
		list( $small ) = array_keys( $style['skus'] );
		self::write( self::next_generation(), self::row( $small, 10, 0 ) );
		$order = wc_create_order();
		$order->add_product( $this->fresh( $style['skus'][ $small ] ), 3 );
		$order->update_status( 'processing' );
		$row = self::call( 'GET', '/stock/' . $small )['body']['row'];
		self::assertSame( array( 3, 7, 7.0, 0.0 ), array( $row['in_flight'], $row['published'], (float) $row['in_shop'], (float) $row['difference'] ) );
		$order->update_status( 'cancelled' );
		$row = self::call( 'GET', '/stock/' . $small )['body']['row'];
		self::assertSame( array( 0, 10.0, 0.0 ), array( $row['in_flight'], (float) $row['in_shop'], (float) $row['difference'] ) );
	}

	private function fresh( int $id ): \WC_Product {
		clean_post_cache( $id );
		wp_cache_flush();
		return wc_get_product( $id );
	}

	/** @return string[] Both variations, then the parent. */
	private function statuses( array $style ): array {
		return array_map(
			function ( int $id ): string {
				return $this->fresh( $id )->get_stock_status();
			},
			array_merge( array_values( $style['skus'] ), array( $style['parent'] ) )
		);
	}

	/** @return array<int, array<int, mixed>> All a stock write leaves behind, ids left out. */
	private function traces( array $style ): array {
		global $wpdb;
		$traces = array();
		foreach ( array_merge( array_values( $style['skus'] ), array( $style['parent'] ) ) as $id ) {
			$product  = $this->fresh( $id );
			$traces[] = array(
				null === $product->get_stock_quantity() ? null : (float) $product->get_stock_quantity(),
				$product->get_stock_status(),
				$wpdb->get_row( $wpdb->prepare( "SELECT stock_quantity + 0 AS stock, stock_status FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = %d", $id ), ARRAY_A ),
				wp_get_object_terms( $id, 'product_visibility', array( 'fields' => 'slugs' ) ),
				$wpdb->get_col( $wpdb->prepare( "SELECT in_stock FROM {$wpdb->prefix}wc_product_attributes_lookup WHERE product_id = %d ORDER BY taxonomy, term_id", $id ) ),
			);
		}
		return $traces;
	}
}
