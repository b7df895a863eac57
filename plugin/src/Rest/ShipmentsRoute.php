<?php
/**
 * `POST shipments`: parcels, additive per carton and line.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Shipment\Shipments;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Routes;

final class ShipmentsRoute {

	/** @var Messages */
	private $messages;

	/** @var Shipments */
	private $shipments;

	/** @var ActivityLog */
	private $activity;

	public function __construct( Messages $messages, Shipments $shipments, ActivityLog $activity ) {
		$this->messages  = $messages;
		$this->shipments = $shipments;
		$this->activity  = $activity;
	}

	public function register(): void {
		Routes::add( '/shipments', 'POST', array( RunnerAuth::class, 'runner' ), $this->messages->accepting( 'shipments-request', array( $this, 'write' ) ) );
	}

	/** @param array<string, mixed> $message The contract's ShipmentsRequest. */
	public function write( array $message ): Answer {
		$rows = array();
		foreach ( $message['shipments'] as $shipment ) {
			$row    = $this->shipments->record( $shipment );
			$rows[] = $row;
			if ( 'written' === $row['outcome'] ) {
				/* translators: 1: shipment number, 2: order id. */
				$what = sprintf( __( 'Shipment %1$s was written to order %2$d.', 'cherry-bridge' ), $row['shipment_key'], $row['order_id'] );
				$this->activity->add( 'shipment', 'runner', (string) $row['order_id'], $what, array( 'after' => $row['order_status'] ) );
			}
		}
		return Answer::of(
			array(
				'version' => 1,
				'rows'    => $rows,
			)
		);
	}
}
