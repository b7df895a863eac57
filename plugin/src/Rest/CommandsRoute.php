<?php
/**
 * `GET commands`, `POST commands` (a person asks), `POST commands/{id}` (the runner answers).
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Command\Commands;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Request;
use CherryBridge\Wp\Routes;
use CherryBridge\Wp\Users;

final class CommandsRoute {

	/** What changes which figures are used: not for everyone who may retry. */
	private const GRAVE = array( 'release', 'approve-snapshot', 'reject-snapshot' );

	/** @var Messages */
	private $messages;

	/** @var Commands */
	private $commands;

	/** @var ActivityLog */
	private $activity;

	public function __construct( Messages $messages, Commands $commands, ActivityLog $activity ) {
		$this->messages = $messages;
		$this->commands = $commands;
		$this->activity = $activity;
	}

	public function register(): void {
		Routes::add( '/commands', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'read' ) );
		Routes::add( '/commands', 'POST', array( RunnerAuth::class, 'supporter' ), $this->messages->accepting( 'command-request', array( $this, 'ask' ) ) );
		Routes::add( '/commands/(?P<id>\d+)', 'POST', array( RunnerAuth::class, 'runner' ), $this->messages->accepting( 'command-update', array( $this, 'answer' ) ) );
	}

	public function read(): Answer {
		return Answer::of(
			array(
				'version'  => 1,
				'commands' => $this->commands->open(),
			)
		);
	}

	/** @param array<string, mixed> $message The contract's CommandRequest. */
	public function ask( array $message ): Answer {
		if ( in_array( $message['kind'], self::GRAVE, true ) && ! RunnerAuth::shop_boss() ) {
			return Messages::refuse_field( 'kind', __( 'This wish needs the right "cherry_bridge_manage"; ask a store manager.', 'cherry-bridge' ), 403 );
		}
		$command = $this->commands->ask( $message['kind'], $message['flow'], $message['subject'], $message['reason'] );
		/* translators: 1: person, 2: wish, 3: flow, 4: subject. */
		$what = sprintf( __( '%1$s asked the runner: %2$s %3$s %4$s', 'cherry-bridge' ), Users::name(), $message['kind'], (string) $message['flow'], $message['subject'] );
		$this->activity->add( 'command', 'screen', '' === $message['subject'] ? (string) $message['flow'] : $message['subject'], trim( $what ), array( 'reason' => $message['reason'] ) );
		return self::shown( $command );
	}

	/** @param array<string, mixed> $message The contract's CommandUpdate. */
	public function answer( array $message, Request $request ): Answer {
		$command = $this->commands->answer( $request->number( 'id', 0 ), $message['state'], $message['answer'] );
		if ( null === $command ) {
			return Answer::refuse( 404, 'cherry_bridge_unknown_command', __( 'No wish has this number; it may be long done. Pull the open ones again.', 'cherry-bridge' ) );
		}
		return self::shown( $command );
	}

	/** @param array<string, mixed> $command The contract's Command. */
	private static function shown( array $command ): Answer {
		return Answer::of(
			array(
				'version' => 1,
				'command' => $command,
			)
		);
	}
}
