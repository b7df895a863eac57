<?php
/**
 * `GET`, `PUT settings`.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Settings\Settings;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Routes;
use CherryBridge\Wp\Users;

final class SettingsRoute {

	/** @var Messages */
	private $messages;

	/** @var Settings */
	private $settings;

	/** @var ActivityLog */
	private $activity;

	public function __construct( Messages $messages, Settings $settings, ActivityLog $activity ) {
		$this->messages = $messages;
		$this->settings = $settings;
		$this->activity = $activity;
	}

	public function register(): void {
		Routes::add( '/settings', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'read' ) );
		Routes::add( '/settings', 'PUT', array( RunnerAuth::class, 'merchant' ), $this->messages->accepting( 'settings-put', array( $this, 'save' ) ) );
	}

	public function read(): Answer {
		return Answer::of( $this->settings->read() );
	}

	/** @param array<string, mixed> $message The contract's SettingsPut. */
	public function save( array $message ): Answer {
		$before = $this->settings->read();
		$after  = $this->settings->change( (int) $message['revision'], $message['change'] );
		if ( null === $after ) {
			return Answer::refuse(
				409,
				'cherry_bridge_settings_moved',
				__( 'Someone saved settings after this page was loaded, so nothing was changed. Look at both values and save again.', 'cherry-bridge' ),
				array(
					'field'   => 'revision',
					'fix'     => __( 'Read the settings again and save from there.', 'cherry-bridge' ),
					'yours'   => $message['change'],
					'current' => $this->settings->read(),
				)
			);
		}
		foreach ( self::leaves( $message['change'], '' ) as $path => $value ) {
			$this->record( $path, self::at( $before, $path ), $value );
		}
		return Answer::of( $after );
	}

	/**
	 * @param mixed $was What held.
	 * @param mixed $now What holds.
	 */
	private function record( string $path, $was, $now ): void {
		if ( $was === $now ) {
			return;
		}
		/* translators: 1: person, 2: setting, 3: before, 4: after. */
		$what = sprintf( __( '%1$s changed %2$s from %3$s to %4$s.', 'cherry-bridge' ), Users::name(), $path, self::shown( $was ), self::shown( $now ) );
		$this->activity->add(
			0 === strpos( $path, 'flows.' ) ? 'flow' : 'setting',
			'screen',
			$path,
			$what,
			array(
				'before' => self::shown( $was ),
				'after'  => self::shown( $now ),
			)
		);
	}

	/**
	 * @param array<int|string, mixed> $change Members, deep.
	 * @return array<string, mixed> By path.
	 */
	private static function leaves( array $change, string $path ): array {
		$leaves = array();
		foreach ( $change as $name => $value ) {
			$here      = '' === $path ? (string) $name : "$path.$name";
			$is_branch = is_array( $value ) && array() !== $value && is_string( array_keys( $value )[0] );
			$leaves   += $is_branch ? self::leaves( $value, $here ) : array( $here => $value );
		}
		return $leaves;
	}

	/**
	 * @param array<string, mixed> $settings Whole.
	 * @return mixed
	 */
	private static function at( array $settings, string $path ) {
		$value = $settings;
		foreach ( explode( '.', $path ) as $step ) {
			$value = is_array( $value ) ? ( $value[ $step ] ?? null ) : null;
		}
		return $value;
	}

	/** @param mixed $value A setting. */
	private static function shown( $value ): string {
		return is_string( $value ) ? $value : (string) json_encode( $value );
	}
}
