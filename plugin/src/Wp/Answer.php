<?php
/**
 * What a route answers: a body, or a refusal in WordPress's own error shape.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Answer {

	/** @var array<string, mixed> */
	public $body;

	/** @var int */
	public $status;

	/** @param array<string, mixed> $body JSON object. */
	private function __construct( array $body, int $status ) {
		$this->body   = $body;
		$this->status = $status;
	}

	/** @param array<string, mixed> $body JSON object. */
	public static function of( array $body, int $status = 200 ): self {
		return new self( $body, $status );
	}

	/**
	 * @param string               $text  One sentence with the field and the fix.
	 * @param array<string, mixed> $extra Members beside `status`: field, fix.
	 */
	public static function refuse( int $status, string $code, string $text, array $extra = array() ): self {
		return new self(
			array(
				'code'    => $code,
				'message' => $text,
				'data'    => array( 'status' => $status ) + $extra,
			),
			$status
		);
	}
}
