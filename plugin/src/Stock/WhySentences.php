<?php
/**
 * "Why this number", as sentences from first to last.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Stock;

use CherryBridge\Wp\Clock;

final class WhySentences {

	/**
	 * @param array<string, mixed>      $row The contract's StockRow.
	 * @param array<string, mixed>|null $why The contract's WhyTrace.
	 * @return string[]
	 */
	public static function of( array $row, ?array $why ): array {
		if ( null === $why ) {
			return array( __( 'Blue Cherry has not counted this SKU yet, so the shop\'s own number stands.', 'cherry-bridge' ) );
		}
		$lines = array(
			/* translators: 1: units, 2: time. */
			sprintf( __( 'Blue Cherry counted %1$d at %2$s.', 'cherry-bridge' ), $why['ats'], Clock::wall( $why['as_of_utc'] ) ),
			/* translators: %d: units. */
			sprintf( _n( '%d unit is in flight: sold here, not yet counted by Blue Cherry.', '%d units are in flight: sold here, not yet counted by Blue Cherry.', $row['in_flight'], 'cherry-bridge' ), $row['in_flight'] ),
			self::held_back( (int) $why['held_back'], (string) ( $row['rule_label'] ?? '' ) ),
			/* translators: %d: units. */
			sprintf( __( 'So the shop should show %d.', 'cherry-bridge' ), $row['published'] ),
		);
		if ( null !== $row['in_shop'] ) {
			$lines[] = 0.0 === (float) $row['difference']
				/* translators: %s: units. */
				? sprintf( __( 'The shop holds %s. The two agree.', 'cherry-bridge' ), self::number( (float) $row['in_shop'] ) )
				/* translators: 1: units, 2: difference with its sign. */
				: sprintf( __( 'The shop holds %1$s, a difference of %2$s: a sale a moment ago, or someone changed it by hand.', 'cherry-bridge' ), self::number( (float) $row['in_shop'] ), sprintf( '%+g', $row['difference'] ) );
		}
		return $lines;
	}

	private static function held_back( int $units, string $rule ): string {
		if ( 0 === $units ) {
			return __( 'Nothing is held back.', 'cherry-bridge' );
		}
		/* translators: 1: units, 2: name of the rule. */
		return sprintf( _n( '%1$d unit is held back by the rule "%2$s".', '%1$d units are held back by the rule "%2$s".', $units, 'cherry-bridge' ), $units, $rule );
	}

	private static function number( float $units ): string {
		return rtrim( rtrim( number_format( $units, 2, '.', '' ), '0' ), '.' );
	}
}
