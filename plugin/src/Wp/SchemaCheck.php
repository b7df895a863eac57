<?php
/**
 * WordPress's own check of a value against a draft-4 schema.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class SchemaCheck {

	/**
	 * @param mixed                $value  Decoded JSON.
	 * @param array<string, mixed> $schema Decoded schema.
	 * @return array{0: string, 1: string}|null Path under `$name` and WordPress's sentence; null where all is well.
	 */
	public static function fault( $value, array $schema, string $name ): ?array {
		$answer = rest_validate_value_from_schema( $value, $schema, $name );
		if ( ! is_wp_error( $answer ) ) {
			return null;
		}
		$more = $answer->get_error_data();
		$path = is_array( $more ) && isset( $more['param'] ) ? (string) $more['param'] : '';
		return array( $path, wp_strip_all_tags( $answer->get_error_message() ) );
	}
}
