import { expect, test } from 'vitest';
import { defaultProfile } from '#adapters/bluecherry/profile.ts';
import { startWorld } from '../seed/start-world.ts';
import { isActiveSku } from '../world/catalogue.ts';
import { overlayConfig, startConfig } from '../world/config.ts';
import { demandUnits } from '../world/demand.ts';
import { invoiceOrder } from '../world/invoices.ts';
import { bookEntry, cellOf } from '../world/ledger.ts';
import type { Order } from '../world/order.ts';
import { totalOf } from '../world/order.ts';
import { freeOf, touchOrder } from '../world/order-book.ts';
import { changeOrder } from '../world/order-change.ts';
import { cancelOrder, setHold, setLinePrice, setLineTotal, splitOrder, substituteSku } from '../world/order-edits.ts';
import { computeNow, runNight } from '../world/plans.ts';
import type { Random } from '../world/random.ts';
import { seedRandom } from '../world/random.ts';
import { Refusal } from '../world/refusal.ts';
import { shipPick, voidCarton, voidShipment } from '../world/shipping.ts';
import { publishSnapshot } from '../world/snapshots.ts';
import { allocateOrder, pickOrder, voidPick } from '../world/warehouse.ts';
import type { World } from '../world/world.ts';
import { stampNow } from '../world/world.ts';
import { findViolations } from './find-violations.ts';

const openWalk = (seed: number, config: Record<string, unknown> = {}): World =>
  startWorld({
    seed,
    size: { styles: 6, colours: 2, sizes: 3 },
    start: '2025-11-01 22:00:00',
    clock: { mode: 'manual', rate: 1 },
    profile: defaultProfile,
    config: overlayConfig(startConfig('none'), config),
  });

const pickOrderOf = (world: World, random: Random): Order => random.pick(world.orders);
const lineOf = (order: Order, random: Random) => random.pick(order.lines);

/** Everything people, the warehouse and the API can do to this world, one random step at a time. */
const STEPS: Record<string, (world: World, random: Random) => unknown> = {
  demand: (world, random) => {
    const sku = random.pick(world.catalogue.skus.filter(isActiveSku));
    return demandUnits(world, sku, random.pick(['W1', 'W2', '']), random.between(1, 9));
  },
  adjust: (world, random) => {
    const cell = cellOf(world.ledger, random.pick(world.catalogue.skus), random.pick(['W1', 'W2', 'FOB']));
    return bookEntry(
      world.ledger,
      stampNow(world),
      cell,
      random.pick(['SA', 'R1', 'RS']),
      random.between(-4, 9),
      'WALK',
    );
  },
  editQuantity: (world, random) => {
    const order = pickOrderOf(world, random);
    const line = lineOf(order, random);
    if (setLineTotal(world, order, line, random.between(0, totalOf(line) + 2), 'CH'))
      touchOrder(world, order, 'USER', true);
  },
  editPrice: (world, random) => {
    const order = pickOrderOf(world, random);
    if (setLinePrice(lineOf(order, random), random.between(1, 999_999))) touchOrder(world, order, 'USER', true);
  },
  cancel: (world, random) => cancelOrder(world, pickOrderOf(world, random), 'CC', 'USER'),
  apiCut: (world, random) => {
    const order = pickOrderOf(world, random);
    const line = lineOf(order, random);
    const total_qty = Math.max(0, totalOf(line) - 1);
    return changeOrder(world, { ord_num: order.ordNum, action: 'CUT_QTY', line_seq: line.lineSeq, total_qty });
  },
  hold: (world, random) => {
    const order = pickOrderOf(world, random);
    if (setHold(world, order, random.pick(['', 'FR', 'CR']))) touchOrder(world, order, 'USER', true);
  },
  substitute: (world, random) => {
    const order = pickOrderOf(world, random);
    return substituteSku(world, order, lineOf(order, random), random.pick(world.catalogue.skus));
  },
  split: (world, random) => {
    const order = pickOrderOf(world, random);
    const line = lineOf(order, random);
    return splitOrder(world, order, [{ line, qty: random.between(0, Math.max(0, freeOf(line))) }]);
  },
  allocate: (world, random) => allocateOrder(world, pickOrderOf(world, random).ordNum, undefined),
  pick: (world, random) => {
    const order = pickOrderOf(world, random);
    const line = lineOf(order, random);
    const asks = random.isHit(0.5) ? undefined : [{ line_seq: line.lineSeq, qty: random.between(1, 3) }];
    return pickOrder(world, order.ordNum, random.pick([undefined, 'W1', 'W2']), asks);
  },
  voidPick: (world, random) => voidPick(world, random.pick(world.picks)?.pickNum),
  ship: (world, random) => {
    const pick = random.pick(world.picks.filter((candidate) => candidate.status === 'RELEASED'));
    const lines = [{ line_seq: pick?.lines[0]?.line.lineSeq ?? 1, qty: 1 }];
    return shipPick(world, pick?.pickNum, random.pick([undefined, [{}, {}], [{ track_no: '', lines }]]));
  },
  voidShipment: (world, random) => voidShipment(world, random.pick(world.shipments)?.shipNum),
  voidCarton: (world, random) => voidCarton(world, random.pick(world.shipments)?.cartons[0]?.cartonNum),
  invoice: (world, random) => {
    const waiting = world.shipments.filter((shipment) => !shipment.isVoid && shipment.invNum === '');
    return invoiceOrder(world, (random.pick(waiting)?.pick.order ?? world.orders[0])!);
  },
  snapshot: (world) => publishSnapshot(world.shelf, computeNow(world)),
  night: (world) => runNight(world),
  wait: (world, random) => world.clock.advanceTo(world.clock.nowMs() + random.between(0, 900) * 1000),
};

test.each([1, 2, 3, 4, 5])('after every step of a random walk the world is sound (seed %i)', (seed) => {
  const world = openWalk(seed);
  const random = seedRandom(seed, 'walk');
  const names = Object.keys(STEPS);
  const carried = new Set<string>();
  STEPS['demand']!(world, random);
  for (let step = 0; step < 600; step += 1) {
    const name = random.pick(names);
    try {
      STEPS[name]!(world, random);
      carried.add(name);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    if (step % 5 === 0 || step > 590)
      expect({ step, name, found: findViolations(world) }).toEqual({ step, name, found: [] });
  }
  // A walk in which a step never succeeds proves nothing about it.
  expect([...carried].sort()).toEqual(names.sort());
});

test('days of the unattended warehouse with demand leave the world sound, and orders shipped', () => {
  const world = openWalk(7, { auto: { on: true, p_partial: 0.5, p_two_cartons: 0.5, p_no_track: 0.5, p_edit: 0.3 } });
  const random = seedRandom(7, 'walk');
  for (let at = 0; at < 60; at += 1) {
    STEPS['demand']!(world, random);
    world.clock.advanceTo(world.clock.nowMs() + 1_800_000);
  }
  world.clock.advanceTo(world.clock.nowMs() + 86_400_000);
  expect(findViolations(world)).toEqual([]);
  expect(world.orders.filter((order) => order.lines.some((line) => freeOf(line) > 0))).toEqual([]);
  expect(world.shipments.some((shipment) => shipment.cartons.length === 2)).toBe(true);
  expect(world.shipments.flatMap((shipment) => shipment.cartons).every((carton) => carton.trackNo !== '')).toBe(true);
});

/** Each rule is seen speaking once: a breach is planted by hand, and exactly that rule must name it. */
const BREACHES: [string, (world: World, order: Order) => void][] = [
  ['V1', (world) => (world.shelf.current!.rows[0] = { ...world.shelf.current!.rows[0]!, qoh: 999 })],
  ['V2', (_world, order) => (order.lines[0]!.allocQty = 99)],
  ['V3', (_world, order) => (order.lines[0]!.pickQty = 1)],
  ['V4', (world) => (world.ledger.cells[0]!.sums[0]! += 1)],
  ['V5', (_world, order) => (order.lines[0]!.ext += 500)],
  ['V6', (_world, order) => (order.revision -= 1)],
  ['V7', (_world, order) => (order.commit = { ...order.commit, ms: order.commit.ms - 60_000 })],
];

test.each(BREACHES)('%s names its breach', (rule, breach) => {
  const world = openWalk(1);
  const order = demandUnits(world, world.catalogue.skus[0]!, 'W1', 3);
  expect(findViolations(world)).toEqual([]);
  breach(world, order);
  expect(findViolations(world).map((violation) => violation.rule)).toContain(rule);
});
