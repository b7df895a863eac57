<?php
/**
 * Page, size and order of a list, from the query.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Rest;

use CherryBridge\Wp\Clock;
use CherryBridge\Wp\Request;

final class Paging {

	/** @var int */
	public $page;

	/** @var int */
	public $per_page;

	/** @var string */
	public $order;

	public function __construct( Request $request ) {
		$this->page     = min( 200, max( 1, $request->number( 'page', 1 ) ) );
		$wanted         = $request->number( 'per_page', 50 );
		$this->per_page = in_array( $wanted, array( 20, 50, 100 ), true ) ? $wanted : 50;
		$this->order    = 'asc' === $request->text( 'order' ) ? 'asc' : 'desc';
	}

	/** @return array<string, mixed> The members that close every list answer. */
	public function members( int $total, bool $is_exact ): array {
		return array(
			'page'           => $this->page,
			'per_page'       => $this->per_page,
			'total'          => $total,
			'total_is_exact' => $is_exact,
			'as_of_utc'      => Clock::instant(),
		);
	}
}
