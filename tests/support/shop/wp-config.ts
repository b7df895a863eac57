import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes wp-config.php of one shop. Trusts loopback: never take it for a shop on a network. */
export function writeWpConfig(folder: string, url: string, socket: string): void {
  const salts = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [`${name}_KEY`, `${name}_SALT`]);
  const lines = salts.map((name) => `define( '${name}', '${randomBytes(32).toString('hex')}' );`);
  const text = `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
${lines.join('\n')}
$table_prefix = 'wp_';

define( 'WP_HOME', '${url}' );
define( 'WP_SITEURL', '${url}' );
// The tool that started the shop calls wp-cron.php; no visitor pays for it.
define( 'DISABLE_WP_CRON', true );
// Nothing leaves this machine.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_AUTO_UPDATE_CORE', false );
define( 'DISALLOW_FILE_EDIT', true );
define( 'FS_METHOD', 'direct' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '${folder}/log/wordpress.log' );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'CHERRY_TEST_DIR', '${folder}/bench' );

// WooCommerce takes keys only over https; loopback is as private as TLS would make it.
if ( ! isset( $_SERVER['HTTP_AUTHORIZATION'] ) && isset( $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] ) ) {
	$_SERVER['HTTP_AUTHORIZATION'] = $_SERVER['REDIRECT_HTTP_AUTHORIZATION'];
}
if ( ! empty( $_SERVER['HTTP_AUTHORIZATION'] ) ) {
	$_SERVER['HTTPS'] = 'on';
}

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
`;
  writeFileSync(join(folder, 'www', 'wp-config.php'), text);
}
