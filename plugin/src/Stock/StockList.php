<?php
/**
 * The stock screen: what Blue Cherry counted, what we published, what the shop shows.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Stock;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Db;

final class StockList {

	private const PUBLISHED = 'GREATEST(p.position - p.in_flight - p.contained, 0)';
	private const DIFFERS   = '(l.stock_quantity - (p.position - p.in_flight - p.contained))';

	private const ORDERS = array(
		'sku'        => 'l.sku',
		'ats'        => 'p.ats',
		'in_flight'  => 'p.in_flight',
		'held_back'  => 'p.held_back',
		'published'  => self::PUBLISHED,
		'in_shop'    => 'l.stock_quantity',
		'difference' => 'ABS' . self::DIFFERS,
		'last_write' => 'p.written_at',
	);

	private const FILTERS = array(
		'withheld' => 'p.held_back > 0',
		'negative' => 'p.ats < 0',
		'differs'  => self::DIFFERS . ' <> 0',
		'own-rule' => "own.rule_key IS NOT NULL",
	);

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @return array{rows: array<int, array<string, mixed>>, total: int, is_exact: bool}
	 */
	public function page( string $search, string $filter, string $orderby, string $order, int $page, int $per_page ): array {
		$needs_title = '' !== $search;
		$where       = "l.sku <> '' AND l.stock_quantity IS NOT NULL" . ( isset( self::FILTERS[ $filter ] ) ? ' AND ' . self::FILTERS[ $filter ] : '' );
		if ( $needs_title ) {
			$where .= " AND (l.sku LIKE {$this->db->like( $search )} OR o.post_title LIKE {$this->db->like( $search, true )})";
		}
		$column = self::ORDERS[ $orderby ] ?? self::ORDERS['sku'];
		$word   = 'asc' === $order ? 'ASC' : 'DESC';
		$start  = ( $page - 1 ) * $per_page;
		$from   = $this->from( $needs_title, 'own-rule' === $filter );
		$total  = (int) $this->db->value( "SELECT COUNT(*) FROM (SELECT 1 $from WHERE $where LIMIT 10001) few" );
		$ids    = $this->db->column( "SELECT l.product_id $from WHERE $where ORDER BY $column $word, l.sku ASC LIMIT $start, $per_page" );
		return array(
			'rows'     => $this->rows( array_map( 'intval', $ids ) ),
			'total'    => min( $total, 10000 ),
			'is_exact' => $total <= 10000,
		);
	}

	/** @return array<string, mixed>|null The contract's StockRow with `why` and `generation` beside it. */
	public function one( string $sku ): ?array {
		$ids = $this->db->column( "SELECT product_id FROM {$this->db->shop_table( 'wc_product_meta_lookup' )} WHERE sku = %s LIMIT 1", array( $sku ) );
		$row = $this->rows( array_map( 'intval', $ids ) )[0] ?? null;
		if ( null === $row ) {
			return null;
		}
		$more = $this->db->row( "SELECT why, generation FROM {$this->db->table( 'positions' )} WHERE product_id = %d", array( $row['product_id'] ) );
		return array(
			'row'        => $row,
			'why'        => null === $more ? null : json_decode( (string) $more['why'], true ),
			'generation' => null === $more ? null : (int) $more['generation'],
		);
	}

	/**
	 * @param int[] $ids In the order wanted.
	 * @return array<int, array<string, mixed>>
	 */
	private function rows( array $ids ): array {
		$rows  = array();
		$found = $this->db->rows(
			'SELECT l.product_id, l.sku, l.stock_quantity, o.post_title, p.ats, p.as_of, p.in_flight, p.held_back, p.rule_scope, p.rule_label, p.written_at,
			p.position, p.contained, own.kind AS own_kind, own.units AS own_units ' . $this->from( true, true ) . " WHERE l.product_id IN ({$this->db->list_of( $ids )})"
		);
		foreach ( $found as $row ) {
			$rows[ (int) $row['product_id'] ] = self::shown( $row );
		}
		$sorted = array();
		foreach ( $ids as $id ) {
			if ( isset( $rows[ $id ] ) ) {
				$sorted[] = $rows[ $id ];
			}
		}
		return $sorted;
	}

	private function from( bool $with_titles, bool $with_rules ): string {
		return "FROM {$this->db->shop_table( 'wc_product_meta_lookup' )} l LEFT JOIN {$this->db->table( 'positions' )} p ON p.product_id = l.product_id"
			. ( $with_titles ? " JOIN {$this->db->shop_table( 'posts' )} o ON o.ID = l.product_id AND o.post_status <> 'trash'" : '' )
			. ( $with_rules ? " LEFT JOIN {$this->db->table( 'buffers' )} own ON own.scope = 'sku' AND own.rule_key = l.sku" : '' );
	}

	/**
	 * @param array<string, string|null> $row Of the join.
	 * @return array<string, mixed>
	 */
	private static function shown( array $row ): array {
		$counted = null !== $row['ats'];
		$meant   = (int) $row['position'] - (int) $row['in_flight'] - (int) $row['contained'];
		$in_shop = null === $row['stock_quantity'] ? null : (float) $row['stock_quantity'];
		return array(
			'sku'               => $row['sku'],
			'product_id'        => (int) $row['product_id'],
			'title'             => (string) $row['post_title'],
			'ats'               => $counted ? (int) $row['ats'] : null,
			'as_of_utc'         => Clock::to_instant( $row['as_of'] ),
			'in_flight'         => $counted ? (int) $row['in_flight'] : null,
			'held_back'         => $counted ? (int) $row['held_back'] : null,
			'rule_scope'        => $row['rule_scope'],
			'rule_label'        => $row['rule_label'],
			'published'         => $counted ? max( 0, $meant ) : null,
			'in_shop'           => $in_shop,
			'difference'        => $counted && null !== $in_shop ? $in_shop - $meant : null,
			'last_write_at_utc' => Clock::to_instant( $row['written_at'] ),
			'own_rule'          => null === $row['own_kind'] ? null : array(
				'kind'  => $row['own_kind'],
				'units' => (int) $row['own_units'],
			),
		);
	}
}
