<?php
/**
 * By which door this request came in.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

// phpcs:disable WordPress.Security -- Only looked at to name the door; nothing is taken from it.

final class Channel {

	/** @return string rest-v1, rest-v2, rest-v3, rest, wp-cli, editor, quick-edit, variations, ajax, admin, cron or code. */
	public static function current(): string {
		if ( defined( 'REST_REQUEST' ) && REST_REQUEST ) {
			$route = isset( $GLOBALS['wp']->query_vars['rest_route'] ) ? (string) $GLOBALS['wp']->query_vars['rest_route'] : '';
			return 1 === preg_match( '#^/wc/(v[123])/#', $route, $found ) ? 'rest-' . $found[1] : 'rest';
		}
		if ( Users::is_cli() ) {
			return 'wp-cli';
		}
		if ( wp_doing_cron() ) {
			return 'cron';
		}
		return is_admin() ? self::in_admin() : 'code';
	}

	public static function is_rest(): bool {
		return 0 === strpos( self::current(), 'rest' );
	}

	/** The words given with `wp --exec="define( 'CHERRY_BRIDGE_SKU_REASON', '…' );"`. */
	public static function cli_reason(): string {
		return Users::is_cli() && defined( 'CHERRY_BRIDGE_SKU_REASON' ) ? (string) constant( 'CHERRY_BRIDGE_SKU_REASON' ) : '';
	}

	private static function in_admin(): string {
		$action = isset( $_REQUEST['action'] ) && is_string( $_REQUEST['action'] ) ? $_REQUEST['action'] : '';
		$doors  = array(
			'editpost'                                   => 'editor',
			'inline-save'                                => 'quick-edit',
			'woocommerce_save_variations'                => 'variations',
			'woocommerce_add_variation'                  => 'variations',
			'woocommerce_link_all_variations'            => 'variations',
			'woocommerce_add_attributes_and_variations'  => 'variations',
			'woocommerce_do_ajax_product_import'         => 'importer',
			'duplicate_product'                          => 'duplicate',
		);
		return $doors[ $action ] ?? ( wp_doing_ajax() ? 'ajax' : 'admin' );
	}
}
