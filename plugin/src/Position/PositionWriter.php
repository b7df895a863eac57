<?php
/**
 * The position write: the shop's stock moves by exactly (new position - old position), once per generation, while
 * sales go on. No order list is read and no sale is lost.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Position;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;
use CherryBridge\Wp\Shop;

final class PositionWriter {

	/** @var Db */
	private $db;

	/** @var SkuResolver */
	private $resolver;

	/** @var Stage */
	private $stage;

	/** @var StatusSync */
	private $statuses;

	/** @var ParentSync */
	private $parents;

	/** @var AfterWrite */
	private $after;

	public function __construct( Db $db, AfterWrite $after ) {
		$this->db       = $db;
		$this->resolver = new SkuResolver( $db );
		$this->stage    = new Stage( $db );
		$this->statuses = new StatusSync( $db );
		$this->parents  = new ParentSync( $db, $this->statuses );
		$this->after    = $after;
	}

	/** The highest generation ever accepted; 0 where none. */
	public function highest_generation(): int {
		return (int) $this->db->value( "SELECT MAX(generation) FROM {$this->db->table( 'positions' )}" );
	}

	/**
	 * @param array<int, array<string, mixed>> $rows The contract's rows, checked.
	 * @return array<int, array<string, mixed>> The contract's answer rows, in the order asked.
	 */
	public function write( int $generation, array $rows ): array {
		$skus    = array_map( 'strval', array_column( $rows, 'sku' ) );
		$targets = array() === Shop::other_stock_owners() ? $this->resolver->resolve( array_values( array_unique( $skus ) ) ) : array();
		$adopted = $this->adopted( $targets );
		$staged  = array();
		$answers = array();
		foreach ( $rows as $index => $row ) {
			$target = $targets[ $row['sku'] ] ?? null;
			$reason = null === $target ? 'other-owner' : $target['reason'];
			$id     = null === $target ? null : $target['product_id'];
			if ( null === $reason && isset( $staged[ (int) $id ] ) ) {
				$reason = 'ambiguous-sku';
			}
			if ( null === $reason && ! isset( $adopted[ (int) $id ] ) && ! isset( $row['adopt'] ) ) {
				$reason = 'not-adopted';
			}
			$answers[ $index ] = self::answer( $row, $id, 'skipped', $reason );
			if ( null === $reason && null !== $target ) {
				$staged[ (int) $id ] = self::staged( $row, $target, $generation, isset( $adopted[ (int) $id ] ) );
			}
		}
		$result = array() === $staged ? array() : $this->write_staged( $staged, $generation );
		foreach ( $answers as $index => $answer ) {
			if ( null === $answer['reason'] ) {
				$answers[ $index ] = self::outcome( $answer, $result[ (int) $answer['product_id'] ] ?? null, $generation );
			}
		}
		return array_values( $answers );
	}

	/**
	 * @param array<int, array<string, mixed>> $staged By product id.
	 * @return array<int, array<string, mixed>> By product id, as Stage::read.
	 */
	private function write_staged( array $staged, int $generation ): array {
		$staged = array_intersect_key( $staged, array_flip( $this->stage->with_stock_row( array_keys( $staged ) ) ) );
		if ( array() === $staged ) {
			return array();
		}
		ksort( $staged );
		$adopts  = array() !== array_filter( array_column( $staged, 'uncontained' ), 'is_int' );
		$batch   = random_int( 1, PHP_INT_MAX );
		$crossed = array();
		$read    = $this->db->transaction(
			function () use ( $staged, $adopts, $batch, &$crossed ): array {
				$this->stage->fill( $batch, $staged );
				if ( $adopts ) {
					$this->stage->adopt( $batch );
				}
				$this->stage->move( $batch );
				$this->stage->copy_to_lookup( $batch );
				$rows    = $this->stage->read( $batch );
				$crossed = StatusSync::crossings( $rows, Shop::no_stock_amount() );
				$this->statuses->write( $crossed, self::column( $rows, 'parent_id' ) );
				$this->parents->touch( self::hits( $rows ) );
				$this->stage->clear( $batch );
				return $rows;
			}
		);
		$this->follow_up( $read, $crossed, $generation );
		return $read;
	}

	/**
	 * @param array<int, array<string, mixed>> $rows    As Stage::read.
	 * @param array<int, string>               $crossed Product id => new status.
	 */
	private function follow_up( array $rows, array $crossed, int $generation ): void {
		$hits = self::hits( $rows );
		if ( array() === $hits ) {
			return;
		}
		$parents = array();
		$touched = array();
		$top     = array();
		foreach ( $rows as $id => $row ) {
			if ( $row['parent_id'] > 0 && true === $row['hit'] ) {
				$touched[ $row['parent_id'] ] = true;
			}
			if ( isset( $crossed[ $id ] ) && $row['parent_id'] > 0 ) {
				$parents[ $row['parent_id'] ] = true;
			} elseif ( isset( $crossed[ $id ] ) ) {
				$top[ $id ] = $crossed[ $id ];
			}
		}
		$changed = $this->parents->write( array_keys( $parents ) );
		$this->parents->hand_down( $top );
		$this->parents->touch( array_keys( $touched ) );
		$this->after->run( $hits, array_merge( array_keys( $crossed ), array_keys( $changed ) ), array_keys( $parents ), $generation );
	}

	/**
	 * @param array<string, array{product_id: int|null, parent_id: int, reason: string|null}> $targets By SKU.
	 * @return array<int, bool> Product id => true, of those whose position is remembered.
	 */
	private function adopted( array $targets ): array {
		$ids = array_filter( array_column( $targets, 'product_id' ) );
		$all = $this->db->column( "SELECT product_id FROM {$this->db->table( 'positions' )} WHERE product_id IN ({$this->db->list_of( $ids )})" );
		return array_fill_keys( array_map( 'intval', $all ), true );
	}

	/**
	 * @param array<int, array<string, mixed>> $rows As Stage::read.
	 * @return int[]
	 */
	private static function hits( array $rows ): array {
		return array_keys( array_filter( self::column( $rows, 'hit' ) ) );
	}

	/**
	 * @param array<int, array<string, mixed>> $rows By product id.
	 * @return array<int, mixed> The one member, by product id.
	 */
	private static function column( array $rows, string $name ): array {
		return array_map(
			static function ( array $row ) use ( $name ) {
				return $row[ $name ];
			},
			$rows
		);
	}

	/**
	 * @param array<string, mixed> $row    A contract row.
	 * @param array<string, mixed> $target Where its stock is kept.
	 * @return array<string, mixed> Columns of the stage.
	 */
	private static function staged( array $row, array $target, int $generation, bool $is_adopted ): array {
		$why    = $row['why'];
		$winner = array( null, null );
		foreach ( $why['candidates'] as $candidate ) {
			if ( true === $candidate['won'] ) {
				$winner = array( $candidate['scope'], $candidate['label'] );
			}
		}
		return array(
			'product_id'  => (int) $target['product_id'],
			'sku'         => $row['sku'],
			'parent_id'   => (int) $target['parent_id'],
			'generation'  => $generation,
			'position'    => (int) $row['position'],
			'uncontained' => $is_adopted ? null : (int) $row['adopt']['uncontained'],
			'ats'         => (int) $why['ats'],
			'as_of'       => Clock::to_stamp( $why['as_of_utc'] ),
			'contained'   => (int) $why['contained'],
			'in_flight'   => (int) $why['in_flight'],
			'held_back'   => (int) $why['held_back'],
			'rule_scope'  => $winner[0],
			'rule_label'  => $winner[1],
			'why'         => (string) json_encode( $why ),
		);
	}

	/**
	 * @param array<string, mixed> $row A contract row.
	 * @return array<string, mixed>
	 */
	private static function answer( array $row, ?int $id, string $outcome, ?string $reason ): array {
		return array(
			'sku'          => $row['sku'],
			'product_id'   => $id,
			'outcome'      => $outcome,
			'reason'       => $reason,
			'stock_before' => null,
			'stock_after'  => null,
		);
	}

	/**
	 * @param array<string, mixed>      $answer As prepared.
	 * @param array<string, mixed>|null $row    As Stage::read; null where there was no stock row.
	 * @return array<string, mixed>
	 */
	private static function outcome( array $answer, ?array $row, int $generation ): array {
		if ( null === $row ) {
			$answer['reason'] = 'no-stock-row';
			return $answer;
		}
		$stale                  = $row['generation'] > $generation;
		$answer['outcome']      = true === $row['hit'] ? 'written' : ( $stale ? 'stale' : 'repeated' );
		$answer['stock_after']  = $row['stock'];
		$answer['stock_before'] = $row['stock'] - ( true === $row['hit'] ? $row['moved'] : 0 );
		return $answer;
	}
}
