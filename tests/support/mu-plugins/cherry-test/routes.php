<?php
/**
 * Routes of the test bench: loopback only, with a key of the shop's administrator.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

/**
 * Lets WooCommerce read its keys on our namespace too.
 *
 * @param bool $is_shop_request What WooCommerce thinks.
 */
function cherry_test_accepts_shop_keys( $is_shop_request ): bool {
	$uri = isset( $_SERVER['REQUEST_URI'] ) ? (string) $_SERVER['REQUEST_URI'] : '';
	return $is_shop_request || false !== strpos( rawurldecode( $uri ), 'cherry-test/v1' );
}

/** Only the machine itself, only an administrator. */
function cherry_test_may_use(): bool {
	$from = isset( $_SERVER['REMOTE_ADDR'] ) ? (string) $_SERVER['REMOTE_ADDR'] : '';
	return in_array( $from, array( '127.0.0.1', '::1' ), true ) && current_user_can( 'manage_options' );
}

/**
 * @param string   $route    Route below the namespace.
 * @param string   $method   HTTP method.
 * @param callable $callback Takes the request, gives the answer's body.
 */
function cherry_test_route( string $route, string $method, callable $callback ): void {
	register_rest_route(
		'cherry-test/v1',
		$route,
		array(
			'methods'             => $method,
			'permission_callback' => 'cherry_test_may_use',
			'callback'            => static function ( WP_REST_Request $request ) use ( $callback ) {
				nocache_headers();
				return rest_ensure_response( $callback( $request ) );
			},
		)
	);
}

/** Registers every route of the bench. */
function cherry_test_register_routes(): void {
	cherry_test_route( '/mails', 'GET', 'cherry_test_mails' );
	cherry_test_route( '/mails', 'DELETE', 'cherry_test_answer_clear_mails' );
	cherry_test_route( '/faults', 'GET', 'cherry_test_answer_faults' );
	cherry_test_route( '/faults', 'PUT', 'cherry_test_answer_set_faults' );
	cherry_test_route( '/faults', 'DELETE', 'cherry_test_answer_clear_faults' );
	cherry_test_route( '/stock', 'GET', 'cherry_test_answer_stock' );
	cherry_test_route( '/orders/(?P<id>\d+)/capture', 'POST', 'cherry_test_answer_capture' );
}

/**
 * @return array<string, bool>
 */
function cherry_test_answer_clear_mails(): array {
	cherry_test_clear_mails();
	return array( 'cleared' => true );
}

/**
 * @return array<int, mixed>
 */
function cherry_test_answer_faults(): array {
	return cherry_test_with_list( 'faults.json', '__return_null' );
}

/**
 * Body: one fault, or a list of them; it replaces what stood.
 *
 * @param WP_REST_Request<array<string, mixed>> $request Request.
 * @return array<int, mixed>|WP_Error
 */
function cherry_test_answer_set_faults( WP_REST_Request $request ) {
	$body   = $request->get_json_params();
	$faults = isset( $body['route'] ) ? array( $body ) : array_values( (array) $body );
	foreach ( $faults as $fault ) {
		if ( ! is_array( $fault ) || ! is_string( $fault['route'] ?? null ) ) {
			return new WP_Error( 'cherry_test_no_route', 'Each fault needs a route, a regular expression.', array( 'status' => 400 ) );
		}
	}
	cherry_test_set_faults( $faults );
	return $faults;
}

/**
 * @return array<string, bool>
 */
function cherry_test_answer_clear_faults(): array {
	cherry_test_set_faults( array() );
	return array( 'cleared' => true );
}

/**
 * Query: `ids` or `skus`, comma lists.
 *
 * @param WP_REST_Request<array<string, mixed>> $request Request.
 * @return array<int, array<string, mixed>>
 */
function cherry_test_answer_stock( WP_REST_Request $request ): array {
	$ids  = array_filter( array_map( 'intval', explode( ',', (string) $request['ids'] ) ) );
	$skus = array_filter( explode( ',', (string) $request['skus'] ), 'strlen' );
	return cherry_test_peek_stock( array_merge( $ids, cherry_test_ids_of( $skus ) ) );
}

/**
 * Takes the money of an order that was only authorised or held.
 *
 * @param WP_REST_Request<array<string, mixed>> $request Request.
 * @return array<string, mixed>|WP_Error
 */
function cherry_test_answer_capture( WP_REST_Request $request ) {
	$order = wc_get_order( (int) $request['id'] );
	if ( ! $order instanceof WC_Order ) {
		return new WP_Error( 'cherry_test_no_order', 'There is no such order.', array( 'status' => 404 ) );
	}
	$order->payment_complete( 'cherry-captured-' . $order->get_id() );
	return array(
		'id'     => $order->get_id(),
		'status' => $order->get_status(),
	);
}
