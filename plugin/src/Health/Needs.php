<?php
/**
 * What needs a person now, worst first, five lines at most.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Health;

use CherryBridge\Wp\Clock;

final class Needs {

	/**
	 * @param array<string, mixed>|null        $last   The newest report and its time.
	 * @param bool                             $known  The runner was heard in time.
	 * @param array<string, mixed>             $erp    The report's word on the ERP.
	 * @param array<int, array<string, mixed>> $causes Of the tab "needs you".
	 * @return array<int, array<string, mixed>>
	 */
	public static function of( ?array $last, bool $known, array $erp, array $causes ): array {
		$needs = array();
		if ( ! $known ) {
			$needs[] = self::silent_runner( $last );
		} elseif ( ! $erp['reachable'] ) {
			$needs[] = self::need( 'stopped', '' === $erp['sentence'] ? __( 'Blue Cherry cannot be reached.', 'cherry-bridge' ) : $erp['sentence'], __( 'Orders wait in the shop; stock keeps the last good figures.', 'cherry-bridge' ), __( 'Parcels leave late, and the stock count grows old.', 'cherry-bridge' ), __( 'Blue Cherry team', 'cherry-bridge' ), Clock::to_instant( $last['received_at'] ?? null ) ?? Clock::instant(), '#/failures', __( 'Show what waits', 'cherry-bridge' ) );
		}
		foreach ( $causes as $cause ) {
			$records = (int) $cause['records'];
			/* translators: %d: number of records. */
			$effect  = sprintf( _n( '%d record waits.', '%d records wait.', $records, 'cherry-bridge' ), $records );
			$needs[] = self::need( 'needs-you', $cause['title'], $effect, __( 'It stays as it is: nothing is sent until someone decides.', 'cherry-bridge' ), $cause['owner'], $cause['oldest_at_utc'], '#/failures?code=' . $cause['code'], __( 'Show', 'cherry-bridge' ) );
		}
		return array_slice( $needs, 0, 5 );
	}

	/**
	 * @param array<string, mixed>|null $last The newest report and its time.
	 * @return array<string, mixed>
	 */
	private static function silent_runner( ?array $last ): array {
		if ( null === $last ) {
			return self::need( 'unknown', __( 'No runner has spoken to this shop yet.', 'cherry-bridge' ), __( 'Nothing moves between the shop and Blue Cherry.', 'cherry-bridge' ), __( 'Orders stay in the shop.', 'cherry-bridge' ), __( 'host', 'cherry-bridge' ), Clock::instant(), '#/settings', __( 'Pair a runner', 'cherry-bridge' ) );
		}
		/* translators: %s: time. */
		$title = sprintf( __( 'The runner last spoke at %s.', 'cherry-bridge' ), Clock::wall( $last['received_at'] ) );
		return self::need( 'unknown', $title, __( 'Orders are safe in the shop but not moving.', 'cherry-bridge' ), __( 'Parcels leave late, and the stock count grows old.', 'cherry-bridge' ), __( 'host', 'cherry-bridge' ), (string) Clock::to_instant( $last['received_at'] ), '#/settings', __( 'Start the runner', 'cherry-bridge' ) );
	}

	/** @return array<string, mixed> */
	private static function need( string $status, string $title, string $effect, string $if_nobody, string $owner, string $since, string $link, string $button ): array {
		return array(
			'status'         => $status,
			'title'          => $title,
			'effect'         => $effect,
			'if_nobody_acts' => $if_nobody,
			'owner'          => $owner,
			'since_utc'      => $since,
			'link'           => $link,
			'button'         => $button,
		);
	}
}
