<?php
/**
 * When a report is too old to believe. Pure.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Health;

final class Silence {

	private const MISSED = 3;
	private const MIN_S  = 120;

	/** Seconds without a report after which everything is unknown. */
	public static function limit_s( float $report_every_s ): int {
		return (int) max( self::MIN_S, ceil( self::MISSED * $report_every_s ) );
	}
}
