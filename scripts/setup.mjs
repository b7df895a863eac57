/** `npm run setup`: packages, bundles, screens and, where a real shop can run, its template: the next start is fast. */
import './assert-node.mjs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from './build.mjs';
import { ensureNodeModules, ensureVendor } from './install.mjs';
import { ROOT } from './run-program.mjs';

const log = (line) => console.log(line);
try {
  await ensureNodeModules(log);
  const fault = await ensureVendor(log);
  log(
    fault === undefined ? 'The Composer packages are there.' : `${fault}: the PHP checks and the real shop stay out.`,
  );
  await buildAll(log);
  const door = await import(pathToFileURL(join(ROOT, 'tests', 'dist', 'real-shop.mjs')).href);
  const sources = fault === undefined ? door.findRealShopSources() : undefined;
  if (sources?.found) {
    await (await door.startRealShop({ log })).stop();
    log(`A real shop with WooCommerce ${sources.woocommerceVersion} can start here.`);
  } else if (sources !== undefined) {
    log(`No real shop here yet: ${sources.reason}`);
  }
  log('Ready. Next: npm run demo');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
