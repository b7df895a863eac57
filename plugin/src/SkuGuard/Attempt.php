<?php
/**
 * Someone is about to save a product or variation: what the guard needs to know of it.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\SkuGuard;

final class Attempt {

	/** @var string The door: rest-v3, rest-v2, rest, editor, quick-edit, variations, importer, wp-cli, save. */
	public $door;

	/** @var int 0 where the product does not exist yet. */
	public $product_id;

	/** @var bool */
	public $is_new;

	/** @var string As stored, "" where none. */
	public $old_sku;

	/** @var string As wanted, "" where none. */
	public $new_sku;

	/** @var bool The user holds `cherry_bridge_create_skus`. */
	public $has_right;

	/** @var bool The request carries a WooCommerce key of that user and came by REST. */
	public $by_key;

	/** @var string The reason given on the WP-CLI flag, "" where none. */
	public $cli_reason;

	public function __construct( string $door, int $product_id, bool $is_new, string $old_sku, string $new_sku, bool $has_right = false, bool $by_key = false, string $cli_reason = '' ) {
		$this->door       = $door;
		$this->product_id = $product_id;
		$this->is_new     = $is_new;
		$this->old_sku    = $old_sku;
		$this->new_sku    = $new_sku;
		$this->has_right  = $has_right;
		$this->by_key     = $by_key;
		$this->cli_reason = $cli_reason;
	}

	/** Neither a new product nor another SKU: none of the guard's business. */
	public function is_ordinary_save(): bool {
		return ! $this->is_new && $this->old_sku === $this->new_sku;
	}
}
