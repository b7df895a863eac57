import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../run-program.mjs';
import { addUp, failOnce, skipOnce } from './outcome.mjs';
import { runPhpUnit } from './php.mjs';
import { runVitest } from './vitest.mjs';

/**
 * Starts one real WordPress with WooCommerce and runs every test that needs it.
 * @param {(line: string) => void} log
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function runRealShop(log) {
  const door = await import(pathToFileURL(join(ROOT, 'tests', 'dist', 'real-shop.mjs')).href);
  const sources = door.findRealShopSources();
  if (!sources.found) {
    return skipOnce('the tests on a real WooCommerce', sources.reason, sources.command);
  }
  let shop;
  try {
    shop = await door.startRealShop({ log });
  } catch (error) {
    const isMachine = door.listMissing().length > 0;
    const command = 'npm test, after installing what is named';
    return isMachine ? skipOnce('the tests on a real WooCommerce', error.message, command) : failOnce(error.message);
  }
  log(
    `WooCommerce ${shop.woocommerceVersion} on WordPress ${shop.wordpressVersion}, PHP ${shop.phpVersion}, at ${shop.url}`,
  );
  try {
    const env = {
      ...process.env,
      CHERRY_BRIDGE_SUITE_SHOP: door.writeSuiteFile(shop),
      CHERRY_WWW: join(shop.dataDir, 'www'),
    };
    const outcomes = [await runVitest('real-shop', env)];
    if (readdirSync(join(ROOT, 'plugin', 'tests')).includes('Integration')) {
      outcomes.push(await runPhpUnit('integration', env));
    }
    return addUp(outcomes);
  } finally {
    await shop.stop();
  }
}
