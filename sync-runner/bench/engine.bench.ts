/**
 * The engine alone: tick and drain of the orders flow on the embedded PostgreSQL, against far sides that answer at once.
 * Prints one JSON line. Run by `npm run bench -- engine`.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedDatabaseHome } from '../src/adapters/embedded-postgres/embedded-database-home.ts';
import { openStore } from '../src/adapters/postgres/index.ts';
import { createJsonLog } from '../src/adapters/system/json-log.ts';
import { createSystemClock } from '../src/adapters/system/system-clock.ts';
import { Settings } from '../src/contracts/settings.ts';
import type { ShopOrder } from '../src/domain/sales-order.ts';
import { runPass, type EnginePorts } from '../src/engine/index.ts';

const ORDERS = Number(process.env['BENCH_ORDERS'] ?? 3000);
const SKU = '01|00101|010|||XS';

const composeOrder = (id: number, atMs: number): ShopOrder => {
  const address = {
    name: 'Ann Lee',
    company: '',
    line1: '12 Orchard Street',
    line2: '',
    city: 'Springfield',
    state: 'NY',
    postcode: '10001',
    country: 'US',
    email: 'ann@shop.example',
    phone: '',
  };
  return {
    id,
    number: String(id),
    status: 'processing',
    currency: 'USD',
    createdAtMs: atMs,
    modifiedAtMs: atMs,
    paidAtMs: atMs,
    paymentMethod: 'card',
    customerNote: '',
    billing: address,
    shipping: address,
    lines: [1, 2].map((line) => ({
      id: id * 10 + line,
      productId: 1,
      variationId: 2,
      sku: SKU,
      name: 'Tee',
      quantityEach: 1,
      subtotal: '29.99',
      total: '29.99',
      totalTax: '2.66',
      reducedEach: 1,
    })),
    charges: [],
    totalTax: '5.32',
    total: '65.30',
    refundIds: [],
    linkedErpOrder: '',
    linkedErpKey: '',
  };
};

const dataDir = mkdtempSync(join(tmpdir(), 'cherry-bench-'));
chmodSync(dataDir, 0o755);
const log = createJsonLog({ level: 'error' });
const clock = createSystemClock(1);
const home = createEmbeddedDatabaseHome({ dataDir, log });
const store = await openStore({ address: await home.open(), schema: 'cherry_bridge', clock, log, runnerId: 'bench' });

const nowMs = Math.floor(Date.now() / 1000) * 1000 - 60_000;
const orders = Array.from({ length: ORDERS }, (_, index) => composeOrder(index + 1, nowMs));
const settings = Settings.parse({ flows: { orders: { mode: 'live', live_since_utc: '2020-01-01T00:00:00Z' } } });
let created = 0;
const sides = {
  erp: {
    facts: {
      orderMode: 'sync',
      enforcesReference: false,
      moneyDecimals: 2,
      priceDecimals: 4,
      referencePrefix: 'W1',
      readLagS: 600,
      orderBatchS: 300,
    },
    createOrder: () => {
      created += 1;
      return Promise.resolve({
        outcome: 'created',
        erpKey: String(created),
        erpOrder: String(created),
        commitTime: { text: '', earliestMs: nowMs, latestMs: nowMs },
        wasExisting: false,
      });
    },
  },
  shop: {
    readOrderHeads: ({ page }: { page: number }) =>
      Promise.resolve(orders.slice((page - 1) * 100, page * 100).map(({ id, modifiedAtMs }) => ({ id, modifiedAtMs }))),
    readOrders: (ids: readonly number[]) =>
      Promise.resolve({ orders: ids.map((id) => orders[id - 1]), quarantined: [] }),
    writeOrderLinks: ({ links }: { links: readonly { order_id: number }[] }) =>
      Promise.resolve({
        version: 1,
        rows: links.map(({ order_id }) => ({ order_id, outcome: 'written', reason: '' })),
      }),
  },
  control: {
    readSettings: () => Promise.resolve(settings),
    readBuffers: () => Promise.resolve({ revision: 0, rules: [] }),
    readCommands: () => Promise.resolve([]),
  },
  reporter: {},
};
const ports = {
  ...sides,
  ...store,
  clock,
  log,
  runnerId: 'bench',
  runnerVersion: '0',
  role: 'all',
} as unknown as EnginePorts;
const item = { division: '01', style: '00101', colorCode: '010', lblCode: '', dimension: '', sizeDesc: 'XS', upc: '' };
await store.ledger.transact(({ ledger }) =>
  ledger.apply([{ put: 'items', rows: [{ sku: SKU, item, barcode: '', style: '00101', isActive: true }] }]),
);

try {
  const startedAt = performance.now();
  const pass = await runPass(ports, 'orders');
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    JSON.stringify({
      orders: ORDERS,
      created,
      confirmed: pass.confirmed,
      seconds,
      ordersPerSecond: ORDERS / seconds,
      rssMb: process.memoryUsage().rss / 2 ** 20,
    }),
  );
} finally {
  await store.close();
  await home.close();
  rmSync(dataDir, { recursive: true, force: true });
}
