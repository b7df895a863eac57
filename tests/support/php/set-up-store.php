<?php
/**
 * Turns a fresh WooCommerce into a small US shop: HPOS, taxes, flat rate, holds, the test gateway.
 *
 * Environment: CHERRY_WWW.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

define( 'WP_ADMIN', true );
require (string) getenv( 'CHERRY_WWW' ) . '/wp-load.php';

wp_set_current_user( 1 );
WC_Install::install();
WC_Install::create_pages();

$synchronizer = wc_get_container()->get( Automattic\WooCommerce\Internal\DataStores\Orders\DataSynchronizer::class );
if ( ! $synchronizer->check_orders_table_exists() ) {
	$synchronizer->create_database_tables();
}

$options = array(
	'woocommerce_custom_orders_table_enabled'           => 'yes',
	'woocommerce_custom_orders_table_data_sync_enabled' => 'no',
	'woocommerce_default_country'                       => 'US:NY',
	'woocommerce_store_address'                         => '1 Test Street',
	'woocommerce_store_city'                            => 'New York',
	'woocommerce_store_postcode'                        => '10001',
	'woocommerce_currency'                              => 'USD',
	'woocommerce_price_num_decimals'                    => '2',
	'woocommerce_prices_include_tax'                    => 'no',
	'woocommerce_calc_taxes'                            => 'yes',
	'woocommerce_tax_based_on'                          => 'shipping',
	'woocommerce_manage_stock'                          => 'yes',
	'woocommerce_hold_stock_minutes'                    => '60',
	'woocommerce_enable_guest_checkout'                 => 'yes',
	'woocommerce_coming_soon'                           => 'no',
	'woocommerce_store_pages_only'                      => 'no',
	'woocommerce_allow_tracking'                        => 'no',
	'woocommerce_show_marketplace_suggestions'          => 'no',
	'woocommerce_task_list_hidden'                      => 'yes',
	'woocommerce_onboarding_profile'                    => array( 'skipped' => true ),
	'woocommerce_cod_settings'                          => array( 'enabled' => 'yes', 'title' => 'Cash on delivery' ),
	'woocommerce_bacs_settings'                         => array( 'enabled' => 'yes', 'title' => 'Bank transfer' ),
);
foreach ( $options as $name => $value ) {
	update_option( $name, $value );
}
delete_transient( '_wc_activation_redirect' );

foreach ( array( 'NY' => '8.8750', 'CA' => '7.2500' ) as $state => $rate ) {
	WC_Tax::_insert_tax_rate(
		array(
			'tax_rate_country'  => 'US',
			'tax_rate_state'    => $state,
			'tax_rate'          => $rate,
			'tax_rate_name'     => $state . ' sales tax',
			'tax_rate_priority' => 1,
			'tax_rate_compound' => 0,
			'tax_rate_shipping' => 0,
			'tax_rate_order'    => 0,
			'tax_rate_class'    => '',
		)
	);
}

$zone = new WC_Shipping_Zone();
$zone->set_zone_name( 'United States' );
$zone->add_location( 'US', 'country' );
$zone->save();
$instance = $zone->add_shipping_method( 'flat_rate' );
update_option( 'woocommerce_flat_rate_' . $instance . '_settings', array( 'title' => 'Flat rate', 'tax_status' => 'none', 'cost' => '5.95' ) );
WC_Cache_Helper::get_transient_version( 'shipping', true );

flush_rewrite_rules();
echo "ok\n";
