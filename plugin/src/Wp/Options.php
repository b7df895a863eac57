<?php
/**
 * Single values in WordPress's options, never loaded with every page.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Options {

	private const PREFIX = 'cherry_bridge_';

	/**
	 * @param mixed $otherwise Where nothing was saved.
	 * @return mixed
	 */
	public static function get( string $name, $otherwise = null ) {
		return get_option( self::PREFIX . $name, $otherwise );
	}

	/** @param mixed $value Anything WordPress can store. */
	public static function set( string $name, $value, bool $with_every_page = false ): void {
		update_option( self::PREFIX . $name, $value, $with_every_page );
	}

	/** Another process may have saved since this one first read. */
	public static function forget_cached( string $name ): void {
		wp_cache_delete( self::PREFIX . $name, 'options' );
	}

	public static function remove( string $name ): void {
		delete_option( self::PREFIX . $name );
	}
}
