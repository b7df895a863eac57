<?php
/**
 * The test gateway: pays, holds, only authorises or declines, as the shopper's payment data says.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

/**
 * Payment data member or order meta `cherry_test_mode` (meta `_cherry_test_mode`):
 * - pay (default): paid at once, as a card;
 * - hold: on-hold, not paid, stock reduced, as a bank transfer;
 * - authorise: on-hold, not paid, with a transaction id to capture later;
 * - process: processing without a payment date, as cash on delivery;
 * - decline: the payment fails.
 */
class Cherry_Test_Gateway extends WC_Payment_Gateway {

	public function __construct() {
		$this->id                 = 'cherry_test';
		$this->method_title       = 'Cherry test gateway';
		$this->method_description = 'Moves no money.';
		$this->title              = 'Test payment';
		$this->has_fields         = false;
		$this->enabled            = 'yes';
		$this->supports           = array( 'products', 'refunds' );
	}

	/**
	 * @param int $order_id Order.
	 * @return array<string, string>
	 */
	public function process_payment( $order_id ) {
		$order = wc_get_order( $order_id );
		// Store API checkout puts the payment data in $_POST before it asks a gateway of this kind.
		$mode = isset( $_POST['cherry_test_mode'] ) ? sanitize_key( wp_unslash( $_POST['cherry_test_mode'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification
		$mode = '' !== $mode ? $mode : (string) $order->get_meta( '_cherry_test_mode' );
		switch ( $mode ) {
			case 'hold':
				$order->update_status( 'on-hold', 'Test gateway: waits for the money.' );
				break;
			case 'authorise':
				$order->set_transaction_id( 'cherry-auth-' . $order->get_id() );
				$order->update_meta_data( '_cherry_test_authorised', 'yes' );
				$order->update_status( 'on-hold', 'Test gateway: authorised, not captured.' );
				break;
			case 'process':
				$order->update_status( 'processing', 'Test gateway: is paid at the door.' );
				break;
			case 'decline':
				return array( 'result' => 'failure' );
			default:
				$order->payment_complete( 'cherry-paid-' . $order->get_id() );
		}
		return array(
			'result'   => 'success',
			'redirect' => $this->get_return_url( $order ),
		);
	}

	/**
	 * @param int        $order_id Order.
	 * @param float|null $amount   Amount.
	 * @param string     $reason   Reason.
	 */
	public function process_refund( $order_id, $amount = null, $reason = '' ) {
		return true;
	}
}
