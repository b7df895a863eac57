import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Settings } from '#contracts/settings.ts';
import type { OrderState } from '#contracts/codes.ts';
import type { ShopOrder } from '#domain/sales-order.ts';
import type { ItemRow, OrderRow } from '#domain/ledger-rows.ts';
import { decideOrders, type CreatePayload } from './decide.ts';
import { normaliseOrder } from './normalise.ts';

interface Case {
  readonly why: string;
  readonly known: { readonly state?: OrderState; readonly skus: readonly string[] };
  readonly incoming: ShopOrder;
  readonly policy: unknown;
  readonly now: number;
  readonly expect: {
    readonly do: string;
    readonly reason?: string;
    readonly draft?: unknown;
    readonly isExported?: boolean;
  };
}

const folder = new URL('./cases/', import.meta.url);
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case);

const composeItem = (sku: string): ItemRow => {
  const [division = '', style = '', colorCode = '', lblCode = '', dimension = '', sizeDesc = ''] = sku.split('|');
  return {
    sku,
    barcode: '',
    style,
    isActive: true,
    item: { division, style, colorCode, lblCode, dimension, sizeDesc, upc: '' },
  };
};

describe('orders', () => {
  test.each(cases.map((golden) => [golden.why, golden] as const))('%s', (_, golden) => {
    const inbox = normaliseOrder(golden.incoming, (orderId) => `W1-${orderId}`);
    const row: OrderRow = {
      orderId: inbox.order.id,
      reference: inbox.reference,
      contentHash: '',
      order: inbox.order,
      state: golden.known.state ?? 'received',
      holdReason: null,
      isExported: true,
      erpOrder: '',
      erpKey: '',
      commitTime: null,
      confirmedAtMs: null,
      seenAtMs: 0,
    };
    const known = {
      rows: new Map(golden.known.state === undefined ? [] : [[inbox.order.id, row]]),
      items: new Map(golden.known.skus.map((sku) => [sku, composeItem(sku)])),
      rules: { moneyDecimals: 2, priceDecimals: 4 },
    };
    const { decisions, changes } = decideOrders([inbox], known, Settings.parse(golden.policy), golden.now);
    expect(decisions[0]).toMatchObject(
      golden.expect.reason === undefined
        ? { do: golden.expect.do }
        : { do: golden.expect.do, reason: golden.expect.reason },
    );
    const stored = changes.find((change) => change.put === 'order');
    expect(stored).toBeDefined();
    if (golden.expect.isExported !== undefined)
      expect(stored).toMatchObject({ row: { isExported: golden.expect.isExported } });
    if (golden.expect.draft !== undefined && decisions[0]?.do === 'write')
      expect((decisions[0].intent.payload as CreatePayload).draft).toMatchObject(golden.expect.draft as object);
  });

  test('the same order read twice is the same intent', () => {
    const golden = cases.find(({ expect: wanted }) => wanted.do === 'write');
    if (golden === undefined) throw new Error('no case writes');
    const known = {
      rows: new Map<number, OrderRow>(),
      items: new Map(golden.known.skus.map((sku) => [sku, composeItem(sku)])),
      rules: { moneyDecimals: 2, priceDecimals: 4 },
    };
    const ids = [golden.now, golden.now + 60_000].map((now) => {
      const [decision] = decideOrders(
        [normaliseOrder(golden.incoming, (orderId) => `W1-${orderId}`)],
        known,
        Settings.parse(golden.policy),
        now,
      ).decisions;
      return decision?.do === 'write' ? decision.intent.id : 'none';
    });
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe('none');
  });
});
