<?php
/**
 * Registers routes under `wc-cherry-bridge/v1`, where WooCommerce keys and cookies both open the door.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Routes {

	public const SPACE = 'wc-cherry-bridge/v1';

	/**
	 * @param non-falsy-string          $path    After the namespace, e.g. "/stock".
	 * @param callable():bool           $allowed Who may.
	 * @param callable(Request): Answer $work    The route's own work.
	 */
	public static function add( string $path, string $method, callable $allowed, callable $work ): void {
		register_rest_route(
			self::SPACE,
			$path,
			array(
				'methods'             => $method,
				'permission_callback' => static function () use ( $allowed ) {
					return $allowed() ? true : self::forbidden();
				},
				'callback'            => static function ( \WP_REST_Request $request ) use ( $work ) {
					return self::answer( $work, $request );
				},
			)
		);
	}

	/** @return \WP_Error */
	private static function forbidden() {
		$text = 0 === Users::id()
			? __( 'This route needs a login: send a WooCommerce REST key of a user with the role "Cherry Bridge runner", over https.', 'cherry-bridge' )
			: __( 'Your user may not do this. Ask an administrator for the Cherry Bridge right that this screen or runner needs.', 'cherry-bridge' );
		return new \WP_Error( 'cherry_bridge_forbidden', $text, array( 'status' => rest_authorization_required_code() ) );
	}

	/**
	 * @param callable(Request): Answer              $work    The route's own work.
	 * @param \WP_REST_Request<array<string, mixed>> $request WordPress's own.
	 * @return \WP_REST_Response
	 */
	private static function answer( callable $work, \WP_REST_Request $request ) {
		try {
			$answer = $work( new Request( $request ) );
		} catch ( DatabaseFailed $problem ) {
			Log::error( 'A statement was refused by the database.', array( 'text' => $problem->getMessage() ) );
			$answer = Answer::refuse( 503, 'cherry_bridge_database', __( 'The shop\'s database did not take the change, so nothing was written. Send the same request again.', 'cherry-bridge' ) );
		}
		$response = new \WP_REST_Response( $answer->body, $answer->status );
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}
}
