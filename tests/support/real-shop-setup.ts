import { findRealShopSources, startRealShop } from './real-shop.ts';
import { writeSuiteFile } from './suite-file.ts';

/**
 * Gives all real-shop tests of a run one shop: the one CHERRY_BRIDGE_SUITE_SHOP names, else a fresh one.
 * @returns the tear-down.
 */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env['CHERRY_BRIDGE_SUITE_SHOP']) {
    return () => Promise.resolve();
  }
  const sources = findRealShopSources();
  if (!sources.found) {
    throw new Error(`The real-shop tests need WordPress and WooCommerce: ${sources.reason} ${sources.command}`);
  }
  const shop = await startRealShop({ log: (line) => console.log(line) });
  process.env['CHERRY_BRIDGE_SUITE_SHOP'] = writeSuiteFile(shop);
  return shop.stop;
}
