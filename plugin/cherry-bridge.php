<?php
/**
 * Plugin Name:          Cherry Bridge
 * Description:          Keeps this WooCommerce shop and the CGS Blue Cherry ERP in step: products, stock, orders and shipments.
 * Version:              0.1.0
 * Requires at least:    6.5
 * Requires PHP:         7.4
 * Requires Plugins:     woocommerce
 * WC requires at least: 9.2
 * WC tested up to:      11.0
 * Author:               Cherry Bridge contributors
 * License:              GPL-2.0-or-later
 * License URI:          https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:          cherry-bridge
 * Domain Path:          /languages
 *
 * @package CherryBridge
 */

declare(strict_types=1);

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/src/Autoloader.php';

\CherryBridge\Autoloader::register( 'CherryBridge\\', __DIR__ . '/src/' );
\CherryBridge\Plugin::boot( __FILE__ );
