<?php
/**
 * `POST failures` (the runner), `GET failures`, `GET failures/{id}`, `POST failures/{id}/actions`.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Command\Commands;
use CherryBridge\Failure\FailureDesk;
use CherryBridge\Failure\FailureList;
use CherryBridge\Report\Reports;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Orders;
use CherryBridge\Wp\Products;
use CherryBridge\Wp\Request;
use CherryBridge\Wp\Routes;

final class FailuresRoute {

	/** @var Messages */
	private $messages;

	/** @var FailureDesk */
	private $desk;

	/** @var FailureList */
	private $list;

	/** @var Commands */
	private $commands;

	/** @var Reports */
	private $reports;

	/** @var FailureActions */
	private $actions;

	public function __construct( Messages $messages, FailureDesk $desk, FailureList $list, Commands $commands, Reports $reports, FailureActions $actions ) {
		$this->messages = $messages;
		$this->desk     = $desk;
		$this->list     = $list;
		$this->commands = $commands;
		$this->reports  = $reports;
		$this->actions  = $actions;
	}

	public function register(): void {
		Routes::add( '/failures', 'POST', array( RunnerAuth::class, 'runner' ), $this->messages->accepting( 'failures-request', array( $this, 'write' ) ) );
		Routes::add( '/failures', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'list' ) );
		Routes::add( '/failures/(?P<id>\d+)', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'one' ) );
		Routes::add( '/failures/(?P<id>\d+)/actions', 'POST', array( RunnerAuth::class, 'supporter' ), $this->messages->accepting( 'failure-action-request', array( $this, 'act' ) ) );
	}

	/** @param array<string, mixed> $message The contract's FailuresRequest. */
	public function write( array $message ): Answer {
		$counts = array(
			'opened'   => 0,
			'repeated' => 0,
			'closed'   => 0,
		);
		foreach ( $message['open'] as $fact ) {
			++$counts[ $this->desk->report( $fact ) ? 'opened' : 'repeated' ];
		}
		foreach ( $message['close'] as $proof ) {
			$counts['closed'] += $this->desk->close( $proof['key'], $proof['closed_at_utc'], $proof['reason'] ) ? 1 : 0;
		}
		$this->reports->count_failures( $counts['opened'], $counts['closed'] );
		return Answer::of( array( 'version' => 1 ) + $counts );
	}

	public function list( Request $request ): Answer {
		$this->desk->wake_snoozed();
		$filters = array();
		foreach ( array( 'tab', 'flow', 'owner', 'code', 'search' ) as $name ) {
			$filters[ $name ] = $request->text( $name );
		}
		if ( 'cause' === $request->text( 'by' ) ) {
			return Answer::of(
				array(
					'version'   => 1,
					'causes'    => $this->list->causes( $filters ),
					'tabs'      => $this->list->tabs(),
					'as_of_utc' => Clock::instant(),
				)
			);
		}
		$paging = new Paging( $request );
		$found  = $this->list->page( $filters, $request->text( 'orderby' ), $paging->order, $paging->page, $paging->per_page );
		return Answer::of(
			array(
				'version' => 1,
				'rows'    => $this->with_commands( $found['rows'] ),
				'tabs'    => $this->list->tabs(),
			) + $paging->members( $found['total'], $found['is_exact'] )
		);
	}

	public function one( Request $request ): Answer {
		$row = $this->list->one( $request->number( 'id', 0 ) );
		if ( null === $row ) {
			return self::unknown();
		}
		return Answer::of(
			array(
				'version' => 1,
				'row'     => $this->with_commands( array( $row ) )[0],
				'link'    => self::link( $row['subject'] ),
				'events'  => $this->list->events( $row['id'] ),
			)
		);
	}

	/** @param array<string, mixed> $message The contract's FailureActionRequest. */
	public function act( array $message, Request $request ): Answer {
		$row = $this->list->one( $request->number( 'id', 0 ) );
		if ( null === $row ) {
			return self::unknown();
		}
		$result = $this->actions->run( $row, $message );
		if ( $result instanceof Answer ) {
			return $result;
		}
		return Answer::of(
			array(
				'version'  => 1,
				'row'      => $this->with_commands( array( (array) $this->list->one( $row['id'] ) ) )[0],
				'sentence' => $result,
			)
		);
	}

	/**
	 * @param array<int, array<string, mixed>> $rows The contract's rows.
	 * @return array<int, array<string, mixed>> The same, each with the last wish of a person.
	 */
	private function with_commands( array $rows ): array {
		$last = $this->commands->last_of( array_column( $rows, 'key' ) );
		foreach ( $rows as $index => $row ) {
			$command = $last[ $row['key'] ] ?? null;
			if ( null !== $command ) {
				$rows[ $index ]['command'] = array(
					'id'           => $command['id'],
					'kind'         => $command['kind'],
					'state'        => $command['state'],
					'reason'       => '' !== $command['answer'] ? $command['answer'] : $command['reason'],
					'asked_at_utc' => $command['asked_at_utc'],
				);
			}
		}
		return $rows;
	}

	/** @param array<string, mixed> $subject The contract's FailureSubject. */
	private static function link( array $subject ): string {
		if ( 'order' === $subject['type'] && ctype_digit( $subject['id'] ) ) {
			return Orders::edit_link( (int) $subject['id'] );
		}
		return 'sku' === $subject['type'] ? Products::edit_link_of_sku( $subject['id'] ) : '';
	}

	private static function unknown(): Answer {
		return Answer::refuse( 404, 'cherry_bridge_unknown_failure', __( 'No row has this number. Load the list again.', 'cherry-bridge' ) );
	}
}
