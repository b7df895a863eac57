<?php
/**
 * The database through WordPress: every failure is an exception, every value is quoted here.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

// phpcs:disable WordPress.DB -- The one place that talks to wpdb; statements are composed from constants and quoted values.

final class Db {

	private const PREFIX = 'cherry_bridge_';

	/** Our own table, with the shop's prefix. */
	public function table( string $name ): string {
		global $wpdb;
		return $wpdb->prefix . self::PREFIX . $name;
	}

	/** A table of WordPress or WooCommerce, with the shop's prefix. */
	public function shop_table( string $name ): string {
		global $wpdb;
		return $wpdb->prefix . $name;
	}

	public function charset_collate(): string {
		global $wpdb;
		return $wpdb->get_charset_collate();
	}

	/**
	 * @param array<int|string, mixed> $values For the `%s`, `%d` places of the statement.
	 * @return array<int, array<string, string|null>>
	 */
	public function rows( string $sql, array $values = array() ): array {
		global $wpdb;
		$this->quietly(
			static function () use ( $wpdb, $sql, $values, &$rows ): void {
				$rows = $wpdb->get_results( self::prepared( $sql, $values ), 'ARRAY_A' );
			}
		);
		return is_array( $rows ) ? $rows : array();
	}

	/**
	 * @param array<int|string, mixed> $values See rows().
	 * @return array<string, string|null>|null
	 */
	public function row( string $sql, array $values = array() ): ?array {
		$rows = $this->rows( $sql, $values );
		return $rows[0] ?? null;
	}

	/**
	 * @param array<int|string, mixed> $values See rows().
	 * @return string|null
	 */
	public function value( string $sql, array $values = array() ): ?string {
		$row = $this->row( $sql, $values );
		return null === $row ? null : array_values( $row )[0];
	}

	/**
	 * @param array<int|string, mixed> $values See rows().
	 * @return array<int, string|null>
	 */
	public function column( string $sql, array $values = array() ): array {
		return array_map(
			static function ( array $row ): ?string {
				return array_values( $row )[0];
			},
			$this->rows( $sql, $values )
		);
	}

	/**
	 * @param array<int|string, mixed> $values See rows().
	 * @return int Rows changed.
	 */
	public function run( string $sql, array $values = array() ): int {
		global $wpdb;
		$this->quietly(
			static function () use ( $wpdb, $sql, $values, &$count ): void {
				$count = $wpdb->query( self::prepared( $sql, $values ) );
			}
		);
		return (int) $count;
	}

	/**
	 * @param array<string, mixed> $members Column to value; null stays NULL.
	 * @return int The new id.
	 */
	public function insert( string $table, array $members, bool $ignore_twins = false ): int {
		global $wpdb;
		$columns = implode( ', ', array_keys( $members ) );
		$values  = implode( ', ', array_map( array( $this, 'quote' ), array_values( $members ) ) );
		$word    = $ignore_twins ? 'INSERT IGNORE' : 'INSERT';
		$count   = $this->run( "$word INTO {$this->table( $table )} ($columns) VALUES ($values)" );
		return $count > 0 ? (int) $wpdb->insert_id : 0;
	}

	/**
	 * @param array<string, mixed> $members Column to value; null stays NULL.
	 * @param string               $where   Condition with places.
	 * @param array<int, mixed>    $values  For those places.
	 */
	public function update( string $table, array $members, string $where, array $values ): int {
		$sets = array();
		foreach ( $members as $column => $value ) {
			$sets[] = $column . ' = ' . $this->quote( $value );
		}
		return $this->run( "UPDATE {$this->table( $table )} SET " . implode( ', ', $sets ) . ' WHERE ' . self::prepared( $where, $values ) );
	}

	/**
	 * One SQL literal.
	 *
	 * @param mixed $value Scalar or null.
	 */
	public function quote( $value ): string {
		global $wpdb;
		if ( null === $value ) {
			return 'NULL';
		}
		if ( is_bool( $value ) ) {
			return $value ? '1' : '0';
		}
		if ( is_int( $value ) || is_float( $value ) ) {
			return (string) $value;
		}
		return "'" . $wpdb->_real_escape( (string) $value ) . "'";
	}

	/**
	 * The inside of `IN (…)`; never empty, so that the statement stays whole.
	 *
	 * @param array<int|string, mixed> $values Scalars.
	 */
	public function list_of( array $values ): string {
		return array() === $values ? 'NULL' : implode( ',', array_map( array( $this, 'quote' ), array_values( $values ) ) );
	}

	/** A `LIKE` literal of all that starts with, or contains, the text. */
	public function like( string $text, bool $anywhere = false ): string {
		global $wpdb;
		return $this->quote( ( $anywhere ? '%' : '' ) . $wpdb->esc_like( $text ) . '%' );
	}

	/**
	 * Runs the work in one transaction; on a deadlock or lock time-out again, three times in all.
	 *
	 * @template T
	 * @param callable():T $work Everything between START TRANSACTION and COMMIT.
	 * @return T
	 */
	public function transaction( callable $work ) {
		for ( $round = 1; ; $round++ ) {
			try {
				$this->run( 'START TRANSACTION' );
				$result = $work();
				$this->run( 'COMMIT' );
				return $result;
			} catch ( \Throwable $problem ) {
				$this->run( 'ROLLBACK' );
				if ( $round >= 3 || ! $problem instanceof DatabaseFailed || ! $problem->is_worth_repeating() ) {
					throw $problem;
				}
				usleep( 20000 * $round );
			}
		}
	}

	/** One worker at a time under this name; false where another kept it for the whole wait. */
	public function lock( string $name, int $wait_s = 10 ): bool {
		return '1' === $this->value( 'SELECT GET_LOCK(%s, %d)', array( $this->table( $name ), $wait_s ) );
	}

	public function unlock( string $name ): void {
		$this->value( 'SELECT RELEASE_LOCK(%s)', array( $this->table( $name ) ) );
	}

	/** @param array<int|string, mixed> $values For the places of the statement. */
	private static function prepared( string $sql, array $values ): string {
		global $wpdb;
		return array() === $values ? $sql : (string) $wpdb->prepare( $sql, array_values( $values ) );
	}

	private function quietly( callable $work ): void {
		global $wpdb;
		$shown = $wpdb->suppress_errors( true );
		$work();
		$wpdb->suppress_errors( $shown );
		if ( '' !== $wpdb->last_error ) {
			$link = $wpdb->dbh;
			throw DatabaseFailed::at( $wpdb->last_error, $link instanceof \mysqli ? mysqli_errno( $link ) : 0 );
		}
	}
}
