import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRealShopSources, startRealShop } from './real-shop.ts';

/**
 * Starts one real shop for all real-shop tests of a run. They read its address and keys, and start PHP in it, from the
 * file that CHERRY_BRIDGE_SUITE_SHOP names: a JSON object of what startRealShop gives, with `repository`.
 * @returns the tear-down.
 */
export async function setup(): Promise<() => Promise<void>> {
  const sources = findRealShopSources();
  if (!sources.found) {
    throw new Error(`The real-shop tests need WordPress and WooCommerce: ${sources.reason} ${sources.command}`);
  }
  const shop = await startRealShop({ log: (line) => console.log(line) });
  const { runPhp: _runPhp, wp: _wp, runCron: _runCron, stop, ...facts } = shop;
  const file = join(shop.dataDir, 'suite-shop.json');
  writeFileSync(file, JSON.stringify(facts), { mode: 0o600 });
  process.env['CHERRY_BRIDGE_SUITE_SHOP'] = file;
  return stop;
}
