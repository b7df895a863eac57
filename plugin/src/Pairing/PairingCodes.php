<?php
/**
 * One-time codes: ten minutes, one use, five wrong tries at most. Only a hash of the code is kept.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Pairing;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Keys;
use CherryBridge\Wp\Options;

final class PairingCodes {

	private const LIVES_S   = 600;
	private const WRONG_MAX = 5;
	private const OPTION    = 'pairing';

	/** @return array{code: string, expires_at_utc: string, words: string[]} */
	public function start(): array {
		$code = Keys::random_text( 20 );
		Options::set(
			self::OPTION,
			array(
				'hash'    => self::hash( $code ),
				'expires' => Clock::now() + self::LIVES_S,
				'wrong'   => 0,
			)
		);
		return array(
			'code'           => $code,
			'expires_at_utc' => Clock::instant( self::LIVES_S ),
			'words'          => Words::of( $code ),
		);
	}

	/** True once for the right code; it is spent then. */
	public function spend( string $code ): bool {
		Options::forget_cached( self::OPTION );
		$open = Options::get( self::OPTION );
		if ( ! is_array( $open ) || $open['expires'] < Clock::now() || $open['wrong'] >= self::WRONG_MAX ) {
			return false;
		}
		if ( ! hash_equals( $open['hash'], self::hash( trim( $code ) ) ) ) {
			++$open['wrong'];
			Options::set( self::OPTION, $open );
			return false;
		}
		Options::remove( self::OPTION );
		return true;
	}

	private static function hash( string $code ): string {
		return hash( 'sha256', $code );
	}
}
