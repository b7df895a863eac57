<?php
/**
 * The classic editor. A throw inside WooCommerce's save would be a critical error after the post is published, so a
 * new product is refused before WordPress saves anything, and a changed SKU is refused by the uniqueness question.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\SkuGuard;

use CherryBridge\Wp\Channel;
use CherryBridge\Wp\EditorPage;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Products;

final class EditorDoor {

	private const DOORS = array( 'editor', 'quick-edit', 'variations' );

	/** @var Guard */
	private $guard;

	/** @var array<string, string> Refused SKU => sentence. */
	private $refused = array();

	public function __construct( Guard $guard ) {
		$this->guard = $guard;
	}

	public function register(): void {
		Hooks::on( 'woocommerce_register_post_type_product', array( $this, 'hide_add_new' ) );
		Hooks::on( 'load-post-new.php', array( $this, 'check_add_new' ) );
		Hooks::on( 'admin_action_editpost', array( $this, 'check_first_save' ), 1 );
		Hooks::on( 'wc_product_pre_has_unique_sku', array( $this, 'check_sku' ), 10, 3 );
		Hooks::on( 'woocommerce_admin_process_product_object', array( $this, 'explain' ) );
		Hooks::on( 'woocommerce_admin_process_variation_object', array( $this, 'explain' ) );
	}

	/**
	 * @param mixed $arguments Of the post type.
	 * @return mixed
	 */
	public function hide_add_new( $arguments ) {
		if ( is_array( $arguments ) && $this->guard->is_enforcing() ) {
			$arguments['capabilities'] = array_merge( (array) ( $arguments['capabilities'] ?? array() ), array( 'create_posts' => 'do_not_allow' ) );
		}
		return $arguments;
	}

	public function check_add_new(): void {
		if ( EditorPage::is_new_product() ) {
			$this->stop( $this->guard->refusal( $this->guard->attempt( 0, true, '', '' ) ) );
		}
	}

	public function check_first_save(): void {
		$id = EditorPage::posted_id();
		if ( $id > 0 && Products::is_draft_of_new_product( $id ) ) {
			$this->stop( $this->guard->refusal( $this->guard->attempt( $id, true, '', EditorPage::posted_sku() ) ) );
		}
	}

	/**
	 * Null = no opinion, true = unique, false = refused.
	 *
	 * @param mixed $answer     Of an earlier listener.
	 * @param mixed $product_id The product.
	 * @param mixed $sku        The SKU asked for.
	 * @return mixed
	 */
	public function check_sku( $answer, $product_id, $sku ) {
		if ( null !== $answer || ! in_array( Channel::current(), self::DOORS, true ) ) {
			return $answer;
		}
		// After a refusal WooCommerce looks for a suggestion, SKU-1, SKU-2, …, through this same question: a second
		// "no" would go on for ever. The save itself is still checked at its own door.
		if ( 1 === preg_match( '/^(.+)-\d+$/', (string) $sku, $found ) && isset( $this->refused[ $found[1] ] ) ) {
			return true;
		}
		$stored = Products::sku_of_post( (int) $product_id );
		if ( $stored === (string) $sku ) {
			return $answer;
		}
		$text = $this->guard->refusal( $this->guard->attempt( (int) $product_id, false, $stored, (string) $sku ) );
		if ( null === $text ) {
			return $answer;
		}
		$this->refused[ (string) $sku ] = $text;
		return false;
	}

	/** WooCommerce says "invalid or duplicated"; the person gets our sentence beside it. */
	public function explain(): void {
		foreach ( $this->refused as $text ) {
			Products::add_editor_error( $text );
		}
	}

	private function stop( ?string $text ): void {
		if ( null !== $text ) {
			EditorPage::stop( $text );
		}
	}
}
