<?php
/**
 * Who is asking.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class Users {

	public static function can( string $capability ): bool {
		return current_user_can( $capability );
	}

	public static function id(): int {
		return get_current_user_id();
	}

	/** The person's name, "the runner", or "nobody" where no one is logged in. */
	public static function name(): string {
		$user = wp_get_current_user();
		if ( 0 === $user->ID ) {
			return self::is_cli() ? 'WP-CLI' : 'nobody';
		}
		if ( in_array( 'cherry_bridge_sync', (array) $user->roles, true ) ) {
			return 'the runner';
		}
		return mb_substr( '' !== $user->display_name ? $user->display_name : $user->user_login, 0, 100 );
	}

	/**
	 * People to ask for what oneself may not do.
	 *
	 * @return string[] Names, at most so many.
	 */
	public static function names_with( string $capability, int $most ): array {
		$users = get_users(
			array(
				'capability' => $capability,
				'number'     => $most,
				'orderby'    => 'ID',
				'exclude'    => array( self::id() ),
			)
		);
		$names = array();
		foreach ( $users as $user ) {
			if ( $user instanceof \WP_User ) {
				$names[] = $user->display_name;
			}
		}
		return $names;
	}

	public static function is_cli(): bool {
		return class_exists( 'WP_CLI', false );
	}

	/** True where this request carries a WooCommerce key of the very user it runs as. */
	public static function came_by_key(): bool {
		static $answer = null;
		static $asked  = '';
		$key = self::key_in_request();
		if ( '' === $key || 0 === self::id() ) {
			return false;
		}
		$question = $key . self::id();
		if ( $asked !== $question ) {
			$db     = new Db();
			$owner  = $db->value( "SELECT user_id FROM {$db->shop_table( 'woocommerce_api_keys' )} WHERE consumer_key = %s", array( wc_api_hash( $key ) ) );
			$answer = (int) $owner === self::id();
			$asked  = $question;
		}
		return true === $answer;
	}

	// phpcs:disable WordPress.Security -- Only looked at to find the key's owner; WooCommerce itself has checked the secret.
	private static function key_in_request(): string {
		$header = (string) ( $_SERVER['HTTP_AUTHORIZATION'] ?? $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] ?? '' );
		$basic  = 0 === stripos( $header, 'basic ' ) ? explode( ':', (string) base64_decode( substr( $header, 6 ), true ) )[0] : '';
		foreach ( array( $_SERVER['PHP_AUTH_USER'] ?? '', $basic, $_GET['consumer_key'] ?? '', $_GET['oauth_consumer_key'] ?? '' ) as $key ) {
			if ( is_string( $key ) && 0 === strpos( $key, 'ck_' ) ) {
				return $key;
			}
		}
		return 1 === preg_match( '/oauth_consumer_key="(ck_[^"]+)"/', $header, $found ) ? $found[1] : '';
	}
	// phpcs:enable
}
