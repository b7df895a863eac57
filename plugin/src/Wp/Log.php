<?php
/**
 * WooCommerce's log under the source `cherry-bridge`. No keys, mails, names or addresses.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Log {

	/** @param array<string, mixed> $members What varies. */
	public static function error( string $sentence, array $members = array() ): void {
		wc_get_logger()->error( $sentence, array( 'source' => 'cherry-bridge' ) + $members );
	}
}
