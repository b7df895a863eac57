<?php
/**
 * The product editor's own request.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

// phpcs:disable WordPress.Security.NonceVerification -- Only looked at before WordPress checks its nonce and saves.

final class EditorPage {

	public static function is_new_product(): bool {
		return isset( $_GET['post_type'] ) && 'product' === $_GET['post_type'];
	}

	public static function posted_id(): int {
		return isset( $_POST['post_ID'] ) ? absint( $_POST['post_ID'] ) : 0;
	}

	public static function posted_sku(): string {
		return isset( $_POST['_sku'] ) && is_string( $_POST['_sku'] ) ? sanitize_text_field( wp_unslash( $_POST['_sku'] ) ) : '';
	}

	/** A page with the sentence and a way back. @return never */
	public static function stop( string $text ): void {
		wp_die(
			esc_html( $text ),
			esc_html__( 'Products start in Blue Cherry', 'cherry-bridge' ),
			array(
				'response'  => 403,
				'back_link' => true,
			)
		);
	}
}
