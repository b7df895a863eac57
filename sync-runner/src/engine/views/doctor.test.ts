import { describe, expect, it } from 'vitest';
import type { HandshakeAnswer } from '#contracts/handshake.ts';
import { Settings } from '#contracts/settings.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { ErpFacts } from '#ports/erp.ts';
import type { DoctorCheck, DoctorPorts } from './doctor.ts';
import { readDoctor } from './doctor.ts';

const NOW = Date.parse('2026-03-03T09:00:00Z');
const healthyShop: HandshakeAnswer['shop'] = {
  kind: 'woocommerce',
  name: 'Shop',
  url: 'https://shop.example',
  woocommerce_version: '10.0',
  wordpress_version: '6.8',
  php_version: '8.2',
  currency: 'USD',
  price_decimals: 2,
  prices_include_tax: false,
  timezone: 'UTC',
  now_utc: '2026-03-03T09:00:05Z',
  hold_stock_minutes: 60,
  no_stock_amount: 0,
  stock_managed: true,
  hpos: true,
  order_sync_on: false,
  other_stock_owners: [],
};
const facts: ErpFacts = {
  orderMode: 'sync',
  enforcesReference: true,
  moneyDecimals: 2,
  priceDecimals: 4,
  referencePrefix: 'W1',
  stockEveryS: 900,
  stockComputeS: 20,
  readLagS: 600,
  orderBatchS: 300,
  hasStockTime: true,
  hasCommitTime: true,
  scope: { divisions: [], labels: [], channels: [], seasons: [] },
  hasShipments: true,
};

async function* onePage<T>(): AsyncIterable<{ records: T[]; quarantined: [] }> {
  yield { records: [], quarantined: [] };
}

const composePorts = (
  shop: Partial<HandshakeAnswer['shop']> = {},
  over: { shop?: object; erp?: object } = {},
): DoctorPorts =>
  ({
    shop: {
      handshake: async (): Promise<HandshakeAnswer> => ({
        version: 1,
        plugin_version: '0.1.0',
        shop: { ...healthyShop, ...shop },
        limits: { positions_per_request: 1000 },
        highest_generation: 0,
        features: ['positions', 'shipments', 'order-links', 'failures', 'reports', 'settings', 'commands'],
      }),
      readOrderHeads: async () => [],
      findItems: async () => [],
      ...over.shop,
    },
    control: { readSettings: async () => Settings.parse({ version: 1 }), readCommands: async () => [] },
    erp: {
      facts,
      check: async () => ({ version: '1.0' }),
      readStyles: () => onePage(),
      readShipments: () => onePage(),
      findOrders: async () => [],
      peekStock: async () => ({ snapshotId: 'A1', asOf: null }),
      ...over.erp,
    },
    ledger: null,
    clock: { nowMs: () => NOW },
  }) as unknown as DoctorPorts;

const find = (checks: readonly DoctorCheck[], name: string): DoctorCheck | undefined =>
  checks.find(({ check }) => check === name);
const refuse =
  (code: ConstructorParameters<typeof SyncError>[0]['code'], message: string) => async (): Promise<never> => {
    throw new SyncError({ code, message });
  };

describe('doctor', () => {
  it('finds nothing wrong with two healthy sides', async () => {
    const checks = await readDoctor(composePorts());
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(find(checks, 'erp-pool')?.fix).toContain('reserve a pool');
  });

  it.each([
    ['shop-hold', 'warn', { hold_stock_minutes: null }],
    ['shop-order-sync', 'warn', { order_sync_on: true }],
    ['shop-hpos', 'warn', { hpos: false }],
    ['shop-stock', 'fail', { stock_managed: false }],
    ['shop-stock-owner', 'fail', { other_stock_owners: ['Other Stock'] }],
    ['shop-clock', 'warn', { now_utc: '2026-03-03T09:10:00Z' }],
  ] as const)('names the fix of %s', async (name, state, shop) => {
    const found = find(await readDoctor(composePorts(shop as Partial<HandshakeAnswer['shop']>)), name);
    expect(found?.state).toBe(state);
    expect(found?.fix).not.toBe('');
  });

  it('still looks at Blue Cherry while the shop is silent, and asks the silent shop only once', async () => {
    let asked = 0;
    const silent = async (): Promise<never> => {
      asked += 1;
      throw new SyncError({ code: 'SHOP_UNREACHABLE', message: 'No answer from the shop.' });
    };
    const checks = await readDoctor(
      composePorts({}, { shop: { handshake: silent, readOrderHeads: silent, findItems: silent } }),
    );
    expect(find(checks, 'shop-address')).toMatchObject({ state: 'fail', code: 'SHOP_UNREACHABLE' });
    expect(find(checks, 'erp-address')?.state).toBe('ok');
    expect(asked).toBe(1);
  });

  it('says that the plugin is missing and still tries the key', async () => {
    const checks = await readDoctor(
      composePorts({}, { shop: { handshake: refuse('PLUGIN_MISSING', 'The plugin does not answer.') } }),
    );
    expect(find(checks, 'shop-plugin')).toMatchObject({ state: 'fail', code: 'PLUGIN_MISSING' });
    expect(find(checks, 'shop-read-orders')?.state).toBe('ok');
  });

  it('warns where stock counts or orders carry no time', async () => {
    const checks = await readDoctor(
      composePorts({}, { erp: { facts: { ...facts, hasStockTime: false, hasCommitTime: false } } }),
    );
    expect(find(checks, 'erp-stock-time')?.state).toBe('warn');
    expect(find(checks, 'erp-commit-time')?.state).toBe('warn');
  });

  it('names the refused key of Blue Cherry with its code', async () => {
    const checks = await readDoctor(
      composePorts({}, { erp: { check: refuse('ERP_AUTH_REFUSED', 'The key was refused.') } }),
    );
    expect(find(checks, 'erp-address')).toMatchObject({ state: 'fail', code: 'ERP_AUTH_REFUSED' });
  });
});
