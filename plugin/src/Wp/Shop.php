<?php
/**
 * Facts about this WordPress and WooCommerce.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Shop {

	private const STOCK_PLUGINS = array(
		'atum-stock-manager-for-woocommerce/atum-stock-manager-for-woocommerce.php' => 'ATUM Inventory Management',
		'stock-locations-for-woocommerce/stock-locations-for-woocommerce.php'       => 'Stock Locations for WooCommerce',
	);

	/** @return array<string, mixed> The `shop` member of the handshake. */
	public static function handshake(): array {
		$hold = get_option( 'woocommerce_hold_stock_minutes', '' );
		return array(
			'kind'                => 'woocommerce',
			'name'                => mb_substr( wp_specialchars_decode( (string) get_bloginfo( 'name' ), ENT_QUOTES ), 0, 200 ),
			'url'                 => self::url(),
			'woocommerce_version' => (string) WC()->version,
			'wordpress_version'   => (string) get_bloginfo( 'version' ),
			'php_version'         => PHP_VERSION,
			'currency'            => self::currency(),
			'price_decimals'      => min( 4, max( 0, (int) wc_get_price_decimals() ) ),
			'prices_include_tax'  => wc_prices_include_tax(),
			'timezone'            => mb_substr( wp_timezone_string(), 0, 60 ),
			'now_utc'             => Clock::instant(),
			'hold_stock_minutes'  => (int) $hold > 0 ? (int) $hold : null,
			'no_stock_amount'     => self::no_stock_amount(),
			'stock_managed'       => 'yes' === get_option( 'woocommerce_manage_stock' ),
			'hpos'                => self::has_hpos(),
			'order_sync_on'       => 'yes' === get_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'no' ),
			'other_stock_owners'  => self::other_stock_owners(),
		);
	}

	public static function currency(): string {
		return (string) get_woocommerce_currency();
	}

	/** Name or offset of the shop's time zone. */
	public static function timezone(): string {
		return wp_timezone_string();
	}

	public static function url(): string {
		return untrailingslashit( (string) get_option( 'home' ) );
	}

	public static function no_stock_amount(): int {
		return absint( get_option( 'woocommerce_notify_no_stock_amount', 0 ) );
	}

	public static function hides_out_of_stock(): bool {
		return 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' );
	}

	public static function has_hpos(): bool {
		return \Automattic\WooCommerce\Utilities\OrderUtil::custom_orders_table_usage_is_enabled();
	}

	/** @return string[] Plugins that keep stock elsewhere; writing beside them would be undone. */
	public static function other_stock_owners(): array {
		$owners = array();
		foreach ( self::STOCK_PLUGINS as $sign => $name ) {
			if ( in_array( $sign, (array) get_option( 'active_plugins', array() ), true ) ) {
				$owners[] = $name;
			}
		}
		return $owners;
	}

	/** @return string[] Features beyond our own routes. */
	public static function fulfilment_features(): array {
		$features = array();
		if ( \Automattic\WooCommerce\Utilities\FeaturesUtil::feature_is_enabled( 'fulfillments' ) ) {
			$features[] = 'core-fulfillments';
		}
		if ( function_exists( 'wc_st_add_tracking_number' ) ) {
			$features[] = 'shipment-tracking';
		}
		return $features;
	}

	/** The term_taxonomy_id of `outofstock`, 0 where WooCommerce has none. */
	public static function out_of_stock_term(): int {
		$terms = wc_get_product_visibility_term_ids();
		return (int) ( $terms['outofstock'] ?? 0 );
	}

	public static function wall_stamp(): string {
		return (string) current_time( 'mysql' );
	}

	/** "£6,180.00", as plain text. */
	public static function money( string $amount ): string {
		return html_entity_decode( wp_strip_all_tags( wc_price( (float) $amount ) ), ENT_QUOTES, 'UTF-8' );
	}

	public static function admin_url( string $path ): string {
		return admin_url( $path );
	}

	public static function count( int $number ): string {
		return number_format_i18n( $number );
	}
}
