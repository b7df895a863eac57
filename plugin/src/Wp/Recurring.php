<?php
/**
 * Action Scheduler, which comes with WooCommerce.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Recurring {

	/** Plans it once. The answer is remembered for an hour, so that not every request asks the database. */
	public static function ensure( string $name, int $every_s ): void {
		if ( ! function_exists( 'as_has_scheduled_action' ) || false !== get_transient( $name . '_planned' ) ) {
			return;
		}
		if ( ! as_has_scheduled_action( $name, null, 'cherry-bridge' ) ) {
			as_schedule_recurring_action( time() + $every_s, $every_s, $name, array(), 'cherry-bridge', true );
		}
		set_transient( $name . '_planned', 1, 3600 );
	}
}
