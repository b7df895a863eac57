import type { Shipment } from '#contracts/shipment.ts';
import { composeFingerprint } from '#domain/fingerprint.ts';
import { composeIntent } from '#domain/compose-intent.ts';
import type { Decision } from '#domain/decision.ts';
import { numberLines } from '#domain/order-rules.ts';
import type { ErpOrder } from '#domain/sales-order.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { OrderRow, ShipmentRow } from '#domain/ledger-rows.ts';
import type { Decided } from '../flow.ts';

export interface ShipmentsKnown {
  readonly told: ReadonlyMap<string, ShipmentRow>;
  /** By reference. */
  readonly orders: ReadonlyMap<string, OrderRow>;
  /** The ERP's orders of a reference, splits included; read only where something changed. */
  readonly erpOrders: ReadonlyMap<string, readonly ErpOrder[]>;
  readonly referencePrefix: string;
  readonly noTrackingLimitMs: number;
  elapsedMs(sinceMs: number): number;
}

export interface ShipmentPayload {
  readonly shipment: Shipment;
  readonly fingerprint: string;
  readonly firstSeenAtMs: number;
}

/** Content by which a change of a dispatch is known, before anything else is read. */
export const fingerprintShipment = (shipment: ErpShipment): string => {
  const { lastMod: _lastMod, ...content } = shipment;
  return composeFingerprint(content);
};

const isShippedInFull = (orders: readonly ErpOrder[]): boolean =>
  orders.length > 0 &&
  orders.every(({ lines }) =>
    lines.every(({ openEach, totalEach, shippedEach }) => openEach === 0 && shippedEach >= totalEach),
  );

const composeMessage = (
  shipment: ErpShipment,
  order: OrderRow,
  isComplete: boolean,
  withoutTracking: boolean,
): Shipment => {
  const lineIds = new Map(numberLines(order.order).map(({ lineSeq, line }) => [lineSeq, line.id]));
  return {
    shipment_key: shipment.shipNum,
    order_id: order.orderId,
    reference: order.reference,
    erp_order: shipment.erpOrder,
    shipped_on: shipment.shippedOn,
    carrier: shipment.shipper,
    carrier_name: shipment.shipper,
    voided: shipment.isVoided,
    complete: isComplete,
    without_tracking: withoutTracking,
    cartons: shipment.cartons.map(({ cartonNum, trackingNumber, isVoided, lines }) => ({
      carton_num: cartonNum,
      tracking_number: trackingNumber,
      voided: isVoided,
      lines: lines.map(({ lineSeq, sku, quantityEach }) => ({
        line_item_id: lineIds.get(lineSeq) ?? null,
        sku,
        quantity: quantityEach,
      })),
    })),
  };
};

const hasTracking = (shipment: ErpShipment): boolean =>
  shipment.cartons.filter(({ isVoided }) => !isVoided).every(({ trackingNumber }) => trackingNumber !== '');

/** What the shop should have been told of a dispatch by now: as it is, or without its tracking number after the limit. */
export const composeWish = (
  shipment: ErpShipment,
  row: ShipmentRow | undefined,
  { noTrackingLimitMs, elapsedMs }: Pick<ShipmentsKnown, 'noTrackingLimitMs' | 'elapsedMs'>,
  nowMs: number,
): { readonly withoutTracking: boolean; readonly fingerprint: string } => {
  const withoutTracking = !hasTracking(shipment) && elapsedMs(row?.firstSeenAtMs ?? nowMs) >= noTrackingLimitMs;
  const content = fingerprintShipment(shipment);
  return { withoutTracking, fingerprint: withoutTracking ? `${content}-untracked` : content };
};

const holdUnknown = (shipment: ErpShipment): Decision => ({
  do: 'hold',
  subject: `shipment:${shipment.shipNum}`,
  reason: 'order-unknown',
  failure: {
    code: 'SHIPMENT_ORDER_UNKNOWN',
    subject: { type: 'shipment', id: shipment.shipNum, label: `Shipment ${shipment.shipNum}` },
    title: `Shipment ${shipment.shipNum} names order ${shipment.reference}, which the shop does not know.`,
    detail: `po_num ${shipment.reference}`,
  },
});

interface ShipmentPlan {
  readonly decision: Decision;
  readonly changes: readonly LedgerChange[];
  /** Nothing more is to come unless the ERP changes it. */
  readonly isSettled: boolean;
}

const decideShipment = (shipment: ErpShipment, isLast: boolean, known: ShipmentsKnown, nowMs: number): ShipmentPlan => {
  const subject = `shipment:${shipment.shipNum}`;
  if (!shipment.reference.startsWith(`${known.referencePrefix}-`))
    return { decision: { do: 'skip', subject, reason: 'not-our-order' }, changes: [], isSettled: true };
  const order = known.orders.get(shipment.reference);
  if (order === undefined) return { decision: holdUnknown(shipment), changes: [], isSettled: false };
  const row = known.told.get(shipment.shipNum);
  const firstSeenAtMs = row?.firstSeenAtMs ?? nowMs;
  const { withoutTracking, fingerprint } = composeWish(shipment, row, known, nowMs);
  if (row?.fingerprint === fingerprint)
    return {
      decision: { do: 'skip', subject, reason: 'already-told' },
      changes: [],
      isSettled: row.state !== 'waiting',
    };
  const erpOrders = known.erpOrders.get(shipment.reference);
  if (erpOrders === undefined)
    return { decision: { do: 'skip', subject, reason: 'awaiting-order' }, changes: [], isSettled: false };
  const isComplete = isLast && !shipment.isVoided && isShippedInFull(erpOrders);
  const message = composeMessage(shipment, order, isComplete, withoutTracking);
  const payload: ShipmentPayload = { shipment: message, fingerprint, firstSeenAtMs };
  const intent = composeIntent({
    flow: 'fulfilment',
    entity: 'shipment',
    subject,
    fingerprint,
    lane: shipment.reference,
    payload,
  });
  const cartons = message.cartons.filter(({ voided }) => !voided).length;
  const waiting: ShipmentRow = {
    shipNum: shipment.shipNum,
    reference: shipment.reference,
    orderId: order.orderId,
    fingerprint,
    state: 'waiting',
    firstSeenAtMs,
    toldAtMs: row?.toldAtMs ?? null,
  };
  return {
    decision: {
      do: 'write',
      subject,
      intent,
      summary: `Tell order ${order.order.number} of shipment ${shipment.shipNum} in ${cartons} ${cartons === 1 ? 'carton' : 'cartons'}${isComplete ? ' and complete it' : ''}.`,
      changes: message.cartons.map(({ carton_num, tracking_number }) => ({
        field: carton_num,
        from: '',
        to: tracking_number || 'no tracking yet',
      })),
    },
    changes: [{ put: 'shipment', row: waiting }],
    isSettled: false,
  };
};

const byKey = (a: ErpShipment, b: ErpShipment): number =>
  Number(a.pkey) - Number(b.pkey) || a.pkey.localeCompare(b.pkey, 'en', { numeric: true });

/** Dispatches in the order they were made; only the last one of an order may complete it, so that its mail tells of that one. */
export const decideShipments = (nouns: readonly ErpShipment[], known: ShipmentsKnown, nowMs: number): Decided => {
  const sorted = [...nouns].sort(byKey);
  const lastOf = new Map(
    sorted.filter(({ isVoided }) => !isVoided).map((shipment) => [shipment.reference, shipment.shipNum]),
  );
  const plans = sorted.map((shipment) =>
    decideShipment(shipment, lastOf.get(shipment.reference) === shipment.shipNum, known, nowMs),
  );
  const open = sorted.filter((_, index) => plans[index]?.isSettled === false).map(({ lastMod }) => lastMod);
  const oldest = open.reduce<string | null>((min, lastMod) => (min === null || lastMod < min ? lastMod : min), null);
  return {
    decisions: plans.map(({ decision }) => decision),
    changes: [
      ...plans.flatMap(({ changes }) => [...changes]),
      { put: 'cursor', flow: 'fulfilment', name: 'unsettled', cursor: { stamp: oldest, passes: 0 } },
    ],
  };
};
