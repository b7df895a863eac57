<?php
/**
 * Four words that show a person both sides hold the same code. Pure.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Pairing;

final class Words {

	private const LIST = array( 'amber', 'anchor', 'apple', 'autumn', 'bamboo', 'basket', 'beacon', 'birch', 'bridge', 'button', 'candle', 'canvas', 'cedar', 'cherry', 'cloud', 'copper', 'coral', 'cotton', 'crystal', 'daisy', 'denim', 'ember', 'falcon', 'feather', 'fern', 'forest', 'garden', 'ginger', 'harbour', 'hazel', 'honey', 'island', 'ivory', 'jasmine', 'kettle', 'lantern', 'lemon', 'linen', 'maple', 'marble', 'meadow', 'mint', 'needle', 'ocean', 'olive', 'orchard', 'paper', 'pebble', 'pepper', 'pine', 'plum', 'ribbon', 'river', 'saddle', 'silver', 'spruce', 'summer', 'thimble', 'timber', 'velvet', 'walnut', 'willow', 'winter', 'wool' );

	/** @return string[] */
	public static function of( string $code ): array {
		$hash  = hash( 'sha256', 'words' . $code );
		$words = array();
		for ( $place = 0; $place < 4; $place++ ) {
			$words[] = self::LIST[ hexdec( (string) substr( $hash, 2 * $place, 2 ) ) % count( self::LIST ) ];
		}
		return $words;
	}
}
