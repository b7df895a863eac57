<?php
/**
 * "Is everything all right?": one sentence, the same on the screen, in mails and in WP-CLI. An old green is never green.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Health;

use CherryBridge\Failure\FailureList;
use CherryBridge\Report\Reports;
use CherryBridge\Settings\Settings;
use CherryBridge\Wp\Clock;

final class Overview {

	/** @var Reports */
	private $reports;

	/** @var FailureList */
	private $failures;

	/** @var Settings */
	private $settings;

	public function __construct( Reports $reports, FailureList $failures, Settings $settings ) {
		$this->reports  = $reports;
		$this->failures = $failures;
		$this->settings = $settings;
	}

	/** @return array<string, mixed> The contract's OverviewAnswer. */
	public function read( bool $with_samples = true ): array {
		$last   = $this->reports->last();
		$body   = $last['body'] ?? array();
		$silent = null === $last ? null : Clock::now() - Clock::seconds( $last['received_at'] );
		$known  = null !== $silent && $silent < Silence::limit_s( (float) $body['report_every_s'] );
		$flows  = FlowCards::of( $body['flows'] ?? array(), $this->settings->read()['flows'], $known );
		$causes = $this->failures->causes( array( 'tab' => 'needs-you' ) );
		$orders = $body['orders'] ?? array(
			'paid'                  => 0,
			'in_erp'                => 0,
			'waiting'               => 0,
			'oldest_waiting_at_utc' => null,
		);
		$erp    = $body['erp'] ?? array(
			'reachable' => true,
			'sentence'  => '',
		);
		$status = HealthSentence::status( $known, $flows, (int) array_sum( array_column( $causes, 'records' ) ), (bool) $erp['reachable'] );
		return array(
			'version'       => 1,
			'as_of_utc'     => Clock::instant(),
			'sentence'      => HealthSentence::of( $status, $last, $orders, $body['snapshot'] ?? null, $causes, $flows, $erp ),
			'status'        => $status,
			'needs'         => Needs::of( $last, $known, $erp, $causes ),
			'flows'         => $flows,
			'runner'        => array(
				'last_heard_at_utc' => null === $last ? null : Clock::to_instant( $last['received_at'] ),
				'silent_s'          => $silent,
				'version'           => $body['runner']['version'] ?? '',
			),
			'snapshot'      => $this->aged( $body['snapshot'] ?? null, (int) $silent ),
			'orders'        => $orders,
			'failures_open' => $this->open_failures(),
			'samples'       => $with_samples ? $this->reports->samples() : array(),
		);
	}

	/**
	 * The count went on ageing since the runner told of it.
	 *
	 * @param array<string, mixed>|null $snapshot The report's.
	 * @return array<string, mixed>|null
	 */
	private function aged( ?array $snapshot, int $silent_s ): ?array {
		if ( null !== $snapshot ) {
			$snapshot['age_s'] += $silent_s;
		}
		return $snapshot;
	}

	private function open_failures(): int {
		$open = 0;
		foreach ( $this->failures->tabs() as $tab ) {
			$open += in_array( $tab['tab'], array( 'needs-you', 'fixes-itself', 'snoozed' ), true ) ? $tab['count'] : 0;
		}
		return $open;
	}
}
