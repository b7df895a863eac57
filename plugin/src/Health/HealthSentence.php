<?php
/**
 * The one sentence about the whole.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Health;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Shop;

final class HealthSentence {

	/**
	 * @param bool                             $known The runner was heard in time.
	 * @param array<int, array<string, mixed>> $flows The cards.
	 */
	public static function status( bool $known, array $flows, int $needing, bool $erp_reachable ): string {
		$statuses = array_column( $flows, 'status' );
		if ( ! $known ) {
			return 'unknown';
		}
		if ( ! $erp_reachable || in_array( 'stopped', $statuses, true ) ) {
			return 'stopped';
		}
		if ( $needing > 0 || in_array( 'needs-you', $statuses, true ) ) {
			return 'needs-you';
		}
		if ( array( 'rehearsing' ) === array_values( array_unique( array_column( $flows, 'mode' ) ) ) ) {
			return 'rehearsing';
		}
		return in_array( 'paused', $statuses, true ) ? 'paused' : 'running';
	}

	/**
	 * @param array<string, mixed>|null        $last     The newest report and its time.
	 * @param array<string, mixed>             $orders   The report's orders.
	 * @param array<string, mixed>|null        $snapshot The report's stock count.
	 * @param array<int, array<string, mixed>> $causes   Of the tab "needs you".
	 * @param array<int, array<string, mixed>> $flows    The cards.
	 * @param array<string, mixed>             $erp      The report's word on the ERP.
	 */
	public static function of( string $status, ?array $last, array $orders, ?array $snapshot, array $causes, array $flows, array $erp ): string {
		switch ( $status ) {
			case 'unknown':
				return null === $last
					? __( 'We do not know: no runner has spoken to this shop yet. Pair one on the Settings tab.', 'cherry-bridge' )
					/* translators: %s: time. */
					: sprintf( __( 'We do not know: the runner last spoke at %s. Orders are safe in the shop but not moving; start the runner.', 'cherry-bridge' ), Clock::wall( $last['received_at'] ) );
			case 'stopped':
				return self::stopped( $flows, $erp );
			case 'needs-you':
				return self::needs_you( $causes, $flows );
			case 'rehearsing':
				return __( 'Nothing is written yet: all five flows are rehearsing.', 'cherry-bridge' );
			case 'paused':
				return __( 'A flow is paused by a person; it resumes by itself. ', 'cherry-bridge' ) . self::figures( $orders, $snapshot, $last );
			default:
				// Orders on their way need nobody, but "all is well" is said of what has arrived.
				$start = 0 === (int) $orders['waiting'] ? __( 'All is well: ', 'cherry-bridge' ) : __( 'Nothing needs you: ', 'cherry-bridge' );
				return $start . self::figures( $orders, $snapshot, $last );
		}
	}

	/**
	 * @param array<int, array<string, mixed>> $flows The cards.
	 * @param array<string, mixed>             $erp   The report's word on the ERP.
	 */
	private static function stopped( array $flows, array $erp ): string {
		if ( ! $erp['reachable'] ) {
			return '' !== $erp['sentence'] ? $erp['sentence'] : __( 'Blue Cherry cannot be reached. Orders wait in the shop; stock keeps the last good figures.', 'cherry-bridge' );
		}
		foreach ( $flows as $flow ) {
			if ( 'stopped' === $flow['status'] ) {
				return $flow['sentence'];
			}
		}
		return '';
	}

	/**
	 * @param array<int, array<string, mixed>> $causes Of the tab "needs you".
	 * @param array<int, array<string, mixed>> $flows  The cards.
	 */
	private static function needs_you( array $causes, array $flows ): string {
		$records = (int) array_sum( array_column( $causes, 'records' ) );
		if ( $records > 0 ) {
			/* translators: 1: number of records, 2: the first one's title. */
			return sprintf( _n( '%1$s thing needs someone: %2$s', '%1$s things need someone; first: %2$s', $records, 'cherry-bridge' ), Shop::count( $records ), $causes[0]['title'] );
		}
		foreach ( $flows as $flow ) {
			if ( 'needs-you' === $flow['status'] ) {
				return $flow['sentence'];
			}
		}
		return '';
	}

	/**
	 * @param array<string, mixed>      $orders   The report's orders.
	 * @param array<string, mixed>|null $snapshot The report's stock count.
	 * @param array<string, mixed>|null $last     The newest report and its time.
	 */
	private static function figures( array $orders, ?array $snapshot, ?array $last ): string {
		/* translators: 1: orders in the ERP, 2: paid orders. */
		$text = sprintf( __( '%1$s of %2$s paid orders are in Blue Cherry', 'cherry-bridge' ), Shop::count( (int) $orders['in_erp'] ), Shop::count( (int) $orders['paid'] ) );
		if ( null === $snapshot || null === $last ) {
			return $text . '.';
		}
		$minutes = (int) round( ( $snapshot['age_s'] + Clock::now() - Clock::seconds( $last['received_at'] ) ) / 60 );
		/* translators: %d: minutes. */
		return $text . sprintf( _n( '; stock was counted %d minute ago.', '; stock was counted %d minutes ago.', $minutes, 'cherry-bridge' ), $minutes );
	}
}
