<?php
/**
 * Products as WooCommerce holds them before a save.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Products {

	public static function stored_sku( \WC_Product $product ): string {
		return (string) ( $product->get_data()['sku'] ?? '' );
	}

	/**
	 * A variation without a SKU shows its parent's, and forms send that back: it is no wish for another one.
	 */
	public static function wanted_sku( \WC_Product $product ): string {
		$changes = $product->get_changes();
		if ( ! array_key_exists( 'sku', $changes ) ) {
			return self::stored_sku( $product );
		}
		$wanted = (string) $changes['sku'];
		if ( $product instanceof \WC_Product_Variation && $product->get_id() > 0 && ( $product->get_parent_data()['sku'] ?? '' ) === $wanted ) {
			return self::stored_sku( $product );
		}
		return $wanted;
	}

	/** Of a post, straight from its meta. */
	public static function sku_of_post( int $id ): string {
		return (string) get_post_meta( $id, '_sku', true );
	}

	public static function is_draft_of_new_product( int $id ): bool {
		return 'product' === get_post_type( $id ) && 'auto-draft' === get_post_status( $id );
	}

	/** The throw that WooCommerce turns into a refusal at most doors. */
	public static function refuse( string $code, string $text ): void {
		// phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Plain text for JSON, a terminal or a page that escapes it.
		throw new \WC_Data_Exception( $code, $text, 403 );
	}

	/** A red notice above the product after the save. */
	public static function add_editor_error( string $text ): void {
		if ( class_exists( 'WC_Admin_Meta_Boxes' ) ) {
			\WC_Admin_Meta_Boxes::add_error( $text );
		}
	}

	public static function edit_link( int $id ): string {
		$parent = (int) wp_get_post_parent_id( $id );
		return admin_url( 'post.php?post=' . ( $parent > 0 ? $parent : $id ) . '&action=edit' );
	}

	public static function edit_link_of_sku( string $sku ): string {
		$id = (int) wc_get_product_id_by_sku( $sku );
		return 0 === $id ? '' : self::edit_link( $id );
	}
}
