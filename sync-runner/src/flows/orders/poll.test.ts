import { describe, expect, test } from 'vitest';
import { Settings } from '#contracts/settings.ts';
import type { OrderRow } from '#domain/ledger-rows.ts';
import type { ShopOrder } from '#domain/sales-order.ts';
import type { ShopOrderHead } from '#ports/shop.ts';
import type { FlowContext } from '../flow.ts';
import { pollOrders } from './poll.ts';

const nowMs = Date.parse('2026-03-01T12:00:00Z');
const cursorStamp = '2026-03-01T11:00:00.000Z';

const orderOf = (id: number, createdAtMs = nowMs - 60_000, sku = 'A'): ShopOrder =>
  ({ id, createdAtMs, modifiedAtMs: nowMs, lines: [{ sku, quantityEach: 1 }] }) as unknown as ShopOrder;

const rowOf = (order: ShopOrder, state: string, holdReason: string | null): OrderRow =>
  ({ orderId: order.id, order, state, holdReason, seenAtMs: 0 }) as unknown as OrderRow;

interface World {
  readonly heads?: readonly ShopOrderHead[];
  /** The shop's own cap on a page. */
  readonly pageMax?: number;
  readonly absent?: readonly number[];
  readonly stored?: readonly OrderRow[];
  readonly items?: readonly string[];
  readonly failures?: readonly string[];
  readonly minimumAgeS?: number;
}

const pollIn = async ({
  heads = [],
  pageMax = 100,
  absent = [],
  stored = [],
  items = [],
  failures = [],
  minimumAgeS = 0,
}: World) => {
  const asked: number[] = [];
  const context = {
    shop: {
      readOrderHeads: ({ page }: { page: number }) =>
        Promise.resolve(heads.slice((page - 1) * pageMax, page * pageMax)),
      readOrders: (ids: readonly number[]) => {
        asked.push(...ids);
        return Promise.resolve({
          orders: ids.filter((id) => !absent.includes(id)).map((id) => orderOf(id)),
          quarantined: [],
        });
      },
    },
    ledger: {
      cursor: () => Promise.resolve({ stamp: cursorStamp, passes: 1 }),
      orders: () => Promise.resolve(new Map()),
      ordersIn: (states: readonly string[]) => Promise.resolve(stored.filter(({ state }) => states.includes(state))),
      items: (skus: readonly string[]) =>
        Promise.resolve(new Map(skus.filter((sku) => items.includes(sku)).map((sku) => [sku, {}]))),
      openFailureKeys: () => Promise.resolve(failures),
    },
    policy: { settings: Settings.parse({ orders: { minimum_age_s: minimumAgeS } }), buffers: [] },
    clock: { nowMs: () => nowMs },
    log: { warn: () => undefined },
  } as unknown as FlowContext;
  const { records, changes } = await pollOrders(context);
  const cursor = changes.find((change) => change.put === 'cursor');
  return { ids: records.map(({ id }) => id), asked, stamp: cursor?.put === 'cursor' ? cursor.cursor.stamp : null };
};

const headsOf = (count: number): ShopOrderHead[] =>
  Array.from({ length: count }, (_, index) => ({ id: count - index, modifiedAtMs: nowMs - index * 1000 }));

describe('the order poll', () => {
  test('a shop that lowers its page size hides no order', async () => {
    const { ids } = await pollIn({ heads: headsOf(35), pageMax: 20 });
    expect(ids).toHaveLength(35);
  });

  test('the cursor never passes an order that was listed and not given', async () => {
    const { stamp } = await pollIn({ heads: headsOf(5), absent: [2] });
    expect(stamp).toBe(new Date(nowMs - 3000 - 1000).toISOString());
    expect((await pollIn({ heads: headsOf(5) })).stamp).toBe(new Date(nowMs).toISOString());
  });

  test('an order held for an unknown SKU comes again once Blue Cherry knows it, and not before', async () => {
    const stored = [rowOf(orderOf(7), 'held', 'unmapped-sku'), rowOf(orderOf(8), 'held', 'address-incomplete')];
    expect((await pollIn({ stored })).ids).toEqual([]);
    expect((await pollIn({ stored, items: ['A'] })).ids).toEqual([7]);
  });

  test('an order that was too young comes again when it is old enough', async () => {
    const stored = [
      rowOf(orderOf(7, nowMs - 599_000), 'received', null),
      rowOf(orderOf(8, nowMs - 600_000), 'received', null),
    ];
    expect((await pollIn({ stored, minimumAgeS: 600 })).ids).toEqual([8]);
  });

  test('an order that could not be read is asked for again', async () => {
    const { asked } = await pollIn({ failures: ['orders:SHOP_ROW_SHAPE:order:31', 'orders:ORDER_HELD:order:9'] });
    expect(asked).toEqual([31]);
  });
});
