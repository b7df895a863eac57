import { z } from 'zod';
import { findSku } from '../../world/catalogue.ts';
import { demandUnits, planDemand } from '../../world/demand.ts';
import { cellOf, readFigures } from '../../world/ledger.ts';
import { runOrderBatch } from '../../world/order-placing.ts';
import { computeNow, runNight } from '../../world/plans.ts';
import { Refusal } from '../../world/refusal.ts';
import type { Snapshot } from '../../world/snapshots.ts';
import { publishSnapshot, spoilSnapshot } from '../../world/snapshots.ts';
import type { World } from '../../world/world.ts';
import { book, isLocation, stampNow } from '../../world/world.ts';

const WHERE = { sku: z.string(), location: z.string() };

export const StockBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('adjust'), ...WHERE, qty: z.int() }),
  z.strictObject({ action: z.literal('receive'), ...WHERE, qty: z.int().min(1) }),
  z.strictObject({ action: z.literal('reserve'), ...WHERE, qty: z.int() }),
]);

const REC_TYPE = { adjust: 'SA', receive: 'R1', reserve: 'RS' } as const;

const readLocation = (location: string): string => {
  if (!isLocation(location)) throw new Refusal('CODE_BAD', `location ${location}`);
  return location;
};

/** POST stock: answers the live figures of the cell. */
export const moveStock = (world: World, body: unknown): unknown => {
  const asked = StockBody.parse(body);
  const sku = findSku(world.catalogue, asked.sku);
  const location = readLocation(asked.location);
  book(world, sku, location, REC_TYPE[asked.action], asked.qty, asked.action.toUpperCase());
  const { qoh, ots, otsWip } = readFigures(cellOf(world.ledger, sku, location).sums);
  return { sku: sku.key, location, qoh, ots, ots_wip: otsWip };
};

const DemandBody = z.union([
  z.strictObject({ ...WHERE, qty: z.int().min(1) }),
  z.strictObject({ per_hour: z.number().min(0).max(100_000), lump_mean: z.number().min(1).default(4) }),
]);

/** POST demand: one wholesale order, or orders by chance from now on (0 = off). */
export const makeDemand = (world: World, body: unknown): unknown => {
  const asked = DemandBody.parse(body);
  if ('per_hour' in asked) {
    planDemand(world, asked.per_hour, asked.lump_mean);
    return { per_hour: asked.per_hour, lump_mean: asked.lump_mean };
  }
  const order = demandUnits(world, findSku(world.catalogue, asked.sku), readLocation(asked.location), asked.qty);
  return { ord_num: order.ordNum, po_num: order.poNum };
};

export const BatchBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('ats') }),
  z.strictObject({
    action: z.literal('half'),
    how: z.enum(['mixed', 'short', 'undeclared']).default('mixed'),
    share: z.number().min(0).max(1).default(0.5),
  }),
  z.strictObject({ action: z.literal('empty') }),
  z.strictObject({ action: z.literal('zero') }),
  z.strictObject({ action: z.literal('replay') }),
  z.strictObject({ action: z.literal('stale'), batches: z.int().min(1).default(1) }),
  z.strictObject({ action: z.literal('orders') }),
  z.strictObject({ action: z.literal('nightly') }),
]);

/** POST batch: runs a batch now, well or badly. */
export const runBatch = (world: World, body: unknown): unknown => {
  const asked = BatchBody.parse(body);
  switch (asked.action) {
    case 'ats':
      return publish(world, computeNow(world));
    case 'half':
      return publish(world, spoilSnapshot(world.shelf, computeNow(world), 'half', asked.how, asked.share));
    case 'empty':
    case 'zero':
      return publish(world, spoilSnapshot(world.shelf, computeNow(world), asked.action, 'undeclared', 0));
    case 'replay':
      return replay(world);
    case 'stale':
      world.shelf.batchesToSkip += asked.batches;
      return { batches: world.shelf.batchesToSkip };
    case 'orders': {
      const count = world.queue.waiting.length;
      runOrderBatch(world);
      return { orders: count };
    }
    case 'nightly':
      runNight(world);
      return {};
    default:
      return assertNever(asked);
  }
};

const assertNever = (asked: never): never => {
  throw new Error(`unknown action ${JSON.stringify(asked)}`);
};

const publish = (world: World, snapshot: Snapshot): unknown => {
  publishSnapshot(world.shelf, snapshot);
  return writeSnapshot(snapshot);
};

/** The snapshot before the current one, with its old as_of, before the readers again. */
const replay = (world: World): unknown => {
  const current = world.shelf.current;
  const earlier = world.shelf.history.filter(
    (snapshot) => current !== undefined && snapshot.asOf.ms < current.asOf.ms && snapshot.rows.length > 0,
  );
  const previous = earlier.at(-1);
  if (previous === undefined) throw new Refusal('NOT_FOUND', 'there is no earlier snapshot to replay; run ats first');
  const snapshot = { ...previous, readableAt: stampNow(world), forced: 'replay' };
  return publish(world, snapshot);
};

export const writeSnapshot = (snapshot: Snapshot): Record<string, unknown> => ({
  snapshot_id: snapshot.snapshotId,
  as_of: snapshot.asOf.text,
  kind: 'FULL',
  row_count: snapshot.rows.length + snapshot.missingRows,
  readable_at: snapshot.readableAt.text,
  forced: snapshot.forced !== '',
  ...(snapshot.forced === '' ? {} : { how: snapshot.forced }),
});
