<?php
/**
 * `GET activity`, newest first.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Request;
use CherryBridge\Wp\Routes;

final class ActivityRoute {

	/** @var ActivityLog */
	private $activity;

	public function __construct( ActivityLog $activity ) {
		$this->activity = $activity;
	}

	public function register(): void {
		Routes::add( '/activity', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'read' ) );
	}

	public function read( Request $request ): Answer {
		$paging = new Paging( $request );
		$found  = $this->activity->page( $request->text( 'kind' ), $request->text( 'search' ), $paging->page, $paging->per_page );
		return Answer::of(
			array(
				'version' => 1,
				'rows'    => $found['rows'],
			) + $paging->members( $found['total'], $found['is_exact'] )
		);
	}
}
