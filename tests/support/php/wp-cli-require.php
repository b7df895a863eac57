<?php
/**
 * Read by WP-CLI before WordPress: WooCommerce ends the program without a word where WP-CLI's own
 * plugin command is absent, and that command's package is not part of what we install.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

if ( ! class_exists( 'Plugin_Command' ) ) {
	/** Stands where the package wp-cli/extension-command would put its command. */
	class Plugin_Command extends WP_CLI_Command {
	}
}
