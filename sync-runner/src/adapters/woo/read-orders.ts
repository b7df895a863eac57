import type { Quarantined } from '#domain/decision.ts';
import type { ShopOrder } from '#domain/sales-order.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { ShopOrderHead, ShopPort } from '#ports/shop.ts';
import type { WooConnection } from './connection.ts';
import { mapOrder } from './map-order.ts';
import { formatGmt, orderFields, parseGmt, WireOrder, WireOrderHead } from './wire.ts';

const pageSizeMax = 100;
const route = 'wc/v3/orders';

const parseHead = (row: unknown): ShopOrderHead => {
  const parsed = WireOrderHead.safeParse(row);
  if (!parsed.success)
    throw new SyncError({
      code: 'SHOP_ANSWER_SHAPE',
      message: 'The shop listed an order without id or date_modified_gmt.',
      subject: route,
    });
  return { id: parsed.data.id, modifiedAtMs: parseGmt(parsed.data.date_modified_gmt) };
};

const quarantine = (row: unknown, fault: string): Quarantined => {
  const id = String((row as { id?: unknown } | null)?.id ?? 'unknown');
  return { subject: { type: 'order', id, label: `Order ${id}` }, code: 'SHOP_ROW_SHAPE', fault };
};

const parseOrder = (row: unknown): { readonly order: ShopOrder } | { readonly quarantined: Quarantined } => {
  const parsed = WireOrder.safeParse(row);
  if (parsed.success) return { order: mapOrder(parsed.data) };
  const issue = parsed.error.issues[0];
  return { quarantined: quarantine(row, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an order'}`) };
};

type OrderReads = Pick<ShopPort, 'readOrderHeads' | 'readOrders'>;

/** Thin heads first, whole orders only by id: a page of full orders costs the shop ten times as much. */
export const createOrderReads = (connection: WooConnection): OrderReads => ({
  readOrderHeads: async ({ modifiedAfterMs, page }) => {
    const rows = await connection.readRows(route, 'read-order-heads', {
      status: 'any',
      orderby: 'modified',
      order: 'desc',
      per_page: pageSizeMax,
      page,
      _fields: 'id,date_modified_gmt',
      ...(modifiedAfterMs === null ? {} : { modified_after: formatGmt(modifiedAfterMs), dates_are_gmt: true }),
    });
    // A shop that does not know a parameter ignores it without a word, so what is too old is left out here; newest
    // first, a page that holds such a row is the last one.
    const floorMs = modifiedAfterMs === null ? -Infinity : Math.floor(modifiedAfterMs / 1000) * 1000;
    return rows.map(parseHead).filter((head) => head.modifiedAtMs > floorMs);
  },
  readOrders: async (ids) => {
    const orders: ShopOrder[] = [];
    const quarantined: Quarantined[] = [];
    for (let start = 0; start < ids.length; start += pageSizeMax) {
      const wanted = ids.slice(start, start + pageSizeMax);
      const rows = await connection.readRows(route, 'read-orders', {
        include: wanted.join(','),
        status: 'any',
        per_page: pageSizeMax,
        _fields: orderFields,
      });
      for (const row of rows) {
        const parsed = parseOrder(row);
        if ('order' in parsed) {
          if (wanted.includes(parsed.order.id)) orders.push(parsed.order);
        } else quarantined.push(parsed.quarantined);
      }
    }
    return { orders, quarantined };
  },
});
