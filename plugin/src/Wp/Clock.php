<?php
/**
 * Time, always UTC. In tables `Y-m-d H:i:s`, in messages `Y-m-dTH:i:sZ`.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Clock {

	public static function now(): int {
		return time();
	}

	/** For a table; seconds from now may be given. */
	public static function stamp( int $offset_s = 0 ): string {
		return gmdate( 'Y-m-d H:i:s', time() + $offset_s );
	}

	/** For a message. */
	public static function instant( int $offset_s = 0 ): string {
		return gmdate( 'Y-m-d\TH:i:s\Z', time() + $offset_s );
	}

	public static function to_instant( ?string $stamp ): ?string {
		return null === $stamp || '' === $stamp ? null : str_replace( ' ', 'T', substr( $stamp, 0, 19 ) ) . 'Z';
	}

	public static function to_stamp( ?string $instant ): ?string {
		return null === $instant ? null : str_replace( 'T', ' ', substr( $instant, 0, 19 ) );
	}

	/** Seconds since 1970 of a stamp or an instant. */
	public static function seconds( string $text ): int {
		return (int) strtotime( str_replace( ' ', 'T', substr( $text, 0, 19 ) ) . 'Z' );
	}

	/** The shop's wall clock, short, for a sentence. */
	public static function wall( string $text ): string {
		$same_day = wp_date( 'Y-m-d' ) === wp_date( 'Y-m-d', self::seconds( $text ) );
		return (string) wp_date( $same_day ? 'H:i' : 'j M H:i', self::seconds( $text ) );
	}
}
