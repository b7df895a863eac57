import type { Sku } from './catalogue.ts';
import { isActiveSku } from './catalogue.ts';
import { extend } from './money.ts';
import type { Order } from './order.ts';
import { createOrder } from './order-book.ts';
import type { World } from './world.ts';
import { WAREHOUSES, stampAt, todayOf } from './world.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** A wholesale order that the shop never sees, but whose units it must not sell. Never hidden from lists. */
export const demandUnits = (world: World, sku: Sku, location: string, qty: number): Order => {
  const today = todayOf(world);
  const address = {
    name: 'Wholesale buyer',
    addr1: '1 Market St',
    addr2: '',
    city: 'Albany',
    state: 'NY',
    zipcode: '12207',
    country: 'US',
    contact: '',
    email: '',
    phone: '',
  };
  const price = 120000;
  const ext = extend(price, qty);
  return createOrder(world, {
    header: {
      poNum: `WH-${world.counters.demand++}`,
      altpo: '',
      ordType: 'WHS',
      division: sku.colour.division,
      customer: 'WHSL',
      store: '0001',
      location,
      startDate: today,
      endDate: stampAt(world, world.clock.nowMs() + 60 * DAY_MS).text.slice(0, 10),
      term: 'N30',
      shipper: 'UPG',
      holdCode: '',
      notes: '',
      currCode: 'USD',
    },
    addresses: [
      { addrType: 'BT', ...address },
      { addrType: 'ST', ...address },
    ],
    lines: [{ lineSeq: 1, sku, qty, price, ext, disc: 0, tax: 0, notes: '' }],
    charges: [],
  });
};

/** Orders at random times, `perHour` on average (0 = off), of `lumpMean` units on average. */
export const planDemand = (world: World, perHour: number, lumpMean: number): void => {
  world.demandPlan = { perHour, lumpMean, epoch: world.demandPlan.epoch + 1 };
  planNext(world, world.demandPlan.epoch);
};

const planNext = (world: World, epoch: number): void => {
  const { perHour, lumpMean } = world.demandPlan;
  if (perHour <= 0) return;
  const random = world.random.demand;
  const waitMs = Math.ceil((-Math.log(1 - random.next()) * HOUR_MS) / perHour);
  world.clock.plan(world.clock.nowMs() + Math.max(waitMs, 1), () => {
    // A later call replaced this plan.
    if (world.demandPlan.epoch !== epoch) return;
    const sku = random.pick(world.catalogue.skus);
    const location = random.pick(WAREHOUSES);
    const qty = drawLump(random.next(), lumpMean);
    if (isActiveSku(sku)) demandUnits(world, sku, location, qty);
    planNext(world, epoch);
  });
};

/** Geometric from 1 up, with this mean. */
const drawLump = (share: number, mean: number): number =>
  mean <= 1 ? 1 : 1 + Math.floor(Math.log(1 - share) / Math.log(1 - 1 / mean));
