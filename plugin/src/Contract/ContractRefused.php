<?php
/**
 * A message does not have the shape both sides agreed on.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Contract;

final class ContractRefused extends \RuntimeException {

	/** @var string Path of the member, e.g. "rows[3].sku". */
	public $field;

	/** @var string What to change, one sentence. */
	public $fix;

	/** @var string */
	public $name;

	private function __construct( string $name, string $sentence, string $field, string $fix ) {
		parent::__construct( $sentence );
		$this->name  = $name;
		$this->field = $field;
		$this->fix   = $fix;
	}

	public static function no_object(): self {
		return new self( 'cherry_bridge_no_json', 'The request has no JSON object as its body. Send one, with the header Content-Type: application/json.', '', 'Send a JSON object.' );
	}

	/** @param int[] $known Versions this plugin takes. */
	public static function unknown_version( array $known ): self {
		$list = implode( ' and ', $known );
		return new self( 'cherry_bridge_unknown_version', "The member \"version\" names a message version this plugin does not take; it takes $list. Update the older of runner and plugin.", 'version', "Send version $list, or update the older side." );
	}

	public static function broken( string $field, string $fix ): self {
		$shown = '' === $field ? 'its body' : "\"$field\"";
		return new self( 'cherry_bridge_contract_refused', "The request was refused because of $shown: $fix Nothing was changed.", $field, $fix );
	}
}
