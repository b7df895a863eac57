<?php
/**
 * What the guard decided.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\SkuGuard;

final class Verdict {

	/** @var bool */
	public $is_allowed;

	/** @var string ordinary, guard-off, erp-owns-skus, warned, runner-key, wp-cli, or a listener's own word. */
	public $reason;

	/** @var bool A person wants to find this in Activity. */
	public $is_recorded;

	public function __construct( bool $is_allowed, string $reason, bool $is_recorded ) {
		$this->is_allowed  = $is_allowed;
		$this->reason      = $reason;
		$this->is_recorded = $is_recorded;
	}
}
