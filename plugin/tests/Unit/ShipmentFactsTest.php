<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Unit;

use CherryBridge\Shipment\ShipmentFacts;
use PHPUnit\Framework\TestCase;

final class ShipmentFactsTest extends TestCase {

	public function test_the_same_message_twice_changes_nothing(): void {
		$once = ShipmentFacts::merge( array(), self::message( array( self::carton( '1', '1Z1', 2 ) ) ) );
		self::assertSame( $once, ShipmentFacts::merge( $once, self::message( array( self::carton( '1', '1Z1', 2 ) ) ) ) );
	}

	public function test_a_later_carton_is_added_to_the_earlier_ones(): void {
		$first = ShipmentFacts::merge( array(), self::message( array( self::carton( '1', '1Z1', 1 ) ) ) );
		$both  = ShipmentFacts::merge( $first, self::message( array( self::carton( '2', '1Z2', 1 ) ) ) );
		self::assertSame( array( '1Z1', '1Z2' ), ShipmentFacts::tracking_numbers( $both ) );
	}

	public function test_a_known_tracking_number_is_not_lost_again(): void {
		$first = ShipmentFacts::merge( array(), self::message( array( self::carton( '1', '1Z1', 1 ) ) ) );
		$later = ShipmentFacts::merge( $first, self::message( array( self::carton( '1', '', 1 ) ) ) );
		self::assertFalse( ShipmentFacts::lacks_tracking( $later ) );
	}

	public function test_a_numeric_carton_number_stays_text(): void {
		$fact = ShipmentFacts::merge( array(), self::message( array( self::carton( '00123', '1Z1', 1 ) ) ) );
		self::assertSame( '00123', ShipmentFacts::live_cartons( $fact )[0]['carton_num'] );
	}

	public function test_a_voided_carton_is_taken_back_and_its_units_are_due_again(): void {
		$lines = array( 11 => array( 'sku' => 'A', 'name' => 'Shirt', 'units' => 2 ) );
		$fact  = ShipmentFacts::merge( array(), self::message( array( self::carton( '1', '1Z1', 2 ) ) ) );
		self::assertSame( array(), ShipmentFacts::unshipped( array( $fact ), $lines ) );
		$gone = ShipmentFacts::merge( $fact, self::message( array( array( 'voided' => true ) + self::carton( '1', '1Z1', 2 ) ) ) );
		self::assertSame( array( 11 => 2 ), ShipmentFacts::unshipped( array( $gone ), $lines ) );
	}

	public function test_a_voided_shipment_voids_cartons_the_message_does_not_name(): void {
		$fact = ShipmentFacts::merge( array(), self::message( array( self::carton( '1', '1Z1', 2 ) ) ) );
		$gone = ShipmentFacts::merge( $fact, array( 'voided' => true, 'cartons' => array() ) + self::message( array() ) );
		self::assertSame( array(), ShipmentFacts::live_cartons( $gone ) );
	}

	public function test_a_line_without_twin_is_matched_by_sku(): void {
		$lines  = array(
			11 => array( 'sku' => 'A', 'name' => 'Shirt', 'units' => 1 ),
			12 => array( 'sku' => 'A', 'name' => 'Shirt', 'units' => 1 ),
		);
		$carton          = self::carton( '1', '1Z1', 1 );
		$carton['lines'] = array(
			array( 'line_item_id' => null, 'sku' => 'A', 'quantity' => 1 ),
			array( 'line_item_id' => null, 'sku' => 'A', 'quantity' => 1 ),
		);
		self::assertSame( array(), ShipmentFacts::unshipped( array( ShipmentFacts::merge( array(), self::message( array( $carton ) ) ) ), $lines ) );
	}

	/**
	 * @param array<int, array<string, mixed>> $cartons Of the shipment.
	 * @return array<string, mixed>
	 */
	private static function message( array $cartons ): array {
		return array(
			'shipment_key' => 'SH1',
			'erp_order'    => '700001',
			'shipped_on'   => '2026-03-03',
			'carrier'      => 'UPS',
			'carrier_name' => 'UPS Ground',
			'voided'       => false,
			'cartons'      => $cartons,
		);
	}

	/** @return array<string, mixed> */
	private static function carton( string $number, string $tracking, int $units ): array {
		return array(
			'carton_num'      => $number,
			'tracking_number' => $tracking,
			'voided'          => false,
			'lines'           => array( array( 'line_item_id' => 11, 'sku' => 'A', 'quantity' => $units ) ),
		);
	}
}
