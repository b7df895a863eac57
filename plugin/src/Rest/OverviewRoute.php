<?php
/**
 * `GET overview`.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Health\Overview;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Routes;

final class OverviewRoute {

	/** @var Overview */
	private $overview;

	public function __construct( Overview $overview ) {
		$this->overview = $overview;
	}

	public function register(): void {
		Routes::add( '/overview', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'read' ) );
	}

	public function read(): Answer {
		return Answer::of( $this->overview->read() );
	}
}
