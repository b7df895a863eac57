<?php
/**
 * The few words of WordPress that its schema check calls.
 */

declare(strict_types=1);

defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );

if ( ! function_exists( '__' ) ) {
	function __( $text ) {
		return $text;
	}
	function _n( $one, $many, $number ) {
		return 1 === (int) $number ? $one : $many;
	}
	function number_format_i18n( $number ) {
		return (string) $number;
	}
	function wp_sprintf( $pattern, ...$values ) {
		return sprintf(
			preg_replace( '/%(\d+\$)?l/', '%$1s', $pattern ),
			...array_map(
				static function ( $value ) {
					return is_array( $value ) ? implode( ', ', $value ) : $value;
				},
				$values
			)
		);
	}
	function is_wp_error( $thing ) {
		return $thing instanceof WP_Error;
	}
	function wp_strip_all_tags( $text ) {
		return strip_tags( $text );
	}
	function wp_is_numeric_array( $list ) {
		return is_array( $list ) && array() === array_filter( array_keys( $list ), 'is_string' );
	}
	function apply_filters( $name, $value ) {
		return $value;
	}
	function do_action() {
	}
	function _doing_it_wrong( $name, $text ) {
		throw new LogicException( "$name: $text" );
	}
}
