<?php
/**
 * Every mail is written down and none is sent.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

/**
 * Filter `pre_wp_mail`: records the mail and says it was sent.
 *
 * @param mixed                $sent Not null when another filter already took the mail.
 * @param array<string, mixed> $mail Members of wp_mail().
 */
function cherry_test_record_mail( $sent, array $mail ): bool {
	unset( $sent );
	$row = array(
		'at'      => gmdate( 'Y-m-d\TH:i:s\Z' ),
		'to'      => is_array( $mail['to'] ) ? array_values( $mail['to'] ) : array_map( 'trim', explode( ',', (string) $mail['to'] ) ),
		'subject' => (string) $mail['subject'],
		'message' => (string) $mail['message'],
		'headers' => is_array( $mail['headers'] ) ? implode( "\n", $mail['headers'] ) : (string) $mail['headers'],
	);
	$line = (string) wp_json_encode( $row ) . "\n";
	return false !== file_put_contents( cherry_test_path( 'mails.jsonl' ), $line, FILE_APPEND | LOCK_EX );
}

/**
 * @return array<int, mixed> Mails in the order they were sent: at (UTC), to, subject, message, headers.
 */
function cherry_test_mails(): array {
	$path = cherry_test_path( 'mails.jsonl' );
	if ( ! is_file( $path ) ) {
		return array();
	}
	$lines = file( $path, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES );
	return array_map(
		static function ( string $line ) {
			return json_decode( $line, true );
		},
		false === $lines ? array() : $lines
	);
}

/** Forgets every mail. */
function cherry_test_clear_mails(): void {
	file_put_contents( cherry_test_path( 'mails.jsonl' ), '', LOCK_EX );
}
