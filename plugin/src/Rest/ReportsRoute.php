<?php
/**
 * `POST reports`: the whole state of one runner, replaced each time.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Report\Reports;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Routes;

final class ReportsRoute {

	/** @var Messages */
	private $messages;

	/** @var Reports */
	private $reports;

	public function __construct( Messages $messages, Reports $reports ) {
		$this->messages = $messages;
		$this->reports  = $reports;
	}

	public function register(): void {
		Routes::add( '/reports', 'POST', array( RunnerAuth::class, 'runner' ), $this->messages->accepting( 'report-request', array( $this, 'write' ) ) );
	}

	/** @param array<string, mixed> $message The contract's ReportRequest. */
	public function write( array $message ): Answer {
		$this->reports->keep( $message );
		return Answer::of(
			array(
				'version'         => 1,
				'received_at_utc' => Clock::instant(),
			)
		);
	}
}
