<?php
/**
 * `POST pairing`: a person starts it, the runner trades the code for a key.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Pairing\PairingCodes;
use CherryBridge\Pairing\Words;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Keys;
use CherryBridge\Wp\Routes;
use CherryBridge\Wp\Shop;
use CherryBridge\Wp\Users;

final class PairingRoute {

	/** @var Messages */
	private $messages;

	/** @var PairingCodes */
	private $codes;

	/** @var ActivityLog */
	private $activity;

	public function __construct( Messages $messages, PairingCodes $codes, ActivityLog $activity ) {
		$this->messages = $messages;
		$this->codes    = $codes;
		$this->activity = $activity;
	}

	public function register(): void {
		Routes::add( '/pairing', 'POST', array( RunnerAuth::class, 'anyone' ), $this->messages->accepting( 'pairing-request', array( $this, 'run' ) ) );
	}

	/** @param array<string, mixed> $message The contract's PairingRequest. */
	public function run( array $message ): Answer {
		return 'start' === $message['action'] ? $this->start() : $this->trade( (string) ( $message['code'] ?? '' ) );
	}

	private function start(): Answer {
		if ( ! RunnerAuth::merchant() ) {
			return Answer::refuse( 0 === Users::id() ? 401 : 403, 'cherry_bridge_forbidden', __( 'Pairing is started by a user with the right "cherry_bridge_settings"; ask an administrator.', 'cherry-bridge' ) );
		}
		$pair = $this->codes->start();
		/* translators: %s: person. */
		$this->activity->add( 'pairing', 'screen', 'runner', sprintf( __( '%s started pairing a runner.', 'cherry-bridge' ), Users::name() ) );
		return Answer::of( array( 'version' => 1 ) + $pair + array( 'command' => 'cherry-bridge pair ' . Shop::url() . ' ' . $pair['code'] ) );
	}

	private function trade( string $code ): Answer {
		if ( '' === $code || ! $this->codes->spend( $code ) ) {
			return Answer::refuse( 403, 'cherry_bridge_code_refused', __( 'This code is wrong, used or older than ten minutes. Start pairing again on the Settings tab and use the new code.', 'cherry-bridge' ), array( 'field' => 'code' ) );
		}
		$key = Keys::issue( Keys::ensure_runner(), 'Cherry Bridge runner' );
		$this->activity->add( 'pairing', 'rest', 'runner', __( 'A runner traded the one-time code for a key.', 'cherry-bridge' ), array( 'who' => 'the runner' ) );
		return Answer::of( array( 'version' => 1 ) + $key + array( 'words' => Words::of( $code ) ) );
	}
}
