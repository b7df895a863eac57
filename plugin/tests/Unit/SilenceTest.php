<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Unit;

use CherryBridge\Health\HealthSentence;
use CherryBridge\Health\Silence;
use PHPUnit\Framework\TestCase;

final class SilenceTest extends TestCase {

	public function test_three_missed_reports_make_everything_unknown_but_never_under_two_minutes(): void {
		self::assertSame( 120, Silence::limit_s( 10.0 ) );
		self::assertSame( 900, Silence::limit_s( 300.0 ) );
	}

	public function test_an_old_green_is_never_green(): void {
		self::assertSame( 'unknown', HealthSentence::status( false, self::flows( 'running', 'live' ), 0, true ) );
	}

	public function test_the_worst_word_wins(): void {
		self::assertSame( 'stopped', HealthSentence::status( true, self::flows( 'running', 'live' ), 3, false ) );
		self::assertSame( 'needs-you', HealthSentence::status( true, self::flows( 'running', 'live' ), 3, true ) );
		self::assertSame( 'paused', HealthSentence::status( true, self::flows( 'paused', 'live' ), 0, true ) );
		self::assertSame( 'rehearsing', HealthSentence::status( true, self::flows( 'rehearsing', 'rehearsing' ), 0, true ) );
		self::assertSame( 'running', HealthSentence::status( true, self::flows( 'waiting', 'live' ), 0, true ) );
	}

	/** @return array<int, array<string, mixed>> */
	private static function flows( string $status, string $mode ): array {
		return array( array( 'status' => $status, 'mode' => $mode ) );
	}
}
