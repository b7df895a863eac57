<?php
/**
 * The desk of exceptions: what the runner reports, joined by key, and closed by proof alone.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Failure;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Users;

final class FailureDesk {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param array<string, mixed> $fact The contract's FailureFact.
	 * @return bool True where it opened a row (new, or closed before), false where it joined an open one.
	 */
	public function report( array $fact ): bool {
		$known = $this->db->row( "SELECT * FROM {$this->table()} WHERE failure_key = %s", array( $fact['key'] ) );
		if ( null === $known ) {
			$id = $this->db->insert( 'failures', self::columns( $fact ) + array( 'tab' => self::open_tab( $fact ) ), true );
			if ( $id > 0 ) {
				$this->note( $id, 'the runner', $fact['title'] );
				return true;
			}
			// Another process wrote the same key a moment ago.
			return false;
		}
		if ( null !== $known['closed_at'] ) {
			$this->reopen( $known, $fact );
			return true;
		}
		$this->repeat( $known, $fact );
		return false;
	}

	/** @return bool False where no open row has this key. */
	public function close( string $key, string $closed_at, string $reason ): bool {
		$row = $this->db->row( "SELECT id FROM {$this->table()} WHERE failure_key = %s AND closed_at IS NULL", array( $key ) );
		if ( null === $row ) {
			return false;
		}
		$this->db->update(
			'failures',
			array(
				'closed_at'      => Clock::to_stamp( $closed_at ),
				'tab'            => 'fixed',
				'snoozed_until'  => null,
				'ignored_reason' => null,
			),
			'id = %d',
			array( $row['id'] )
		);
		$this->note( (int) $row['id'], 'the runner', '' === $reason ? __( 'Fixed.', 'cherry-bridge' ) : $reason );
		return true;
	}

	/** @param array<string, mixed> $members Columns a person's action changes. */
	public function change( int $id, array $members, string $what ): void {
		$row = $this->db->row( "SELECT * FROM {$this->table()} WHERE id = %d", array( $id ) );
		if ( null === $row ) {
			return;
		}
		$members['tab'] = self::tab( array_merge( $row, $members ) );
		$this->db->update( 'failures', $members, 'id = %d', array( $id ) );
		$this->note( $id, Users::name(), $what );
	}

	/** One line in the row's story. */
	public function note( int $id, string $who, string $what ): void {
		$this->db->insert(
			'failure_events',
			array(
				'failure_id' => $id,
				'at'         => Clock::stamp(),
				'who'        => $who,
				'what'       => mb_substr( $what, 0, 500 ),
			)
		);
	}

	/** Snoozes that are over come back by themselves. */
	public function wake_snoozed(): void {
		$this->db->run( "UPDATE {$this->table()} SET snoozed_until = NULL, tab = IF(owner = 'itself', 'fixes-itself', 'needs-you') WHERE tab = 'snoozed' AND snoozed_until <= %s", array( Clock::stamp() ) );
	}

	/**
	 * @param array<string, string|null> $known Row of the table.
	 * @param array<string, mixed>       $fact  The contract's FailureFact.
	 */
	private function reopen( array $known, array $fact ): void {
		$fresh = array(
			'tab'       => self::open_tab( $fact ),
			'again'     => 1,
			'closed_at' => null,
		);
		$this->db->update( 'failures', $fresh + self::columns( $fact ), 'id = %d', array( $known['id'] ) );
		/* translators: %s: what happened. */
		$this->note( (int) $known['id'], 'the runner', sprintf( __( 'Came back: %s', 'cherry-bridge' ), $fact['title'] ) );
	}

	/**
	 * @param array<string, string|null> $known Row of the table.
	 * @param array<string, mixed>       $fact  The contract's FailureFact.
	 */
	private function repeat( array $known, array $fact ): void {
		$members = self::columns( $fact );
		// The row keeps the day it began, whatever the runner still knows of it.
		$members['first_seen'] = min( (string) $known['first_seen'], (string) $members['first_seen'] );
		$doubled               = null !== $known['ignored_reason'] && (int) $fact['attempts'] >= 2 * max( 1, (int) $known['ignored_attempts'] );
		if ( null !== $known['ignored_reason'] && ( $doubled || $known['code'] !== $fact['code'] ) ) {
			$members['ignored_reason'] = null;
			$this->note( (int) $known['id'], 'the runner', __( 'No longer ignored: the facts changed, or the tries doubled.', 'cherry-bridge' ) );
		}
		$members['tab'] = self::tab( array_merge( $known, $members ) );
		$this->db->update( 'failures', $members, 'id = %d', array( $known['id'] ) );
		if ( (int) $fact['attempts'] > (int) $known['attempts'] ) {
			/* translators: 1: number of tries, 2: the far side's words. */
			$this->note( (int) $known['id'], 'the runner', sprintf( __( 'Try %1$d. %2$s', 'cherry-bridge' ), $fact['attempts'], $fact['detail'] ) );
		}
	}

	/**
	 * @param array<string, mixed> $fact The contract's FailureFact.
	 * @return array<string, mixed> Columns.
	 */
	private static function columns( array $fact ): array {
		return array(
			'failure_key'   => $fact['key'],
			'flow'          => $fact['flow'],
			'code'          => $fact['code'],
			'owner'         => $fact['owner'],
			'remedy'        => $fact['remedy'],
			'subject_id'    => $fact['subject']['id'],
			'subject_label' => $fact['subject']['label'],
			'title'         => $fact['title'],
			'fact'          => (string) json_encode( $fact ),
			'attempts'      => $fact['attempts'],
			'money'         => $fact['money']['amount'] ?? null,
			'currency'      => $fact['money']['currency'] ?? null,
			'units'         => $fact['units'],
			'first_seen'    => Clock::to_stamp( $fact['first_seen_at_utc'] ),
			'last_seen'     => Clock::to_stamp( $fact['last_seen_at_utc'] ),
			'next_try'      => Clock::to_stamp( $fact['next_try_at_utc'] ),
		);
	}

	/** @param array<string, mixed> $fact The contract's FailureFact. */
	private static function open_tab( array $fact ): string {
		return 'itself' === $fact['owner'] ? 'fixes-itself' : 'needs-you';
	}

	/** @param array<string, mixed> $row Columns. */
	private static function tab( array $row ): string {
		if ( null !== $row['closed_at'] ) {
			return 'fixed';
		}
		if ( null !== $row['ignored_reason'] ) {
			return 'ignored';
		}
		if ( null !== $row['snoozed_until'] && $row['snoozed_until'] > Clock::stamp() ) {
			return 'snoozed';
		}
		return self::open_tab( $row );
	}

	private function table(): string {
		return $this->db->table( 'failures' );
	}
}
