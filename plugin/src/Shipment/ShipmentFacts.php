<?php
/**
 * What is known of an order's shipments, and how a new message adds to it. Pure.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Shipment;

final class ShipmentFacts {

	/**
	 * Additive per carton and line: a tracking number once known stays, a voided carton is taken back.
	 *
	 * @param array<string, mixed> $known   As kept before, array() where new.
	 * @param array<string, mixed> $message The contract's Shipment.
	 * @return array<string, mixed> shipment_key, erp_order, shipped_on, carrier, carrier_name, voided, cartons (by carton number: tracking_number, voided, lines).
	 */
	public static function merge( array $known, array $message ): array {
		$cartons = $known['cartons'] ?? array();
		foreach ( $message['cartons'] as $carton ) {
			$number  = 'c' . $carton['carton_num'];
			$earlier = $cartons[ $number ] ?? array( 'tracking_number' => '' );
			$cartons[ $number ] = array(
				'carton_num'      => $carton['carton_num'],
				'tracking_number' => '' !== $carton['tracking_number'] ? $carton['tracking_number'] : $earlier['tracking_number'],
				'voided'          => $carton['voided'] || $message['voided'],
				'lines'           => $carton['lines'],
			);
		}
		foreach ( $message['voided'] ? array_keys( $cartons ) : array() as $number ) {
			$cartons[ $number ]['voided'] = true;
		}
		return array(
			'shipment_key' => $message['shipment_key'],
			'erp_order'    => $message['erp_order'],
			'shipped_on'   => $message['shipped_on'],
			'carrier'      => $message['carrier'],
			'carrier_name' => $message['carrier_name'],
			'voided'       => $message['voided'],
			'cartons'      => $cartons,
		);
	}

	/**
	 * @param array<string, mixed> $fact One shipment.
	 * @return array<int, array<string, mixed>> Cartons that really left.
	 */
	public static function live_cartons( array $fact ): array {
		return array_values(
			array_filter(
				$fact['cartons'],
				static function ( array $carton ): bool {
					return ! $carton['voided'];
				}
			)
		);
	}

	/**
	 * @param array<string, mixed> $fact One shipment.
	 * @return string[] Tracking numbers, each once.
	 */
	public static function tracking_numbers( array $fact ): array {
		return array_values( array_unique( array_filter( array_column( self::live_cartons( $fact ), 'tracking_number' ) ) ) );
	}

	/** @param array<string, mixed> $fact One shipment. */
	public static function lacks_tracking( array $fact ): bool {
		return in_array( '', array_column( self::live_cartons( $fact ), 'tracking_number' ), true );
	}

	/**
	 * @param array<int, array<string, mixed>>                             $facts All shipments of one order.
	 * @param array<int, array{sku: string, name: string, units: int}> $lines By line item id: what has to ship.
	 * @return array<int, int> Units that have not shipped, by line item id; empty = all has left.
	 */
	public static function unshipped( array $facts, array $lines ): array {
		$left = array_map(
			static function ( array $line ): int {
				return $line['units'];
			},
			$lines
		);
		foreach ( $facts as $fact ) {
			foreach ( self::live_cartons( $fact ) as $carton ) {
				foreach ( $carton['lines'] as $shipped ) {
					$left = self::take( $left, $lines, $shipped );
				}
			}
		}
		return array_filter(
			$left,
			static function ( int $units ): bool {
				return $units > 0;
			}
		);
	}

	/**
	 * @param array<int, int>                                              $left    Units by line item id.
	 * @param array<int, array{sku: string, name: string, units: int}> $lines   See unshipped().
	 * @param array<string, mixed>                                         $shipped line_item_id, sku, quantity.
	 * @return array<int, int>
	 */
	private static function take( array $left, array $lines, array $shipped ): array {
		$id = $shipped['line_item_id'];
		foreach ( null === $id ? $lines : array() as $line_id => $line ) {
			if ( $line['sku'] === $shipped['sku'] && $left[ $line_id ] > 0 ) {
				$id = $line_id;
				break;
			}
		}
		if ( null !== $id && isset( $left[ $id ] ) ) {
			$left[ $id ] -= (int) $shipped['quantity'];
		}
		return $left;
	}
}
