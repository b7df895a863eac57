<?php
/**
 * `POST order-links`: where each shop order stands at the ERP.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\OrderLink\OrderLinks;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Routes;

final class OrderLinksRoute {

	/** @var Messages */
	private $messages;

	/** @var OrderLinks */
	private $links;

	/** @var ActivityLog */
	private $activity;

	public function __construct( Messages $messages, OrderLinks $links, ActivityLog $activity ) {
		$this->messages = $messages;
		$this->links    = $links;
		$this->activity = $activity;
	}

	public function register(): void {
		Routes::add( '/order-links', 'POST', array( RunnerAuth::class, 'runner' ), $this->messages->accepting( 'order-links-request', array( $this, 'write' ) ) );
	}

	/** @param array<string, mixed> $message The contract's OrderLinksRequest. */
	public function write( array $message ): Answer {
		$rows = array();
		foreach ( $message['links'] as $link ) {
			$row    = $this->links->record( $link );
			$rows[] = $row;
			if ( 'written' === $row['outcome'] ) {
				$this->activity->add( 'order', 'runner', (string) $row['order_id'], '' === $link['sentence'] ? $link['state'] : $link['sentence'], array( 'after' => $link['erp_order'] ) );
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
