import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { startRealShop } from './real-shop.ts';
import { findRoot } from './shop/find-root.ts';
import { findServiceUser, isEnterable } from './shop/service-user.ts';

const USAGE = 'npm run shop -- [--reset] [--port N] [--data DIR] [--no-plugin] [--zip FILE] [--rehearsing]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      reset: { type: 'boolean', default: false },
      port: { type: 'string', default: '4020' },
      data: { type: 'string' },
      'no-plugin': { type: 'boolean', default: false },
      zip: { type: 'string' },
      rehearsing: { type: 'boolean', default: false },
    },
  });
  const near = join(findRoot(), 'data', 'shop');
  const isOpen = findServiceUser() === undefined || isEnterable(findRoot());
  const dataDir = resolve(values.data ?? (isOpen ? near : join(tmpdir(), 'cherry-bridge-shop')));
  if (values.reset) {
    rmSync(dataDir, { recursive: true, force: true });
  }
  const shop = await startRealShop({
    port: Number(values.port),
    dataDir,
    plugin: values['no-plugin'] ? 'none' : (values.zip ?? 'link'),
    live: !values.rehearsing,
    log: (line) => console.log(line),
  });
  console.log(
    [
      `WooCommerce ${shop.woocommerceVersion} on WordPress ${shop.wordpressVersion}, PHP ${shop.phpVersion} (${shop.webServer})`,
      `Shop     ${shop.url}`,
      `Admin    ${shop.url}/wp-admin/  user ${shop.adminUser}, password ${shop.adminPassword}`,
      `Manager  user ${shop.managerUser}, password ${shop.managerPassword}`,
      `Runner   SHOP_URL=${shop.url} SHOP_KEY=${shop.key} SHOP_SECRET=${shop.secret}`,
      `Manager  SHOP_KEY=${shop.managerKey} SHOP_SECRET=${shop.managerSecret}`,
      `Bench    ${shop.url}/wp-json/cherry-test/v1 with ${shop.adminKey}:${shop.adminSecret}`,
      `Data     ${shop.dataDir} (kept; --reset starts afresh)`,
      'Ctrl-C stops it.',
    ].join('\n'),
  );
  const stop = () => void shop.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: Error) => {
  console.error(error.message.includes('option') ? `${error.message} Use: ${USAGE}` : error.message);
  process.exit(2);
});
