<?php
/**
 * The fault switch: a REST route that matches answers an error, before or after it did its work.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

/** A fault that asks for no other number hits this often: for all practical purposes, until it is cleared. */
const CHERRY_TEST_FOR_EVER = 1000000;

/**
 * Sets the standing faults; an empty list ends them all.
 *
 * @param array<int, array<string, mixed>> $faults Members: route (regular expression without delimiters), status (500),
 *                                                 count, method (any), when (before, after), delay_ms (0).
 */
function cherry_test_set_faults( array $faults ): void {
	cherry_test_with_list(
		'faults.json',
		static function () use ( $faults ): array {
			return $faults;
		}
	);
}

/**
 * Takes one hit from the first fault that matches.
 *
 * @param WP_REST_Request<array<string, mixed>> $request Request.
 * @return array<string, mixed>|null
 */
function cherry_test_take_fault( WP_REST_Request $request, string $when ): ?array {
	$hit   = null;
	$route = $request->get_route();
	if ( 0 === strpos( $route, '/cherry-test/' ) ) {
		return null;
	}
	cherry_test_with_list(
		'faults.json',
		static function ( array $faults ) use ( $request, $route, $when, &$hit ): ?array {
			foreach ( $faults as $index => $fault ) {
				$method = strtoupper( (string) ( $fault['method'] ?? '' ) );
				$fits   = ( $fault['when'] ?? 'before' ) === $when
					&& ( '' === $method || $request->get_method() === $method )
					&& 1 === preg_match( '~' . str_replace( '~', '\~', (string) $fault['route'] ) . '~', $route );
				$left   = (int) ( $fault['count'] ?? CHERRY_TEST_FOR_EVER );
				if ( $fits && $left > 0 ) {
					$hit                       = $fault;
					$faults[ $index ]['count'] = $left - 1;
					return $faults;
				}
			}
			return null;
		}
	);
	return $hit;
}

/**
 * @param array<string, mixed> $fault Fault.
 */
function cherry_test_fault_answer( array $fault ): WP_Error {
	usleep( 1000 * (int) ( $fault['delay_ms'] ?? 0 ) );
	$status = (int) ( $fault['status'] ?? 500 );
	return new WP_Error( 'cherry_test_fault', 'The test bench was asked to fail this call.', array( 'status' => $status ) );
}

/**
 * Filter `rest_pre_dispatch`: the route never ran.
 *
 * @param mixed                                 $answer  Answer so far.
 * @param WP_REST_Server                        $server  Server.
 * @param WP_REST_Request<array<string, mixed>> $request Request.
 * @return mixed
 */
function cherry_test_fault_before( $answer, $server, WP_REST_Request $request ) {
	$fault = cherry_test_take_fault( $request, 'before' );
	return null === $fault ? $answer : cherry_test_fault_answer( $fault );
}

/**
 * Filter `rest_request_after_callbacks`: the route ran and its work stands, but the caller hears an error.
 *
 * @param mixed                                 $answer  Answer so far.
 * @param array<string, mixed>                  $handler Handler.
 * @param WP_REST_Request<array<string, mixed>> $request Request.
 * @return mixed
 */
function cherry_test_fault_after( $answer, $handler, WP_REST_Request $request ) {
	$fault = cherry_test_take_fault( $request, 'after' );
	return null === $fault ? $answer : cherry_test_fault_answer( $fault );
}
