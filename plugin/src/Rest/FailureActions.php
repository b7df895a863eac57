<?php
/**
 * What a person may do with a row of the desk. Retry and look-up are asked of the runner; the rest happens at once.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Command\Commands;
use CherryBridge\Failure\FailureDesk;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Users;

final class FailureActions {

	private const ASKED = array( 'retry', 'look-up', 'check-now' );

	/** @var FailureDesk */
	private $desk;

	/** @var Commands */
	private $commands;

	/** @var ActivityLog */
	private $activity;

	public function __construct( FailureDesk $desk, Commands $commands, ActivityLog $activity ) {
		$this->desk     = $desk;
		$this->commands = $commands;
		$this->activity = $activity;
	}

	/**
	 * @param array<string, mixed> $row    The contract's FailureRow.
	 * @param array<string, mixed> $action The contract's FailureActionRequest.
	 * @return Answer|string A refusal, or the sentence for the person.
	 */
	public function run( array $row, array $action ) {
		if ( null !== $row['closed_at_utc'] ) {
			return Messages::refuse_field( 'action', __( 'This row is fixed already.', 'cherry-bridge' ), 409 );
		}
		$result = in_array( $action['action'], self::ASKED, true ) ? $this->ask( $row, $action ) : $this->change( $row, $action );
		if ( is_string( $result ) ) {
			/* translators: 1: person, 2: action, 3: title of the row. */
			$what = sprintf( __( '%1$s chose "%2$s" for: %3$s', 'cherry-bridge' ), Users::name(), $action['action'], $row['title'] );
			$this->activity->add( 'failure', 'screen', $row['subject']['id'], $what, array( 'reason' => $action['reason'] ?? '' ) );
		}
		return $result;
	}

	/**
	 * @param array<string, mixed> $row    The contract's FailureRow.
	 * @param array<string, mixed> $action The contract's FailureActionRequest.
	 * @return Answer|string
	 */
	private function ask( array $row, array $action ) {
		if ( 'retry' === $action['action'] && 'look-up' === $row['remedy'] ) {
			return Messages::refuse_field( 'action', __( 'The outcome is unclear, so nothing is sent again. Choose "Look it up in Blue Cherry" first.', 'cherry-bridge' ), 409 );
		}
		if ( 'retry' === $action['action'] && 'none' === $row['remedy'] ) {
			return Messages::refuse_field( 'action', __( 'Sending it again cannot help here; the row names what does.', 'cherry-bridge' ), 409 );
		}
		$command = $this->commands->ask( $action['action'], $row['flow'], $row['key'], $action['reason'] ?? '' );
		/* translators: %s: action. */
		$this->desk->note( $row['id'], Users::name(), sprintf( __( 'Asked the runner: %s.', 'cherry-bridge' ), $action['action'] ) );
		/* translators: %s: time. */
		return sprintf( __( 'Asked %s. The runner does it at its next turn.', 'cherry-bridge' ), Clock::wall( $command['asked_at_utc'] ) );
	}

	/**
	 * @param array<string, mixed> $row    The contract's FailureRow.
	 * @param array<string, mixed> $action The contract's FailureActionRequest.
	 * @return Answer|string
	 */
	private function change( array $row, array $action ) {
		$reason = trim( $action['reason'] ?? '' );
		switch ( $action['action'] ) {
			case 'assign':
				return $this->assign( $row, trim( $action['assignee'] ?? '' ) );
			case 'snooze':
				return $this->snooze( $row, $action['until_utc'] ?? '' );
			case 'unsnooze':
				$this->desk->change( $row['id'], array( 'snoozed_until' => null ), __( 'Woken.', 'cherry-bridge' ) );
				return __( 'The row is back in its list.', 'cherry-bridge' );
			case 'ignore':
				return $this->ignore( $row, $reason );
			default:
				return $this->unignore( $row );
		}
	}

	/**
	 * @param array<string, mixed> $row The contract's FailureRow.
	 * @return string
	 */
	private function assign( array $row, string $name ): string {
		/* translators: %s: person. */
		$text = '' === $name ? __( 'No longer assigned to anyone.', 'cherry-bridge' ) : sprintf( __( 'Assigned to %s.', 'cherry-bridge' ), $name );
		$this->desk->change( $row['id'], array( 'assignee' => '' === $name ? null : $name ), $text );
		return $text;
	}

	/**
	 * @param array<string, mixed> $row The contract's FailureRow.
	 * @return Answer|string
	 */
	private function snooze( array $row, string $until ) {
		if ( '' === $until || Clock::seconds( $until ) <= Clock::now() ) {
			return Messages::refuse_field( 'until_utc', __( 'Name a time in the future, e.g. tomorrow 08:00.', 'cherry-bridge' ) );
		}
		/* translators: %s: time. */
		$text = sprintf( __( 'Snoozed until %s.', 'cherry-bridge' ), Clock::wall( $until ) );
		$this->desk->change( $row['id'], array( 'snoozed_until' => Clock::to_stamp( $until ) ), $text );
		return $text;
	}

	/**
	 * @param array<string, mixed> $row The contract's FailureRow.
	 * @return Answer|string
	 */
	private function ignore( array $row, string $reason ) {
		if ( ! RunnerAuth::shop_boss() ) {
			return Messages::refuse_field( 'action', __( 'Ignoring needs the right "cherry_bridge_manage"; ask a store manager.', 'cherry-bridge' ), 403 );
		}
		if ( '' === $reason ) {
			return Messages::refuse_field( 'reason', __( 'Say why it may be ignored, so that the next person knows.', 'cherry-bridge' ) );
		}
		$members = array(
			'ignored_reason'   => $reason,
			'ignored_attempts' => $row['attempts'],
		);
		/* translators: %s: reason. */
		$this->desk->change( $row['id'], $members, sprintf( __( 'Ignored: %s', 'cherry-bridge' ), $reason ) );
		return __( 'Ignored. It returns if the facts change or the tries double.', 'cherry-bridge' );
	}

	/**
	 * @param array<string, mixed> $row The contract's FailureRow.
	 * @return Answer|string
	 */
	private function unignore( array $row ) {
		if ( ! RunnerAuth::shop_boss() ) {
			return Messages::refuse_field( 'action', __( 'This needs the right "cherry_bridge_manage"; ask a store manager.', 'cherry-bridge' ), 403 );
		}
		$this->desk->change( $row['id'], array( 'ignored_reason' => null ), __( 'No longer ignored.', 'cherry-bridge' ) );
		return __( 'The row is back in its list.', 'cherry-bridge' );
	}
}
