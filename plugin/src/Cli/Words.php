<?php
/**
 * Keeps this shop and Blue Cherry in step: look at the bridge, pair a runner, set flows live.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Cli;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Health\Overview;
use CherryBridge\Settings\Settings;
use CherryBridge\Wp\Keys;
use CherryBridge\Wp\Terminal;

final class Words {

	/** @var Overview */
	private $overview;

	/** @var Settings */
	private $settings;

	/** @var ActivityLog */
	private $activity;

	public function __construct( Overview $overview, Settings $settings, ActivityLog $activity ) {
		$this->overview = $overview;
		$this->settings = $settings;
		$this->activity = $activity;
	}

	public function register(): void {
		foreach ( array( 'status', 'pair', 'flows' ) as $word ) {
			Terminal::add( "cherry-bridge $word", array( $this, $word ) );
		}
	}

	/**
	 * Prints the health sentence, then a line per flow. Exits 1 when someone is needed.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : table, json or csv.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @param string[]              $words   None.
	 * @param array<string, string> $options format.
	 */
	public function status( array $words, array $options ): void {
		$all    = $this->overview->read( false );
		$format = $options['format'] ?? 'table';
		if ( 'json' === $format ) {
			Terminal::json( $all );
		} else {
			if ( 'table' === $format ) {
				Terminal::line( $all['sentence'] );
			}
			Terminal::table( $format, self::flow_rows( $all['flows'] ), array( 'flow', 'status', 'mode', 'waiting', 'sentence' ) );
		}
		Terminal::close( in_array( $all['status'], array( 'needs-you', 'stopped', 'unknown' ), true ) ? 1 : 0 );
	}

	/**
	 * Makes a key for a runner and prints it once.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : table, json or csv.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * [--dry-run]
	 * : Say what would happen, change nothing.
	 *
	 * @param string[]              $words   None.
	 * @param array<string, string> $options format, dry-run.
	 */
	public function pair( array $words, array $options ): void {
		if ( isset( $options['dry-run'] ) ) {
			Terminal::line( 'Would make a WooCommerce REST key for the user "' . Keys::LOGIN . '" and print it. Nothing was changed.' );
			return;
		}
		$key    = Keys::issue( Keys::ensure_runner(), 'Cherry Bridge runner' );
		$format = $options['format'] ?? 'table';
		$this->activity->add( 'pairing', 'wp-cli', 'runner', 'A key for a runner was made on the command line.' );
		if ( 'json' === $format ) {
			Terminal::json( $key );
			return;
		}
		if ( 'table' === $format ) {
			Terminal::line( 'Give these to the runner as SHOP_URL, SHOP_KEY and SHOP_SECRET. They are shown once.' );
		}
		Terminal::table( $format, array( $key ), array( 'url', 'key', 'secret' ) );
	}

	/**
	 * Lists the flows, or sets one or all of them live or rehearsing.
	 *
	 * ## OPTIONS
	 *
	 * <word>
	 * : What to do.
	 * ---
	 * options:
	 *   - list
	 *   - live
	 *   - rehearse
	 * ---
	 *
	 * [<flow>]
	 * : products, inventory, orders, fulfilment, reconciliation or all.
	 *
	 * [--format=<format>]
	 * : table, json or csv.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * [--dry-run]
	 * : Say what would change, change nothing.
	 *
	 * @param string[]              $words   The word and a flow.
	 * @param array<string, string> $options format, dry-run.
	 */
	public function flows( array $words, array $options ): void {
		$word = $words[0] ?? 'list';
		if ( 'list' !== $word ) {
			$this->set_mode( 'live' === $word ? 'live' : 'rehearsing', $words[1] ?? '', isset( $options['dry-run'] ), $options['format'] ?? 'table' );
			return;
		}
		$this->list_flows( $options['format'] ?? 'table' );
	}

	private function set_mode( string $mode, string $flow, bool $is_dry, string $format ): void {
		$flows = 'all' === $flow ? Settings::FLOWS : array( $flow );
		if ( ! in_array( $flows[0], Settings::FLOWS, true ) ) {
			Terminal::refuse( 'Name a flow: ' . implode( ', ', Settings::FLOWS ) . ' or all.' );
			return;
		}
		foreach ( $flows as $name ) {
			$was = $this->settings->flow_mode( $name );
			if ( $was === $mode ) {
				continue;
			}
			if ( $is_dry ) {
				Terminal::note( "Would set $name from $was to $mode." );
				continue;
			}
			$this->settings->change( null, array( 'flows' => array( $name => array( 'mode' => $mode ) ) ) );
			$this->activity->add(
				'flow',
				'wp-cli',
				"flows.$name.mode",
				"The flow $name was set from $was to $mode on the command line.",
				array(
					'before' => $was,
					'after'  => $mode,
				)
			);
		}
		$this->list_flows( $format );
	}

	private function list_flows( string $format ): void {
		$rows = array();
		foreach ( $this->settings->read()['flows'] as $name => $flow ) {
			$rows[] = array( 'flow' => $name ) + $flow;
		}
		if ( 'json' === $format ) {
			Terminal::json( $rows );
			return;
		}
		Terminal::table( $format, $rows, array( 'flow', 'mode', 'interval_s', 'paused_until_utc', 'live_since_utc' ) );
	}

	/**
	 * @param array<int, array<string, mixed>> $flows The cards.
	 * @return array<int, array<string, mixed>>
	 */
	private static function flow_rows( array $flows ): array {
		return array_map(
			static function ( array $flow ): array {
				return array_intersect_key( $flow, array_flip( array( 'flow', 'status', 'mode', 'waiting', 'sentence' ) ) );
			},
			$flows
		);
	}
}
