import { join } from 'node:path';
import { postPositions } from '../support/positions.ts';
import { startRealShop } from '../support/real-shop.ts';
import { findRoot } from '../support/shop/find-root.ts';
import { call } from '../support/shop-access.ts';
import { recordFigures } from '../support/figures.ts';

const PARENTS = 100;
const CHILDREN = 50;
const SKUS = PARENTS * CHILDREN;
const ROWS_PER_REQUEST = 1000;
/** WooCommerce's own route at its best setting (woocommerce.md 3.4). */
const BATCH_ITEMS = 20;
const BATCH_IN_FLIGHT = 4;
const BATCH_SAMPLE = 800;

type Seeded = Array<[parent: number, id: number, sku: string]>;

const shop = await startRealShop({ plugin: 'copy', cronSeconds: 3600 });
const auth = `${shop.key}:${shop.secret}`;
let generation = 0;

/** SKUs per second of our route: every SKU once, one request after the other. */
async function measureOurs(seeded: Seeded, positionOf: (index: number) => number): Promise<number> {
  generation += 1;
  const startedAt = performance.now();
  for (let start = 0; start < seeded.length; start += ROWS_PER_REQUEST) {
    const rows = seeded
      .slice(start, start + ROWS_PER_REQUEST)
      .map(([, , sku], index) => ({ sku, position: positionOf(start + index) }));
    const answer = await postPositions(shop.url, auth, generation, rows);
    const unwritten = answer.rows.filter(({ outcome }) => outcome !== 'written');
    if (unwritten.length > 0)
      throw new Error(`${unwritten.length} rows were not written, the first: ${JSON.stringify(unwritten[0])}`);
  }
  return seeded.length / ((performance.now() - startedAt) / 1000);
}

/** SKUs per second of `variations/batch`, 20 a call and 4 in flight. */
async function measureTheirs(seeded: Seeded, stock: number): Promise<number> {
  const calls: Array<{ parent: number; ids: number[] }> = [];
  for (let start = 0; calls.length * BATCH_ITEMS < BATCH_SAMPLE; start += CHILDREN) {
    const ids = seeded.slice(start, start + BATCH_ITEMS).map(([, id]) => id);
    calls.push({ parent: seeded[start]?.[0] ?? 0, ids });
  }
  const total = calls.length * BATCH_ITEMS;
  const startedAt = performance.now();
  const work = async (): Promise<void> => {
    for (let next = calls.shift(); next !== undefined; next = calls.shift()) {
      const answer = await call<{ update?: Array<{ error?: unknown }> }>(
        'POST',
        `${shop.url}/wp-json/wc/v3/products/${next.parent}/variations/batch`,
        {
          auth: `${shop.adminKey}:${shop.adminSecret}`,
          body: { update: next.ids.map((id) => ({ id, stock_quantity: stock })) },
          timeoutMs: 300_000,
        },
      );
      if (answer.status !== 200 || answer.body.update?.some(({ error }) => error !== undefined))
        throw new Error(`batch answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: BATCH_IN_FLIGHT }, work));
  return total / ((performance.now() - startedAt) / 1000);
}

try {
  const printed = await shop.runPhp(join(findRoot(), 'tests', 'support', 'php', 'seed-catalogue.php'), {
    CHERRY_SEED_PARENTS: `${PARENTS}`,
    CHERRY_SEED_CHILDREN: `${CHILDREN}`,
    CHERRY_SEED_STOCK: '40',
  });
  const seeded = JSON.parse(printed.trim().split('\n').at(-1) as string) as Seeded;
  const adopting = await measureOurs(seeded, () => 50);
  const theirsBefore = await measureTheirs(seeded, 60);
  const plain = await measureOurs(seeded, () => 45);
  const crossing = await measureOurs(seeded, (index) => (index % 100 === 0 ? 0 : 44));
  const theirsAfter = await measureTheirs(seeded, 61);
  const theirs = Math.max(theirsBefore, theirsAfter);
  const ratio = plain / theirs;
  const rate = (value: number): string => `${Math.round(value)} SKUs/s`;
  recordFigures('position-route', [
    ['WooCommerce', `${shop.woocommerceVersion} on PHP ${shop.phpVersion}, ${SKUS} SKUs`],
    [`variations/batch, ${BATCH_ITEMS} a call, ${BATCH_IN_FLIGHT} in flight (better of two)`, rate(theirs)],
    ['position route, adopting', rate(adopting)],
    ['position route, nothing crosses zero', rate(plain)],
    ['position route, 1 % crosses zero', rate(crossing)],
    ['position route : batch (bar: at least 10)', `${ratio.toFixed(1)} : 1`],
  ]);
} finally {
  await shop.stop();
}
