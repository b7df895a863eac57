<?php
/**
 * Puts the parts together; the only place that knows them all.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Buffer\BufferPreview;
use CherryBridge\Buffer\BufferRules;
use CherryBridge\Command\Commands;
use CherryBridge\Contract\Defaults;
use CherryBridge\Contract\Schemas;
use CherryBridge\Contract\Validator;
use CherryBridge\Failure\FailureDesk;
use CherryBridge\Failure\FailureList;
use CherryBridge\Health\Overview;
use CherryBridge\OrderLink\OrderLinks;
use CherryBridge\Pairing\PairingCodes;
use CherryBridge\Position\AfterWrite;
use CherryBridge\Position\PositionWriter;
use CherryBridge\Position\Stage;
use CherryBridge\Report\Reports;
use CherryBridge\Settings\Settings;
use CherryBridge\Shipment\Shipments;
use CherryBridge\SkuGuard\Guard;
use CherryBridge\Stock\StockList;
use CherryBridge\Wp\Db;

final class Services {

	/** @var string */
	private $file;

	/** @var string */
	private $version;

	/** @var Db */
	private $db;

	/** @var Schemas */
	private $schemas;

	/** @var Settings */
	private $settings;

	/** @var ActivityLog */
	private $activity;

	/** @var Reports */
	private $reports;

	/** @var FailureList */
	private $failures;

	/** @var Overview */
	private $overview;

	/** @var AfterWrite */
	private $after;

	/** @var Commands */
	private $commands;

	/** @var Shipments */
	private $shipments;

	/** @var OrderLinks */
	private $links;

	public function __construct( string $file, string $version ) {
		$this->file      = $file;
		$this->version   = $version;
		$this->db        = new Db();
		$this->schemas   = new Schemas( dirname( $file ) . '/contracts' );
		$this->settings  = new Settings( $this->db, array( $this, 'with_defaults' ) );
		$this->activity  = new ActivityLog( $this->db );
		$this->reports   = new Reports( $this->db );
		$this->failures  = new FailureList( $this->db );
		$this->overview  = new Overview( $this->reports, $this->failures, $this->settings );
		$this->after     = new AfterWrite( $this->db );
		$this->commands  = new Commands( $this->db );
		$this->shipments = new Shipments( $this->db );
		$this->links     = new OrderLinks( $this->db );
	}

	/**
	 * On every request, in this order.
	 *
	 * @return array<int, Lifecycle\Migrations|SkuGuard\SaveDoor|SkuGuard\RestDoor|SkuGuard\EditorDoor|Position\SalesWatch|Health\Sweep|Admin\AdminPage|Admin\OrderBox|Admin\OrderColumn|Admin\OrderMails|Cli\Words>
	 */
	public function always(): array {
		$guard = new Guard( $this->settings, $this->activity );
		return array(
			new Lifecycle\Migrations( $this->db ),
			new SkuGuard\SaveDoor( $guard ),
			new SkuGuard\RestDoor( $guard ),
			new SkuGuard\EditorDoor( $guard ),
			new Position\SalesWatch( $this->db ),
			new Health\Sweep( $this->after, new Stage( $this->db ), $this->activity, $this->commands, $this->reports ),
			new Admin\AdminPage( $this->overview, $this->file, $this->version ),
			new Admin\OrderBox( $this->links, $this->shipments, $this->failures ),
			new Admin\OrderColumn( $this->links ),
			new Admin\OrderMails( $this->shipments ),
			new Cli\Words( $this->overview, $this->settings, $this->activity ),
		);
	}

	/**
	 * One controller per route of docs; made only when REST starts.
	 *
	 * @return array<int, Rest\HandshakeRoute|Rest\PositionsRoute|Rest\ShipmentsRoute|Rest\OrderLinksRoute|Rest\ReportsRoute|Rest\FailuresRoute|Rest\SettingsRoute|Rest\CommandsRoute|Rest\OverviewRoute|Rest\StockRoute|Rest\BuffersRoute|Rest\ActivityRoute|Rest\PairingRoute>
	 */
	public function routes(): array {
		$messages  = new Rest\Messages( new Validator( $this->schemas ) );
		$positions = new PositionWriter( $this->db, $this->after );
		$desk      = new FailureDesk( $this->db );
		$buffers   = new BufferRules( $this->db );
		return array(
			new Rest\HandshakeRoute( $positions, $this->version ),
			new Rest\PositionsRoute( $messages, $positions ),
			new Rest\ShipmentsRoute( $messages, $this->shipments, $this->activity ),
			new Rest\OrderLinksRoute( $messages, $this->links, $this->activity ),
			new Rest\ReportsRoute( $messages, $this->reports ),
			new Rest\FailuresRoute( $messages, $desk, $this->failures, $this->commands, $this->reports, new Rest\FailureActions( $desk, $this->commands, $this->activity ) ),
			new Rest\SettingsRoute( $messages, $this->settings, $this->activity ),
			new Rest\CommandsRoute( $messages, $this->commands, $this->activity ),
			new Rest\OverviewRoute( $this->overview ),
			new Rest\StockRoute( new StockList( $this->db ), $buffers, $this->activity ),
			new Rest\BuffersRoute( $messages, $buffers, new BufferPreview( $this->db ), $this->settings, $this->activity ),
			new Rest\ActivityRoute( $this->activity ),
			new Rest\PairingRoute( $messages, new PairingCodes(), $this->activity ),
		);
	}

	/**
	 * @param array<string, mixed> $saved Settings as saved, perhaps none.
	 * @return array<string, mixed> Whole settings.
	 */
	public function with_defaults( array $saved ): array {
		return (array) Defaults::fill( $saved, $this->schemas->of( 'settings' ) );
	}
}
