import type { Sku } from './catalogue.ts';
import { extend, scaleAmount } from './money.ts';
import type { Address, Editor, Order, OrderLine, SkuText } from './order.ts';
import { openOf, totalOf } from './order.ts';
import { bucketOf, enterOrder, freeOf, nextPkey, touchOrder } from './order-book.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';
import { book, stampNow, writeNumber } from './world.ts';

/** Sets a line's total; true if it moved. Below shipped or picked units it is refused with SHIPPED or PICKED. */
export const setLineTotal = (
  world: World,
  order: Order,
  line: OrderLine,
  newTotal: number,
  cancelType: 'CC' | 'CH',
): boolean => {
  const oldTotal = totalOf(line);
  if (newTotal === oldTotal) return false;
  if (newTotal < line.shipQty + line.pickQty) refuseBusyLine(order, line, newTotal < line.shipQty);
  const moved = newTotal - oldTotal;
  if (moved > 0) line.ordQty += moved;
  else {
    line.cancelQty -= moved;
    line.cancelType = cancelType;
    book(world, line.sku, line.location, cancelType, -moved, order.ordNum);
  }
  book(world, line.sku, line.location, bucketOf(order), moved, order.ordNum);
  rescaleLine(line, newTotal, oldTotal);
  line.allocQty = Math.min(line.allocQty, freeOf(line));
  line.lastMod = stampNow(world);
  return true;
};

const rescaleLine = (line: OrderLine, newTotal: number, oldTotal: number): void => {
  line.ext = extend(line.price, newTotal);
  line.disc = scaleAmount(line.disc, newTotal, oldTotal);
  line.tax = scaleAmount(line.tax, newTotal, oldTotal);
};

/** Throws PICKED or SHIPPED with the paper the units are on. */
export const refuseBusyLine = (order: Order, line: OrderLine, isShipped: boolean): never => {
  const picks = order.picks.filter((pick) => pick.lines.some((on) => on.line === line));
  const where = `order ${order.ordNum} line ${line.lineSeq}`;
  if (!isShipped) {
    const pick = picks.find((candidate) => candidate.status === 'RELEASED') ?? picks.at(-1);
    throw new Refusal('PICKED', `${where} is on pick ${pick?.pickNum ?? ''}`);
  }
  const live = picks.flatMap((pick) => pick.shipments).filter((shipment) => !shipment.isVoid);
  const on = live.find((shipment) => shipment.cartons.some((carton) => carton.lines.some((row) => row.line === line)));
  throw new Refusal('SHIPPED', `${where} is on shipment ${on?.shipNum ?? live.at(-1)?.shipNum ?? ''}`);
};

/** Cancels every line; true if anything moved. Refused with anything picked or shipped. */
export const cancelOrder = (world: World, order: Order, cancelType: 'CC' | 'CH', by: Editor): boolean => {
  const busy = order.lines.find((line) => line.shipQty > 0) ?? order.lines.find((line) => line.pickQty > 0);
  if (busy !== undefined) refuseBusyLine(order, busy, busy.shipQty > 0);
  let isMoved = false;
  for (const line of order.lines) if (setLineTotal(world, order, line, 0, cancelType)) isMoved = true;
  if (isMoved) touchOrder(world, order, by, true);
  return isMoved;
};

/** What the nightly job takes: units past the cancel date that nobody picked. */
export const cancelFreeUnits = (world: World, order: Order): void => {
  let isMoved = false;
  for (const line of order.lines)
    if (setLineTotal(world, order, line, line.shipQty + line.pickQty, 'CH')) isMoved = true;
  if (isMoved) touchOrder(world, order, 'BATCH', true);
};

/** True if the price moved. Discount and tax stay as they are. */
export const setLinePrice = (line: OrderLine, price: number): boolean => {
  if (line.price === price) return false;
  line.price = price;
  line.ext = extend(price, totalOf(line));
  return true;
};

const ADDRESS_MEMBERS = [
  'name',
  'addr1',
  'addr2',
  'city',
  'state',
  'zipcode',
  'country',
  'contact',
  'email',
  'phone',
] as const;

/** Replaces the address of the same type; true if a member moved. */
export const setAddress = (world: World, order: Order, address: Omit<Address, 'pkey'>): boolean => {
  const known = order.addresses.find((candidate) => candidate.addrType === address.addrType);
  if (known === undefined) {
    order.addresses.push({ ...address, pkey: nextPkey(world) });
    return true;
  }
  const isSame = ADDRESS_MEMBERS.every((member) => known[member] === address[member]);
  Object.assign(known, address);
  return !isSame;
};

export const writeSkuText = (sku: Sku): SkuText => ({
  style: sku.style.style,
  color: sku.colour.colorCode,
  lbl: sku.colour.lblCode,
  dim: sku.colour.dimension,
  size: sku.size.sizeDesc,
  upc: sku.size.upc,
});

/** Another SKU takes the line over. Refused on picked or shipped units. */
export const substituteSku = (world: World, order: Order, line: OrderLine, sku: Sku): boolean => {
  if (line.sku === sku) return false;
  if (line.shipQty + line.pickQty > 0) refuseBusyLine(order, line, line.shipQty > 0);
  const bucket = bucketOf(order);
  book(world, line.sku, line.location, bucket, -openOf(line), order.ordNum);
  book(world, sku, line.location, bucket, openOf(line), order.ordNum);
  line.org ??= writeSkuText(line.sku);
  line.sku = sku;
  line.lastMod = stampNow(world);
  return true;
};

/** Moves units to a new order of the same family. Refused on picked or shipped units. */
export const splitOrder = (world: World, order: Order, takes: { line: OrderLine; qty: number }[]): Order => {
  for (const { line, qty } of takes) {
    if (qty > openOf(line)) refuseBusyLine(order, line, true);
    if (qty > freeOf(line)) refuseBusyLine(order, line, false);
  }
  if (takes.every(({ qty }) => qty === 0)) throw new Refusal('QTY_BAD', `order ${order.ordNum} has no units to split`);
  const now = stampNow(world);
  const twin: Order = {
    ...order,
    pkey: world.counters.orderPkey++,
    ordNum: writeNumber(world.counters.order++),
    splitFrom: order.ordNum,
    addresses: order.addresses.map((address) => ({ ...address, pkey: nextPkey(world) })),
    charges: [],
    lines: takes.filter(({ qty }) => qty > 0).map(({ line, qty }) => splitLine(world, line, qty)),
    revision: 1,
    lastMod: now,
    lastModBy: 'USER',
    visibleAtMs: world.clock.nowMs(),
    picks: [],
    invoices: [],
  };
  order.family.push(twin);
  enterOrder(world, twin);
  touchOrder(world, order, 'USER', true);
  for (const listen of world.onOrder) listen(twin);
  return twin;
};

/** The moved units take what the kept ones leave of discount and tax, so that no cent is lost. */
const splitLine = (world: World, line: OrderLine, qty: number): OrderLine => {
  const before = { ...line };
  const oldTotal = totalOf(line);
  line.ordQty -= qty;
  rescaleLine(line, oldTotal - qty, oldTotal);
  line.allocQty = Math.min(line.allocQty, freeOf(line));
  line.lastMod = stampNow(world);
  return {
    ...before,
    pkey: nextPkey(world),
    ordQty: qty,
    cancelQty: 0,
    cancelType: '',
    allocQty: 0,
    pickQty: 0,
    shipQty: 0,
    ext: extend(line.price, qty),
    disc: before.disc - line.disc,
    tax: before.tax - line.tax,
    lastMod: line.lastMod,
  };
};

/** Sets or lifts ("") the hold; true if the code moved. Held units are not allocated. */
export const setHold = (world: World, order: Order, holdCode: string): boolean => {
  if (order.holdCode === holdCode) return false;
  const from = bucketOf(order);
  order.holdCode = holdCode;
  const to = bucketOf(order);
  if (from === to) return true;
  for (const line of order.lines) {
    book(world, line.sku, line.location, from, -freeOf(line), order.ordNum);
    book(world, line.sku, line.location, to, freeOf(line), order.ordNum);
    if (to === 'DM') line.allocQty = 0;
  }
  return true;
};
