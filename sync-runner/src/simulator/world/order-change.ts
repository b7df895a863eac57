import type { Order } from './order.ts';
import { totalOf } from './order.ts';
import { findLine, findOrder, touchOrder } from './order-book.ts';
import { cancelOrder, refuseBusyLine, setAddress, setLineTotal } from './order-edits.ts';
import { readAddress } from './order-intake.ts';
import { unbookTo } from './ledger.ts';
import { Refusal } from './refusal.ts';
import type { RequestRow } from './request-text.ts';
import { isAbsent, parseWhole, readRows, readText } from './request-text.ts';
import type { World } from './world.ts';

export interface ChangeResult {
  order: Order;
  isChanged: boolean;
}

/** One POST salesOrderChange item. A change that changes nothing is fine whatever its revision. Throws Refusal. */
export const changeOrder = (world: World, item: RequestRow): ChangeResult => {
  const order = findOrder(world, readText(item, 'ord_num'));
  const action = readText(item, 'action');
  const cancelType = readText(item, 'cancel_type', { isOptional: true }) || 'CC';
  if (cancelType !== 'CC' && cancelType !== 'CH') throw new Refusal('CODE_BAD', `cancel_type ${cancelType}`);
  switch (action) {
    case 'CANCEL_ORDER':
      if (order.lines.every((line) => totalOf(line) === 0)) return { order, isChanged: false };
      checkRevision(order, item);
      return { order, isChanged: cancelOrder(world, order, cancelType, 'API') };
    case 'CANCEL_LINE':
      return { order, isChanged: cutLine(world, order, item, 0, cancelType) };
    case 'CUT_QTY':
      return { order, isChanged: cutLine(world, order, item, readNewTotal(item), cancelType) };
    case 'SHIP_TO':
      return { order, isChanged: shipElsewhere(world, order, item) };
    default:
      throw new Refusal('CODE_BAD', `action ${action}`);
  }
};

const checkRevision = (order: Order, item: RequestRow): void => {
  if (isAbsent(item['revision'])) return;
  if (parseWhole(item['revision']) !== order.revision)
    throw new Refusal('REV_STALE', `order ${order.ordNum} is at revision ${order.revision}`);
};

const readNewTotal = (item: RequestRow): number => {
  if (isAbsent(item['total_qty'])) throw new Refusal('FIELD_MISSING', 'total_qty');
  const total = parseWhole(item['total_qty']);
  if (total === undefined || total < 0) throw new Refusal('QTY_BAD', 'total_qty');
  return total;
};

const cutLine = (world: World, order: Order, item: RequestRow, newTotal: number, cancelType: 'CC' | 'CH'): boolean => {
  if (isAbsent(item['line_seq'])) throw new Refusal('FIELD_MISSING', 'line_seq');
  const line = findLine(order, item['line_seq']);
  if (newTotal === totalOf(line)) return false;
  checkRevision(order, item);
  if (newTotal > totalOf(line))
    throw new Refusal('QTY_BAD', `order ${order.ordNum} line ${line.lineSeq} has ${totalOf(line)}; it can only be cut`);
  setLineTotal(world, order, line, newTotal, cancelType);
  touchOrder(world, order, 'API', true);
  return true;
};

const shipElsewhere = (world: World, order: Order, item: RequestRow): boolean => {
  const rows = readRows(item, 'orderAddress');
  const address = rows.length === 1 ? readAddress(rows[0]!) : undefined;
  if (address?.addrType !== 'ST') throw new Refusal('FIELD_MISSING', 'orderAddress: one ST');
  const known = order.addresses.find((candidate) => candidate.addrType === 'ST');
  if (known !== undefined && isSameAddress({ ...known }, { ...address })) return false;
  checkRevision(order, item);
  const busy = order.picks.find((pick) => pick.status !== 'VOID');
  const line = busy?.lines[0]?.line;
  if (busy !== undefined && line !== undefined) refuseBusyLine(order, line, busy.status === 'SHIPPED');
  setAddress(world, order, address);
  touchOrder(world, order, 'API', true);
  return true;
};

const isSameAddress = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  Object.keys(b).every((member) => a[member] === b[member]);

/** Runs `change`; if it throws, these orders and the ledger are as before. Changes only, no new orders. */
export const changeAtomically = <T>(world: World, orders: Order[], change: () => T): T => {
  const mark = world.ledger.entries.length;
  const saved = orders.map((order) => ({
    order,
    before: { ...order, addresses: order.addresses.map((address) => ({ ...address })) },
    lines: order.lines.map((line) => ({ line, before: { ...line } })),
  }));
  try {
    return change();
  } catch (error) {
    for (const { order, before, lines } of saved) {
      Object.assign(order, before);
      for (const row of lines) Object.assign(row.line, row.before);
    }
    unbookTo(world.ledger, mark);
    throw error;
  }
};
