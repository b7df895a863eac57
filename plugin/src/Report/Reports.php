<?php
/**
 * What the runner last told of itself, and the day's samples of it.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Report;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;

final class Reports {

	private const STEP_S = 900;

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/** @param array<string, mixed> $report The contract's report, checked. */
	public function keep( array $report ): void {
		$this->db->run(
			"REPLACE INTO {$this->db->table( 'reports' )} (runner_id, received_at, body) VALUES (%s, %s, %s)",
			array( $report['runner']['id'], Clock::stamp(), (string) json_encode( $report ) )
		);
		$age = null === $report['snapshot'] ? null : round( $report['snapshot']['age_s'] / 60, 1 );
		$this->sample(
			array(
				'orders_paid'   => $report['orders']['paid'],
				'orders_in_erp' => $report['orders']['in_erp'],
				'stock_age_min' => $age,
			),
			'%s = VALUES(%s)'
		);
	}

	/** The desk opened and closed this many rows just now. */
	public function count_failures( int $opened, int $closed ): void {
		if ( $opened + $closed > 0 ) {
			$this->sample(
				array(
					'failures_opened' => $opened,
					'failures_closed' => $closed,
				),
				'%s = COALESCE(%s, 0) + VALUES(%s)'
			);
		}
	}

	/** @return array{received_at: string, body: array<string, mixed>}|null The newest of all runners. */
	public function last(): ?array {
		$row = $this->db->row( "SELECT received_at, body FROM {$this->db->table( 'reports' )} ORDER BY received_at DESC LIMIT 1" );
		if ( null === $row ) {
			return null;
		}
		return array(
			'received_at' => (string) $row['received_at'],
			'body'        => (array) json_decode( (string) $row['body'], true ),
		);
	}

	/** @return array<int, array<string, mixed>> 96 steps, oldest first; null where no report came. */
	public function samples(): array {
		$newest = Clock::now() - Clock::now() % self::STEP_S;
		$known  = array();
		foreach ( $this->db->rows( "SELECT * FROM {$this->db->table( 'report_samples' )} WHERE at > %s", array( gmdate( 'Y-m-d H:i:s', $newest - 96 * self::STEP_S ) ) ) as $row ) {
			$known[ (string) $row['at'] ] = $row;
		}
		$samples = array();
		for ( $step = 95; $step >= 0; $step-- ) {
			$at        = gmdate( 'Y-m-d H:i:s', $newest - $step * self::STEP_S );
			$samples[] = self::shown( $at, $known[ $at ] ?? array() );
		}
		return $samples;
	}

	public function forget_old(): void {
		$this->db->run( "DELETE FROM {$this->db->table( 'report_samples' )} WHERE at < %s", array( Clock::stamp( -86400 * 3 ) ) );
		$this->db->run( "DELETE FROM {$this->db->table( 'reports' )} WHERE received_at < %s", array( Clock::stamp( -86400 * 30 ) ) );
	}

	/**
	 * @param array<string, int|float|null> $members  Columns.
	 * @param string                        $on_twins What happens to a column that has a value; %s its name.
	 */
	private function sample( array $members, string $on_twins ): void {
		$at      = gmdate( 'Y-m-d H:i:s', Clock::now() - Clock::now() % self::STEP_S );
		$updates = array();
		foreach ( array_keys( $members ) as $name ) {
			$updates[] = str_replace( '%s', $name, $on_twins );
		}
		$this->db->run(
			"INSERT INTO {$this->db->table( 'report_samples' )} (at, " . implode( ', ', array_keys( $members ) ) . ') VALUES (' . $this->db->quote( $at ) . ', ' . implode( ', ', array_map( array( $this->db, 'quote' ), array_values( $members ) ) ) . ') ON DUPLICATE KEY UPDATE ' . implode( ', ', $updates )
		);
	}

	/**
	 * @param array<string, string|null> $row Of the table, or empty.
	 * @return array<string, mixed>
	 */
	private static function shown( string $at, array $row ): array {
		$number = static function ( string $name ) use ( $row ): ?int {
			return isset( $row[ $name ] ) ? (int) $row[ $name ] : null;
		};
		return array(
			'at_utc'          => Clock::to_instant( $at ),
			'orders_paid'     => $number( 'orders_paid' ),
			'orders_in_erp'   => $number( 'orders_in_erp' ),
			'stock_age_min'   => isset( $row['stock_age_min'] ) ? (float) $row['stock_age_min'] : null,
			'failures_opened' => $number( 'failures_opened' ),
			'failures_closed' => $number( 'failures_closed' ),
		);
	}
}
