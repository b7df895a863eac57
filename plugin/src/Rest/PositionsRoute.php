<?php
/**
 * `POST positions`: stock by position and generation.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Position\PositionWriter;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Routes;

final class PositionsRoute {

	/** @var Messages */
	private $messages;

	/** @var PositionWriter */
	private $positions;

	public function __construct( Messages $messages, PositionWriter $positions ) {
		$this->messages  = $messages;
		$this->positions = $positions;
	}

	public function register(): void {
		Routes::add( '/positions', 'POST', array( RunnerAuth::class, 'runner' ), $this->messages->accepting( 'positions-request', array( $this, 'write' ) ) );
	}

	/** @param array<string, mixed> $message The contract's PositionsRequest. */
	public function write( array $message ): Answer {
		return Answer::of(
			array(
				'version'    => 1,
				'generation' => $message['generation'],
				'rows'       => $this->positions->write( (int) $message['generation'], $message['rows'] ),
			)
		);
	}
}
