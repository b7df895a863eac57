<?php
/**
 * Activates one plugin, as the button on the plugins screen does.
 *
 * Environment: CHERRY_WWW, CHERRY_PLUGIN (file relative to the plugins folder).
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

define( 'WP_ADMIN', true );
require (string) getenv( 'CHERRY_WWW' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

wp_set_current_user( 1 );
$answer = activate_plugin( (string) getenv( 'CHERRY_PLUGIN' ) );
if ( is_wp_error( $answer ) ) {
	fwrite( STDERR, $answer->get_error_code() . ': ' . $answer->get_error_message() . ' ' . wp_json_encode( $answer->get_error_data() ) . "\n" );
	exit( 1 );
}
echo "ok\n";
