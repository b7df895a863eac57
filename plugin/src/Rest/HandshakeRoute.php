<?php
/**
 * `GET handshake`: what this shop is and can do.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Position\PositionWriter;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Routes;
use CherryBridge\Wp\Shop;

final class HandshakeRoute {

	public const ROWS_MAX = 1000;

	/** @var PositionWriter */
	private $positions;

	/** @var string */
	private $version;

	public function __construct( PositionWriter $positions, string $version ) {
		$this->positions = $positions;
		$this->version   = $version;
	}

	public function register(): void {
		Routes::add( '/handshake', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'read' ) );
	}

	public function read(): Answer {
		return Answer::of(
			array(
				'version'            => 1,
				'plugin_version'     => $this->version,
				'shop'               => Shop::handshake(),
				'features'           => array_merge( array( 'positions', 'shipments', 'order-links', 'failures', 'reports', 'settings', 'commands' ), Shop::fulfilment_features() ),
				'limits'             => array( 'positions_per_request' => self::ROWS_MAX ),
				'highest_generation' => $this->positions->highest_generation(),
			)
		);
	}
}
