import { invoicePick } from './invoices.ts';
import type { Order } from './order.ts';
import { readStatus } from './order.ts';
import { freeOf } from './order-book.ts';
import { cancelFreeUnits } from './order-edits.ts';
import { runOrderBatch } from './order-placing.ts';
import type { Snapshot } from './snapshots.ts';
import { computeSnapshot, publishSnapshot } from './snapshots.ts';
import type { World } from './world.ts';
import { stampAt, todayOf } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Plans what an ERP runs by itself: stock batches, order batches, the night, invoices. */
export const startPlans = (world: World): void => {
  planStockBatch(world);
  planOrderBatch(world);
  planNight(world);
  world.onShipment.push((shipment) => {
    const dueMs = world.clock.nowMs() + world.config.invoice_s * 1000;
    world.clock.plan(dueMs, () => void invoicePick(world, shipment.pick));
  });
};

/**
 * A batch as of second T: computed once T is over, before anything else of the next second, readable compute_s
 * after T. The next batch is planned from T, so a slow one never shifts the cycle.
 */
const planStockBatch = (world: World): void => {
  const asOf = stampAt(world, world.clock.nowMs() + world.config.ats_every_s * 1000);
  world.clock.plan(asOf.ms, () => planStockBatch(world), -2);
  const readableAt = stampAt(world, Math.max(asOf.ms + 1000, asOf.ms + world.config.ats_compute_s * 1000));
  world.clock.plan(asOf.ms + 1000, () => computeBatch(world, asOf, readableAt), -3);
};

const computeBatch = (world: World, asOf: Snapshot['asOf'], readableAt: Snapshot['asOf']): void => {
  if (world.shelf.batchesToSkip > 0) {
    world.shelf.batchesToSkip -= 1;
    return;
  }
  const snapshot = computeSnapshot(world.shelf, world.ledger, world.catalogue, asOf, readableAt);
  const publish = (): void => {
    // A batch asked for meanwhile may be newer: readers never see the older one after it.
    const newest = world.shelf.history.at(-1);
    if (newest === undefined || newest.asOf.ms < asOf.ms) publishSnapshot(world.shelf, snapshot);
  };
  if (readableAt.ms <= world.clock.nowMs()) publish();
  else world.clock.plan(readableAt.ms, publish, -1);
};

/** A snapshot as of the last full second, readable at once. */
export const computeNow = (world: World): Snapshot => {
  const now = world.clock.nowMs();
  const asOf = stampAt(world, now - 1000);
  return computeSnapshot(world.shelf, world.ledger, world.catalogue, asOf, stampAt(world, now));
};

const planOrderBatch = (world: World): void => {
  const dueMs = world.clock.nowMs() + world.profile.orders.batch_s * 1000;
  world.clock.plan(dueMs, () => {
    runOrderBatch(world);
    planOrderBatch(world);
  });
};

const planNight = (world: World): void => {
  const dueMs = readNextNight(world);
  if (dueMs === undefined) return;
  world.clock.plan(dueMs, () => {
    runNight(world);
    planNight(world);
  });
};

/** The next 01:00 local time; of the doubled hour in autumn the first one only. */
const readNextNight = (world: World): number | undefined => {
  const now = world.clock.nowMs();
  for (let days = 0; days < 3; days += 1) {
    const day = world.zone.toText(now + days * DAY_MS).slice(0, 10);
    const dueMs = world.zone.toInstant(`${day} 01:00:00`);
    if (dueMs !== undefined && dueMs > now) return dueMs;
  }
  return undefined;
};

/** Cancels what nobody picked of orders past their end date. */
export const runNight = (world: World): void => {
  if (!world.config.cancel_past_end) return;
  const today = todayOf(world);
  for (const order of world.orders) if (order.endDate < today && isAlive(order)) cancelFreeUnits(world, order);
};

const isAlive = (order: Order): boolean =>
  order.lines.some((line) => freeOf(line) > 0) && readStatus(order) !== 'CANCELLED';
