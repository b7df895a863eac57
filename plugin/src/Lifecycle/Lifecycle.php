<?php
/**
 * Activation, deactivation, and the sentence shown where WooCommerce is missing.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Lifecycle;

use CherryBridge\Wp\Db;

final class Lifecycle {

	public const WOOCOMMERCE_MIN = '9.2';

	/** Hooks that need no WooCommerce. */
	public static function watch( string $file ): void {
		register_activation_hook( $file, array( self::class, 'activate' ) );
		register_deactivation_hook( $file, array( self::class, 'deactivate' ) );
		add_action(
			'before_woocommerce_init',
			static function () use ( $file ): void {
				if ( class_exists( \Automattic\WooCommerce\Utilities\FeaturesUtil::class ) ) {
					\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', $file, true );
					\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', $file, true );
				}
			}
		);
	}

	public static function activate(): void {
		( new Migrations( new Db() ) )->run();
		Roles::ensure();
	}

	public static function deactivate(): void {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( 'cherry_bridge_sweep' );
			delete_transient( 'cherry_bridge_sweep_planned' );
		}
	}

	/** What is missing, as one sentence with its fix; null where all is there. */
	public static function missing(): ?string {
		if ( ! class_exists( 'WooCommerce' ) ) {
			return __( 'Cherry Bridge does nothing yet, because WooCommerce is not active: install and activate WooCommerce under Plugins.', 'cherry-bridge' );
		}
		if ( version_compare( (string) WC()->version, self::WOOCOMMERCE_MIN, '<' ) ) {
			/* translators: 1: version needed, 2: version found. */
			return sprintf( __( 'Cherry Bridge does nothing yet, because it needs WooCommerce %1$s or later and found %2$s: update WooCommerce under Plugins.', 'cherry-bridge' ), self::WOOCOMMERCE_MIN, (string) WC()->version );
		}
		return null;
	}

	public static function show( string $sentence ): void {
		add_action(
			'admin_notices',
			static function () use ( $sentence ): void {
				if ( current_user_can( 'activate_plugins' ) ) {
					printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html( $sentence ) );
				}
			}
		);
	}
}
