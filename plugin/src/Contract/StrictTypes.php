<?php
/**
 * JSON types to the letter, as the sender's own contract has them: 5 is a number, "5" is text.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Contract;

final class StrictTypes {

	/**
	 * @param mixed                $value  Decoded JSON.
	 * @param array<string, mixed> $schema Its schema.
	 * @return array{0: string, 1: string}|null Field and fix of the first fault.
	 */
	public static function first_fault( $value, array $schema, string $path ): ?array {
		if ( isset( $schema['anyOf'] ) ) {
			return self::fault_in_choices( $value, $schema['anyOf'], $path );
		}
		$type = $schema['type'] ?? null;
		if ( is_string( $type ) && ! self::is_of( $value, $type ) ) {
			return array( $path, "It must be JSON $type." );
		}
		if ( 'object' === $type ) {
			foreach ( $schema['properties'] ?? array() as $name => $member ) {
				$fault = array_key_exists( $name, $value ) ? self::first_fault( $value[ $name ], $member, '' === $path ? $name : "$path.$name" ) : null;
				if ( null !== $fault ) {
					return $fault;
				}
			}
		}
		if ( 'array' === $type && isset( $schema['items'] ) ) {
			foreach ( $value as $index => $item ) {
				$fault = self::first_fault( $item, $schema['items'], "{$path}[$index]" );
				if ( null !== $fault ) {
					return $fault;
				}
			}
		}
		return null;
	}

	/**
	 * @param mixed                            $value   Decoded JSON.
	 * @param array<int, array<string, mixed>> $choices One of them must fit.
	 * @return array{0: string, 1: string}|null
	 */
	private static function fault_in_choices( $value, array $choices, string $path ): ?array {
		$fault = null;
		foreach ( $choices as $choice ) {
			$fault = self::first_fault( $value, $choice, $path );
			if ( null === $fault ) {
				return null;
			}
		}
		return $fault;
	}

	/** @param mixed $value Decoded JSON. */
	private static function is_of( $value, string $type ): bool {
		switch ( $type ) {
			case 'object':
				// PHP decodes {} and [] alike.
				return is_array( $value ) && ( array() === $value || array_keys( $value ) !== range( 0, count( $value ) - 1 ) );
			case 'array':
				return is_array( $value ) && ( array() === $value || array_keys( $value ) === range( 0, count( $value ) - 1 ) );
			case 'integer':
				return is_int( $value ) || ( is_float( $value ) && floor( $value ) === $value );
			case 'number':
				return is_int( $value ) || is_float( $value );
			case 'boolean':
				return is_bool( $value );
			case 'null':
				return null === $value;
			default:
				return is_string( $value );
		}
	}
}
