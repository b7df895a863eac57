import { ShipmentsAnswer, ShipmentsRequest, type Shipment } from '#contracts/index.ts';
import { changeStatus } from '../orders/status.ts';
import { addNote } from '../orders/store.ts';
import { setMeta } from '../state/meta.ts';
import type { Order } from '../state/order-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { recordActivity, utc } from './activity.ts';
import { acceptBody, bridgeRoute, SYNC } from './route.ts';
import type { StoredShipment } from './state.ts';

type AnswerRow = ShipmentsAnswer['rows'][number];

const liveCartons = (shipment: Shipment): Shipment['cartons'] => (shipment.voided ? [] : shipment.cartons.filter((carton) => !carton.voided));

const trackingText = (shipment: Shipment): string => {
  const numbers = liveCartons(shipment).map((carton) => carton.tracking_number).filter((number) => number !== '');
  const carrier = shipment.carrier_name || shipment.carrier;
  if (numbers.length === 0) return `Your parcel left on ${shipment.shipped_on} with ${carrier}.`;
  return `Your parcel left on ${shipment.shipped_on} with ${carrier}. Tracking: ${numbers.join(', ')}.`;
};

/** A repeat may bring what was missing (a tracking number, a void); it never takes away a carton that was told. */
const merge = (known: Shipment | undefined, next: Shipment): Shipment => {
  if (!known) return next;
  const cartons = new Map(known.cartons.map((carton) => [carton.carton_num, carton]));
  for (const carton of next.cartons) {
    const before = cartons.get(carton.carton_num);
    cartons.set(carton.carton_num, before && carton.tracking_number === '' ? { ...carton, tracking_number: before.tracking_number } : carton);
  }
  return { ...next, cartons: [...cartons.values()] };
};

const saveMeta = (world: ShopWorld, order: Order, stored: ReadonlyMap<string, StoredShipment>): void => {
  const rows = [...stored.values()].map(({ shipment, toldMs }) => ({
    shipment_key: shipment.shipment_key,
    erp_order: shipment.erp_order,
    shipped_on: shipment.shipped_on,
    carrier: shipment.carrier,
    carrier_name: shipment.carrier_name,
    voided: shipment.voided,
    told_at_utc: toldMs === null ? null : utc(toldMs),
    cartons: shipment.cartons,
  }));
  setMeta(world, order.meta, '_cherry_bridge_shipments', rows);
  order.modifiedMs = world.clock.nowMs();
};

const isOpen = (order: Order): boolean => !['completed', 'cancelled', 'refunded', 'trash'].includes(order.status);

/** Exactly one notifying action: the completed mail where the order is done, else one customer note. */
const tell = (world: ShopWorld, order: Order, shipment: Shipment): void => {
  if (shipment.complete && isOpen(order)) {
    addNote(world, order, trackingText(shipment));
    changeStatus(world, order, 'completed', 'All lines have shipped.');
    const mail = world.mails.at(-1);
    if (mail?.kind === 'customer_completed_order') mail.message = `${mail.message} ${trackingText(shipment)}`;
  } else {
    addNote(world, order, trackingText(shipment), true);
  }
};

const row = (shipment: Shipment, outcome: AnswerRow['outcome'], reason: string, order: Order | undefined, toldMs: number | null): AnswerRow => ({
  shipment_key: shipment.shipment_key,
  order_id: shipment.order_id,
  outcome,
  reason,
  buyer_told: toldMs !== null,
  order_status: order?.status ?? '',
  told_at_utc: toldMs === null ? null : utc(toldMs),
});

const writeOne = (world: ShopWorld, sent: Shipment): AnswerRow => {
  const order = world.orders.get(sent.order_id);
  if (!order || order.status === 'trash')
    return row(sent, 'refused', `Order ${sent.order_id} is not in this shop. Check the order number at Blue Cherry.`, undefined, null);
  const stored = world.bridge.shipments.get(order.id) ?? new Map<string, StoredShipment>();
  world.bridge.shipments.set(order.id, stored);
  const known = stored.get(sent.shipment_key);
  const shipment = merge(known?.shipment, sent);
  const isRepeat = known !== undefined && JSON.stringify(known.shipment) === JSON.stringify(shipment);
  let toldMs = known?.toldMs ?? null;
  if (isRepeat && toldMs !== null && !(shipment.complete && isOpen(order))) return row(sent, 'repeated', '', order, toldMs);
  stored.set(sent.shipment_key, { shipment, toldMs, voided: shipment.voided });
  saveMeta(world, order, stored);
  const cartons = liveCartons(shipment);
  if (toldMs === null && cartons.length > 0) {
    if (!shipment.without_tracking && cartons.some((carton) => carton.tracking_number === ''))
      return row(sent, 'waits-for-tracking', 'A carton has no tracking number yet; the buyer is told when it comes or when the limit is over.', order, null);
    toldMs = world.clock.nowMs();
    stored.set(sent.shipment_key, { shipment, toldMs, voided: shipment.voided });
    saveMeta(world, order, stored);
    tell(world, order, shipment);
    recordActivity(world, { who: 'the runner', kind: 'shipment', subject: String(order.id), what: `Shipment ${shipment.shipment_key} of order ${order.id} was told to the buyer.` });
  } else if (shipment.complete && isOpen(order) && order.status !== 'pending') {
    // The buyer knows of every parcel already: completing must not tell a second time.
    const mailsBefore = world.mails.length;
    changeStatus(world, order, 'completed', 'All lines have shipped.');
    world.mails.splice(mailsBefore);
  }
  return row(sent, isRepeat ? 'repeated' : 'written', '', order, toldMs);
};

const writeShipments = (world: ShopWorld, body: unknown): ShipmentsAnswer => ({
  version: 1,
  rows: acceptBody(ShipmentsRequest, body).shipments.map((shipment) => writeOne(world, shipment)),
});

export const shipmentRoutes = [
  bridgeRoute(['POST'], 'shipments', SYNC, ShipmentsAnswer, (world, request) => writeShipments(world, request.body)),
];
