<?php
/**
 * The runner's user and its WooCommerce REST key.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Keys {

	public const LOGIN = 'cherry-bridge-runner';

	/** The user's id; made where it is missing. A user of that name with another role keeps it and gets ours beside. */
	public static function ensure_runner(): int {
		$user = get_user_by( 'login', self::LOGIN );
		if ( $user instanceof \WP_User ) {
			if ( ! in_array( 'cherry_bridge_sync', (array) $user->roles, true ) ) {
				$user->add_role( 'cherry_bridge_sync' );
			}
			return $user->ID;
		}
		$id = wp_insert_user(
			array(
				'user_login'   => self::LOGIN,
				'user_pass'    => wp_generate_password( 40, true, true ),
				'user_email'   => self::LOGIN . '@' . (string) wp_parse_url( home_url(), PHP_URL_HOST ) . '.invalid',
				'display_name' => 'Cherry Bridge runner',
				'role'         => 'cherry_bridge_sync',
			)
		);
		if ( is_wp_error( $id ) ) {
			throw new \RuntimeException( $id->get_error_message() ); // phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Shown on a terminal or as JSON.
		}
		return $id;
	}

	/** @return array{url: string, key: string, secret: string} Shown once; only hashes stay. */
	public static function issue( int $user_id, string $description ): array {
		$key    = 'ck_' . wc_rand_hash();
		$secret = 'cs_' . wc_rand_hash();
		$db     = new Db();
		$row    = array(
			'user_id'         => $user_id,
			'description'     => $description,
			'permissions'     => 'read_write',
			'consumer_key'    => wc_api_hash( $key ),
			'consumer_secret' => $secret,
			'truncated_key'   => substr( $key, -7 ),
		);
		$db->run( "INSERT INTO {$db->shop_table( 'woocommerce_api_keys' )} (" . implode( ', ', array_keys( $row ) ) . ') VALUES (' . implode( ', ', array_map( array( $db, 'quote' ), array_values( $row ) ) ) . ')' );
		return array(
			'url'    => Shop::url(),
			'key'    => $key,
			'secret' => $secret,
		);
	}

	/** Text that nobody can guess, for a one-time code. */
	public static function random_text( int $length ): string {
		return strtolower( wp_generate_password( $length, false ) );
	}
}
