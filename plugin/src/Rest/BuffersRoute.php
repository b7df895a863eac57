<?php
/**
 * `GET`, `PUT buffers`, `POST buffers/preview`.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Buffer\BufferPreview;
use CherryBridge\Buffer\BufferRules;
use CherryBridge\Settings\Settings;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Request;
use CherryBridge\Wp\Routes;
use CherryBridge\Wp\Users;

final class BuffersRoute {

	/** @var Messages */
	private $messages;

	/** @var BufferRules */
	private $rules;

	/** @var BufferPreview */
	private $preview;

	/** @var Settings */
	private $settings;

	/** @var ActivityLog */
	private $activity;

	public function __construct( Messages $messages, BufferRules $rules, BufferPreview $preview, Settings $settings, ActivityLog $activity ) {
		$this->messages = $messages;
		$this->rules    = $rules;
		$this->preview  = $preview;
		$this->settings = $settings;
		$this->activity = $activity;
	}

	public function register(): void {
		Routes::add( '/buffers', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'read' ) );
		Routes::add( '/buffers', 'PUT', array( RunnerAuth::class, 'shop_boss' ), $this->messages->accepting( 'buffers-request', array( $this, 'save' ) ) );
		Routes::add( '/buffers/preview', 'POST', array( RunnerAuth::class, 'shop_boss' ), $this->messages->accepting( 'buffers-request', array( $this, 'try_out' ) ) );
	}

	public function read( Request $request ): Answer {
		$paging = new Paging( $request );
		// Read before the rules: a change in between is then pulled once more, never missed.
		$revision = (int) $this->settings->read()['buffers_revision'];
		$found    = $this->rules->page( $paging->page, $paging->per_page );
		return Answer::of(
			array(
				'version'          => 1,
				'buffers_revision' => $revision,
				'rules'            => $found['rows'],
			) + $paging->members( $found['total'], true )
		);
	}

	/** @param array<string, mixed> $message The contract's BuffersRequest. */
	public function try_out( array $message ): Answer {
		return self::wrong_key( $message['changes'] ) ?? Answer::of( array( 'version' => 1 ) + $this->preview->of( $message['changes'] ) );
	}

	/** @param array<string, mixed> $message The contract's BuffersRequest. */
	public function save( array $message ): Answer {
		$wrong = self::wrong_key( $message['changes'] );
		if ( null !== $wrong ) {
			return $wrong;
		}
		$result   = $this->rules->save( $message['changes'] );
		$revision = $this->settings->raise_buffers_revision();
		$this->record( $message, array_reverse( $result['undo'] ) );
		return Answer::of(
			array(
				'version'          => 1,
				'buffers_revision' => $revision,
				'saved'            => $result['saved'],
				'cleared'          => $result['cleared'],
				'undo'             => $result['undo'],
				'sentence'         => self::sentence( count( $message['changes'] ) ),
			)
		);
	}

	/** @param array<int, array<string, mixed>> $changes The contract's changes. */
	private static function wrong_key( array $changes ): ?Answer {
		foreach ( $changes as $index => $change ) {
			if ( ( 'shop' === $change['scope'] ) !== ( '' === $change['key'] ) ) {
				$fix = 'shop' === $change['scope']
					? __( 'A rule for the whole shop has an empty key.', 'cherry-bridge' )
					: __( 'A rule for one SKU names the SKU as its key.', 'cherry-bridge' );
				return Messages::refuse_field( "changes[$index].key", $fix );
			}
		}
		return null;
	}

	/**
	 * @param array<string, mixed>             $message The contract's BuffersRequest.
	 * @param array<int, array<string, mixed>> $before  What held, in the same order.
	 */
	private function record( array $message, array $before ): void {
		foreach ( $message['changes'] as $index => $change ) {
			$name = 'shop' === $change['scope'] ? __( 'the whole shop', 'cherry-bridge' ) : $change['key'];
			$was  = self::shown( $before[ $index ] );
			$now  = self::shown( $change );
			/* translators: 1: person, 2: SKU or "the whole shop", 3: before, 4: after. */
			$what = sprintf( __( '%1$s set the buffer of %2$s from %3$s to %4$s.', 'cherry-bridge' ), Users::name(), $name, $was, $now );
			$this->activity->add(
				'buffer',
				'screen',
				$change['key'],
				$what,
				array(
					'before' => $was,
					'after'  => $now,
					'reason' => $message['reason'],
				)
			);
		}
	}

	/** @param array<string, mixed> $change The contract's change. */
	private static function shown( array $change ): string {
		if ( 'clear' === $change['kind'] ) {
			return __( 'no rule of its own', 'cherry-bridge' );
		}
		return 'off' === $change['kind'] ? __( 'off', 'cherry-bridge' ) : (string) $change['units'];
	}

	private static function sentence( int $changes ): string {
		/* translators: %d: number of rules. */
		return sprintf( _n( '%d rule saved. The shop follows at the runner\'s next turn.', '%d rules saved. The shop follows at the runner\'s next turn.', $changes, 'cherry-bridge' ), $changes );
	}
}
