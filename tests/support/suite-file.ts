import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RealShop } from './real-shop.ts';

/**
 * Writes what the real-shop tests need to know of their shop (a JSON object: url, keys, logins, dataDir, versions).
 * @returns its path, for CHERRY_BRIDGE_SUITE_SHOP.
 */
export function writeSuiteFile(shop: RealShop): string {
  const { runPhp: _runPhp, wp: _wp, runCron: _runCron, stop: _stop, ...facts } = shop;
  const file = join(shop.dataDir, 'suite-shop.json');
  writeFileSync(file, JSON.stringify(facts), { mode: 0o600 });
  return file;
}
