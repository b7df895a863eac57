<?php
/**
 * State of the test bench in small files beside the shop, so that it survives a rolled back transaction.
 *
 * @package CherryBridge\TestBench
 */

declare(strict_types=1);

/** Folder of the bench's files; the tool that starts the shop names it in wp-config.php. */
function cherry_test_path( string $file ): string {
	$folder = defined( 'CHERRY_TEST_DIR' ) ? (string) CHERRY_TEST_DIR : sys_get_temp_dir();
	return $folder . '/' . $file;
}

/**
 * Reads a JSON list, lets the caller change it, and writes it back, all under one file lock.
 *
 * @param string   $file   File name.
 * @param callable $change Takes the list, gives the new list; null leaves the file alone.
 * @return array<int, mixed> The list as it was before the change.
 */
function cherry_test_with_list( string $file, callable $change ): array {
	$handle = fopen( cherry_test_path( $file ), 'c+' );
	if ( false === $handle ) {
		return array();
	}
	flock( $handle, LOCK_EX );
	$list = json_decode( (string) stream_get_contents( $handle ), true );
	$list = is_array( $list ) ? array_values( $list ) : array();
	$next = $change( $list );
	if ( null !== $next ) {
		ftruncate( $handle, 0 );
		rewind( $handle );
		fwrite( $handle, (string) wp_json_encode( array_values( $next ) ) );
	}
	fclose( $handle );
	return $list;
}
