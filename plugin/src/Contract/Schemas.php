<?php
/**
 * The generated contract files.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Contract;

final class Schemas {

	/** @var string */
	private $folder;

	/** @var array<string, array<string, mixed>> */
	private $read = array();

	/** @param string $folder Where the `*.schema.json` files are. */
	public function __construct( string $folder ) {
		$this->folder = $folder;
	}

	/** @return array<string, mixed> */
	public function of( string $name ): array {
		if ( ! isset( $this->read[ $name ] ) ) {
			// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A file of this plugin.
			$schema = json_decode( (string) file_get_contents( "{$this->folder}/$name.schema.json" ), true );
			if ( ! is_array( $schema ) ) {
				throw new \LogicException( "The contract $name is missing from the plugin." );
			}
			$this->read[ $name ] = $schema;
		}
		return $this->read[ $name ];
	}
}
