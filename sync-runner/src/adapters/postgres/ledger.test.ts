import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeLedger } from '#ports/ledger.suite.ts';
import type { LedgerChange } from '#ports/ledger.ts';
import type { Store } from './open-store.ts';
import { startTestServer, type TestServer } from './test-store.suite.ts';

let server: TestServer;
let store: Store;
const schema = 'ledger';

beforeAll(async () => {
  server = await startTestServer();
  store = await server.openStore(schema);
}, 60_000);
afterAll(async () => {
  await store.close();
  await server.close();
});

describeLedger('PostgreSQL', async () => {
  await server.empty(schema);
  return { ledger: store.ledger, close: () => Promise.resolve() };
});

it('takes a count and the positions of 100,000 SKUs in a handful of statements', async () => {
  await server.empty(schema);
  const skus = Array.from({ length: 100_000 }, (_, index) => `SKU-${index}`);
  const positions = skus.map((sku, index): LedgerChange => ({
    put: 'position',
    row: {
      sku,
      productId: index,
      position: index,
      generation: 3,
      adoptedAsOf: null,
      writtenAtMs: 1,
      outcome: 'written',
    },
  }));
  const row = {
    id: 's',
    asOf: null,
    isFull: true,
    skuCount: skus.length,
    rowCount: skus.length,
    verdict: 'accepted',
    heldBy: '',
    readAtMs: 1,
  } as const;
  await store.ledger.transact((tx) =>
    tx.ledger.apply([
      { put: 'snapshot', row, availableEach: new Map(skus.map((sku, index) => [sku, -index])) },
      ...positions,
    ]),
  );
  const accepted = await store.ledger.acceptedSnapshot();
  expect(accepted?.availableEach.get('SKU-99999')).toBe(-99_999);
  expect((await store.ledger.positions()).size).toBe(100_000);
});
