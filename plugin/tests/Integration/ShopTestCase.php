<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Integration;

use PHPUnit\Framework\TestCase;

/**
 * Runs inside a real shop: a WordPress with WooCommerce and this plugin active, which the test may write to.
 *
 *   CHERRY_BRIDGE_WP_LOAD=<WordPress folder>/wp-load.php vendor/bin/phpunit --testsuite integration
 *
 * (CHERRY_WWW names the folder instead; the tools that start the shop set it.)
 *
 * `npm run shop` brings such a shop up; its WordPress folder is `www` below the data folder it prints.
 */
abstract class ShopTestCase extends TestCase {

	/** @var bool */
	protected $preserveGlobalState = false;

	/** @var bool */
	protected $backupGlobals = false;

	public static function setUpBeforeClass(): void {
		$www  = (string) getenv( 'CHERRY_WWW' );
		$load = '' !== $www ? "$www/wp-load.php" : (string) getenv( 'CHERRY_BRIDGE_WP_LOAD' );
		if ( '' === $load || ! is_file( $load ) ) {
			self::markTestSkipped( 'plugin inside a real shop: no shop given. Run: npm run shop, then CHERRY_BRIDGE_WP_LOAD=<data>/www/wp-load.php vendor/bin/phpunit --testsuite integration' );
		}
		if ( ! defined( 'ABSPATH' ) ) {
			self::load( $load );
		}
		wp_set_current_user( (int) get_users( array( 'role' => 'administrator', 'number' => 1, 'fields' => 'ID' ) )[0] );
		// WordPress's REST server is made once a process; the routes hang on it.
		rest_get_server();
	}

	/**
	 * A call through WordPress's own REST server.
	 *
	 * @param array<string, mixed>|null $body JSON object.
	 * @return array{status: int, body: array<string, mixed>}
	 */
	protected static function call( string $method, string $route, ?array $body = null ): array {
		$request = new \WP_REST_Request( $method, '/wc-cherry-bridge/v1' . $route );
		if ( null !== $body ) {
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( (string) wp_json_encode( $body ) );
		}
		$answer = rest_do_request( $request );
		return array( 'status' => $answer->get_status(), 'body' => (array) $answer->get_data() );
	}

	/** With the guard off, as only a test may. @return mixed What the work gives. */
	protected static function unguarded( callable $work ) {
		$mode = get_option( 'cherry_bridge_guard_mode' );
		update_option( 'cherry_bridge_guard_mode', 'off' );
		try {
			return $work();
		} finally {
			update_option( 'cherry_bridge_guard_mode', false === $mode ? 'enforce' : $mode );
		}
	}

	/** @return array{parent: int, skus: array<string, int>} A variable product with two stock-managing variations. */
	protected static function style(): array {
		return self::unguarded(
			static function (): array {
				$parent = new \WC_Product_Variable();
				$parent->set_name( 'Integration style' );
				$attribute = new \WC_Product_Attribute();
				$attribute->set_name( 'Size' );
				$attribute->set_options( array( 'S', 'M' ) );
				$attribute->set_variation( true );
				$parent->set_attributes( array( $attribute ) );
				$parent_id = $parent->save();
				$skus      = array();
				foreach ( array( 'S', 'M' ) as $size ) {
					$child = new \WC_Product_Variation();
					$child->set_parent_id( $parent_id );
					$child->set_attributes( array( 'size' => $size ) );
					$child->set_sku( "IT-$parent_id-$size" );
					$child->set_regular_price( '10' );
					$child->set_manage_stock( true );
					$child->set_stock_quantity( 0 );
					$skus[ "IT-$parent_id-$size" ] = $child->save();
				}
				return array( 'parent' => $parent_id, 'skus' => $skus );
			}
		);
	}

	/** @return array<string, mixed> The contract's PositionRow. */
	protected static function row( string $sku, int $position, ?int $uncontained = null ): array {
		$why = array(
			'ats'              => $position,
			'as_of_utc'        => '2026-03-03T09:12:44Z',
			'snapshot_id'      => 's1',
			'contained'        => 0,
			'in_flight'        => 0,
			'in_flight_orders' => array(),
			'held_back'        => 0,
			'candidates'       => array(),
			'position'         => $position,
		);
		return array( 'sku' => $sku, 'position' => $position, 'why' => $why ) + ( null === $uncontained ? array() : array( 'adopt' => array( 'uncontained' => $uncontained ) ) );
	}

	/** @return array<int, array<string, mixed>> Answer rows. */
	protected static function write( int $generation, array ...$rows ): array {
		return self::call( 'POST', '/positions', array( 'version' => 1, 'generation' => $generation, 'rows' => $rows ) )['body']['rows'];
	}

	protected static function next_generation(): int {
		return self::call( 'GET', '/handshake' )['body']['highest_generation'] + 1;
	}

	private static function load( string $file ): void {
		// WordPress expects these to be global; here they would be local to this function.
		// phpcs:ignore
		global $wpdb, $table_prefix, $wp, $wp_query, $wp_the_query, $wp_rewrite, $wp_did_header, $wp_filter, $wp_actions, $wp_current_filter, $pagenow, $post, $wp_version, $wp_locale, $wp_object_cache, $blog_id, $wp_roles, $wp_widget_factory, $wp_locale_switcher, $woocommerce, $wc_product_attributes;
		$_SERVER['HTTP_HOST']   = $_SERVER['HTTP_HOST'] ?? '127.0.0.1';
		$_SERVER['REQUEST_URI'] = '/';
		require_once $file;
	}
}
