import type { Sku, Stamp } from './catalogue.ts';
import { cellOf, readFigures } from './ledger.ts';
import type { Address, Charge, Order, OrderHeader, OrderLine } from './order.ts';
import { openOf } from './order.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';
import { WAREHOUSES, book, poKey, stampNow, writeNumber } from './world.ts';

/** One line as an order asks for it. Price in 1/10000, amounts in cents. */
export interface LineDraft {
  lineSeq: number;
  sku: Sku;
  qty: number;
  price: number;
  ext: number;
  disc: number;
  tax: number;
  notes: string;
}

export interface OrderDraft {
  header: OrderHeader;
  addresses: Omit<Address, 'pkey'>[];
  lines: LineDraft[];
  charges: Omit<Charge, 'pkey'>[];
}

export interface OrderBirth {
  /** Seconds during which lists do not show the order. */
  hiddenS: number;
}

/** Books a checked draft: numbers, commit time, ledger entries, indexes. */
export const createOrder = (world: World, draft: OrderDraft, birth: OrderBirth = { hiddenS: 0 }): Order => {
  const commit = stampNow(world);
  const order: Order = {
    ...draft.header,
    pkey: world.counters.orderPkey++,
    ordNum: writeNumber(world.counters.order++),
    addresses: draft.addresses.map((address) => ({ ...address, pkey: nextPkey(world) })),
    charges: draft.charges.map((charge) => ({ ...charge, pkey: nextPkey(world) })),
    lines: draft.lines.map((line) => openLine(world, draft.header.location, line, commit)),
    splitFrom: '',
    family: [],
    commit,
    revision: 1,
    lastMod: commit,
    lastModBy: 'API',
    visibleAtMs: world.clock.nowMs() + birth.hiddenS * 1000,
    picks: [],
    invoices: [],
  };
  order.family.push(order);
  enterOrder(world, order);
  for (const line of order.lines) book(world, line.sku, line.location, bucketOf(order), line.ordQty, order.ordNum);
  for (const listen of world.onOrder) listen(order);
  return order;
};

export const nextPkey = (world: World): number => world.counters.childPkey++;

/** Held units lie in DM, free ones in OP. */
export const bucketOf = (order: Order): 'OP' | 'DM' => (order.holdCode === '' ? 'OP' : 'DM');

const openLine = (world: World, location: string, draft: LineDraft, commit: Stamp): OrderLine => ({
  pkey: nextPkey(world),
  lineSeq: draft.lineSeq,
  sku: draft.sku,
  org: undefined,
  ordQty: draft.qty,
  cancelQty: 0,
  cancelType: '',
  allocQty: 0,
  pickQty: 0,
  shipQty: 0,
  price: draft.price,
  ext: draft.ext,
  disc: draft.disc,
  tax: draft.tax,
  location: location === '' ? chooseLocation(world, draft.sku, draft.qty) : location,
  notes: draft.notes,
  lastMod: commit,
});

/** The first warehouse that can serve the whole line, else the one with most to sell. */
const chooseLocation = (world: World, sku: Sku, qty: number): string => {
  const offers = WAREHOUSES.map((location) => ({
    location,
    ots: readFigures(cellOf(world.ledger, sku, location).sums).ots,
  }));
  const enough = offers.find((offer) => offer.ots >= qty);
  if (enough !== undefined) return enough.location;
  return offers.reduce((best, offer) => (offer.ots > best.ots ? offer : best)).location;
};

/** Puts an order into the collection and its indexes; splits stay out of the duplicate index. */
export const enterOrder = (world: World, order: Order): void => {
  world.orders.push(order);
  world.orderByNum.set(order.ordNum, order);
  append(world.ordersByText, order.poNum.toLowerCase(), order);
  if (order.splitFrom === '') append(world.ordersByPo, poKey(order.customer, order.poNum), order);
};

const append = (index: Map<string, Order[]>, key: string, order: Order): void => {
  const known = index.get(key);
  if (known === undefined) index.set(key, [order]);
  else known.push(order);
};

/** Throws NOT_FOUND. */
export const findOrder = (world: World, ordNum: unknown): Order => {
  const order = typeof ordNum === 'string' ? world.orderByNum.get(ordNum.trim()) : undefined;
  if (order === undefined) throw new Refusal('NOT_FOUND', `order ${String(ordNum)}`);
  return order;
};

/** Throws NOT_FOUND. */
export const findLine = (order: Order, lineSeq: unknown): OrderLine => {
  const line = order.lines.find((candidate) => candidate.lineSeq === Number(lineSeq));
  if (line === undefined) throw new Refusal('NOT_FOUND', `order ${order.ordNum} line ${String(lineSeq)}`);
  return line;
};

/** Units that are neither picked nor shipped. */
export const freeOf = (line: OrderLine): number => openOf(line) - line.pickQty;

/** A change a person would see: moves the revision; warehouse steps call it without. */
export const touchOrder = (world: World, order: Order, by: Order['lastModBy'], isRevision: boolean): void => {
  order.lastMod = stampNow(world);
  order.lastModBy = by;
  if (isRevision) order.revision += 1;
};
