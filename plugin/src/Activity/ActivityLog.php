<?php
/**
 * Who or what changed what, and when.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Activity;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Users;

final class ActivityLog {

	private const KEPT_DAYS = 400;

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param string                $kind    One of the contract's ActivityKind.
	 * @param string                $door    rest-v3, editor, wp-cli, screen, runner, …
	 * @param string                $subject SKU, order number, failure key, flow.
	 * @param string                $what    One sentence.
	 * @param array<string, string> $more    before, after, reason, who.
	 */
	public function add( string $kind, string $door, string $subject, string $what, array $more = array() ): void {
		$this->db->insert(
			'activity',
			array(
				'at'      => Clock::stamp(),
				'who'     => mb_substr( $more['who'] ?? Users::name(), 0, 100 ),
				'kind'    => $kind,
				'door'    => $door,
				'subject' => mb_substr( $subject, 0, 190 ),
				'what'    => mb_substr( $what, 0, 500 ),
				'was'     => mb_substr( $more['before'] ?? '', 0, 300 ),
				'now_is'  => mb_substr( $more['after'] ?? '', 0, 300 ),
				'reason'  => mb_substr( $more['reason'] ?? '', 0, 300 ),
			)
		);
	}

	/**
	 * Newest first.
	 *
	 * @return array{rows: array<int, array<string, mixed>>, total: int, is_exact: bool}
	 */
	public function page( string $kind, string $search, int $page, int $per_page ): array {
		$where = '1 = 1';
		if ( '' !== $kind ) {
			$where .= ' AND kind = ' . $this->db->quote( $kind );
		}
		if ( '' !== $search ) {
			$like   = $this->db->like( $search, true );
			$where .= " AND (subject LIKE $like OR what LIKE $like OR who LIKE $like)";
		}
		$table = $this->db->table( 'activity' );
		$total = (int) $this->db->value( "SELECT COUNT(*) FROM (SELECT 1 FROM $table WHERE $where LIMIT 10001) few" );
		$from  = ( $page - 1 ) * $per_page;
		$rows  = $this->db->rows( "SELECT * FROM $table WHERE $where ORDER BY id DESC LIMIT $from, $per_page" );
		return array(
			'rows'     => array_map( array( self::class, 'shown' ), $rows ),
			'total'    => min( $total, 10000 ),
			'is_exact' => $total <= 10000,
		);
	}

	/**
	 * Newest first, for one subject.
	 *
	 * @return array<int, array{at_utc: string|null, who: string, what: string}>
	 */
	public function about( string $subject, int $most = 20 ): array {
		return array_map(
			static function ( array $row ): array {
				return array(
					'at_utc' => Clock::to_instant( $row['at'] ),
					'who'    => (string) $row['who'],
					'what'   => (string) $row['what'],
				);
			},
			$this->db->rows( "SELECT at, who, what FROM {$this->db->table( 'activity' )} WHERE subject = %s ORDER BY id DESC LIMIT $most", array( $subject ) )
		);
	}

	public function forget_old(): void {
		$this->db->run( "DELETE FROM {$this->db->table( 'activity' )} WHERE at < %s LIMIT 5000", array( Clock::stamp( -86400 * self::KEPT_DAYS ) ) );
	}

	/**
	 * @param array<string, string|null> $row Of the table.
	 * @return array<string, mixed> Of the contract.
	 */
	private static function shown( array $row ): array {
		return array(
			'id'      => (int) $row['id'],
			'at_utc'  => Clock::to_instant( $row['at'] ),
			'who'     => $row['who'],
			'kind'    => $row['kind'],
			'door'    => $row['door'],
			'subject' => $row['subject'],
			'what'    => $row['what'],
			'before'  => $row['was'],
			'after'   => $row['now_is'],
			'reason'  => $row['reason'],
		);
	}
}
