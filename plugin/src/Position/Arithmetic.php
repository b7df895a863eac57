<?php
/**
 * The sums behind one number in the shop. Pure.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Position;

final class Arithmetic {

	public const IN_STOCK     = 'instock';
	public const ON_BACKORDER = 'onbackorder';
	public const OUT_OF_STOCK = 'outofstock';

	/** Units the shop should hold: the position less what it took itself. Sign kept. */
	public static function meant_stock( int $position, int $in_flight, int $contained ): int {
		return $position - $in_flight - $contained;
	}

	/** What people see of it. */
	public static function published( int $position, int $in_flight, int $contained ): int {
		return max( 0, self::meant_stock( $position, $in_flight, $contained ) );
	}

	/** A buffer never becomes a debt. */
	public static function held_back( int $units, int $ats ): int {
		return min( $units, max( 0, $ats ) );
	}

	/** WooCommerce's own rule, `$threshold` being its no-stock amount. */
	public static function status( float $stock, int $threshold, string $backorders ): string {
		if ( $stock > $threshold ) {
			return self::IN_STOCK;
		}
		return '' === $backorders || 'no' === $backorders ? self::OUT_OF_STOCK : self::ON_BACKORDER;
	}

	/** A parent's status from its sellable children. */
	public static function parent_status( bool $any_in_stock, bool $any_on_backorder ): string {
		if ( $any_in_stock ) {
			return self::IN_STOCK;
		}
		return $any_on_backorder ? self::ON_BACKORDER : self::OUT_OF_STOCK;
	}
}
