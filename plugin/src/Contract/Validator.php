<?php
/**
 * Checks a message on arrival: WordPress's own schema check, and the strict types that it lets pass ("5" for 5).
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Contract;

use CherryBridge\Wp\SchemaCheck;

final class Validator {

	private const VERSIONS = array( 1 );

	/** A name no message carries, so that it is found again in WordPress's sentences. */
	private const ROOT = 'cherry_bridge_body';

	/** @var Schemas */
	private $schemas;

	public function __construct( Schemas $schemas ) {
		$this->schemas = $schemas;
	}

	/**
	 * @param array<string, mixed>|null $body Decoded JSON.
	 * @return array<string, mixed> The body with the contract's defaults filled in.
	 * @throws ContractRefused Where the shape is another.
	 */
	public function accept( string $name, ?array $body ): array {
		if ( null === $body ) {
			throw ContractRefused::no_object();
		}
		if ( isset( $body['version'] ) && ! in_array( $body['version'], self::VERSIONS, true ) ) {
			throw ContractRefused::unknown_version( self::VERSIONS );
		}
		$schema = $this->schemas->of( $name );
		$fault  = SchemaCheck::fault( $body, $schema, self::ROOT );
		if ( null !== $fault ) {
			throw ContractRefused::broken( self::field( $fault[0], $fault[1] ), self::sentence( $fault[1] ) );
		}
		$wrong = StrictTypes::first_fault( $body, $schema, '' );
		if ( null !== $wrong ) {
			throw ContractRefused::broken( $wrong[0], $wrong[1] );
		}
		return (array) Defaults::fill( $body, $schema );
	}

	/** The member at fault. WordPress names it in its error for some rules, for others in the sentence alone. */
	private static function field( string $path, string $text ): string {
		if ( 1 === preg_match( '/^(\S+) is a required property of (' . self::ROOT . '\S*?)\.?$/', $text, $found ) ) {
			return self::readable( $found[2] . '[' . $found[1] . ']' );
		}
		if ( '' === $path && 1 === preg_match( '/' . self::ROOT . '(\[[^\]\s]+\])*/', $text, $found ) ) {
			$path = $found[0];
		}
		return self::readable( $path );
	}

	/** `body[rows][3][sku]` becomes `rows[3].sku`. */
	private static function readable( string $path ): string {
		$steps = preg_split( '/[\[\]]+/', $path, -1, PREG_SPLIT_NO_EMPTY );
		$field = '';
		foreach ( array_slice( false === $steps ? array() : $steps, 1 ) as $step ) {
			$field .= ctype_digit( $step ) ? "[$step]" : ( '' === $field ? '' : '.' ) . $step;
		}
		return $field;
	}

	private static function sentence( string $text ): string {
		$plain = (string) preg_replace_callback(
			'/' . self::ROOT . '(\[[^\]\s]+\])*/',
			static function ( array $found ): string {
				$field = self::readable( $found[0] );
				return '' === $field ? 'the request' : $field;
			},
			$text
		);
		return ucfirst( rtrim( $plain, '.' ) ) . '.';
	}
}
