<?php
/**
 * The tables, as a list of numbered steps. A step that has shipped is never edited: a change is a new step.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Lifecycle;

use CherryBridge\Wp\Db;

final class Schema {

	public const TABLES = array( 'positions', 'position_stage', 'failures', 'failure_events', 'activity', 'buffers', 'commands', 'reports', 'report_samples', 'order_links', 'shipments' );

	/**
	 * @return array<int, array<int, string>> Version => statements.
	 */
	public static function steps( Db $db ): array {
		$end = 'ENGINE=InnoDB ' . $db->charset_collate();
		return array(
			1 => array_merge( self::stock( $db, $end ), self::desk( $db, $end ), self::traffic( $db, $end ) ),
		);
	}

	/** @return array<int, string> */
	private static function stock( Db $db, string $end ): array {
		return array(
			"CREATE TABLE IF NOT EXISTS {$db->table( 'positions' )} (
				product_id bigint unsigned NOT NULL,
				sku varchar(100) NOT NULL,
				generation bigint unsigned NOT NULL DEFAULT 0,
				position bigint NOT NULL DEFAULT 0,
				ats bigint NULL,
				as_of datetime NULL,
				contained bigint NOT NULL DEFAULT 0,
				in_flight bigint NOT NULL DEFAULT 0,
				held_back bigint NOT NULL DEFAULT 0,
				rule_scope varchar(20) NULL,
				rule_label varchar(120) NULL,
				why longtext NULL,
				after_due tinyint NOT NULL DEFAULT 0,
				written_at datetime NULL,
				PRIMARY KEY  (product_id),
				KEY generation (generation),
				KEY after_due (after_due),
				KEY sku (sku)
			) $end",
			"CREATE TABLE IF NOT EXISTS {$db->table( 'position_stage' )} (
				batch bigint unsigned NOT NULL,
				product_id bigint unsigned NOT NULL,
				sku varchar(100) NOT NULL,
				parent_id bigint unsigned NOT NULL DEFAULT 0,
				generation bigint unsigned NOT NULL,
				position bigint NOT NULL,
				uncontained bigint NULL,
				ats bigint NULL,
				as_of datetime NULL,
				contained bigint NOT NULL DEFAULT 0,
				in_flight bigint NOT NULL DEFAULT 0,
				held_back bigint NOT NULL DEFAULT 0,
				rule_scope varchar(20) NULL,
				rule_label varchar(120) NULL,
				why longtext NULL,
				hit tinyint NOT NULL DEFAULT 0,
				moved bigint NULL,
				stock_after double NULL,
				new_status varchar(20) NULL,
				created_at datetime NOT NULL,
				PRIMARY KEY  (batch, product_id),
				KEY created_at (created_at)
			) $end",
			"CREATE TABLE IF NOT EXISTS {$db->table( 'buffers' )} (
				scope varchar(20) NOT NULL,
				rule_key varchar(100) NOT NULL,
				kind varchar(20) NOT NULL,
				units bigint unsigned NOT NULL DEFAULT 0,
				updated_at datetime NOT NULL,
				updated_by varchar(100) NOT NULL,
				PRIMARY KEY  (scope, rule_key)
			) $end",
		);
	}

	/** @return array<int, string> */
	private static function desk( Db $db, string $end ): array {
		return array(
			"CREATE TABLE IF NOT EXISTS {$db->table( 'failures' )} (
				id bigint unsigned NOT NULL AUTO_INCREMENT,
				failure_key varchar(190) NOT NULL,
				flow varchar(20) NOT NULL,
				code varchar(40) NOT NULL,
				owner varchar(20) NOT NULL,
				remedy varchar(20) NOT NULL,
				subject_id varchar(100) NOT NULL,
				subject_label varchar(200) NOT NULL,
				title varchar(300) NOT NULL,
				tab varchar(20) NOT NULL,
				fact longtext NOT NULL,
				attempts bigint unsigned NOT NULL DEFAULT 0,
				money decimal(18,4) NULL,
				currency varchar(3) NULL,
				units bigint NULL,
				first_seen datetime NOT NULL,
				last_seen datetime NOT NULL,
				next_try datetime NULL,
				again tinyint NOT NULL DEFAULT 0,
				assignee varchar(100) NULL,
				snoozed_until datetime NULL,
				ignored_reason varchar(300) NULL,
				ignored_attempts bigint unsigned NULL,
				closed_at datetime NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY failure_key (failure_key),
				KEY by_last (tab, last_seen),
				KEY by_first (tab, first_seen),
				KEY by_money (tab, money),
				KEY by_attempts (tab, attempts),
				KEY by_code (tab, code),
				KEY subject_id (subject_id)
			) $end",
			"CREATE TABLE IF NOT EXISTS {$db->table( 'failure_events' )} (
				id bigint unsigned NOT NULL AUTO_INCREMENT,
				failure_id bigint unsigned NOT NULL,
				at datetime NOT NULL,
				who varchar(100) NOT NULL,
				what varchar(500) NOT NULL,
				PRIMARY KEY  (id),
				KEY failure_id (failure_id, id)
			) $end",
			"CREATE TABLE IF NOT EXISTS {$db->table( 'activity' )} (
				id bigint unsigned NOT NULL AUTO_INCREMENT,
				at datetime NOT NULL,
				who varchar(100) NOT NULL,
				kind varchar(20) NOT NULL,
				door varchar(40) NOT NULL,
				subject varchar(190) NOT NULL,
				what varchar(500) NOT NULL,
				was varchar(300) NOT NULL DEFAULT '',
				now_is varchar(300) NOT NULL DEFAULT '',
				reason varchar(300) NOT NULL DEFAULT '',
				PRIMARY KEY  (id),
				KEY kind (kind, id),
				KEY subject (subject),
				KEY at (at)
			) $end",
		);
	}

	/** @return array<int, string> */
	private static function traffic( Db $db, string $end ): array {
		return array(
			"CREATE TABLE IF NOT EXISTS {$db->table( 'commands' )} (
				id bigint unsigned NOT NULL AUTO_INCREMENT,
				kind varchar(20) NOT NULL,
				flow varchar(20) NULL,
				subject varchar(190) NOT NULL,
				reason varchar(300) NOT NULL,
				asked_by varchar(100) NOT NULL,
				asked_at datetime NOT NULL,
				state varchar(20) NOT NULL,
				answer varchar(400) NOT NULL DEFAULT '',
				answered_at datetime NULL,
				open_wish char(40) NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY open_wish (open_wish),
				KEY subject (subject, id),
				KEY state (state, id)
			) $end",
			"CREATE TABLE IF NOT EXISTS {$db->table( 'reports' )} (
				runner_id varchar(60) NOT NULL,
				received_at datetime NOT NULL,
				body longtext NOT NULL,
				PRIMARY KEY  (runner_id),
				KEY received_at (received_at)
			) $end",
			"CREATE TABLE IF NOT EXISTS {$db->table( 'report_samples' )} (
				at datetime NOT NULL,
				orders_paid bigint NULL,
				orders_in_erp bigint NULL,
				stock_age_min double NULL,
				failures_opened bigint NULL,
				failures_closed bigint NULL,
				PRIMARY KEY  (at)
			) $end",
			"CREATE TABLE IF NOT EXISTS {$db->table( 'order_links' )} (
				order_id bigint unsigned NOT NULL,
				reference varchar(40) NOT NULL,
				state varchar(20) NOT NULL,
				erp_order varchar(200) NOT NULL,
				erp_key varchar(40) NOT NULL,
				sentence varchar(400) NOT NULL,
				at datetime NOT NULL,
				PRIMARY KEY  (order_id),
				KEY erp_order (erp_order(40))
			) $end",
			"CREATE TABLE IF NOT EXISTS {$db->table( 'shipments' )} (
				id bigint unsigned NOT NULL AUTO_INCREMENT,
				order_id bigint unsigned NOT NULL,
				shipment_key varchar(40) NOT NULL,
				fact longtext NOT NULL,
				voided tinyint NOT NULL DEFAULT 0,
				telling varchar(20) NULL,
				told_at datetime NULL,
				recorded_at datetime NOT NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY told_once (order_id, shipment_key)
			) $end",
		);
	}
}
