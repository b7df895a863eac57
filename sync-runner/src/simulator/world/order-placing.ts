import type { Ack } from './ack.ts';
import type { Order } from './order.ts';
import type { OrderDraft } from './order-book.ts';
import { createOrder } from './order-book.ts';
import { findTwin, readDraft, readReference } from './order-intake.ts';
import type { Random } from './random.ts';
import { Refusal } from './refusal.ts';
import type { RequestRow } from './request-text.ts';
import { readText } from './request-text.ts';
import type { World } from './world.ts';
import { poKey, stampNow } from './world.ts';

export type Placing =
  | { outcome: 'draft'; draft: OrderDraft }
  | { outcome: 'existing'; customer: string; poNum: string }
  | { outcome: 'refused'; refusal: Refusal };

/** Checks the items of one request, in order: a later twin of an earlier item counts as a duplicate. Books nothing. */
export const checkOrders = (world: World, items: RequestRow[]): Placing[] => {
  const inRequest = new Set<string>();
  return items.map((item) => {
    try {
      const poNum = readReference(world, item);
      const customer = readText(item, 'customer');
      const isTwin = findTwin(world, item, poNum) !== undefined || isTwinInRequest(world, inRequest, customer, poNum);
      if (isTwin) return { outcome: 'existing', customer, poNum };
      const draft = readDraft(world, item);
      inRequest.add(poKey(customer, poNum));
      return { outcome: 'draft', draft };
    } catch (error) {
      if (error instanceof Refusal) return { outcome: 'refused', refusal: error };
      throw error;
    }
  });
};

const isTwinInRequest = (world: World, inRequest: Set<string>, customer: string, poNum: string): boolean => {
  if (world.profile.orders.duplicate === 'accept' || !inRequest.has(poKey(customer, poNum))) return false;
  if (world.profile.orders.duplicate === 'reject') throw new Refusal('PO_DUP', `${poNum} comes twice in this request`);
  return true;
};

/** Books a checked draft with the ERP's whims: a hold, a tax one cent off, a while out of sight. */
export const placeOrder = (world: World, draft: OrderDraft, hiddenS: number | undefined): Order => {
  const { config, random } = world;
  const isHeld = random.faults.isHit(config.p_hold);
  const isRecalculated = random.faults.isHit(config.p_tax_recalc);
  const drawnS = drawLag(random.lag, config.lag);
  if (isHeld && draft.header.holdCode === '') draft.header.holdCode = world.profile.codes.hold['*'] ?? 'FR';
  if (isRecalculated) recalculateTax(draft);
  return createOrder(world, draft, { hiddenS: hiddenS ?? drawnS });
};

const recalculateTax = (draft: OrderDraft): void => {
  const line = draft.lines.find((candidate) => candidate.tax > 0) ?? draft.lines[0]!;
  line.tax += line.tax > 0 ? -1 : 1;
};

/** A band by its cumulative share, then even between its own and the band before's longest lag. */
export const drawLag = (random: Random, bands: readonly (readonly [number, number])[]): number => {
  const share = random.next();
  const inside = random.next();
  let fromS = 0;
  for (const [upTo, maxS] of bands) {
    if (share <= upTo) return fromS + inside * (maxS - fromS);
    fromS = maxS;
  }
  return 0;
};

/** Queues checked references for the next batch run; the rest is told by the acks. */
export const queueOrders = (world: World, items: RequestRow[], hiddenS: number | undefined): Ack[] => {
  world.queue.batchId ??= `B${String(world.counters.batch++).padStart(6, '0')}`;
  const batchId = world.queue.batchId;
  return items.map((item) => {
    const ack: Ack = {
      pkey: world.counters.ack++,
      batchId,
      poNum: readText(item, 'po_num'),
      outcome: 'PENDING',
      ordNum: '',
      commit: undefined,
      errors: [],
      lastMod: stampNow(world),
    };
    world.acks.push(ack);
    world.queue.waiting.push({ ack, item, hiddenS });
    return ack;
  });
};

/** Runs the order batch: every queued order becomes ACCEPTED or REJECTED. */
export const runOrderBatch = (world: World): void => {
  const { waiting } = world.queue;
  world.queue.batchId = undefined;
  world.queue.waiting = [];
  for (const { ack, item, hiddenS } of waiting) {
    const isLateReject = world.random.faults.isHit(world.config.p_late_reject);
    const [placing] = checkOrders(world, [item as RequestRow]);
    ack.lastMod = stampNow(world);
    if (placing!.outcome === 'refused') rejectAck(ack, placing!.refusal.message);
    else if (isLateReject) rejectAck(ack, 'SKU_INACTIVE: line 1');
    else {
      const order =
        placing!.outcome === 'draft'
          ? placeOrder(world, placing!.draft, hiddenS)
          : world.ordersByPo.get(poKey(placing!.customer, placing!.poNum))![0]!;
      ack.outcome = 'ACCEPTED';
      ack.ordNum = order.ordNum;
      ack.commit = order.commit;
    }
  }
};

const rejectAck = (ack: Ack, text: string): void => {
  ack.outcome = 'REJECTED';
  ack.errors = [text];
};
