<?php
/**
 * What a change of buffer rules would do to the shop, before it is saved.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Buffer;

use CherryBridge\Wp\Db;
use CherryBridge\Wp\Shop;

final class BufferPreview {

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	/**
	 * @param array<int, array<string, mixed>> $changes The contract's changes.
	 * @return array<string, mixed> The contract's answer without its version.
	 */
	public function of( array $changes ): array {
		$rules = $this->rules( $changes );
		$held  = "LEAST({$rules['units']}, GREATEST(p.ats, 0))";
		$from  = "FROM {$this->db->table( 'positions' )} p
			LEFT JOIN {$this->db->table( 'buffers' )} own ON own.scope = 'sku' AND own.rule_key = p.sku
			LEFT JOIN {$this->db->shop_table( 'wc_product_meta_lookup' )} l ON l.product_id = p.product_id
			WHERE p.ats IS NOT NULL" . $rules['only'];
		$sum   = (array) $this->db->row(
			"SELECT SUM($held - p.held_back) AS units, SUM(($held - p.held_back) * COALESCE(l.min_price, 0)) AS money,
			SUM(p.ats - p.held_back - p.in_flight > 0 AND p.ats - $held - p.in_flight <= 0) AS sold_out $from"
		);
		$skus  = $this->db->column( "SELECT p.sku $from AND p.ats - p.held_back - p.in_flight > 0 AND p.ats - $held - p.in_flight <= 0 ORDER BY p.sku LIMIT 50" );
		$units = (int) ( $sum['units'] ?? 0 );
		$money = number_format( (float) ( $sum['money'] ?? 0 ), 2, '.', '' );
		$gone  = (int) ( $sum['sold_out'] ?? 0 );
		return array(
			'units_withheld'     => $units,
			'value'              => array(
				'amount'   => $money,
				'currency' => Shop::currency(),
			),
			'skus_sold_out'      => $gone,
			'sold_out'           => $skus,
			'sentence'           => self::sentence( $units, $money, $gone ),
			'needs_confirmation' => $units > 0.05 * max( 1, $this->sellable() ),
		);
	}

	/**
	 * The units each SKU would be held to: its own new rule, its own old one, the shop's.
	 *
	 * @param array<int, array<string, mixed>> $changes The contract's changes.
	 * @return array{units: string, only: string} SQL.
	 */
	private function rules( array $changes ): array {
		$shop  = (int) $this->db->value( "SELECT units FROM {$this->db->table( 'buffers' )} WHERE scope = 'shop' AND rule_key = ''" );
		$cases = '';
		$skus  = array();
		$wide  = false;
		foreach ( $changes as $change ) {
			if ( 'shop' === $change['scope'] ) {
				$shop = 'fixed' === $change['kind'] ? (int) $change['units'] : 0;
				$wide = true;
			}
		}
		foreach ( $changes as $change ) {
			if ( 'sku' === $change['scope'] ) {
				$units  = 'clear' === $change['kind'] ? $shop : ( 'fixed' === $change['kind'] ? (int) $change['units'] : 0 );
				$skus[] = (string) $change['key'];
				$cases .= ' WHEN ' . $this->db->quote( $change['key'] ) . " THEN $units";
			}
		}
		$kept = "COALESCE(own.units, $shop)";
		return array(
			'units' => '' === $cases ? $kept : "(CASE p.sku $cases ELSE $kept END)",
			'only'  => $wide ? '' : " AND p.sku IN ({$this->db->list_of( $skus )})",
		);
	}

	private function sellable(): int {
		return (int) $this->db->value( "SELECT SUM(GREATEST(ats - held_back - in_flight, 0)) FROM {$this->db->table( 'positions' )}" );
	}

	private static function sentence( int $units, string $money, int $gone ): string {
		if ( 0 === $units && 0 === $gone ) {
			return __( 'This changes no number in the shop.', 'cherry-bridge' );
		}
		$text = $units < 0
			/* translators: 1: units, 2: their value. */
			? sprintf( _n( 'This puts %1$s unit worth %2$s back on sale', 'This puts %1$s units worth %2$s back on sale', -$units, 'cherry-bridge' ), Shop::count( -$units ), Shop::money( ltrim( $money, '-' ) ) )
			/* translators: 1: units, 2: their value. */
			: sprintf( _n( 'This withholds %1$s more unit worth %2$s', 'This withholds %1$s more units worth %2$s', $units, 'cherry-bridge' ), Shop::count( $units ), Shop::money( $money ) );
		if ( 0 === $gone ) {
			return $text . '.';
		}
		/* translators: %s: number of products. */
		return $text . sprintf( _n( '; %s product would show as sold out.', '; %s products would show as sold out.', $gone, 'cherry-bridge' ), Shop::count( $gone ) );
	}
}
