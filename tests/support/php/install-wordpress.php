<?php
/**
 * Installs WordPress into the empty database that wp-config.php names.
 *
 * Environment: CHERRY_WWW, CHERRY_ADMIN_USER, CHERRY_ADMIN_PASSWORD.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

define( 'WP_INSTALLING', true );

/** WordPress would mail the address of the new site; nobody waits for it here. */
function wp_new_blog_notification(): void {
}

$www = (string) getenv( 'CHERRY_WWW' );
require $www . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

$user     = (string) getenv( 'CHERRY_ADMIN_USER' );
$password = (string) getenv( 'CHERRY_ADMIN_PASSWORD' );
wp_install( 'Cherry Bridge test shop', $user, 'admin@example.test', true, '', $password, 'en_US' );

update_option( 'timezone_string', 'America/New_York' );
update_option( 'gmt_offset', '' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'default_pingback_flag', '' );
update_option( 'rewrite_rules', '' );

if ( ! wp_get_theme()->exists() ) {
	$themes = array_keys( wp_get_themes() );
	if ( array() !== $themes ) {
		switch_theme( (string) $themes[0] );
	}
}
echo "ok\n";
