<?php
/**
 * Order list and order screen, in both order stores.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class OrderScreens {

	/** @param callable(int): void $show Prints the box of one order id. */
	public static function add_box( string $id, string $title, callable $show ): void {
		$screen = Shop::has_hpos() ? wc_get_page_screen_id( 'shop-order' ) : 'shop_order';
		add_meta_box(
			$id,
			$title,
			static function ( $order ) use ( $show ): void {
				$show( $order instanceof \WC_Order ? $order->get_id() : (int) $order->ID );
			},
			$screen,
			'side',
			'high'
		);
	}

	/** @param callable(int, int[]): void $show Prints one cell; gets the order id and the ids of the page. */
	public static function add_column( string $id, string $title, callable $show ): void {
		$add = static function ( array $columns ) use ( $id, $title ): array {
			$place = array_search( 'order_status', array_keys( $columns ), true );
			$at    = false === $place ? count( $columns ) : $place + 1;
			return array_slice( $columns, 0, $at, true ) + array( $id => $title ) + array_slice( $columns, $at, null, true );
		};
		$cell = static function ( string $column, $order ) use ( $id, $show ): void {
			if ( $column === $id ) {
				$show( $order instanceof \WC_Order ? $order->get_id() : (int) $order, self::ids_of_page() );
			}
		};
		$hpos = wc_get_page_screen_id( 'shop-order' );
		add_filter( "manage_{$hpos}_columns", $add );
		add_action( "manage_{$hpos}_custom_column", $cell, 10, 2 );
		add_filter( 'manage_edit-shop_order_columns', $add );
		add_action( 'manage_shop_order_posts_custom_column', $cell, 10, 2 );
	}

	/** @return int[] Known only where WordPress itself queried the posts; else each cell asks by itself, once. */
	private static function ids_of_page(): array {
		global $wp_query, $wp_list_table;
		$items = is_object( $wp_list_table ) && isset( $wp_list_table->items ) && is_array( $wp_list_table->items ) ? $wp_list_table->items : ( $wp_query->posts ?? array() );
		$ids   = array();
		foreach ( is_array( $items ) ? $items : array() as $item ) {
			$ids[] = $item instanceof \WC_Order ? $item->get_id() : (int) ( $item->ID ?? 0 );
		}
		return $ids;
	}
}
