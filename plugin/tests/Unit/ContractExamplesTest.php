<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Unit;

use CherryBridge\Contract\ContractRefused;
use CherryBridge\Contract\Schemas;
use CherryBridge\Contract\Validator;
use PHPUnit\Framework\TestCase;

/** The shared examples through the plugin's own check: what zod takes PHP takes, what zod refuses PHP refuses. */
final class ContractExamplesTest extends TestCase {

	protected function setUp(): void {
		if ( ! WordPressValidator::load() ) {
			self::markTestSkipped( 'contract examples in PHP: no WordPress at hand. Run: ' . WordPressValidator::COMMAND );
		}
	}

	/** @dataProvider examples */
	public function test_php_and_zod_agree( string $contract, string $file ): void {
		if ( '' === $file ) {
			self::markTestSkipped( 'contract examples in PHP: sync-runner/src/contracts/examples holds none yet.' );
		}
		$body = json_decode( (string) file_get_contents( $file ), true );
		try {
			( new Validator( new Schemas( self::root() . '/plugin/contracts' ) ) )->accept( $contract, is_array( $body ) ? $body : null );
			$taken = true;
			$why   = '';
		} catch ( ContractRefused $refusal ) {
			$taken = false;
			$why   = $refusal->getMessage();
		}
		self::assertSame( 0 === strpos( basename( $file ), 'valid' ), $taken, basename( $file ) . ' ' . $why );
	}

	/** @return array<string, array{string, string}> */
	public function examples(): array {
		$all = array();
		foreach ( (array) glob( self::root() . '/sync-runner/src/contracts/examples/*/*.json' ) as $file ) {
			$contract                                        = basename( dirname( (string) $file ) );
			$all[ $contract . '/' . basename( (string) $file ) ] = array( $contract, (string) $file );
		}
		return array() === $all ? array( 'none' => array( '', '' ) ) : $all;
	}

	private static function root(): string {
		return dirname( __DIR__, 3 );
	}
}
