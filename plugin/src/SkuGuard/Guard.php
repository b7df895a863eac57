<?php
/**
 * Every door asks here: the decision, the listeners' word, the row in Activity, the sentence for the person.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\SkuGuard;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Settings\Settings;
use CherryBridge\Wp\Channel;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Products;
use CherryBridge\Wp\Users;

final class Guard {

	public const CODE = 'cherry_bridge_sku_locked';

	/** @var Settings */
	private $settings;

	/** @var ActivityLog */
	private $activity;

	/** @var \SplObjectStorage<object, array{0: string, 1: Verdict}> A product object is judged once, whichever layers it passes. */
	private $judged;

	public function __construct( Settings $settings, ActivityLog $activity ) {
		$this->settings = $settings;
		$this->activity = $activity;
		$this->judged   = new \SplObjectStorage();
	}

	public function is_enforcing(): bool {
		return Decision::ENFORCE === $this->settings->guard_mode();
	}

	/** Null where the save may go on, else the sentence for the person. */
	public function refusal_for( \WC_Product $product ): ?string {
		$attempt = $this->attempt_on( $product );
		if ( $attempt->is_ordinary_save() ) {
			return null;
		}
		if ( ! isset( $this->judged[ $product ] ) || $this->judged[ $product ][0] !== $attempt->new_sku ) {
			$this->judged[ $product ] = array( $attempt->new_sku, $this->judge( $attempt ) );
		}
		return $this->judged[ $product ][1]->is_allowed ? null : self::sentence( $attempt );
	}

	/** Null where it may go on, else the sentence for the person. */
	public function refusal( Attempt $attempt ): ?string {
		return $this->judge( $attempt )->is_allowed ? null : self::sentence( $attempt );
	}

	/** An attempt by whoever is asking now. */
	public function attempt( int $product_id, bool $is_new, string $old_sku, string $new_sku ): Attempt {
		return new Attempt(
			Channel::current(),
			$product_id,
			$is_new,
			$old_sku,
			$new_sku,
			Users::can( 'cherry_bridge_create_skus' ),
			Channel::is_rest() && Users::came_by_key(),
			Channel::cli_reason()
		);
	}

	public static function sentence( Attempt $attempt ): string {
		if ( $attempt->is_new && '' === $attempt->new_sku ) {
			return __( 'The product was not created: products start in Blue Cherry. Enter the style there; it arrives in this shop by itself.', 'cherry-bridge' );
		}
		if ( $attempt->is_new ) {
			/* translators: %s: SKU. */
			return sprintf( __( 'SKU %s was not created: products start in Blue Cherry. Enter the style there; it arrives in this shop by itself.', 'cherry-bridge' ), $attempt->new_sku );
		}
		/* translators: 1: old SKU, 2: new SKU. */
		return sprintf( __( 'The SKU was not changed from "%1$s" to "%2$s": Blue Cherry owns SKUs. Change it there; it arrives in this shop by itself.', 'cherry-bridge' ), $attempt->old_sku, $attempt->new_sku );
	}

	private function attempt_on( \WC_Product $product ): Attempt {
		$stored = Products::stored_sku( $product );
		$wanted = Products::wanted_sku( $product );
		return $this->attempt( $product->get_id(), 0 === $product->get_id(), $stored, $wanted );
	}

	private function judge( Attempt $attempt ): Verdict {
		$mode    = $this->settings->guard_mode();
		$verdict = Decision::on( $attempt, $mode );
		$allowed = (bool) Hooks::ask(
			'cherry_bridge_sku_decision',
			$verdict->is_allowed,
			array(
				'door'       => $attempt->door,
				'product_id' => $attempt->product_id,
				'is_new'     => $attempt->is_new,
				'old_sku'    => $attempt->old_sku,
				'new_sku'    => $attempt->new_sku,
				'mode'       => $mode,
				'reason'     => $verdict->reason,
			)
		);
		if ( $allowed !== $verdict->is_allowed ) {
			$verdict = new Verdict( $allowed, 'another-plugin', true );
		}
		if ( $verdict->is_recorded ) {
			$this->record( $attempt, $verdict );
		}
		return $verdict;
	}

	private function record( Attempt $attempt, Verdict $verdict ): void {
		$name = '' === $attempt->new_sku ? __( 'a product without SKU', 'cherry-bridge' ) : $attempt->new_sku;
		if ( ! $verdict->is_allowed ) {
			/* translators: 1: door, 2: SKU. */
			$what = sprintf( __( 'Through %1$s someone tried to make %2$s. Refused: products start in Blue Cherry.', 'cherry-bridge' ), $attempt->door, $name );
		} elseif ( $attempt->is_new ) {
			/* translators: 1: SKU, 2: door. */
			$what = sprintf( __( '%1$s was created through %2$s.', 'cherry-bridge' ), $name, $attempt->door );
		} else {
			/* translators: 1: old SKU, 2: new SKU, 3: door. */
			$what = sprintf( __( 'SKU %1$s became %2$s through %3$s.', 'cherry-bridge' ), $attempt->old_sku, $name, $attempt->door );
		}
		$this->activity->add(
			$verdict->is_allowed ? 'sku-allowed' : 'sku-blocked',
			$attempt->door,
			'' === $attempt->new_sku ? $attempt->old_sku : $attempt->new_sku,
			$what,
			array(
				'before' => $attempt->old_sku,
				'after'  => $attempt->new_sku,
				'reason' => 'wp-cli' === $verdict->reason ? $attempt->cli_reason : $verdict->reason,
			)
		);
	}
}
