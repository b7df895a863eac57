<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Unit;

use CherryBridge\Position\Arithmetic;
use PHPUnit\Framework\TestCase;

final class ArithmeticTest extends TestCase {

	public function test_the_shop_shows_the_count_less_flight_and_hold_back(): void {
		// Counted 18, 3 in flight, 2 held back; 4 sold since go-live are in the count already: position 18 + 4 - 2.
		self::assertSame( 13, Arithmetic::published( 20, 3, 4 ) );
	}

	public function test_a_debt_is_kept_and_shown_as_nothing(): void {
		self::assertSame( -2, Arithmetic::meant_stock( 1, 3, 0 ) );
		self::assertSame( 0, Arithmetic::published( 1, 3, 0 ) );
	}

	public function test_a_buffer_never_becomes_a_debt(): void {
		self::assertSame( 2, Arithmetic::held_back( 5, 2 ) );
		self::assertSame( 0, Arithmetic::held_back( 5, -4 ) );
		self::assertSame( 5, Arithmetic::held_back( 5, 9 ) );
	}

	/** @dataProvider statuses */
	public function test_status_follows_woocommerces_rule( float $stock, int $threshold, string $backorders, string $want ): void {
		self::assertSame( $want, Arithmetic::status( $stock, $threshold, $backorders ) );
	}

	/** @return array<string, array{float, int, string, string}> */
	public function statuses(): array {
		return array(
			'some left'                    => array( 1.0, 0, 'no', 'instock' ),
			'at the threshold is sold out' => array( 2.0, 2, 'no', 'outofstock' ),
			'over the threshold'           => array( 3.0, 2, 'no', 'instock' ),
			'debt, no backorders'          => array( -1.0, 0, 'no', 'outofstock' ),
			'backorders with notice'       => array( 0.0, 0, 'notify', 'onbackorder' ),
			'backorders'                   => array( 0.0, 0, 'yes', 'onbackorder' ),
			'never set'                    => array( 0.0, 0, '', 'outofstock' ),
		);
	}

	public function test_a_parent_is_as_good_as_its_best_child(): void {
		self::assertSame( 'instock', Arithmetic::parent_status( true, true ) );
		self::assertSame( 'onbackorder', Arithmetic::parent_status( false, true ) );
		self::assertSame( 'outofstock', Arithmetic::parent_status( false, false ) );
	}
}
