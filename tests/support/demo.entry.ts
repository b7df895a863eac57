import { type DemoOptions, parseDemoOptions } from '../../scripts/demo-options.mjs';
import { startShopper, startWarehouse } from './movement.ts';
import { findRealShopSources, listMissing, obtainRealShopSources } from './real-shop.ts';
import { canInstall } from './shop/machine.ts';
import { runStory } from './story.ts';
import { startWorld, type World } from './world.ts';

/** Twenty ERP minutes pass in one: a stock batch every 45 seconds, a parcel two minutes after its order. */
const DEMO_CLOCK_RATE = 20;
const SHOPPER_EVERY_MS = 8_000;

const log = (line: string) => console.log(line);

async function chooseShop(options: DemoOptions): Promise<'woocommerce' | 'stand-in'> {
  if (options.shop === 'woocommerce') {
    const sources = await obtainRealShopSources(log);
    if (!sources.found) {
      throw new Error(
        `No real WooCommerce: ${sources.reason} Set CHERRY_BRIDGE_WORDPRESS and CHERRY_BRIDGE_WOOCOMMERCE to a folder or zip each, or take --shop stand-in.`,
      );
    }
    return 'woocommerce';
  }
  if (options.shop === 'stand-in') {
    return 'stand-in';
  }
  const sources = findRealShopSources();
  const missing = canInstall() ? [] : listMissing();
  if (sources.found && missing.length === 0) {
    log(`Takes real WooCommerce ${sources.woocommerceVersion}; --shop stand-in takes the stand-in.`);
    return 'woocommerce';
  }
  const reason = sources.found ? `missing ${missing.join(', ')}.` : sources.reason;
  log(`Takes the stand-in shop: ${reason} --shop woocommerce takes a real one, and downloads it where it can.`);
  return 'stand-in';
}

function describeWorld(world: World): string {
  const { real, controlUrl } = world.shop;
  const lines = [
    `ERP simulator   ${world.erpUrl}  (control ${world.erpControlUrl}, key test)`,
    `Shop            ${world.shop.url}${controlUrl === undefined ? '' : `  (control ${controlUrl}/_sim)`}`,
    real === undefined
      ? `Screens         ${world.shop.url}/wp-admin/admin.php?page=cherry-bridge#/overview`
      : `Screens         ${real.url}/wp-admin/admin.php?page=cherry-bridge#/overview  (user ${real.adminUser}, password ${real.adminPassword})`,
    `Runner          ${world.metricsUrl}/healthz`,
    `Data and logs   ${world.dataDir}`,
  ];
  return lines.join('\n');
}

async function runDemo(options: DemoOptions): Promise<number> {
  const shop = await chooseShop(options);
  const world = await startWorld({
    shop,
    styles: options.styles,
    seed: options.seed,
    port: options.port,
    clockRate: DEMO_CLOCK_RATE,
    log,
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    ...(options.isStory ? { noise: 'none' as const } : {}),
  });
  const stopped = new Promise<number>((resolve) => {
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(143));
  });
  try {
    return await (options.isStory ? Promise.race([stopped, runStory(world)]) : stayUp(world, stopped));
  } finally {
    log('Stops everything.');
    await world.stop();
  }
}

async function stayUp(world: World, stopped: Promise<number>): Promise<number> {
  await world.startRunner();
  await startWarehouse(world);
  const shopper = startShopper(world, SHOPPER_EVERY_MS, log);
  log(
    `${describeWorld(world)}\nOrders and stock are moving, ${DEMO_CLOCK_RATE} times as fast as in life. Ctrl-C stops it all.`,
  );
  await stopped;
  await shopper.stop();
  return 0;
}

async function main(): Promise<number> {
  const options = parseDemoOptions(process.argv.slice(2));
  return options === 'help' ? 0 : runDemo(options);
}

main().then(
  (code) => process.exit(code === 130 || code === 143 ? 0 : code),
  (error: Error) => {
    console.error(error.message);
    process.exit(2);
  },
);
