<?php
/**
 * The choke: WooCommerce's own save, before anything is written. Whatever slips past the other doors ends here.
 * Ordinary saves, deletes and trash pass without a look at the database.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\SkuGuard;

use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Products;

final class SaveDoor {

	/** @var Guard */
	private $guard;

	public function __construct( Guard $guard ) {
		$this->guard = $guard;
	}

	public function register(): void {
		Hooks::on( 'woocommerce_before_product_object_save', array( $this, 'check' ), 1 );
	}

	/** @param mixed $product The object about to be saved. */
	public function check( $product ): void {
		$text = $product instanceof \WC_Product ? $this->guard->refusal_for( $product ) : null;
		if ( null !== $text ) {
			Products::refuse( Guard::CODE, $text );
		}
	}
}
