import type { Order } from '../world/order.ts';
import { readStatus } from '../world/order.ts';
import { findOrder } from '../world/order-book.ts';
import { readReference } from '../world/order-intake.ts';
import { changeAtomically, changeOrder } from '../world/order-change.ts';
import type { Placing } from '../world/order-placing.ts';
import { checkOrders, placeOrder, queueOrders } from '../world/order-placing.ts';
import { Refusal } from '../world/refusal.ts';
import type { RequestRow } from '../world/request-text.ts';
import type { World } from '../world/world.ts';
import { poKey } from '../world/world.ts';
import type { Shape, WireRow } from './shape.ts';

/** Items for the answer, or the refusals of a request of which nothing was written. */
export type Written =
  | { outcome: 'written'; status: 200 | 202; items: WireRow[]; isCommitted: boolean }
  | { outcome: 'refused'; refusals: Refusal[] };

export interface WriteContext {
  world: World;
  shape: Shape;
  /** Seconds a new order stays hidden, by a fault; undefined = drawn. */
  hiddenS: number | undefined;
}

/** POST salesOrder, our member names. */
export const postOrders = (context: WriteContext, items: RequestRow[]): Written => {
  const { world } = context;
  if (world.profile.orders.mode === 'batch') return queue(context, items);
  const placings = checkOrders(world, items);
  const refusals = placings.flatMap((placing) => (placing.outcome === 'refused' ? [placing.refusal] : []));
  if (refusals.length > 0 && world.profile.orders.array === 'all_or_nothing') return { outcome: 'refused', refusals };
  const isCommitted = placings.some((placing) => placing.outcome === 'draft');
  const rows = placings.map((placing, item) => writePlacing(context, placing, item));
  return { outcome: 'written', status: 200, items: rows, isCommitted };
};

const writePlacing = ({ world, hiddenS }: WriteContext, placing: Placing, item: number): WireRow => {
  if (placing.outcome === 'refused') return writeItemError(item, placing.refusal);
  if (placing.outcome === 'draft') return writeReceipt(placeOrder(world, placing.draft, hiddenS), item, 'N');
  return writeReceipt(world.ordersByPo.get(poKey(placing.customer, placing.poNum))![0]!, item, 'Y');
};

const writeItemError = (item: number, refusal: Refusal): WireRow => ({
  item,
  errors: [{ errorMessage: refusal.message }],
});

const writeReceipt = (order: Order, item: number, existing: 'Y' | 'N'): WireRow => ({
  item,
  pkey: order.pkey,
  ord_num: order.ordNum,
  po_num: order.poNum,
  ord_status: readStatus(order),
  revision: order.revision,
  commit_time: order.commit.text,
  existing,
});

const queue = ({ world, hiddenS }: WriteContext, items: RequestRow[]): Written => {
  const checks = items.map((item) => tryRun(() => readReference(world, item)));
  const refusals = checks.flatMap((check) => (check instanceof Refusal ? [check] : []));
  if (refusals.length > 0 && world.profile.orders.array === 'all_or_nothing') return { outcome: 'refused', refusals };
  const good = items.filter((_, at) => !(checks[at] instanceof Refusal));
  const acks = good.length === 0 ? [] : queueOrders(world, good, hiddenS);
  const rows = checks.map((check, item): WireRow => {
    if (check instanceof Refusal) return writeItemError(item, check);
    const ack = acks.shift()!;
    return { item, batch_id: ack.batchId, po_num: ack.poNum };
  });
  return { outcome: 'written', status: 202, items: rows, isCommitted: good.length > 0 };
};

const tryRun = <T>(run: () => T): T | Refusal => {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};

/** POST salesOrderChange. */
export const postChanges = ({ world }: WriteContext, items: RequestRow[]): Written => {
  const results = world.profile.orders.array === 'all_or_nothing' ? changeAll(world, items) : changeEach(world, items);
  const refusals = results.flatMap((result) => (result instanceof Refusal ? [result] : []));
  if (refusals.length > 0 && world.profile.orders.array === 'all_or_nothing') return { outcome: 'refused', refusals };
  const rows = results.map((result, item) =>
    result instanceof Refusal ? writeItemError(item, result) : { item, ...result.row },
  );
  const isCommitted = results.some((result) => !(result instanceof Refusal) && result.isChanged);
  return { outcome: 'written', status: 200, items: rows, isCommitted };
};

interface ChangeRow {
  row: WireRow;
  isChanged: boolean;
}

const changeEach = (world: World, items: RequestRow[]): (ChangeRow | Refusal)[] =>
  items.map((item) => tryRun(() => changeOne(world, item)));

/** One refused item takes the others back; the first refusal is told. */
const changeAll = (world: World, items: RequestRow[]): (ChangeRow | Refusal)[] => {
  const orders = items.flatMap((item) => {
    const order = tryRun(() => findOrder(world, item['ord_num']));
    return order instanceof Refusal ? [] : [order];
  });
  const result = tryRun(() =>
    changeAtomically(world, [...new Set(orders)], () => items.map((item) => changeOne(world, item))),
  );
  return result instanceof Refusal ? [result] : result;
};

const changeOne = (world: World, item: RequestRow): ChangeRow => {
  const { order, isChanged } = changeOrder(world, item);
  return {
    isChanged,
    row: {
      pkey: order.pkey,
      ord_num: order.ordNum,
      revision: order.revision,
      last_mod: order.lastMod.text,
      changed: isChanged ? 'Y' : 'N',
    },
  };
};
