<?php
/**
 * WordPress's actions and filters.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Hooks {

	public static function on( string $name, callable $listener, int $priority = 10, int $arguments = 1 ): void {
		add_filter( $name, $listener, $priority, $arguments );
	}

	/**
	 * @param non-empty-string $name
	 * @param mixed            ...$arguments What the listeners get.
	 */
	public static function fire( string $name, ...$arguments ): void {
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- Names come from our own constants.
		do_action( $name, ...$arguments );
	}

	/**
	 * @param non-empty-string $name
	 * @param mixed $value        What may be changed.
	 * @param mixed ...$arguments What the listeners also get.
	 * @return mixed
	 */
	public static function ask( string $name, $value, ...$arguments ) {
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- Names come from our own constants.
		return apply_filters( $name, $value, ...$arguments );
	}

	public static function is_heard( string $name ): bool {
		return false !== has_filter( $name );
	}

	/** Does anyone but WooCommerce itself listen? */
	public static function is_heard_outside_woocommerce( string $name ): bool {
		global $wp_filter;
		if ( ! isset( $wp_filter[ $name ] ) ) {
			return false;
		}
		foreach ( $wp_filter[ $name ]->callbacks as $listeners ) {
			foreach ( $listeners as $listener ) {
				if ( ! self::is_woocommerce( $listener['function'] ) ) {
					return true;
				}
			}
		}
		return false;
	}

	/** @param mixed $listener A callable as WordPress keeps it. */
	private static function is_woocommerce( $listener ): bool {
		if ( is_array( $listener ) ) {
			$owner = is_object( $listener[0] ) ? get_class( $listener[0] ) : (string) $listener[0];
			return 0 === strpos( $owner, 'Automattic\\WooCommerce\\' ) || 0 === strpos( $owner, 'WC_' );
		}
		return is_string( $listener ) && 1 === preg_match( '/^(wc_|_wc_|WC_|Automattic\\\\WooCommerce\\\\)/', $listener );
	}
}
