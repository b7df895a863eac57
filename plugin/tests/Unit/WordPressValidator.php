<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Unit;

/** WordPress's own schema check out of a real WordPress, without the rest of it. */
final class WordPressValidator {

	public const COMMAND = 'npm run shop (it brings WordPress into the cache folder), or set CHERRY_BRIDGE_WORDPRESS to a WordPress folder';

	/** The WordPress folder at hand; null where there is none. */
	public static function folder(): ?string {
		$home   = getenv( 'XDG_CACHE_HOME' );
		$cache  = is_string( $home ) && '' !== $home ? $home : getenv( 'HOME' ) . '/.cache';
		$places = array( (string) getenv( 'CHERRY_BRIDGE_WORDPRESS' ), $cache . '/cherry-bridge/wordpress', $cache . '/cherry-bridge/wordpress/wordpress' );
		foreach ( $places as $place ) {
			if ( is_file( $place . '/wp-includes/rest-api.php' ) ) {
				return $place;
			}
		}
		return null;
	}

	public static function load(): bool {
		$folder = self::folder();
		if ( null === $folder ) {
			return false;
		}
		if ( ! function_exists( 'rest_validate_value_from_schema' ) ) {
			require_once __DIR__ . '/wordpress-words.php';
			require_once $folder . '/wp-includes/class-wp-error.php';
			require_once $folder . '/wp-includes/rest-api.php';
		}
		return true;
	}
}
