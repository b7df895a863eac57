<?php
/**
 * Plugin Name: Cherry Bridge test bench
 * Description: A test payment gateway, a mail log, a fault switch and a peek into the tables. For demo, development and tests; never shipped.
 * License: GPL-2.0-or-later
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/cherry-test/state-file.php';
require_once __DIR__ . '/cherry-test/mail-log.php';
require_once __DIR__ . '/cherry-test/faults.php';
require_once __DIR__ . '/cherry-test/peek.php';
require_once __DIR__ . '/cherry-test/routes.php';

add_filter( 'pre_wp_mail', 'cherry_test_record_mail', 10, 2 );
add_filter( 'rest_pre_dispatch', 'cherry_test_fault_before', 10, 3 );
add_filter( 'rest_request_after_callbacks', 'cherry_test_fault_after', 10, 3 );
add_action( 'rest_api_init', 'cherry_test_register_routes' );
add_filter( 'woocommerce_rest_is_request_to_rest_api', 'cherry_test_accepts_shop_keys' );
add_filter(
	'woocommerce_payment_gateways',
	static function ( array $gateways ): array {
		require_once __DIR__ . '/cherry-test/gateway.php';
		$gateways[] = 'Cherry_Test_Gateway';
		return $gateways;
	}
);
