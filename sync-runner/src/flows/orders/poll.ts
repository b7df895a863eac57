import { startCursor } from '#domain/cursor.ts';
import type { ShopOrder } from '#domain/sales-order.ts';
import type { Quarantined } from '#domain/decision.ts';
import type { ShopOrderHead } from '#ports/shop.ts';
import type { FlowContext, Polled } from '../flow.ts';

const pageSize = 100;
/** Overlap on the shop's own stamps; each tenth poll reads deeper (seen 0 of 10,000 orders missed; docs/decisions/0004). */
const overlapMs = 60_000;
const deepOverlapMs = 900_000;
const deepEvery = 10;
/** The first look back of a new pairing. */
const firstLookBackMs = 30 * 86_400_000;
/** Read again an order that was read this soon after its change: its items may have moved without a new stamp. */
const settleMs = 30_000;
/** Orders read in one request. */
const readSize = 50;

const readHeads = async (
  { shop, clock }: FlowContext,
  stamp: string | null,
  isDeep: boolean,
): Promise<ShopOrderHead[]> => {
  const modifiedAfterMs =
    stamp === null ? clock.nowMs() - firstLookBackMs : Date.parse(stamp) - (isDeep ? deepOverlapMs : overlapMs);
  const heads = new Map<number, ShopOrderHead>();
  for (let page = 1; ; page += 1) {
    const rows = await shop.readOrderHeads({ modifiedAfterMs, page });
    for (const head of rows) heads.set(head.id, head);
    if (rows.length < pageSize) return [...heads.values()];
  }
};

/** Thin first, then only what is new: a full list costs the shop ten times as much. */
export const pollOrders = async (context: FlowContext): Promise<Polled<ShopOrder>> => {
  const { shop, ledger } = context;
  const cursor = (await ledger.cursor('orders', 'modified')) ?? startCursor;
  const isDeep = cursor.passes % deepEvery === deepEvery - 1;
  const heads = await readHeads(context, cursor.stamp, isDeep);
  const known = await ledger.orders(heads.map(({ id }) => id));
  const wanted = heads.filter(({ id, modifiedAtMs }) => {
    const row = known.get(id);
    return (
      row === undefined || row.order.modifiedAtMs !== modifiedAtMs || isDeep || row.seenAtMs - modifiedAtMs < settleMs
    );
  });
  const orders: ShopOrder[] = [];
  const quarantined: Quarantined[] = [];
  for (let start = 0; start < wanted.length; start += readSize) {
    const batch = await shop.readOrders(wanted.slice(start, start + readSize).map(({ id }) => id));
    orders.push(...batch.orders);
    quarantined.push(...batch.quarantined);
  }
  const newestMs = heads.reduce(
    (max, { modifiedAtMs }) => Math.max(max, modifiedAtMs),
    cursor.stamp === null ? 0 : Date.parse(cursor.stamp),
  );
  const stamp = newestMs === 0 ? cursor.stamp : new Date(newestMs).toISOString();
  return {
    records: orders,
    quarantined,
    changes: [{ put: 'cursor', flow: 'orders', name: 'modified', cursor: { stamp, passes: cursor.passes + 1 } }],
  };
};
