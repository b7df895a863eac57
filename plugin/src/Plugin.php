<?php
/**
 * The map: every service of the plugin, in the order it is registered.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge;

use CherryBridge\Lifecycle\Lifecycle;

final class Plugin {

	public const VERSION = '0.1.0';

	public static function boot( string $file ): void {
		Lifecycle::watch( $file );
		add_action(
			'plugins_loaded',
			static function () use ( $file ): void {
				$missing = Lifecycle::missing();
				if ( null !== $missing ) {
					Lifecycle::show( $missing );
					return;
				}
				self::start( new Services( $file, self::VERSION ) );
			},
			20
		);
	}

	private static function start( Services $services ): void {
		foreach ( $services->always() as $service ) {
			$service->register();
		}
		add_action(
			'rest_api_init',
			static function () use ( $services ): void {
				foreach ( $services->routes() as $route ) {
					$route->register();
				}
			},
			5
		);
	}
}
