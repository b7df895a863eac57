<?php
/**
 * From a request to a checked message, or to the refusal that names field and fix.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Contract\ContractRefused;
use CherryBridge\Contract\Validator;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Request;

final class Messages {

	/** @var Validator */
	private $validator;

	public function __construct( Validator $validator ) {
		$this->validator = $validator;
	}

	/**
	 * @param string                                          $contract Name of the request's schema.
	 * @param callable(array<string, mixed>, Request): Answer $work     Gets the checked message.
	 * @return callable(Request): Answer
	 */
	public function accepting( string $contract, callable $work ): callable {
		return function ( Request $request ) use ( $contract, $work ): Answer {
			try {
				$message = $this->validator->accept( $contract, $request->body() );
			} catch ( ContractRefused $refusal ) {
				return Answer::refuse(
					400,
					$refusal->name,
					$refusal->getMessage(),
					array(
						'field' => $refusal->field,
						'fix'   => $refusal->fix,
					)
				);
			}
			return $work( $message, $request );
		};
	}

	/** A member has the right shape and still cannot be used. */
	public static function refuse_field( string $field, string $fix, int $status = 400 ): Answer {
		return Answer::refuse(
			$status,
			'cherry_bridge_refused',
			/* translators: 1: member, 2: sentence. */
			sprintf( __( 'The request was refused because of "%1$s": %2$s Nothing was changed.', 'cherry-bridge' ), $field, $fix ),
			array(
				'field' => $field,
				'fix'   => $fix,
			)
		);
	}
}
