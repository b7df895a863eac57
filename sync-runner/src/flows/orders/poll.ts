import { startCursor } from '#domain/cursor.ts';
import type { ShopOrder } from '#domain/sales-order.ts';
import type { Quarantined } from '#domain/decision.ts';
import type { ShopOrderHead } from '#ports/shop.ts';
import type { FlowContext, Polled } from '../flow.ts';

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

/** A shop may lower its page size; a first page this short is the whole answer. */
const wholePageMax = 10;
/** Stored orders looked at again in one pass. */
const revisitMax = 500;

const readHeads = async (
  { shop, clock }: FlowContext,
  stamp: string | null,
  isDeep: boolean,
): Promise<ShopOrderHead[]> => {
  const modifiedAfterMs =
    stamp === null ? clock.nowMs() - firstLookBackMs : Date.parse(stamp) - (isDeep ? deepOverlapMs : overlapMs);
  const heads = new Map<number, ShopOrderHead>();
  let pageSize = wholePageMax;
  for (let page = 1; ; page += 1) {
    const rows = await shop.readOrderHeads({ modifiedAfterMs, page });
    const before = heads.size;
    for (const head of rows) heads.set(head.id, head);
    // A page that brings nothing new (a shop that gives page 1 for ever) is the end too.
    if (rows.length < pageSize || heads.size === before) return [...heads.values()];
    if (page === 1) pageSize = rows.length;
  }
};

/** Orders that were read and could not be understood: they are asked for again until they can. */
const listQuarantined = async ({ ledger }: FlowContext): Promise<number[]> =>
  (await ledger.openFailureKeys('orders'))
    .filter((key) => key.startsWith('orders:SHOP_ROW_SHAPE:order:'))
    .map((key) => Number(key.split(':')[3]))
    .filter((id) => Number.isSafeInteger(id) && id > 0)
    .slice(0, readSize);

/**
 * Stored orders whose time has come although nothing changed in the shop: their SKU is known to the ERP now, or they are
 * old enough. The shop will not list them again.
 */
const revisit = async ({ ledger, policy, clock }: FlowContext): Promise<ShopOrder[]> => {
  const minimumAgeMs = policy.settings.orders.minimum_age_s * 1000;
  const rows = [...(await ledger.ordersIn(['held'], revisitMax)), ...(await ledger.ordersIn(['received'], revisitMax))];
  const unmapped = rows.filter(({ holdReason }) => holdReason === 'unmapped-sku');
  const skus = [...new Set(unmapped.flatMap(({ order }) => order.lines.map(({ sku }) => sku)))];
  const items = skus.length === 0 ? new Map<string, unknown>() : await ledger.items(skus);
  const isMapped = (order: ShopOrder): boolean =>
    order.lines.every(({ sku, quantityEach }) => quantityEach <= 0 || items.has(sku));
  return rows
    .filter(({ state, holdReason, order }) =>
      state === 'received'
        ? clock.nowMs() - order.createdAtMs >= minimumAgeMs
        : holdReason === 'unmapped-sku' && isMapped(order),
    )
    .map(({ order }) => order);
};

const readWanted = async (
  { shop }: FlowContext,
  ids: readonly number[],
): Promise<{ orders: ShopOrder[]; quarantined: Quarantined[] }> => {
  const orders: ShopOrder[] = [];
  const quarantined: Quarantined[] = [];
  for (let start = 0; start < ids.length; start += readSize) {
    const batch = await shop.readOrders(ids.slice(start, start + readSize));
    orders.push(...batch.orders);
    quarantined.push(...batch.quarantined);
  }
  return { orders, quarantined };
};

/** The newest stamp seen, but never past an order that was listed and not given: it is asked for again. */
const composeStamp = (
  stamp: string | null,
  heads: readonly ShopOrderHead[],
  missing: readonly ShopOrderHead[],
): string | null => {
  const newestMs = heads.reduce(
    (max, { modifiedAtMs }) => Math.max(max, modifiedAtMs),
    stamp === null ? 0 : Date.parse(stamp),
  );
  const capMs = missing.reduce((min, { modifiedAtMs }) => Math.min(min, modifiedAtMs - 1000), newestMs);
  return newestMs === 0 ? stamp : new Date(capMs).toISOString();
};

/** Thin first, then only what is new: a full list costs the shop ten times as much. */
export const pollOrders = async (context: FlowContext): Promise<Polled<ShopOrder>> => {
  const { ledger, log } = context;
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
  const ids = new Set([...wanted.map(({ id }) => id), ...(await listQuarantined(context))]);
  const { orders, quarantined } = await readWanted(context, [...ids]);
  const given = new Set([...orders.map(({ id }) => String(id)), ...quarantined.map(({ subject }) => subject.id)]);
  const missing = wanted.filter(({ id }) => !given.has(String(id)));
  if (missing.length > 0)
    log.warn('The shop listed orders that it then did not give; they are asked for again', { count: missing.length });
  const again = (await revisit(context)).filter(({ id }) => !ids.has(id));
  return {
    records: [...orders, ...again],
    quarantined,
    changes: [
      {
        put: 'cursor',
        flow: 'orders',
        name: 'modified',
        cursor: { stamp: composeStamp(cursor.stamp, heads, missing), passes: cursor.passes + 1 },
      },
    ],
  };
};
