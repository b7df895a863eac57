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

  const writing = cases.find(({ expect: wanted }) => wanted.do === 'write');
  const decideFrom = (row: Partial<OrderRow>, change: Partial<ShopOrder> = {}, policy: unknown = writing?.policy) => {
    if (writing === undefined) throw new Error('no case writes');
    const order = { ...writing.incoming, ...change };
    const inbox = normaliseOrder(order, (orderId) => `W1-${orderId}`);
    const known = {
      rows: new Map([[order.id, { orderId: order.id, contentHash: 'old', isExported: true, ...row } as OrderRow]]),
      items: new Map(writing.known.skus.map((sku) => [sku, composeItem(sku)])),
      rules: { moneyDecimals: 2, priceDecimals: 4 },
    };
    return decideOrders([inbox], known, Settings.parse(policy), writing.now);
  };

  test.each(['intended', 'refused'] as const)(
    'an order edited in the shop while it is %s takes its new content along, and its state stays',
    (state) => {
      const { decisions, changes } = decideFrom({ state, holdReason: null }, { customerNote: 'ring twice' });
      expect(decisions).toMatchObject([{ do: 'write', intent: { payload: { draft: { notes: 'ring twice' } } } }]);
      expect(changes.map(({ put }) => put)).toEqual(['order']);
    },
  );

  test('an order cancelled while it is held waits for nobody any more', () => {
    const { decisions, changes } = decideFrom({ state: 'held', holdReason: 'unmapped-sku' }, { status: 'cancelled' });
    expect(decisions).toMatchObject([{ do: 'skip', reason: 'status-not-exported' }]);
    expect(changes).toMatchObject([
      { put: 'order', row: { isExported: false } },
      { put: 'order-state', state: 'skipped', holdReason: null },
    ]);
  });

  test('an order that differs in Blue Cherry stays held, whatever moves in the shop', () => {
    const { decisions, changes } = decideFrom({ state: 'held', holdReason: 'order-differs' });
    expect(decisions).toMatchObject([{ do: 'skip', reason: 'already-linked' }]);
    expect(changes.map(({ put }) => put)).toEqual(['order']);
  });

  test('an order that is only too young is received, not skipped for ever', () => {
    const young = { ...(writing?.policy as object), orders: { minimum_age_s: 86_400 } };
    const { changes } = decideFrom({ state: 'skipped' }, { createdAtMs: writing?.now ?? 0, paidAtMs: 1 }, young);
    expect(changes).toMatchObject([{ put: 'order' }, { put: 'order-state', state: 'received' }]);
  });

  test('an amount no calculation takes holds its own order only', () => {
    const { decisions } = decideFrom({ state: 'received' }, { total: '99999999999999.00' });
    expect(decisions[0]).toMatchObject({ do: 'hold', reason: 'totals-do-not-tie' });
  });
});
