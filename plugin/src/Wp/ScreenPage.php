<?php
/**
 * Menu entry and assets of our screens; loaded on our page only.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class ScreenPage {

	/**
	 * @param callable(): void $show Prints the page.
	 * @param callable(): void $load Enqueues what it needs.
	 */
	public static function add( string $slug, string $title, string $capability, callable $show, callable $load ): void {
		$hook = add_submenu_page( 'woocommerce', $title, $title, $capability, $slug, $show );
		if ( false === $hook ) {
			return;
		}
		add_action(
			'admin_enqueue_scripts',
			static function ( $page ) use ( $hook, $load ): void {
				if ( $page === $hook ) {
					$load();
				}
			}
		);
		if ( function_exists( 'wc_admin_connect_page' ) ) {
			wc_admin_connect_page(
				array(
					'id'        => $slug,
					'screen_id' => $hook,
					'title'     => $title,
				)
			);
		}
	}

	public static function has_build( string $file ): bool {
		return is_file( dirname( $file ) . '/build/index.js' );
	}

	/** @return array{restRoot: string, nonce: string, locale: string} */
	public static function rest(): array {
		return array(
			'restRoot' => esc_url_raw( rest_url() ),
			'nonce'    => wp_create_nonce( 'wp_rest' ),
			'locale'   => str_replace( '_', '-', get_user_locale() ),
		);
	}

	/**
	 * @param non-empty-string     $handle Of script and style.
	 * @param array<string, mixed> $boot   `window.cherryBridge`.
	 */
	public static function enqueue( string $file, string $handle, string $version, array $boot ): void {
		if ( ! self::has_build( $file ) ) {
			return;
		}
		self::ensure_jsx_runtime();
		$folder = dirname( $file ) . '/build/';
		$asset  = is_file( $folder . 'index.asset.php' ) ? require $folder . 'index.asset.php' : array();
		wp_enqueue_script( $handle, plugins_url( 'build/index.js', $file ), $asset['dependencies'] ?? array(), (string) ( $asset['version'] ?? $version ), true );
		wp_set_script_translations( $handle, 'cherry-bridge', dirname( $file ) . '/languages' );
		wp_add_inline_script( $handle, 'window.cherryBridge = ' . wp_json_encode( $boot, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
		foreach ( array( 'index.css', 'style-index.css' ) as $style ) {
			if ( is_file( $folder . $style ) ) {
				wp_enqueue_style( "$handle-$style", plugins_url( "build/$style", $file ), array( 'wp-components' ), (string) ( $asset['version'] ?? $version ) );
				// WordPress takes index-rtl.css in its place where the language runs from right to left.
				wp_style_add_data( "$handle-$style", 'rtl', 'replace' );
			}
		}
	}

	/** WordPress 6.5 has no such handle; without it WordPress would not print our script at all. */
	private static function ensure_jsx_runtime(): void {
		if ( wp_script_is( 'react-jsx-runtime', 'registered' ) ) {
			return;
		}
		// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- No file of its own.
		wp_register_script( 'react-jsx-runtime', false, array( 'react' ), '1', true );
		wp_add_inline_script(
			'react-jsx-runtime',
			'window.ReactJSXRuntime = window.ReactJSXRuntime || ( function ( React ) { function jsx( type, props, key ) { var own = Object.assign( {}, props ); if ( key !== undefined ) { own.key = key; } return React.createElement( type, own ); } return { jsx: jsx, jsxs: jsx, Fragment: React.Fragment }; } )( window.React );'
		);
	}
}
