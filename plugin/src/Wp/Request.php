<?php
/**
 * One call to a route of ours.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Request {

	/** @var \WP_REST_Request<array<string, mixed>> */
	private $request;

	/** @param \WP_REST_Request<array<string, mixed>> $request WordPress's own. */
	public function __construct( \WP_REST_Request $request ) {
		$this->request = $request;
	}

	/** @return array<string, mixed>|null The JSON object sent; null where there is none. */
	public function body(): ?array {
		$body = json_decode( (string) $this->request->get_body(), true );
		return is_array( $body ) ? $body : null;
	}

	public function text( string $name, string $otherwise = '' ): string {
		$value = $this->request->get_param( $name );
		return is_scalar( $value ) ? mb_substr( trim( (string) $value ), 0, 200 ) : $otherwise;
	}

	public function number( string $name, int $otherwise ): int {
		$value = $this->request->get_param( $name );
		return is_numeric( $value ) ? (int) $value : $otherwise;
	}
}
