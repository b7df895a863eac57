<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Unit;

use PHPUnit\Framework\TestCase;

/** Which folder of the plugin may use which other one. The map of the house, held by machine. */
final class ImportLawTest extends TestCase {

	private const REPOSITORIES = array( 'Position', 'Shipment', 'OrderLink', 'Failure', 'Activity', 'Buffer', 'Settings', 'Command', 'Report', 'Stock', 'Pairing' );

	/** Classes that know nothing at all, not even WordPress. */
	private const PURE = array( 'SkuGuard/Decision', 'SkuGuard/Attempt', 'SkuGuard/Verdict', 'Position/Arithmetic', 'Shipment/ShipmentFacts', 'Health/Silence', 'Pairing/Words', 'Contract/StrictTypes', 'Contract/Defaults' );

	/** The language of every file: texts and their escaping. */
	private const LANGUAGE = array( '__', '_n', '_x', 'esc_html', 'esc_html__', 'esc_attr', 'esc_attr__', 'esc_url' );

	public function test_every_folder_keeps_the_law(): void {
		$files = self::files();
		self::assertGreaterThan( 50, count( $files ) );
		$breaches = array();
		foreach ( $files as $path => $source ) {
			$breaches = array_merge( $breaches, self::breaches( $path, $source ) );
		}
		self::assertSame( array(), $breaches );
	}

	/** @dataProvider planted */
	public function test_a_planted_breach_is_named( string $path, string $source, string $want ): void {
		$breaches = self::breaches( $path, $source );
		self::assertCount( 1, $breaches );
		self::assertStringContainsString( $want, $breaches[0] );
	}

	/** @return array<string, array{string, string, string}> */
	public function planted(): array {
		return array(
			'a repository uses another'       => array( 'Failure/X.php', '<?php use CherryBridge\Command\Commands;', 'Failure may not use Command' ),
			'a repository uses a route'       => array( 'Buffer/X.php', '<?php use CherryBridge\Rest\Paging;', 'Buffer may not use Rest' ),
			'a route uses the admin'          => array( 'Rest/X.php', '<?php use CherryBridge\Admin\OrderBox;', 'Rest may not use Admin' ),
			'Wp uses us'                      => array( 'Wp/X.php', '<?php use CherryBridge\Settings\Settings;', 'Wp may not use Settings' ),
			'a door uses a route'             => array( 'SkuGuard/X.php', '<?php use CherryBridge\Rest\Paging;', 'SkuGuard may not use Rest' ),
			'the decision uses Wp'            => array( 'SkuGuard/Decision.php', '<?php use CherryBridge\Wp\Users;', 'SkuGuard/Decision may use nothing' ),
			'a name spelled out'              => array( 'Failure/X.php', '<?php new \CherryBridge\Command\Commands();', 'Failure may not use Command' ),
			'a global of WordPress'           => array( 'Failure/X.php', '<?php $a = get_option( "x" );', 'Failure/X calls get_option' ),
			'the database past its wrapper'   => array( 'Failure/X.php', '<?php global $wpdb;', 'Failure/X takes $wpdb' ),
		);
	}

	public function test_no_file_and_no_function_grows_past_its_tripwire(): void {
		$long = array();
		foreach ( self::files() as $path => $source ) {
			if ( substr_count( $source, "\n" ) > 300 ) {
				$long[] = "$path has more than 300 lines";
			}
			preg_match_all( '/^\t(?:(?:public|private|protected|static|final|abstract) )+function (\w+).*?^\t}/ms', $source, $found, PREG_SET_ORDER );
			foreach ( $found as $function ) {
				if ( substr_count( $function[0], "\n" ) + 1 > 70 ) {
					$long[] = "$path: {$function[1]} has more than 70 lines";
				}
			}
		}
		self::assertSame( array(), $long );
	}

	/** @return string[] */
	private static function breaches( string $path, string $source ): array {
		$name   = substr( $path, 0, -4 );
		$folder = false === strpos( $name, '/' ) ? '' : explode( '/', $name )[0];
		if ( in_array( $folder, array( '', 'Lifecycle' ), true ) ) {
			return array();
		}
		$breaches = array();
		foreach ( self::uses( $source ) as $used ) {
			if ( in_array( $name, self::PURE, true ) && $used !== $folder ) {
				$breaches[] = "$name may use nothing, and uses $used.";
			} elseif ( ! in_array( $used, self::allowed( $folder ), true ) ) {
				$breaches[] = "$folder may not use $used ($path).";
			}
		}
		return 'Wp' === $folder ? $breaches : array_merge( $breaches, self::globals( $name, $source ) );
	}

	/** @return string[] */
	private static function allowed( string $folder ): array {
		if ( in_array( $folder, self::REPOSITORIES, true ) ) {
			return array( $folder, 'Wp' );
		}
		$wide = array_merge( array( $folder, 'Wp', 'SkuGuard' ), self::REPOSITORIES );
		$more = array(
			'Wp'       => array( 'Wp' ),
			'Contract' => array( 'Contract', 'Wp' ),
			// The one health sentence is the same on the screen, in WP-CLI and in the page.
			'Rest'     => array_merge( $wide, array( 'Contract', 'Health' ) ),
			'Cli'      => array_merge( $wide, array( 'Health' ) ),
			'Admin'    => array_merge( $wide, array( 'Health' ) ),
		);
		return $more[ $folder ] ?? $wide;
	}

	/** @return string[] Folders named by `use` lines or spelled out. */
	private static function uses( string $source ): array {
		preg_match_all( '/(?:^<\?php use |^use |\\\\)CherryBridge\\\\(\w+)\\\\/m', $source, $found );
		return array_values( array_unique( $found[1] ) );
	}

	/** @return string[] */
	private static function globals( string $name, string $source ): array {
		$breaches = array();
		$tokens   = token_get_all( $source );
		foreach ( $tokens as $at => $token ) {
			if ( is_array( $token ) && T_VARIABLE === $token[0] && '$wpdb' === $token[1] ) {
				$breaches[] = "$name takes \$wpdb.";
			}
			if ( is_array( $token ) && T_STRING === $token[0] && self::is_call( $tokens, $at ) && ! in_array( $token[1], self::LANGUAGE, true ) && ! in_array( $token[1], get_defined_functions()['internal'], true ) ) {
				$breaches[] = "$name calls {$token[1]}.";
			}
		}
		return $breaches;
	}

	/**
	 * @param array<int, string|array{int, string, int}> $tokens Of the file.
	 */
	private static function is_call( array $tokens, int $at ): bool {
		$before = $at;
		do {
			--$before;
		} while ( is_array( $tokens[ $before ] ?? null ) && T_WHITESPACE === $tokens[ $before ][0] );
		$earlier = $tokens[ $before ] ?? null;
		$is_name = is_array( $earlier ) && in_array( $earlier[0], array( T_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_NEW, T_NS_SEPARATOR ), true );
		return '(' === ( $tokens[ $at + 1 ] ?? null ) && ! $is_name;
	}

	/** @return array<string, string> Path below src => source. */
	private static function files(): array {
		$root  = dirname( __DIR__, 2 ) . '/src/';
		$files = array();
		foreach ( new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( $root, \FilesystemIterator::SKIP_DOTS ) ) as $file ) {
			$files[ str_replace( $root, '', (string) $file ) ] = (string) file_get_contents( (string) $file );
		}
		ksort( $files );
		return $files;
	}
}
