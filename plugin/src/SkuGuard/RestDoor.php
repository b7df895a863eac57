<?php
/**
 * WooCommerce REST v2 and v3, single and batch.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\SkuGuard;

use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\RestShop;
use CherryBridge\Wp\Users;

final class RestDoor {

	/** Two routes that make SKUs without asking the filters below. */
	private const MAKERS = '#^/wc/v\d/products/\d+/(duplicate|variations/generate)$#';

	/** @var Guard */
	private $guard;

	public function __construct( Guard $guard ) {
		$this->guard = $guard;
	}

	public function register(): void {
		Hooks::on( 'woocommerce_rest_pre_insert_product_object', array( $this, 'check' ) );
		Hooks::on( 'woocommerce_rest_pre_insert_product_variation_object', array( $this, 'check' ) );
		Hooks::on( 'woocommerce_rest_check_permissions', array( $this, 'grant_create' ), 10, 4 );
		RestShop::before_route( self::MAKERS, array( $this, 'check_maker' ) );
	}

	/**
	 * @param mixed $product The object about to be written, or an error of another plugin.
	 * @return mixed
	 */
	public function check( $product ) {
		$text = $product instanceof \WC_Product ? $this->guard->refusal_for( $product ) : null;
		return null === $text ? $product : RestShop::error( Guard::CODE, $text, 403 );
	}

	/**
	 * The runner's role has no `publish_products`; its own right opens this one door.
	 *
	 * @param mixed  $allowed   WooCommerce's answer.
	 * @param string $context   create, edit, …
	 * @param int    $object_id The product.
	 * @param string $type      Post type.
	 */
	public function grant_create( $allowed, $context, $object_id, $type ): bool {
		$is_ours = 'create' === $context && in_array( $type, array( 'product', 'product_variation' ), true );
		return (bool) $allowed || ( $is_ours && Users::can( 'cherry_bridge_create_skus' ) );
	}

	/** @return string|null The sentence of a refusal. */
	public function check_maker(): ?string {
		return $this->guard->refusal( $this->guard->attempt( 0, true, '', '' ) );
	}
}
