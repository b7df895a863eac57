<?php
/**
 * WooCommerce's own REST routes, seen from outside.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class RestShop {

	/** @return \WP_Error */
	public static function error( string $code, string $text, int $status ) {
		return new \WP_Error( $code, $text, array( 'status' => $status ) );
	}

	/**
	 * @param string                  $pattern Of routes that write by POST.
	 * @param callable(): (string|null) $check The sentence of a refusal, null to let it go on.
	 */
	public static function before_route( string $pattern, callable $check ): void {
		add_filter(
			'rest_request_before_callbacks',
			/**
			 * @param mixed                                  $answer  Of an earlier listener.
			 * @param mixed                                  $route   WordPress's own.
			 * @param \WP_REST_Request<array<string, mixed>> $request The call.
			 */
			static function ( $answer, $route, \WP_REST_Request $request ) use ( $pattern, $check ) {
				if ( null !== $answer || 'POST' !== $request->get_method() || 1 !== preg_match( $pattern, $request->get_route() ) ) {
					return $answer;
				}
				$text = $check();
				return null === $text ? $answer : self::error( 'cherry_bridge_sku_locked', $text, 403 );
			},
			10,
			3
		);
	}
}
