import { freeOf, touchOrder } from './order-book.ts';
import { setLinePrice, setLineTotal } from './order-edits.ts';
import type { Order, Pick } from './order.ts';
import { totalOf } from './order.ts';
import { Refusal } from './refusal.ts';
import { addTracking, shipPick } from './shipping.ts';
import type { CartonAsk } from './shipping.ts';
import type { LineAsks } from './warehouse.ts';
import { allocateOrder, pickOrder } from './warehouse.ts';
import type { World } from './world.ts';

/** The unattended warehouse: allocate, pick, ship, each its time after the step before; and people who edit orders. */
export const startAuto = (world: World): void => {
  world.onOrder.push((order) => {
    if (world.config.auto.on) planAllocation(world, order);
  });
};

/** Called when `auto.on` is switched on: open orders start their way now. */
export const adoptOrders = (world: World): void => {
  for (const order of world.orders) {
    if (order.lines.some((line) => freeOf(line) > 0)) planAllocation(world, order);
    for (const pick of order.picks) if (pick.status === 'RELEASED') planShipping(world, pick);
  }
};

/** Each step runs only while auto is on; a person may have been there first, then there is nothing left of it. */
const planStep = (world: World, afterS: number, step: () => void): void => {
  world.clock.plan(world.clock.nowMs() + afterS * 1000, () => {
    if (!world.config.auto.on) return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  });
};

const planAllocation = (world: World, order: Order): void =>
  planStep(world, world.config.auto.alloc_s, () => {
    if (order.lines.every((line) => freeOf(line) === 0)) return;
    maybeEdit(world, order);
    if (order.holdCode !== '') return planAllocation(world, order);
    const isOpen = order.lines.some((line) => freeOf(line) - line.allocQty > 0);
    if (isOpen) allocateOrder(world, order.ordNum, undefined);
    if (order.lines.some((line) => freeOf(line) > 0)) planPicking(world, order);
  });

const maybeEdit = (world: World, order: Order): void => {
  const { auto } = world.random;
  const isHit = auto.isHit(world.config.auto.p_edit);
  const line = auto.pick(order.lines);
  const isCut = auto.isHit(0.5);
  if (!isHit || totalOf(line) === 0 || line.pickQty + line.shipQty > 0) return;
  const isChanged = isCut
    ? setLineTotal(world, order, line, totalOf(line) - 1, 'CH')
    : setLinePrice(line, Math.max(0, line.price - 10000));
  if (isChanged) touchOrder(world, order, 'USER', true);
};

const planPicking = (world: World, order: Order): void =>
  planStep(world, world.config.auto.pick_s, () => {
    if (order.holdCode !== '') return planAllocation(world, order);
    const isPartial = world.random.auto.isHit(world.config.auto.p_partial);
    for (const location of new Set(order.lines.filter((line) => freeOf(line) > 0).map((line) => line.location))) {
      const asks = askLines(order, location, isPartial);
      if (asks.length > 0) planShipping(world, pickOrder(world, order.ordNum, location, asks));
    }
    if (order.lines.some((line) => freeOf(line) > 0)) planAllocation(world, order);
  });

/** All free units at a location; a partial pick leaves one unit of each line of several behind. */
const askLines = (order: Order, location: string, isPartial: boolean): NonNullable<LineAsks> =>
  order.lines
    .filter((line) => line.location === location && freeOf(line) > 0)
    .map((line) => ({ line_seq: line.lineSeq, qty: isPartial && freeOf(line) > 1 ? freeOf(line) - 1 : freeOf(line) }));

const planShipping = (world: World, pick: Pick): void =>
  planStep(world, world.config.auto.ship_s, () => {
    if (pick.status !== 'RELEASED') return;
    const { auto } = world.random;
    const isTwo = auto.isHit(world.config.auto.p_two_cartons);
    const isLate = auto.isHit(world.config.auto.p_no_track);
    const carton: CartonAsk = isLate ? { track_no: '' } : {};
    const shipment = shipPick(world, pick.pickNum, isTwo ? [carton, {}] : [carton]);
    const late = shipment.cartons.filter((candidate) => candidate.trackNo === '');
    for (const { cartonNum, pkey } of late)
      planStep(world, world.config.auto.track_s, () => {
        addTracking(world, cartonNum, `1Z${String(pkey).padStart(16, '0')}`);
      });
  });
