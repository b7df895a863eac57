<?php
/**
 * What WordPress and WooCommerce remember of a product's stock, thrown away after a change in SQL; and the hooks
 * WooCommerce would have fired.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class StockCaches {

	/** @param int[] $ids Products and variations. */
	public static function forget( array $ids ): void {
		wp_cache_delete_multiple( $ids, 'post_meta' );
		wp_cache_delete_multiple( $ids, 'posts' );
		wp_cache_delete_multiple( $ids, 'product_visibility_relationships' );
		foreach ( $ids as $id ) {
			// While this copy equals the new value, WooCommerce skips its own write of the lookup row.
			wp_cache_delete( 'lookup_table', 'object_' . $id );
		}
	}

	/** @param int[] $parents Variable products whose visible children or prices may differ now. */
	public static function forget_parents( array $parents ): void {
		$db    = new Db();
		$names = array();
		foreach ( $parents as $id ) {
			foreach ( array( 'wc_product_children_', 'wc_var_prices_', 'wc_related_', 'wc_child_has_weight_', 'wc_child_has_dimensions_' ) as $name ) {
				if ( wp_using_ext_object_cache() ) {
					delete_transient( $name . $id );
				} else {
					$names[] = '_transient_' . $name . $id;
					$names[] = '_transient_timeout_' . $name . $id;
				}
			}
		}
		if ( array() !== $names ) {
			$db->run( "DELETE FROM {$db->shop_table( 'options' )} WHERE option_name IN ({$db->list_of( $names )})" );
			wp_cache_delete_multiple( $names, 'options' );
			wp_cache_delete( 'notoptions', 'options' );
		}
	}

	/** Lists, counts and version stamps of the whole catalogue. */
	public static function forget_lists( bool $visibility_moved ): void {
		wc_delete_product_transients( 0 );
		\WC_Cache_Helper::get_transient_version( 'product_query', true );
		$term = Shop::out_of_stock_term();
		if ( $visibility_moved && $term > 0 ) {
			wp_update_term_count_now( array( $term ), 'product_visibility' );
			if ( Shop::hides_out_of_stock() ) {
				wc_recount_all_terms();
			}
		}
	}

	/** Cheap, so always at once: these listeners take an id. */
	public static function announce_ids( int ...$ids ): void {
		if ( Hooks::is_heard( 'woocommerce_updated_product_stock' ) ) {
			foreach ( $ids as $id ) {
				Hooks::fire( 'woocommerce_updated_product_stock', $id );
			}
		}
	}

	/** Listeners that take a product object: it has to be loaded, two milliseconds each. */
	public static function announce( int $id, bool $status_changed ): void {
		$product = wc_get_product( $id );
		if ( ! $product instanceof \WC_Product ) {
			return;
		}
		$kind = $product->is_type( 'variation' ) ? 'variation' : 'product';
		Hooks::fire( "woocommerce_{$kind}_set_stock", $product );
		if ( $status_changed ) {
			Hooks::fire( "woocommerce_{$kind}_set_stock_status", $id, $product->get_stock_status(), $product );
		}
		$changed = 'variation' === $kind ? 'woocommerce_update_product_variation' : 'woocommerce_update_product';
		if ( Hooks::is_heard_outside_woocommerce( $changed ) || self::has_webhooks() ) {
			Hooks::fire( $changed, $id, $product );
		}
	}

	/** @return string "none", "woocommerce" or "others": who listens to stock changes that need an object. */
	public static function audience(): string {
		$names = array( 'woocommerce_product_set_stock', 'woocommerce_variation_set_stock' );
		$told  = array_merge( $names, array( 'woocommerce_update_product', 'woocommerce_update_product_variation' ) );
		if ( array() !== array_filter( $told, array( Hooks::class, 'is_heard_outside_woocommerce' ) ) || self::has_webhooks() ) {
			return 'others';
		}
		return array() === array_filter( $names, array( Hooks::class, 'is_heard' ) ) ? 'none' : 'woocommerce';
	}

	private static function has_webhooks(): bool {
		$db = new Db();
		return null !== $db->value( "SELECT webhook_id FROM {$db->shop_table( 'wc_webhooks' )} WHERE status = 'active' LIMIT 1" );
	}
}
