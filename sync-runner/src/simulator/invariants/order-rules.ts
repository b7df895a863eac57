import type { Order } from '../world/order.ts';
import { openOf, readAmounts, readStatus, totalOf } from '../world/order.ts';
import { extend } from '../world/money.ts';
import type { World } from '../world/world.ts';
import type { Violation } from './violation.ts';

/** V2: total = ord - cancel = open + ship; 0 <= alloc + pick <= open; a held order is not allocated. */
export const checkLines = (world: World): Violation[] => {
  const found: Violation[] = [];
  for (const order of world.orders)
    for (const line of order.lines) {
      const parts = [
        line.ordQty,
        line.cancelQty,
        line.allocQty,
        line.pickQty,
        line.shipQty,
        totalOf(line),
        openOf(line),
      ];
      const isBad = parts.some((part) => part < 0) || line.allocQty + line.pickQty > openOf(line);
      const isHeldAllocated = order.holdCode !== '' && line.allocQty > 0;
      if (isBad || isHeldAllocated)
        found.push({ rule: 'V2', detail: `order ${order.ordNum} line ${line.lineSeq}: ${parts.join(' ')}` });
    }
  return found;
};

/** V5: the sum rule, and ext = price x total within its tolerance. */
export const checkSums = (world: World): Violation[] => {
  const found: Violation[] = [];
  for (const order of world.orders) {
    const { merch, disc, frgt, tax, misc, insu, total } = readAmounts(order);
    if (merch - disc + frgt + tax + misc + insu !== total)
      found.push({ rule: 'V5', detail: `order ${order.ordNum}: total ${total}` });
    for (const line of order.lines) {
      const units = totalOf(line);
      if (Math.abs(line.ext - extend(line.price, units)) > 1 + units * 0.005 + 0.5)
        found.push({ rule: 'V5', detail: `order ${order.ordNum} line ${line.lineSeq}: ext ${line.ext}` });
    }
  }
  return found;
};

interface Seen {
  revision: number;
  lastModMs: number;
}

const seenByWorld = new WeakMap<World, Map<Order, Seen>>();

/** V6: against what the last look saw, by instant: revision and last_mod never fall. */
export const checkRevisions = (world: World): Violation[] => {
  const seen = seenByWorld.get(world) ?? new Map<Order, Seen>();
  seenByWorld.set(world, seen);
  const found: Violation[] = [];
  for (const order of world.orders) {
    const before = seen.get(order);
    const now = { revision: order.revision, lastModMs: order.lastMod.ms };
    const isFallen = before !== undefined && (now.revision < before.revision || now.lastModMs < before.lastModMs);
    if (isFallen || order.lastMod.ms < order.commit.ms)
      found.push({
        rule: 'V6',
        detail: `order ${order.ordNum}: revision ${now.revision}, last_mod ${order.lastMod.text}`,
      });
    seen.set(order, now);
  }
  return found;
};

/** V7: the first entry of an order is stamped with its commit time, so commit_time <= as_of tells membership. */
export const checkMembership = (world: World): Violation[] => {
  const first = new Map<string, { ms: number; text: string }>();
  for (const entry of world.ledger.entries) if (!first.has(entry.doc)) first.set(entry.doc, entry.stamp);
  const found: Violation[] = [];
  for (const order of world.orders) {
    const stamp = first.get(order.ordNum);
    const isBooked = order.splitFrom !== '' || (stamp !== undefined && stamp.ms === order.commit.ms);
    const isLineLater = order.lines.every((line) => line.lastMod.ms >= order.commit.ms);
    if (!isBooked || !isLineLater || readStatus(order) === '')
      found.push({
        rule: 'V7',
        detail: `order ${order.ordNum}: commit ${order.commit.text}, booked ${stamp?.text ?? '-'}`,
      });
  }
  return found;
};
