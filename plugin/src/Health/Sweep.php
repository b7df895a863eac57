<?php
/**
 * Small recurring work: listeners a write had no time for, and old rows.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Health;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Command\Commands;
use CherryBridge\Position\AfterWrite;
use CherryBridge\Position\Stage;
use CherryBridge\Report\Reports;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Recurring;

final class Sweep {

	private const NAME     = 'cherry_bridge_sweep';
	private const EVERY_S  = 60;
	private const BUDGET_S = 15.0;

	/** @var AfterWrite */
	private $after;

	/** @var Stage */
	private $stage;

	/** @var ActivityLog */
	private $activity;

	/** @var Commands */
	private $commands;

	/** @var Reports */
	private $reports;

	public function __construct( AfterWrite $after, Stage $stage, ActivityLog $activity, Commands $commands, Reports $reports ) {
		$this->after    = $after;
		$this->stage    = $stage;
		$this->activity = $activity;
		$this->commands = $commands;
		$this->reports  = $reports;
	}

	public function register(): void {
		Hooks::on( self::NAME, array( $this, 'run' ) );
		Hooks::on(
			'admin_init',
			static function (): void {
				Recurring::ensure( self::NAME, self::EVERY_S );
			}
		);
		Hooks::on(
			'rest_api_init',
			static function (): void {
				Recurring::ensure( self::NAME, self::EVERY_S );
			}
		);
	}

	public function run(): void {
		$this->after->sweep( self::BUDGET_S );
		$this->stage->clear_leftovers();
		$this->activity->forget_old();
		$this->commands->forget_old();
		$this->reports->forget_old();
	}
}
