<?php
/**
 * The column in the order list: the ERP's number, or shape and word. One query a page.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Admin;

use CherryBridge\OrderLink\OrderLinks;
use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\OrderScreens;
use CherryBridge\Wp\Users;

final class OrderColumn {

	/** @var OrderLinks */
	private $links;

	/** @var array<int, array<string, string|null>>|null */
	private $page = null;

	public function __construct( OrderLinks $links ) {
		$this->links = $links;
	}

	public function register(): void {
		Hooks::on(
			'admin_init',
			function (): void {
				if ( Users::can( 'cherry_bridge_view' ) ) {
					OrderScreens::add_column( 'cherry_bridge', __( 'Blue Cherry', 'cherry-bridge' ), array( $this, 'show' ) );
				}
			}
		);
	}

	/**
	 * Prints one cell.
	 *
	 * @param int   $order_id The row's order.
	 * @param int[] $page     All orders of the page, as far as WordPress knows them.
	 */
	public function show( int $order_id, array $page ): void {
		if ( null === $this->page ) {
			$this->page = $this->links->many( array_unique( array_merge( $page, array( $order_id ) ) ) );
		}
		if ( ! array_key_exists( $order_id, $this->page ) && ! in_array( $order_id, $page, true ) ) {
			$this->page += $this->links->many( array( $order_id ) );
		}
		$link = $this->page[ $order_id ] ?? null;
		if ( null === $link ) {
			echo '<span aria-hidden="true">–</span><span class="screen-reader-text">' . esc_html__( 'Not in Blue Cherry yet', 'cherry-bridge' ) . '</span>';
			return;
		}
		if ( '' !== $link['erp_order'] ) {
			echo esc_html( (string) $link['erp_order'] );
			return;
		}
		$state   = OrderWords::of( (string) $link['state'] );
		$minutes = (int) floor( ( Clock::now() - Clock::seconds( (string) $link['at'] ) ) / 60 );
		/* translators: 1: word, 2: minutes. */
		$text = 'clock' === $state['shape'] && $minutes > 0 ? sprintf( __( '%1$s %2$d min', 'cherry-bridge' ), $state['word'], $minutes ) : $state['word'];
		echo '<span class="dashicons dashicons-' . esc_attr( $state['shape'] ) . '" aria-hidden="true"></span> ' . esc_html( $text );
	}
}
