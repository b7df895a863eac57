<?php
/**
 * The desk as screens read it: rows, causes, tabs, one row with its story.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Failure;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;

final class FailureList {

	public const TABS = array( 'needs-you', 'fixes-itself', 'snoozed', 'ignored', 'fixed' );

	private const ORDERS = array(
		'last_seen'  => 'last_seen',
		'first_seen' => 'first_seen',
		'money'      => 'money',
		'attempts'   => 'attempts',
	);

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param array<string, string> $filters tab, flow, owner, code, search; "" is no filter.
	 * @return array{rows: array<int, array<string, mixed>>, total: int, is_exact: bool}
	 */
	public function page( array $filters, string $orderby, string $order, int $page, int $per_page ): array {
		$where  = $this->where( $filters );
		$column = self::ORDERS[ $orderby ] ?? 'last_seen';
		$word   = 'asc' === $order ? 'ASC' : 'DESC';
		$from   = ( $page - 1 ) * $per_page;
		$total  = (int) $this->db->value( "SELECT COUNT(*) FROM (SELECT 1 FROM {$this->table()} WHERE $where LIMIT 10001) few" );
		$rows   = $this->db->rows( "SELECT * FROM {$this->table()} WHERE $where ORDER BY $column $word, id $word LIMIT $from, $per_page" );
		return array(
			'rows'     => array_map( array( self::class, 'shown' ), $rows ),
			'total'    => min( $total, 10000 ),
			'is_exact' => $total <= 10000,
		);
	}

	/**
	 * @param array<string, string> $filters See page().
	 * @return array<int, array<string, mixed>> The contract's causes, those with most records first.
	 */
	public function causes( array $filters ): array {
		$rows = $this->db->rows(
			"SELECT code, MIN(flow) AS flow, SUBSTRING_INDEX(GROUP_CONCAT(title ORDER BY last_seen DESC SEPARATOR '\n'), '\n', 1) AS title,
			MIN(owner) AS owner, MIN(remedy) AS remedy, COUNT(*) AS records, SUM(money) AS money, MIN(currency) AS currency, COUNT(DISTINCT currency) AS currencies,
			SUM(units) AS units, MIN(first_seen) AS oldest, MIN(next_try) AS next_try
			FROM {$this->table()} WHERE {$this->where( $filters )} GROUP BY code ORDER BY records DESC, oldest ASC"
		);
		return array_map( array( self::class, 'cause' ), $rows );
	}

	/** @return array<int, array{tab: string, count: int}> */
	public function tabs(): array {
		$counts = array();
		foreach ( $this->db->rows( "SELECT tab, COUNT(*) AS count FROM {$this->table()} GROUP BY tab" ) as $row ) {
			$counts[ (string) $row['tab'] ] = (int) $row['count'];
		}
		return array_map(
			static function ( string $tab ) use ( $counts ): array {
				return array(
					'tab'   => $tab,
					'count' => $counts[ $tab ] ?? 0,
				);
			},
			self::TABS
		);
	}

	/** @return array<string, mixed>|null */
	public function one( int $id ): ?array {
		$row = $this->db->row( "SELECT * FROM {$this->table()} WHERE id = %d", array( $id ) );
		return null === $row ? null : self::shown( $row );
	}

	/** @return array<int, array{at_utc: string|null, who: string, what: string}> Newest first, at most 100. */
	public function events( int $id ): array {
		return array_map(
			static function ( array $row ): array {
				return array(
					'at_utc' => Clock::to_instant( $row['at'] ),
					'who'    => (string) $row['who'],
					'what'   => (string) $row['what'],
				);
			},
			$this->db->rows( "SELECT at, who, what FROM {$this->db->table( 'failure_events' )} WHERE failure_id = %d ORDER BY id DESC LIMIT 100", array( $id ) )
		);
	}

	/** @return array<int, array<string, mixed>> Open rows about one order, SKU or shipment. */
	public function about( string $subject_id ): array {
		$rows = $this->db->rows( "SELECT * FROM {$this->table()} WHERE subject_id = %s AND closed_at IS NULL AND tab <> 'ignored' ORDER BY id DESC LIMIT 5", array( $subject_id ) );
		return array_map( array( self::class, 'shown' ), $rows );
	}

	/** @param array<string, string> $filters See page(). */
	private function where( array $filters ): string {
		$parts = array( '1 = 1' );
		foreach ( array( 'tab', 'flow', 'owner', 'code' ) as $name ) {
			if ( '' !== ( $filters[ $name ] ?? '' ) ) {
				$parts[] = "$name = " . $this->db->quote( $filters[ $name ] );
			}
		}
		if ( '' !== ( $filters['search'] ?? '' ) ) {
			$like    = $this->db->like( $filters['search'], true );
			$parts[] = "(subject_id LIKE $like OR subject_label LIKE $like OR title LIKE $like)";
		}
		return implode( ' AND ', $parts );
	}

	/**
	 * @param array<string, string|null> $row Of the table.
	 * @return array<string, mixed> The contract's FailureRow; its command is added by the route.
	 */
	private static function shown( array $row ): array {
		return array_merge(
			(array) json_decode( (string) $row['fact'], true ),
			array(
				'first_seen_at_utc' => Clock::to_instant( $row['first_seen'] ),
				'id'                => (int) $row['id'],
				'tab'               => $row['tab'],
				'again'             => '1' === $row['again'],
				'assignee'          => $row['assignee'],
				'snoozed_until_utc' => Clock::to_instant( $row['snoozed_until'] ),
				'ignored_reason'    => $row['ignored_reason'],
				'closed_at_utc'     => Clock::to_instant( $row['closed_at'] ),
				'command'           => null,
			)
		);
	}

	/**
	 * @param array<string, string|null> $row Of the grouping.
	 * @return array<string, mixed>
	 */
	private static function cause( array $row ): array {
		$money = null === $row['money'] || '1' !== $row['currencies'] ? null : array(
			'amount'   => number_format( (float) $row['money'], 2, '.', '' ),
			'currency' => (string) $row['currency'],
		);
		return array(
			'code'            => $row['code'],
			'flow'            => $row['flow'],
			'title'           => $row['title'],
			'owner'           => $row['owner'],
			'remedy'          => $row['remedy'],
			'records'         => (int) $row['records'],
			'money'           => $money,
			'units'           => null === $row['units'] ? null : (int) $row['units'],
			'oldest_at_utc'   => Clock::to_instant( $row['oldest'] ),
			'next_try_at_utc' => Clock::to_instant( $row['next_try'] ),
		);
	}

	private function table(): string {
		return $this->db->table( 'failures' );
	}
}
