<?php
/**
 * `GET stock`, `GET stock/{sku}`.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Activity\ActivityLog;
use CherryBridge\Buffer\BufferRules;
use CherryBridge\Stock\StockList;
use CherryBridge\Stock\WhySentences;
use CherryBridge\Wp\Answer;
use CherryBridge\Wp\Products;
use CherryBridge\Wp\Request;
use CherryBridge\Wp\Routes;

final class StockRoute {

	/** @var StockList */
	private $stock;

	/** @var BufferRules */
	private $buffers;

	/** @var ActivityLog */
	private $activity;

	public function __construct( StockList $stock, BufferRules $buffers, ActivityLog $activity ) {
		$this->stock    = $stock;
		$this->buffers  = $buffers;
		$this->activity = $activity;
	}

	public function register(): void {
		Routes::add( '/stock', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'list' ) );
		Routes::add( '/stock/(?P<sku>.+)', 'GET', array( RunnerAuth::class, 'viewer' ), array( $this, 'why' ) );
	}

	public function list( Request $request ): Answer {
		$paging = new Paging( $request );
		$found  = $this->stock->page( $request->text( 'search' ), $request->text( 'filter' ), $request->text( 'orderby', 'difference' ), $paging->order, $paging->page, $paging->per_page );
		return Answer::of(
			array(
				'version'   => 1,
				'rows'      => $found['rows'],
				'shop_rule' => $this->buffers->shop_rule(),
			) + $paging->members( $found['total'], $found['is_exact'] )
		);
	}

	public function why( Request $request ): Answer {
		$sku   = rawurldecode( $request->text( 'sku' ) );
		$found = $this->stock->one( $sku );
		if ( null === $found ) {
			/* translators: %s: SKU. */
			return Answer::refuse( 404, 'cherry_bridge_unknown_sku', sprintf( __( 'The shop has no product with SKU %s. Enter it in Blue Cherry, or check the spelling.', 'cherry-bridge' ), $sku ) );
		}
		return Answer::of(
			array(
				'version'    => 1,
				'row'        => $found['row'],
				'why'        => $found['why'],
				'generation' => $found['generation'],
				'sentences'  => WhySentences::of( $found['row'], $found['why'] ),
				'changes'    => $this->activity->about( $sku ),
				'edit_link'  => Products::edit_link( $found['row']['product_id'] ),
			)
		);
	}
}
