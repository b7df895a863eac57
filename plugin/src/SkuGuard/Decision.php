<?php
/**
 * SKUs are born in Blue Cherry. One pure rule, asked by every door; it knows nothing of WordPress.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\SkuGuard;

final class Decision {

	public const ENFORCE = 'enforce';
	public const WARN    = 'warn';
	public const OFF     = 'off';

	/**
	 * @param Attempt $attempt What is about to be saved.
	 * @param string  $mode    enforce, warn or off; an unknown word counts as enforce.
	 */
	public static function on( Attempt $attempt, string $mode ): Verdict {
		if ( $attempt->is_ordinary_save() ) {
			return new Verdict( true, 'ordinary', false );
		}
		if ( self::OFF === $mode ) {
			return new Verdict( true, 'guard-off', false );
		}
		if ( $attempt->has_right && $attempt->by_key ) {
			return new Verdict( true, 'runner-key', true );
		}
		if ( $attempt->has_right && 'wp-cli' === $attempt->door && '' !== trim( $attempt->cli_reason ) ) {
			return new Verdict( true, 'wp-cli', true );
		}
		if ( self::WARN === $mode ) {
			return new Verdict( true, 'warned', true );
		}
		return new Verdict( false, 'erp-owns-skus', true );
	}
}
