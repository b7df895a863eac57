<?php
/**
 * A person's wishes for the runner: asked, picked up, done or not done. The same wish twice is one.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Command;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Users;

final class Commands {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/** @return array<string, mixed> The contract's command, the open one where the wish is known already. */
	public function ask( string $kind, ?string $flow, string $subject, string $reason ): array {
		$wish = sha1( $kind . '|' . (string) $flow . '|' . $subject );
		$id   = $this->db->insert(
			'commands',
			array(
				'kind'      => $kind,
				'flow'      => $flow,
				'subject'   => $subject,
				'reason'    => $reason,
				'asked_by'  => Users::name(),
				'asked_at'  => Clock::stamp(),
				'state'     => 'asked',
				'open_wish' => $wish,
			),
			true
		);
		if ( 0 === $id ) {
			$id = (int) $this->db->value( "SELECT id FROM {$this->table()} WHERE open_wish = %s", array( $wish ) );
		}
		return (array) $this->one( $id );
	}

	/** @return array<string, mixed>|null */
	public function one( int $id ): ?array {
		$row = $this->db->row( "SELECT * FROM {$this->table()} WHERE id = %d", array( $id ) );
		return null === $row ? null : self::shown( $row );
	}

	/** @return array<int, array<string, mixed>> Asked or picked up, oldest first, at most 100. */
	public function open(): array {
		return array_map( array( self::class, 'shown' ), $this->db->rows( "SELECT * FROM {$this->table()} WHERE state IN ('asked', 'picked-up') ORDER BY id LIMIT 100" ) );
	}

	/** @return array<string, mixed>|null The command after; a finished one stays as it was. */
	public function answer( int $id, string $state, string $answer ): ?array {
		$members = array(
			'state'  => $state,
			'answer' => $answer,
		);
		if ( 'picked-up' !== $state ) {
			$members['answered_at'] = Clock::stamp();
			$members['open_wish']   = null;
		}
		$this->db->update( 'commands', $members, "id = %d AND state IN ('asked', 'picked-up')", array( $id ) );
		return $this->one( $id );
	}

	/**
	 * @param string[] $subjects E.g. failure keys.
	 * @return array<string, array<string, mixed>> The last command of each, by subject.
	 */
	public function last_of( array $subjects ): array {
		$rows = $this->db->rows( "SELECT c.* FROM {$this->table()} c JOIN (SELECT MAX(id) AS id FROM {$this->table()} WHERE subject IN ({$this->db->list_of( $subjects )}) GROUP BY subject) newest ON newest.id = c.id" );
		$last = array();
		foreach ( $rows as $row ) {
			$last[ (string) $row['subject'] ] = self::shown( $row );
		}
		return $last;
	}

	public function forget_old(): void {
		$this->db->run( "DELETE FROM {$this->table()} WHERE answered_at < %s LIMIT 5000", array( Clock::stamp( -86400 * 90 ) ) );
	}

	/**
	 * @param array<string, string|null> $row Of the table.
	 * @return array<string, mixed>
	 */
	private static function shown( array $row ): array {
		return array(
			'id'              => (int) $row['id'],
			'kind'            => $row['kind'],
			'flow'            => $row['flow'],
			'subject'         => $row['subject'],
			'reason'          => $row['reason'],
			'asked_by'        => $row['asked_by'],
			'asked_at_utc'    => Clock::to_instant( $row['asked_at'] ),
			'state'           => $row['state'],
			'answer'          => $row['answer'],
			'answered_at_utc' => Clock::to_instant( $row['answered_at'] ),
		);
	}

	private function table(): string {
		return $this->db->table( 'commands' );
	}
}
