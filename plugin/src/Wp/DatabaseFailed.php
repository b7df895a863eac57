<?php
/**
 * The database refused a statement.
 *
 * @package CherryBridge
 */

declare(strict_types=1);

namespace CherryBridge\Wp;

final class DatabaseFailed extends \RuntimeException {

	private const DEADLOCK     = 1213;
	private const LOCK_TIMEOUT = 1205;

	public static function at( string $text, int $number ): self {
		return new self( $text, $number );
	}

	/** A deadlock or a lock time-out: the whole transaction may simply run again. */
	public function is_worth_repeating(): bool {
		return self::DEADLOCK === $this->getCode() || self::LOCK_TIMEOUT === $this->getCode();
	}
}
