<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Unit;

use CherryBridge\SkuGuard\Attempt;
use CherryBridge\SkuGuard\Decision;
use PHPUnit\Framework\TestCase;

final class DecisionTest extends TestCase {

	public function test_a_new_sku_is_refused_at_every_door_of_a_person(): void {
		foreach ( array( 'rest-v3', 'rest-v2', 'editor', 'variations', 'importer', 'wp-cli', 'code' ) as $door ) {
			$verdict = Decision::on( new Attempt( $door, 0, true, '', 'NEW-1', true ), Decision::ENFORCE );
			self::assertFalse( $verdict->is_allowed, $door );
			self::assertTrue( $verdict->is_recorded, $door );
			self::assertSame( 'erp-owns-skus', $verdict->reason );
		}
	}

	public function test_a_product_without_a_sku_is_new_to_the_erp_as_well(): void {
		self::assertFalse( Decision::on( new Attempt( 'editor', 0, true, '', '' ), Decision::ENFORCE )->is_allowed );
	}

	public function test_an_ordinary_save_passes_and_leaves_no_row(): void {
		$verdict = Decision::on( new Attempt( 'editor', 7, false, 'A', 'A' ), Decision::ENFORCE );
		self::assertTrue( $verdict->is_allowed );
		self::assertFalse( $verdict->is_recorded );
	}

	public function test_another_sku_on_a_known_product_is_refused(): void {
		self::assertFalse( Decision::on( new Attempt( 'rest-v3', 7, false, 'A', 'B' ), Decision::ENFORCE )->is_allowed );
	}

	public function test_taking_a_sku_away_is_refused(): void {
		self::assertFalse( Decision::on( new Attempt( 'editor', 7, false, 'A', '' ), Decision::ENFORCE )->is_allowed );
	}

	public function test_the_runner_creates_with_right_and_key_together(): void {
		$verdict = Decision::on( new Attempt( 'rest-v3', 0, true, '', 'A', true, true ), Decision::ENFORCE );
		self::assertTrue( $verdict->is_allowed );
		self::assertTrue( $verdict->is_recorded );
		self::assertFalse( Decision::on( new Attempt( 'rest-v3', 0, true, '', 'A', true, false ), Decision::ENFORCE )->is_allowed, 'The right alone, by cookie.' );
		self::assertFalse( Decision::on( new Attempt( 'rest-v3', 0, true, '', 'A', false, true ), Decision::ENFORCE )->is_allowed, 'A key without the right.' );
	}

	public function test_the_command_line_creates_only_with_right_and_reason(): void {
		self::assertTrue( Decision::on( new Attempt( 'wp-cli', 0, true, '', 'A', true, false, 'moving house' ), Decision::ENFORCE )->is_allowed );
		self::assertFalse( Decision::on( new Attempt( 'wp-cli', 0, true, '', 'A', true, false, '  ' ), Decision::ENFORCE )->is_allowed );
		self::assertFalse( Decision::on( new Attempt( 'wp-cli', 0, true, '', 'A', false, false, 'moving house' ), Decision::ENFORCE )->is_allowed );
		self::assertFalse( Decision::on( new Attempt( 'editor', 0, true, '', 'A', true, false, 'moving house' ), Decision::ENFORCE )->is_allowed );
	}

	public function test_warn_allows_and_records_off_allows_and_is_silent(): void {
		$attempt = new Attempt( 'editor', 0, true, '', 'A' );
		self::assertTrue( Decision::on( $attempt, Decision::WARN )->is_allowed );
		self::assertTrue( Decision::on( $attempt, Decision::WARN )->is_recorded );
		self::assertTrue( Decision::on( $attempt, Decision::OFF )->is_allowed );
		self::assertFalse( Decision::on( $attempt, Decision::OFF )->is_recorded );
	}

	public function test_an_unknown_mode_is_the_careful_one(): void {
		self::assertFalse( Decision::on( new Attempt( 'editor', 0, true, '', 'A' ), 'whatever' )->is_allowed );
	}
}
