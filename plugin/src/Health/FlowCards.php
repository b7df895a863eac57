<?php
/**
 * The five flow cards: what the runner said, as far as it can still be believed, and what a person set since.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Health;

use CherryBridge\Settings\Settings;
use CherryBridge\Wp\Clock;

final class FlowCards {

	/**
	 * @param array<int, array<string, mixed>>    $reported The report's flows.
	 * @param array<string, array<string, mixed>> $settings The settings' flows.
	 * @param bool                                $known    The runner was heard in time.
	 * @return array<int, array<string, mixed>>
	 */
	public static function of( array $reported, array $settings, bool $known ): array {
		$by_flow = array_column( $reported, null, 'flow' );
		$cards   = array();
		foreach ( Settings::FLOWS as $flow ) {
			$cards[] = self::card( $flow, $by_flow[ $flow ] ?? null, $settings[ $flow ], $known );
		}
		return $cards;
	}

	/**
	 * @param array<string, mixed>|null $report   Of this flow; null where the runner has not told of it.
	 * @param array<string, mixed>      $settings Of this flow.
	 * @return array<string, mixed>
	 */
	private static function card( string $flow, ?array $report, array $settings, bool $known ): array {
		$card                     = $report ?? array(
			'flow'                  => $flow,
			'mode'                  => $settings['mode'],
			'status'                => 'unknown',
			'sentence'              => __( 'The runner has not told of this flow yet.', 'cherry-bridge' ),
			'interval_s'            => $settings['interval_s'],
			'last_run'              => null,
			'waiting'               => 0,
			'oldest_waiting_at_utc' => null,
			'next_run_at_utc'       => null,
		);
		$paused                   = null !== $settings['paused_until_utc'] && Clock::seconds( $settings['paused_until_utc'] ) > Clock::now();
		$card['mode']             = $settings['mode'];
		$card['paused_until_utc'] = $paused ? $settings['paused_until_utc'] : null;
		if ( ! $known ) {
			$card['status'] = 'unknown';
		} elseif ( $paused ) {
			$card['status'] = 'paused';
		} elseif ( 'rehearsing' === $settings['mode'] && in_array( $card['status'], array( 'running', 'waiting' ), true ) ) {
			$card['status'] = 'rehearsing';
		}
		return $card;
	}
}
