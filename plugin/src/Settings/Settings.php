<?php
/**
 * Everything a person may change. Where nothing was saved, the contract's defaults.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Settings;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Options;

final class Settings {

	public const FLOWS = array( 'products', 'inventory', 'orders', 'fulfilment', 'reconciliation' );

	/** @var Db */
	private $db;

	/** @var callable(array<string, mixed>): array<string, mixed> */
	private $fill;

	/** @param callable(array<string, mixed>): array<string, mixed> $fill Adds the contract's defaults to what was saved. */
	public function __construct( Db $db, callable $fill ) {
		$this->db   = $db;
		$this->fill = $fill;
	}

	/** @return array<string, mixed> The contract's Settings, whole. */
	public function read(): array {
		$saved                     = (array) Options::get( 'settings', array() );
		$all                       = ( $this->fill )( $saved );
		$all['buffers_revision']   = (int) Options::get( 'buffers_revision', 0 );
		return $all;
	}

	/** The guard is asked on many pages, so its word alone is loaded with each. */
	public function guard_mode(): string {
		return (string) Options::get( 'guard_mode', 'enforce' );
	}

	public function flow_mode( string $flow ): string {
		return (string) $this->read()['flows'][ $flow ]['mode'];
	}

	/**
	 * @param int                  $revision The one the change started from; null takes the newest.
	 * @param array<string, mixed> $change   Members to change, deep.
	 * @return array<string, mixed>|null Settings after; null where someone else saved in between.
	 */
	public function change( ?int $revision, array $change ): ?array {
		if ( ! $this->db->lock( 'settings' ) ) {
			return null;
		}
		try {
			Options::forget_cached( 'settings' );
			$all = $this->read();
			if ( null !== $revision && $revision !== (int) $all['revision'] ) {
				return null;
			}
			$next             = self::merged( $all, $change );
			$next             = self::with_live_since( $all, $next );
			$next['revision'] = (int) $all['revision'] + 1;
			Options::set( 'settings', $next );
			Options::set( 'guard_mode', $next['sku_guard']['mode'], true );
			Options::set( 'remove_on_uninstall', $next['data']['remove_on_uninstall'] );
			return $this->read();
		} finally {
			$this->db->unlock( 'settings' );
		}
	}

	/** Buffer rules changed: the runner pulls them anew. @return int The new number. */
	public function raise_buffers_revision(): int {
		$next = (int) Options::get( 'buffers_revision', 0 ) + 1;
		Options::set( 'buffers_revision', $next );
		return $next;
	}

	/**
	 * @param array<string, mixed> $all    What holds.
	 * @param array<string, mixed> $change What shall hold.
	 * @return array<string, mixed>
	 */
	private static function merged( array $all, array $change ): array {
		foreach ( $change as $name => $value ) {
			$is_object    = is_array( $value ) && isset( $all[ $name ] ) && is_array( $all[ $name ] ) && array_keys( $value ) !== range( 0, count( $value ) - 1 );
			$all[ $name ] = $is_object && array() !== $value ? self::merged( $all[ $name ], $value ) : ( is_array( $value ) && array() === $value && self::is_object( $all[ $name ] ?? null ) ? $all[ $name ] : $value );
		}
		return $all;
	}

	/** @param mixed $value A setting. */
	private static function is_object( $value ): bool {
		return is_array( $value ) && array() !== $value && array_keys( $value ) !== range( 0, count( $value ) - 1 );
	}

	/**
	 * @param array<string, mixed> $before Settings.
	 * @param array<string, mixed> $after  Settings.
	 * @return array<string, mixed> After, each flow that went live with its time; a way back keeps the first one.
	 */
	private static function with_live_since( array $before, array $after ): array {
		foreach ( self::FLOWS as $flow ) {
			$went_live = 'live' === $after['flows'][ $flow ]['mode'] && 'live' !== $before['flows'][ $flow ]['mode'];
			if ( $went_live && null === $after['flows'][ $flow ]['live_since_utc'] ) {
				$after['flows'][ $flow ]['live_since_utc'] = Clock::instant();
			}
		}
		return $after;
	}
}
