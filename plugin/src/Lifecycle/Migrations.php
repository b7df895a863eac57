<?php
/**
 * Brings the tables to the version this code wants; each step once, one process at a time.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Lifecycle;

use CherryBridge\Wp\Db;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Options;

final class Migrations {

	private const VERSION = 'schema_version';

	/** @var Db */
	private $db;

	public function __construct( Db $db ) {
		$this->db = $db;
	}

	public function register(): void {
		// A plugin updated by replacing its files gets no activation call.
		Hooks::on( 'init', array( $this, 'run' ), 1 );
	}

	public function run(): void {
		$steps = Schema::steps( $this->db );
		$want  = (int) array_key_last( $steps );
		if ( (int) Options::get( self::VERSION, 0 ) >= $want || ! $this->db->lock( 'migrations' ) ) {
			return;
		}
		try {
			foreach ( $steps as $version => $statements ) {
				if ( (int) Options::get( self::VERSION, 0 ) < $version ) {
					array_map( array( $this->db, 'run' ), $statements );
					Options::set( self::VERSION, $version, true );
				}
			}
			Roles::ensure();
		} finally {
			$this->db->unlock( 'migrations' );
		}
	}
}
