<?php
/**
 * Uninstalling. Orders keep their Blue Cherry numbers: they belong to the shop's books.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Lifecycle;

use CherryBridge\Wp\Db;
use CherryBridge\Wp\Options;

final class Removal {

	private const OPTIONS = array( 'settings', 'guard_mode', 'buffers_revision', 'pairing', 'schema_version', 'remove_on_uninstall' );

	public static function run(): void {
		Lifecycle::deactivate();
		if ( true !== (bool) Options::get( 'remove_on_uninstall', false ) ) {
			return;
		}
		$db = new Db();
		foreach ( Schema::TABLES as $table ) {
			$db->run( "DROP TABLE IF EXISTS {$db->table( $table )}" );
		}
		array_map( array( Options::class, 'remove' ), self::OPTIONS );
		Roles::remove();
	}
}
