import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRoot } from '../support/shop/find-root.ts';
import { postPositions } from '../support/positions.ts';
import { type RealShop, startRealShop } from '../support/real-shop.ts';
import { call } from '../support/shop-access.ts';

const SKUS = 20;
const SELLERS = 4;
const REFRESHES = 200;
const START_POSITION = 10_000;

interface Peek {
  id: number;
  sku: string;
  stock: number;
  stock_status: string;
  lookup: { stock_quantity: number; stock_status: string };
}

let shop: RealShop;
let folder: string;
let products: Array<{ id: number; sku: string }>;

beforeAll(async () => {
  shop = await startRealShop({ plugin: 'copy' });
  folder = mkdtempSync(join(tmpdir(), 'cherry-race-'));
  chmodSync(folder, 0o777);
  const seeded = await runSeed({ CHERRY_SEED_PARENTS: '1', CHERRY_SEED_CHILDREN: `${SKUS}`, CHERRY_SEED_STOCK: '5' });
  products = (JSON.parse(seeded) as Array<[number, number, string]>).map(([, id, sku]) => ({ id, sku }));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await shop?.stop();
});

const script = (name: string): string => join(findRoot(), 'tests', 'support', 'php', name);

async function runSeed(env: Record<string, string>): Promise<string> {
  const printed = await shop.runPhp(script('seed-catalogue.php'), env);
  return printed.trim().split('\n').at(-1) as string;
}

async function sell(seed: number, stopFile: string): Promise<Record<string, number>> {
  const printed = await shop.runPhp(script('sell-until-told.php'), {
    CHERRY_SELL_IDS: products.map(({ id }) => id).join(','),
    CHERRY_SELL_STOP: stopFile,
    CHERRY_SELL_SEED: `${seed}`,
  });
  return JSON.parse(printed.trim().split('\n').at(-1) as string) as Record<string, number>;
}

const write = (generation: number, positions: ReadonlyMap<string, number>) =>
  postPositions(
    shop.url,
    `${shop.key}:${shop.secret}`,
    generation,
    [...positions].map(([sku, position]) => ({ sku, position })),
  );

/** One refresh of every SKU with a new position each; now and then sent twice, for a repeat must change nothing. */
async function refresh(generation: number, positions: Map<string, number>): Promise<void> {
  for (const [index, { sku }] of products.entries()) {
    positions.set(sku, (positions.get(sku) ?? 0) + ((generation * 7 + index * 3) % 11) - 5);
  }
  const answer = await write(generation, positions);
  expect(answer.rows.every(({ outcome }) => outcome === 'written')).toBe(true);
  if (generation % 50 !== 0) return;
  const again = await write(generation, positions);
  expect(again.rows.every(({ outcome }) => outcome === 'repeated')).toBe(true);
}

describe('position write beside a running checkout', () => {
  it('loses no sale and returns no sold unit: stock = position - units sold, for each SKU', async () => {
    const positions = new Map(products.map(({ sku }) => [sku, START_POSITION]));
    await write(1, positions);
    const stopFile = join(folder, 'stop');
    const sellers = Array.from({ length: SELLERS }, (_, seed) => sell(seed + 1, stopFile));
    for (let generation = 2; generation <= REFRESHES; generation += 1) await refresh(generation, positions);
    writeFileSync(stopFile, '');
    const counts = await Promise.all(sellers);
    // The last refresh comes after the last sale: two sellers at once leave WooCommerce's own lookup row one sale behind,
    // because each writes the figure it saw; the next position write mends that.
    await refresh(REFRESHES + 1, positions);
    const sold = new Map<number, number>(products.map(({ id }) => [id, 0]));
    for (const taken of counts) {
      for (const [id, units] of Object.entries(taken)) sold.set(Number(id), (sold.get(Number(id)) ?? 0) + units);
    }
    expect(existsSync(stopFile)).toBe(true);
    const ids = products.map(({ id }) => id).join(',');
    const peeked = await call<Peek[]>('GET', `${shop.url}/wp-json/cherry-test/v1/stock?ids=${ids}`, {
      auth: `${shop.adminKey}:${shop.adminSecret}`,
    });
    const total = [...sold.values()].reduce((sum, units) => sum + units, 0);
    // Fewer would mean that the sellers hardly ran beside the refreshes.
    expect(total).toBeGreaterThan(REFRESHES);
    for (const { id, sku } of products) {
      const row = peeked.body.find((each) => each.id === id);
      const meant = (positions.get(sku) ?? 0) - (sold.get(id) ?? 0);
      expect({ sku, stock: Number(row?.stock), lookup: Number(row?.lookup.stock_quantity) }).toEqual({
        sku,
        stock: meant,
        lookup: meant,
      });
      const status = meant > 0 ? 'instock' : 'outofstock';
      expect([row?.stock_status, row?.lookup.stock_status]).toEqual([status, status]);
    }
  });
});
