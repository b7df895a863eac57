<?php
/**
 * Rules of what is held back.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Buffer;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Users;

final class BufferRules {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/** @return array{rows: array<int, array<string, mixed>>, total: int} The whole shop first, then by SKU. */
	public function page( int $page, int $per_page ): array {
		$from = ( $page - 1 ) * $per_page;
		$rows = $this->db->rows( "SELECT * FROM {$this->table()} ORDER BY scope, rule_key LIMIT $from, $per_page" );
		return array(
			'rows'  => array_map( array( self::class, 'shown' ), $rows ),
			'total' => (int) $this->db->value( "SELECT COUNT(*) FROM {$this->table()}" ),
		);
	}

	/** @return array{kind: string, units: int} Of the whole shop; off where none was set. */
	public function shop_rule(): array {
		$row = $this->one( 'shop', '' );
		return array(
			'kind'  => null === $row ? 'off' : (string) $row['kind'],
			'units' => null === $row ? 0 : (int) $row['units'],
		);
	}

	/** @return array<string, mixed>|null The contract's rule; null where none. */
	public function one( string $scope, string $key ): ?array {
		$row = $this->db->row( "SELECT * FROM {$this->table()} WHERE scope = %s AND rule_key = %s", array( $scope, $key ) );
		return null === $row ? null : self::shown( $row );
	}

	/**
	 * All changes or none.
	 *
	 * @param array<int, array<string, mixed>> $changes The contract's changes.
	 * @return array{saved: array<int, array<string, mixed>>, cleared: string[], undo: array<int, array<string, mixed>>}
	 */
	public function save( array $changes ): array {
		return $this->db->transaction(
			function () use ( $changes ): array {
				$result = array(
					'saved'   => array(),
					'cleared' => array(),
					'undo'    => array(),
				);
				foreach ( $changes as $change ) {
					$result['undo'][] = $this->opposite( $change );
					if ( 'clear' === $change['kind'] ) {
						$this->db->run( "DELETE FROM {$this->table()} WHERE scope = %s AND rule_key = %s", array( $change['scope'], $change['key'] ) );
						$result['cleared'][] = (string) $change['key'];
					} else {
						$this->set( $change );
						$result['saved'][] = (array) $this->one( $change['scope'], $change['key'] );
					}
				}
				$result['undo'] = array_reverse( $result['undo'] );
				return $result;
			}
		);
	}

	/** @param array<string, mixed> $change The contract's change. */
	private function set( array $change ): void {
		$units = 'off' === $change['kind'] ? 0 : (int) $change['units'];
		$this->db->run(
			"INSERT INTO {$this->table()} (scope, rule_key, kind, units, updated_at, updated_by) VALUES (%s, %s, %s, %d, %s, %s)
			ON DUPLICATE KEY UPDATE kind = VALUES(kind), units = VALUES(units), updated_at = VALUES(updated_at), updated_by = VALUES(updated_by)",
			array( $change['scope'], $change['key'], $change['kind'], $units, Clock::stamp(), Users::name() )
		);
	}

	/**
	 * @param array<string, mixed> $change The contract's change.
	 * @return array<string, mixed> The change that brings back what held before.
	 */
	private function opposite( array $change ): array {
		$was = $this->one( $change['scope'], $change['key'] );
		return array(
			'scope' => $change['scope'],
			'key'   => $change['key'],
			'kind'  => null === $was ? 'clear' : $was['kind'],
			'units' => null === $was ? 0 : $was['units'],
		);
	}

	/**
	 * @param array<string, string|null> $row Of the table.
	 * @return array<string, mixed>
	 */
	private static function shown( array $row ): array {
		return array(
			'scope'          => $row['scope'],
			'key'            => $row['rule_key'],
			'kind'           => $row['kind'],
			'units'          => (int) $row['units'],
			'updated_at_utc' => Clock::to_instant( $row['updated_at'] ),
			'updated_by'     => $row['updated_by'],
		);
	}

	private function table(): string {
		return $this->db->table( 'buffers' );
	}
}
