import type { Order, OrderLine, Pick } from './order.ts';
import { openOf } from './order.ts';
import { bucketOf, findLine, findOrder, freeOf, nextPkey, touchOrder } from './order-book.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';
import { book, isLocation, stampNow, todayOf, writeNumber } from './world.ts';

/** `[{"line_seq":1,"qty":1}]` of the control API; absent = all. */
export type LineAsks = { line_seq: number; qty: number }[] | undefined;

export interface LineTake {
  line: OrderLine;
  qty: number;
}

/** The lines asked for, or all with what `readAll` offers. Throws NOT_FOUND, QTY_BAD. */
export const takeLines = (order: Order, asks: LineAsks, readAll: (line: OrderLine) => number): LineTake[] => {
  if (asks === undefined) return order.lines.map((line) => ({ line, qty: readAll(line) })).filter(({ qty }) => qty > 0);
  if (new Set(asks.map((ask) => ask.line_seq)).size !== asks.length)
    throw new Refusal('QTY_BAD', 'a line_seq is named twice');
  return asks.map((ask) => ({ line: findLine(order, ask.line_seq), qty: ask.qty }));
};

const refuseHeld = (order: Order): void => {
  if (order.holdCode !== '')
    throw new Refusal('QTY_BAD', `order ${order.ordNum} is held (${order.holdCode}); release it first`);
};

export const allocateOrder = (world: World, ordNum: unknown, asks: LineAsks): Order => {
  const order = findOrder(world, ordNum);
  refuseHeld(order);
  const takes = takeLines(order, asks, (line) => freeOf(line) - line.allocQty);
  for (const { line, qty } of takes)
    if (qty < 1 || qty > freeOf(line) - line.allocQty) refuseUnits(order, line, 'to allocate');
  if (takes.length === 0) throw new Refusal('QTY_BAD', `order ${order.ordNum} has no units to allocate`);
  for (const { line, qty } of takes) line.allocQty += qty;
  touchOrder(world, order, 'USER', false);
  return order;
};

const refuseUnits = (order: Order, line: OrderLine, forWhat: string): never => {
  throw new Refusal('QTY_BAD', `order ${order.ordNum} line ${line.lineSeq} has not that many units ${forWhat}`);
};

/** Puts units on a pick. At another location the line moves there, unless part of it is picked or shipped. */
export const pickOrder = (world: World, ordNum: unknown, location: unknown, asks: LineAsks): Pick => {
  const order = findOrder(world, ordNum);
  refuseHeld(order);
  const takes = takeLines(order, asks, freeOf);
  if (takes.length === 0) throw new Refusal('QTY_BAD', `order ${order.ordNum} has no units to pick`);
  const where = location === undefined || location === '' ? takes[0]!.line.location : location;
  if (!isLocation(where)) throw new Refusal('CODE_BAD', `location ${String(where)}`);
  for (const { line, qty } of takes) {
    if (qty < 1 || qty > freeOf(line)) refuseUnits(order, line, 'to pick');
    if (line.location !== where && line.pickQty + line.shipQty > 0)
      throw new Refusal('PICKED', `order ${order.ordNum} line ${line.lineSeq} is partly picked at ${line.location}`);
  }
  const pick: Pick = {
    pkey: world.counters.pick,
    pickNum: writeNumber(world.counters.pick++),
    order,
    status: 'RELEASED',
    location: where,
    pickDate: todayOf(world),
    shipDate: null,
    lines: takes.map((take) => ({ pkey: nextPkey(world), ...take })),
    addresses: order.addresses.map((address) => ({ ...address, pkey: nextPkey(world) })),
    shipments: [],
    invNum: '',
    lastMod: stampNow(world),
  };
  for (const { line, qty } of takes) {
    moveLine(world, order, line, where);
    line.allocQty = Math.max(0, line.allocQty - qty);
    bookPicked(world, order, line, qty);
  }
  world.picks.push(pick);
  world.pickByNum.set(pick.pickNum, pick);
  order.picks.push(pick);
  touchOrder(world, order, 'USER', false);
  return pick;
};

const moveLine = (world: World, order: Order, line: OrderLine, location: string): void => {
  if (line.location === location) return;
  book(world, line.sku, line.location, 'OP', -openOf(line), order.ordNum);
  book(world, line.sku, location, 'OP', openOf(line), order.ordNum);
  line.location = location;
};

/** Moves units between free and picked; negative = back to free (held ones to DM). */
export const bookPicked = (world: World, order: Order, line: OrderLine, qty: number): void => {
  book(world, line.sku, line.location, bucketOf(order), -qty, order.ordNum);
  book(world, line.sku, line.location, 'PK', qty, order.ordNum);
  line.pickQty += qty;
};

/** Moves units between picked and gone; negative = taken back. */
export const bookShipped = (world: World, order: Order, line: OrderLine, qty: number): void => {
  book(world, line.sku, line.location, 'PK', -qty, order.ordNum);
  book(world, line.sku, line.location, 'IN', qty, order.ordNum);
  line.pickQty -= qty;
  line.shipQty += qty;
};

/** Throws NOT_FOUND. */
export const findPick = (world: World, pickNum: unknown): Pick => {
  const pick = typeof pickNum === 'string' ? world.pickByNum.get(pickNum) : undefined;
  if (pick === undefined) throw new Refusal('NOT_FOUND', `pick ${String(pickNum)}`);
  return pick;
};

/** Units of a pick line that lie in cartons which were not taken back. */
export const packedOf = (pick: Pick, line: OrderLine): number => {
  let units = 0;
  for (const shipment of pick.shipments)
    for (const carton of shipment.cartons)
      if (!carton.isVoid && !shipment.isVoid) for (const row of carton.lines) if (row.line === line) units += row.qty;
  return units;
};

/** Takes units that did not ship off the pick: they are open again. */
export const reopenRest = (world: World, pick: Pick): void => {
  for (const row of pick.lines) {
    const rest = row.qty - packedOf(pick, row.line);
    if (rest > 0) bookPicked(world, pick.order, row.line, -rest);
    row.qty -= rest;
  }
};

/** Voids a released pick. A pick that shipped in part keeps what shipped and is SHIPPED again. */
export const voidPick = (world: World, pickNum: unknown): Pick => {
  const pick = findPick(world, pickNum);
  if (pick.status !== 'RELEASED') throw new Refusal('PICKED', `pick ${pick.pickNum} is ${pick.status}`);
  const isPartShipped = pick.lines.some((row) => packedOf(pick, row.line) > 0);
  if (isPartShipped) reopenRest(world, pick);
  else for (const row of pick.lines) if (row.qty > 0) bookPicked(world, pick.order, row.line, -row.qty);
  pick.status = isPartShipped ? 'SHIPPED' : 'VOID';
  pick.lastMod = stampNow(world);
  touchOrder(world, pick.order, 'USER', false);
  return pick;
};
