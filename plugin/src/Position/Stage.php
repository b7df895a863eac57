<?php
/**
 * The staging table of one position write. Every big statement starts from it: driven by `meta_key`, the
 * database would walk all stock rows of the shop for each batch and never end.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Position;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;

final class Stage {

	/** @var Db */
	private $db;

	/** @var string */
	private $stage;

	/** @var string */
	private $positions;

	/** @var string */
	private $meta;

	public function __construct( Db $db ) {
		$this->db        = $db;
		$this->stage     = $db->table( 'position_stage' );
		$this->positions = $db->table( 'positions' );
		$this->meta      = $db->shop_table( 'postmeta' );
	}

	/** @param array<int, array<string, mixed>> $rows By product id: the columns of the table but batch and created_at. */
	public function fill( int $batch, array $rows ): void {
		$columns = array( 'product_id', 'sku', 'parent_id', 'generation', 'position', 'uncontained', 'ats', 'as_of', 'contained', 'in_flight', 'held_back', 'rule_scope', 'rule_label', 'why' );
		$created = $this->db->quote( Clock::stamp() );
		$lines   = array();
		foreach ( $rows as $row ) {
			$values = array();
			foreach ( $columns as $column ) {
				$values[] = $this->db->quote( $row[ $column ] );
			}
			$lines[] = "($batch, $created, " . implode( ',', $values ) . ')';
		}
		$this->db->run( "INSERT INTO {$this->stage} (batch, created_at, " . implode( ', ', $columns ) . ') VALUES ' . implode( ',', $lines ) );
	}

	/**
	 * Products without a stock row cannot be moved. Asked before the transaction: a reading join inside it would
	 * take shared locks first and deadlock with the sales.
	 *
	 * @param int[] $ids Products.
	 * @return int[] Those that have one.
	 */
	public function with_stock_row( array $ids ): array {
		return array_map( 'intval', $this->db->column( "SELECT post_id FROM {$this->meta} FORCE INDEX (post_id) WHERE post_id IN ({$this->db->list_of( $ids )}) AND meta_key = '_stock'" ) );
	}

	/**
	 * Takes stock over: old position = current stock + what Blue Cherry has not counted yet.
	 * The stock rows are locked first, so that no sale slips between the reading and the move.
	 */
	public function adopt( int $batch ): void {
		$joined = "{$this->stage} s STRAIGHT_JOIN {$this->meta} m FORCE INDEX (post_id) ON m.post_id = s.product_id AND m.meta_key = '_stock' WHERE s.batch = $batch AND s.uncontained IS NOT NULL";
		$this->db->rows( "SELECT m.meta_id FROM $joined ORDER BY s.product_id FOR UPDATE" );
		$this->db->run( "INSERT IGNORE INTO {$this->positions} (product_id, sku, generation, position) SELECT s.product_id, s.sku, 0, COALESCE(m.meta_value, 0) + s.uncontained FROM $joined" );
	}

	/** Locks the position rows in key order, marks those that are older, and moves the stock by the difference. */
	public function move( int $batch ): void {
		$older = "{$this->positions} p ON p.product_id = s.product_id AND p.generation < s.generation";
		$this->db->rows( "SELECT p.product_id FROM {$this->stage} s STRAIGHT_JOIN $older WHERE s.batch = $batch ORDER BY p.product_id FOR UPDATE" );
		$this->db->run( "UPDATE {$this->stage} s STRAIGHT_JOIN $older SET s.hit = 1, s.moved = s.position - p.position WHERE s.batch = $batch" );
		$this->db->run(
			"UPDATE {$this->stage} s STRAIGHT_JOIN $older
			STRAIGHT_JOIN {$this->meta} m FORCE INDEX (post_id) ON m.post_id = s.product_id AND m.meta_key = '_stock'
			SET m.meta_value = COALESCE(m.meta_value, 0) + (s.position - p.position) WHERE s.batch = $batch"
		);
		$now = $this->db->quote( Clock::stamp() );
		$this->db->run(
			"UPDATE {$this->stage} s STRAIGHT_JOIN $older
			SET p.sku = s.sku, p.position = s.position, p.ats = s.ats, p.as_of = s.as_of, p.contained = s.contained, p.in_flight = s.in_flight,
				p.held_back = s.held_back, p.rule_scope = s.rule_scope, p.rule_label = s.rule_label, p.why = s.why,
				p.after_due = GREATEST(p.after_due, 1), p.written_at = $now, p.generation = s.generation
			WHERE s.batch = $batch"
		);
	}

	/** The lookup table follows the stock, through a column of the stage. */
	public function copy_to_lookup( int $batch ): void {
		$lookup = $this->db->shop_table( 'wc_product_meta_lookup' );
		$this->db->run(
			"UPDATE {$this->stage} s
			STRAIGHT_JOIN {$this->meta} m FORCE INDEX (post_id) ON m.post_id = s.product_id AND m.meta_key = '_stock'
			STRAIGHT_JOIN $lookup l ON l.product_id = s.product_id
			SET s.stock_after = m.meta_value + 0, l.stock_quantity = m.meta_value + 0 WHERE s.batch = $batch AND s.hit = 1"
		);
	}

	/**
	 * What the batch became.
	 *
	 * @return array<int, array<string, mixed>> By product id: hit, moved, generation (as remembered), parent_id, stock, status, backorders.
	 */
	public function read( int $batch ): array {
		$rows = array();
		foreach ( $this->db->rows( "SELECT s.product_id, s.parent_id, s.hit, s.moved, p.generation FROM {$this->stage} s STRAIGHT_JOIN {$this->positions} p ON p.product_id = s.product_id WHERE s.batch = $batch" ) as $row ) {
			$rows[ (int) $row['product_id'] ] = array(
				'hit'        => '1' === $row['hit'],
				'moved'      => (int) $row['moved'],
				'parent_id'  => (int) $row['parent_id'],
				'generation' => (int) $row['generation'],
				'stock'      => 0.0,
				'status'     => '',
				'backorders' => 'no',
			);
		}
		$names = array(
			'_stock'        => 'stock',
			'_stock_status' => 'status',
			'_backorders'   => 'backorders',
		);
		foreach ( $this->db->rows( "SELECT m.post_id, m.meta_key, m.meta_value FROM {$this->stage} s STRAIGHT_JOIN {$this->meta} m FORCE INDEX (post_id) ON m.post_id = s.product_id AND m.meta_key IN ('_stock', '_stock_status', '_backorders') WHERE s.batch = $batch" ) as $row ) {
			$name = $names[ (string) $row['meta_key'] ];
			$id   = (int) $row['post_id'];
			if ( isset( $rows[ $id ] ) ) {
				$rows[ $id ][ $name ] = 'stock' === $name ? (float) $row['meta_value'] : (string) $row['meta_value'];
			}
		}
		return $rows;
	}

	public function clear( int $batch ): void {
		$this->db->run( "DELETE FROM {$this->stage} WHERE batch = $batch" );
	}

	/** Leftovers of processes that died: an hour old at least. */
	public function clear_leftovers(): void {
		$this->db->run( "DELETE FROM {$this->stage} WHERE created_at < %s", array( Clock::stamp( -3600 ) ) );
	}
}
