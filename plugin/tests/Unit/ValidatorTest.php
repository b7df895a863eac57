<?php

declare(strict_types=1);

namespace CherryBridge\Tests\Unit;

use CherryBridge\Contract\ContractRefused;
use CherryBridge\Contract\Defaults;
use CherryBridge\Contract\Schemas;
use CherryBridge\Contract\Validator;
use PHPUnit\Framework\TestCase;

final class ValidatorTest extends TestCase {

	private const KEYWORDS = array( 'type', 'enum', 'format', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'items', 'properties', 'required', 'additionalProperties', 'anyOf', 'oneOf', 'default' );

	protected function setUp(): void {
		if ( ! WordPressValidator::load() ) {
			self::markTestSkipped( 'the plugin\'s contract check: no WordPress at hand. Run: ' . WordPressValidator::COMMAND );
		}
	}

	/** @dataProvider broken */
	public function test_a_refusal_names_field_and_fix( string $contract, array $body, string $field ): void {
		try {
			$this->validator()->accept( $contract, $body );
			self::fail( 'It was accepted.' );
		} catch ( ContractRefused $refusal ) {
			self::assertSame( $field, $refusal->field );
			self::assertNotSame( '', $refusal->fix );
			self::assertStringNotContainsString( 'cherry_bridge_body', $refusal->getMessage() );
		}
	}

	/** @return array<string, array{string, array<string, mixed>, string}> */
	public function broken(): array {
		$change = array( 'scope' => 'sku', 'key' => 'A', 'kind' => 'fixed', 'units' => 3 );
		$with   = static function ( array $member ) use ( $change ): array {
			return array( 'version' => 1, 'changes' => array( $change, array_merge( $change, $member ) ) );
		};
		return array(
			'missing member'   => array( 'buffers-request', array( 'version' => 1 ), 'changes' ),
			'nothing in list'  => array( 'buffers-request', array( 'version' => 1, 'changes' => array() ), 'changes' ),
			'number as text'   => array( 'buffers-request', $with( array( 'units' => '3' ) ), 'changes[1].units' ),
			'unknown word'     => array( 'buffers-request', $with( array( 'kind' => 'some' ) ), 'changes[1].kind' ),
			'below the range'  => array( 'buffers-request', $with( array( 'units' => -1 ) ), 'changes[1].units' ),
			'text too long'    => array( 'buffers-request', $with( array( 'key' => str_repeat( 'x', 101 ) ) ), 'changes[1].key' ),
			'unknown version'  => array( 'buffers-request', array( 'version' => 2 ) + $with( array() ), 'version' ),
			'wrong time'       => array( 'failures-request', array( 'version' => 1, 'open' => array(), 'close' => array( array( 'key' => 'a', 'closed_at_utc' => 'today', 'reason' => '' ) ) ), 'close[0].closed_at_utc' ),
		);
	}

	public function test_what_was_left_out_gets_the_contracts_default(): void {
		$body = $this->validator()->accept( 'buffers-request', array( 'version' => 1, 'changes' => array( array( 'scope' => 'sku', 'key' => 'A', 'kind' => 'clear' ) ) ) );
		self::assertSame( 0, $body['changes'][0]['units'] );
		self::assertSame( '', $body['reason'] );
	}

	public function test_a_shop_that_saved_nothing_has_whole_settings_and_every_flow_rehearses(): void {
		$settings = Defaults::fill( array(), $this->schemas()->of( 'settings' ) );
		self::assertSame( array( 'rehearsing' ), array_values( array_unique( array_column( $settings['flows'], 'mode' ) ) ) );
		self::assertCount( 5, $settings['flows'] );
		self::assertSame( 'enforce', $settings['sku_guard']['mode'] );
		self::assertSame( array( 'processing' ), $settings['orders']['statuses'] );
		$this->validator()->accept( 'settings', $settings );
	}

	public function test_contracts_use_only_what_wordpress_reads(): void {
		foreach ( (array) glob( dirname( __DIR__, 2 ) . '/contracts/*.schema.json' ) as $file ) {
			$this->walk( $this->schemas()->of( basename( (string) $file, '.schema.json' ) ), (string) $file );
		}
	}

	/** @param array<string, mixed> $schema A schema or one below it. */
	private function walk( array $schema, string $file ): void {
		self::assertSame( array(), array_diff( array_keys( $schema ), self::KEYWORDS ), $file );
		foreach ( array_merge( $schema['properties'] ?? array(), $schema['anyOf'] ?? array(), isset( $schema['items'] ) ? array( $schema['items'] ) : array() ) as $below ) {
			$this->walk( $below, $file );
		}
	}

	private function schemas(): Schemas {
		return new Schemas( dirname( __DIR__, 2 ) . '/contracts' );
	}

	private function validator(): Validator {
		return new Validator( $this->schemas() );
	}
}
