<?php
/**
 * Each state of an order as a shape and a word, never colour alone.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Admin;

final class OrderWords {

	/** @return array{shape: string, word: string} The shape is the name of a dashicon. */
	public static function of( string $state ): array {
		switch ( $state ) {
			case 'confirmed':
			case 'noted':
				return self::pair( 'yes-alt', __( 'In Blue Cherry', 'cherry-bridge' ) );
			case 'sent':
			case 'intended':
			case 'received':
				return self::pair( 'clock', __( 'Waiting', 'cherry-bridge' ) );
			case 'unclear':
				return self::pair( 'search', __( 'Checking', 'cherry-bridge' ) );
			case 'held':
				return self::pair( 'warning', __( 'Held', 'cherry-bridge' ) );
			case 'refused':
				return self::pair( 'dismiss', __( 'Stopped', 'cherry-bridge' ) );
			case 'skipped':
				return self::pair( 'minus', __( 'Not sent', 'cherry-bridge' ) );
			default:
				return self::pair( 'editor-help', __( 'Unknown', 'cherry-bridge' ) );
		}
	}

	/** @return array{shape: string, word: string} */
	private static function pair( string $shape, string $word ): array {
		return array(
			'shape' => $shape,
			'word'  => $word,
		);
	}
}
