<?php
/**
 * Fills what a message left out with the contract's own defaults.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Contract;

final class Defaults {

	/**
	 * @param mixed                $value  Checked value; for an object at least array().
	 * @param array<string, mixed> $schema Its schema.
	 * @return mixed
	 */
	public static function fill( $value, array $schema ) {
		if ( is_array( $value ) && isset( $schema['properties'] ) ) {
			foreach ( $schema['properties'] as $name => $member ) {
				if ( ! array_key_exists( $name, $value ) && array_key_exists( 'default', $member ) ) {
					$value[ $name ] = $member['default'];
				}
				if ( array_key_exists( $name, $value ) ) {
					$value[ $name ] = self::fill( $value[ $name ], $member );
				}
			}
			return $value;
		}
		if ( is_array( $value ) && isset( $schema['items'] ) ) {
			foreach ( $value as $index => $item ) {
				$value[ $index ] = self::fill( $item, $schema['items'] );
			}
		}
		return $value;
	}
}
