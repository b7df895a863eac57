<?php
/**
 * Who may call which route. A WooCommerce key and a cookie with a nonce both make a user; here only rights count.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Wp\Users;

final class RunnerAuth {

	public static function runner(): bool {
		return Users::can( 'cherry_bridge_sync' );
	}

	/** People who look, and the runner. */
	public static function viewer(): bool {
		return Users::can( 'cherry_bridge_view' ) || self::runner();
	}

	public static function supporter(): bool {
		return Users::can( 'cherry_bridge_support' ) || self::shop_boss();
	}

	public static function shop_boss(): bool {
		return Users::can( 'cherry_bridge_manage' );
	}

	public static function merchant(): bool {
		return Users::can( 'cherry_bridge_settings' );
	}

	/** The one-time code is the key there. */
	public static function anyone(): bool {
		return true;
	}
}
