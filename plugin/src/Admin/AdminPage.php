<?php
/**
 * WooCommerce → Cherry Bridge: the root of the screens, with the first rows in the page.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Admin;

use CherryBridge\Health\Overview;
use CherryBridge\Wp\Hooks;
use CherryBridge\Wp\Routes;
use CherryBridge\Wp\ScreenPage;
use CherryBridge\Wp\Shop;
use CherryBridge\Wp\Users;

final class AdminPage {

	public const SLUG = 'cherry-bridge';

	private const CAPS = array( 'view', 'support', 'manage', 'sign_off', 'settings', 'create_skus' );

	/** WooCommerce's own rights that decide what a screen may show: money, names and addresses. */
	private const SHOP_CAPS = array( 'view_woocommerce_reports', 'edit_shop_orders' );

	/** @var Overview */
	private $overview;

	/** @var string */
	private $file;

	/** @var string */
	private $version;

	public function __construct( Overview $overview, string $file, string $version ) {
		$this->overview = $overview;
		$this->file     = $file;
		$this->version  = $version;
	}

	public function register(): void {
		Hooks::on( 'admin_menu', array( $this, 'add' ), 60 );
	}

	public function add(): void {
		ScreenPage::add( self::SLUG, __( 'Cherry Bridge', 'cherry-bridge' ), 'cherry_bridge_view', array( $this, 'show' ), array( $this, 'load' ) );
	}

	public function show(): void {
		echo '<div class="wrap" id="cherry-bridge-page"><h1 class="screen-reader-text">' . esc_html__( 'Cherry Bridge', 'cherry-bridge' ) . '</h1><div id="cherry-bridge-root">';
		if ( ! ScreenPage::has_build( $this->file ) ) {
			echo '<p>' . esc_html__( 'The screens of Cherry Bridge are missing from this copy of the plugin. Install the released zip, or build them with "npm run build:plugin".', 'cherry-bridge' ) . '</p>';
		}
		echo '</div></div>';
	}

	public function load(): void {
		ScreenPage::enqueue( $this->file, self::SLUG, $this->version, $this->boot() );
	}

	/** @return array<string, mixed> `window.cherryBridge`. */
	private function boot(): array {
		$caps = array();
		foreach ( self::CAPS as $cap ) {
			$caps[ $cap ]                 = Users::can( "cherry_bridge_$cap" );
			$caps[ "cherry_bridge_$cap" ] = $caps[ $cap ];
		}
		foreach ( self::SHOP_CAPS as $cap ) {
			$caps[ $cap ] = Users::can( $cap );
		}
		return ScreenPage::rest() + array(
			'namespace' => Routes::SPACE,
			'caps'      => $caps,
			'user'      => Users::name(),
			'askers'    => Users::names_with( 'cherry_bridge_manage', 3 ),
			'timezone'  => Shop::timezone(),
			'currency'  => Shop::currency(),
			'shopUrl'   => Shop::url(),
			'version'   => $this->version,
			'first'     => array( 'overview' => $this->overview->read() ),
		);
	}
}
