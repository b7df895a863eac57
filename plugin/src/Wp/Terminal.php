<?php
/**
 * WP-CLI.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Terminal {

	/** @param callable(string[], array<string, string>): void $word Gets the words after it and the options. */
	public static function add( string $name, callable $word ): void {
		if ( Users::is_cli() ) {
			\WP_CLI::add_command( $name, $word );
		}
	}

	public static function line( string $text ): void {
		\WP_CLI::line( $text );
	}

	/** On the error stream, so that a table or JSON on the other stays whole. */
	public static function note( string $text ): void {
		fwrite( STDERR, $text . "\n" ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_fwrite -- A terminal.
	}

	/** @param mixed $value Anything JSON can hold. */
	public static function json( $value ): void {
		\WP_CLI::line( (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) );
	}

	/**
	 * @param array<int, array<string, mixed>> $rows    Lines.
	 * @param string[]                         $columns Their names.
	 */
	public static function table( string $format, array $rows, array $columns ): void {
		\WP_CLI\Utils\format_items( $format, $rows, $columns );
	}

	public static function refuse( string $text ): void {
		\WP_CLI::error( $text, false );
		\WP_CLI::halt( 2 );
	}

	public static function close( int $code ): void {
		\WP_CLI::halt( $code );
	}
}
