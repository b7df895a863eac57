import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/** Reads a file for the configuration. A pairing file that others may read is refused: it holds the shop's key. */
export const readText = (path: string): string => {
  const isOpenToOthers = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
  if (basename(path) === 'pairing.json' && isOpenToOthers) {
    throw new Error(`other users of this machine can read it (run: chmod 600 ${path})`);
  }
  return readFileSync(path, 'utf8');
};
