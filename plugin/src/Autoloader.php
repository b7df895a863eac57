<?php
/**
 * Finds our classes by their name, so that nothing from Composer is needed at run time.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge;

final class Autoloader {

	/**
	 * @param string $prefix Namespace with its closing backslash.
	 * @param string $folder Folder with its closing slash.
	 */
	public static function register( string $prefix, string $folder ): void {
		spl_autoload_register(
			static function ( string $name ) use ( $prefix, $folder ): void {
				if ( 0 !== strpos( $name, $prefix ) ) {
					return;
				}
				$path = $folder . str_replace( '\\', '/', substr( $name, strlen( $prefix ) ) ) . '.php';
				if ( is_file( $path ) ) {
					require $path;
				}
			}
		);
	}
}
