<?php
/**
 * Removes the plugin's data, only where the shop chose that in Settings.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/src/Autoloader.php';

\CherryBridge\Autoloader::register( 'CherryBridge\\', __DIR__ . '/src/' );
\CherryBridge\Lifecycle\Removal::run();
