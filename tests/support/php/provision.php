<?php
/**
 * Users and WooCommerce keys of one shop. Prints them as JSON.
 *
 * Environment: CHERRY_WWW.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

define( 'WP_ADMIN', true );
require (string) getenv( 'CHERRY_WWW' ) . '/wp-load.php';

/** The rights of the runner's user, for a shop that starts without the plugin; with it, the plugin's own role stands. */
function cherry_test_ensure_runner_role(): void {
	if ( null !== get_role( 'cherry_bridge_sync' ) ) {
		return;
	}
	$rights = array(
		'read', 'read_private_products', 'edit_products', 'edit_others_products', 'edit_published_products', 'edit_private_products',
		'edit_product', 'read_private_shop_orders', 'edit_shop_orders', 'edit_others_shop_orders', 'cherry_bridge_sync',
		'cherry_bridge_create_skus', 'manage_product_terms', 'edit_product_terms',
	);
	add_role( 'cherry_bridge_sync', 'Cherry Bridge sync', array_fill_keys( $rights, true ) );
}

/** Creates the user if needed and gives its id. */
function cherry_test_user( string $login, string $password, string $role ): int {
	$user = get_user_by( 'login', $login );
	if ( $user instanceof WP_User ) {
		$user->set_role( $role );
		return $user->ID;
	}
	$id = wp_insert_user(
		array(
			'user_login' => $login,
			'user_pass'  => $password,
			'user_email' => $login . '@example.test',
			'role'       => $role,
		)
	);
	if ( is_wp_error( $id ) ) {
		fwrite( STDERR, $id->get_error_message() . "\n" );
		exit( 1 );
	}
	return (int) $id;
}

/**
 * @return array{key: string, secret: string}
 */
function cherry_test_key( int $user_id, string $description ): array {
	global $wpdb;
	$key    = 'ck_' . wc_rand_hash();
	$secret = 'cs_' . wc_rand_hash();
	$wpdb->insert(
		$wpdb->prefix . 'woocommerce_api_keys',
		array(
			'user_id'         => $user_id,
			'description'     => $description,
			'permissions'     => 'read_write',
			'consumer_key'    => wc_api_hash( $key ),
			'consumer_secret' => $secret,
			'truncated_key'   => substr( $key, -7 ),
		)
	);
	return array(
		'key'    => $key,
		'secret' => $secret,
	);
}

cherry_test_ensure_runner_role();
$manager_password = 'manager';
$manager          = cherry_test_user( 'manager', $manager_password, 'shop_manager' );
$runner           = cherry_test_user( 'runner', wp_generate_password( 24 ), 'cherry_bridge_sync' );

echo "\n" . wp_json_encode(
	array(
		'runner'              => cherry_test_key( $runner, 'Runner' ),
		'manager'             => cherry_test_key( $manager, 'Shop manager' ),
		'admin'               => cherry_test_key( 1, 'Test bench' ),
		'manager_user'        => 'manager',
		'manager_password'    => $manager_password,
		'php_version'         => PHP_VERSION,
		'wordpress_version'   => get_bloginfo( 'version' ),
		'woocommerce_version' => WC()->version,
	)
) . "\n";
