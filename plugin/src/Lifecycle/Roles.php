<?php
/**
 * The runner's role and our capabilities.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Lifecycle;

final class Roles {

	public const RUNNER = 'cherry_bridge_sync';

	/** What the runner's user needs of WooCommerce; deliberately without `publish_products`. */
	private const RUNNER_RIGHTS = array(
		'read',
		'read_private_products',
		'edit_products',
		'edit_others_products',
		'edit_published_products',
		'edit_private_products',
		// Literal on purpose: variations have no mapped rights.
		'edit_product',
		'read_private_shop_orders',
		'edit_shop_orders',
		'edit_others_shop_orders',
		'manage_product_terms',
		'edit_product_terms',
		'assign_product_terms',
		'cherry_bridge_sync',
		'cherry_bridge_create_skus',
	);

	private const ALL = array( 'cherry_bridge_sync', 'cherry_bridge_create_skus', 'cherry_bridge_view', 'cherry_bridge_support', 'cherry_bridge_manage', 'cherry_bridge_sign_off', 'cherry_bridge_settings' );

	private const BY_ROLE = array(
		'administrator' => self::ALL,
		'shop_manager'  => array( 'cherry_bridge_view', 'cherry_bridge_support', 'cherry_bridge_manage' ),
	);

	public static function ensure(): void {
		$runner = get_role( self::RUNNER );
		if ( null === $runner ) {
			add_role( self::RUNNER, 'Cherry Bridge runner', array_fill_keys( self::RUNNER_RIGHTS, true ) );
		} else {
			array_map( array( $runner, 'add_cap' ), self::RUNNER_RIGHTS );
		}
		foreach ( self::BY_ROLE as $name => $rights ) {
			$role = get_role( $name );
			if ( null !== $role ) {
				array_map( array( $role, 'add_cap' ), $rights );
			}
		}
	}

	public static function remove(): void {
		remove_role( self::RUNNER );
		foreach ( array_keys( self::BY_ROLE ) as $name ) {
			$role = get_role( $name );
			if ( null !== $role ) {
				array_map( array( $role, 'remove_cap' ), self::ALL );
			}
		}
	}
}
