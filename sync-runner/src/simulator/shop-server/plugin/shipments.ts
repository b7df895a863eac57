import { ShipmentsAnswer, ShipmentsRequest, type Shipment } from '#contracts/index.ts';
import { changeStatus } from '../orders/status.ts';
import { addNote } from '../orders/store.ts';
import { setMeta } from '../state/meta.ts';
import type { Order } from '../state/order-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { recordActivity, utc } from './activity.ts';
import { acceptBody, bridgeRoute, SYNC } from './route.ts';
import { linesToShip, liveCartons, mergeShipment, shipmentText, unshippedLines } from './shipment-facts.ts';
import type { ShipmentFact } from '../state/shipment-fact.ts';
import type { StoredShipment } from './state.ts';

type AnswerRow = ShipmentsAnswer['rows'][number];

/** Nothing is told to the buyer of an order that ended this way. */
const DEAD = ['cancelled', 'refunded', 'failed', 'trash', 'checkout-draft'];
/** Only these are completed by us. */
const OPEN = ['processing', 'on-hold'];

const row = (
  message: Shipment,
  outcome: AnswerRow['outcome'],
  reason: string,
  toldMs: number | null,
  status: string,
): AnswerRow => ({
  shipment_key: message.shipment_key,
  order_id: message.order_id,
  outcome,
  reason,
  buyer_told: toldMs !== null,
  order_status: status,
  told_at_utc: toldMs === null ? null : utc(toldMs),
});

const keep = (world: ShopWorld, order: Order, fact: ShipmentFact, toldMs: number | null): void => {
  const stored = world.bridge.shipments.get(order.id) ?? new Map<string, StoredShipment>();
  world.bridge.shipments.set(order.id, stored);
  stored.set(fact.shipment_key, { fact, toldMs });
  setMeta(
    world,
    order.meta,
    '_cherry_bridge_shipments',
    [...stored.values()].map((one) => one.fact),
  );
  order.modifiedMs = world.clock.nowMs();
};

const noteVoids = (world: ShopWorld, order: Order, before: ShipmentFact | undefined, after: ShipmentFact): void => {
  const live = new Set(before ? liveCartons(before).map((carton) => carton.carton_num) : []);
  const gone = after.cartons
    .filter((carton) => carton.voided && live.has(carton.carton_num))
    .map((carton) => carton.carton_num);
  if (gone.length > 0)
    addNote(
      world,
      order,
      `Blue Cherry took back of shipment ${after.shipment_key}: carton ${gone.join(', ')}. Look whether the buyer has to be told.`,
    );
};

/** Exactly one notifying action: the completed mail with the last shipment, a customer note with each earlier one. */
const tell = (world: ShopWorld, order: Order, fact: ShipmentFact, isLast: boolean): void => {
  const text = shipmentText(fact);
  if (isLast && order.status !== 'completed') {
    const short = unshippedLines(factsOf(world, order), linesToShip(world, order));
    const missing = short.map((line) => `${line.units} x ${line.name}`).join(', ');
    addNote(world, order, missing === '' ? text : `${text} Blue Cherry closed the order without shipping: ${missing}.`);
    changeStatus(world, order, 'completed');
    const mail = world.mails.at(-1);
    if (mail?.kind === 'customer_completed_order') mail.message = `${mail.message} ${text}`;
  } else addNote(world, order, text, true);
};

const factsOf = (world: ShopWorld, order: Order): ShipmentFact[] =>
  [...(world.bridge.shipments.get(order.id)?.values() ?? [])].map((one) => one.fact);

/** The buyer knows of every shipment already, so the order completes without another mail. */
const completeSilently = (world: ShopWorld, order: Order): void => {
  const mails = world.mails.length;
  changeStatus(
    world,
    order,
    'completed',
    'Blue Cherry has shipped or cancelled every line; the buyer was told of each shipment before.',
  );
  world.mails.splice(mails);
};

const refusalOf = (message: Shipment, fact: ShipmentFact, order: Order): AnswerRow | undefined => {
  if (DEAD.includes(order.status))
    return row(
      message,
      'refused',
      `Order ${order.id} is "${order.status}" in the shop, so the buyer was not told. Someone has to decide.`,
      null,
      order.status,
    );
  if (!message.without_tracking && liveCartons(fact).some((carton) => carton.tracking_number === ''))
    return row(
      message,
      'waits-for-tracking',
      'The parcel has no tracking number yet, so the mail to the buyer waits.',
      null,
      order.status,
    );
  return undefined;
};

const recordOne = (world: ShopWorld, message: Shipment): AnswerRow => {
  const order = world.orders.get(message.order_id);
  if (!order)
    return row(message, 'refused', `The shop has no order ${message.order_id}; it may have been deleted.`, null, '');
  const known = world.bridge.shipments.get(order.id)?.get(message.shipment_key);
  const fact = mergeShipment(known?.fact, message);
  const hasMoved = JSON.stringify(fact) !== JSON.stringify(known?.fact);
  const toldMs = known?.toldMs ?? null;
  if (hasMoved) {
    keep(world, order, fact, toldMs);
    noteVoids(world, order, known?.fact, fact);
  }
  if (toldMs === null && liveCartons(fact).length === 0)
    return row(message, hasMoved ? 'written' : 'repeated', '', null, order.status);
  const refused = toldMs === null ? refusalOf(message, fact, order) : undefined;
  if (refused) return refused;
  const due = linesToShip(world, order);
  const isLast = message.complete || (due.length > 0 && unshippedLines(factsOf(world, order), due).length === 0);
  if (toldMs !== null) {
    if (isLast && !fact.voided && OPEN.includes(order.status)) completeSilently(world, order);
    return row(message, hasMoved ? 'written' : 'repeated', '', toldMs, order.status);
  }
  tell(world, order, fact, isLast);
  const nowMs = world.clock.nowMs();
  keep(world, order, fact, nowMs);
  recordActivity(world, { who: 'the runner', kind: 'shipment', subject: String(order.id), what: shipmentText(fact) });
  return row(message, 'written', '', nowMs, order.status);
};

const writeShipments = (world: ShopWorld, body: unknown): ShipmentsAnswer => ({
  version: 1,
  rows: acceptBody(ShipmentsRequest, body).shipments.map((shipment) => recordOne(world, shipment)),
});

export const shipmentRoutes = [
  bridgeRoute(['POST'], 'shipments', SYNC, ShipmentsAnswer, (world, request) => writeShipments(world, request.body)),
];
