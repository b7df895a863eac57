import type { ErpOrder } from '#domain/sales-order.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import type { OrderRow } from '#domain/ledger-rows.ts';
import type { Flow, FlowContext } from '../flow.ts';
import { decideShipments, fingerprintShipment, type ShipmentsKnown } from './decide.ts';
import { normaliseShipment } from './normalise.ts';
import { pollShipments } from './poll.ts';
import { writeShipment } from './write.ts';

const readOrders = async (references: readonly string[], { ledger }: FlowContext): Promise<Map<string, OrderRow>> => {
  const orders = new Map<string, OrderRow>();
  for (const reference of references) {
    const row = await ledger.orderByReference(reference);
    if (row !== null) orders.set(reference, row);
  }
  return orders;
};

/** erp -> shop: each dispatch once, carton by carton, and the order completed with the last one. */
export const fulfilmentFlow: Flow<ErpShipment, ErpShipment, ShipmentsKnown> = {
  name: 'fulfilment',
  enqueueMode: 'once',
  concurrency: 4,
  poll: pollShipments,
  normalise: normaliseShipment,
  async readKnown(nouns, context) {
    const { ledger, erp, clock, policy } = context;
    const told = await ledger.shipments(nouns.map(({ shipNum }) => shipNum));
    const ours = nouns.filter(({ reference }) => reference.startsWith(`${erp.facts.referencePrefix}-`));
    const orders = await readOrders([...new Set(ours.map(({ reference }) => reference))], context);
    const moved = ours.filter(
      (shipment) =>
        orders.has(shipment.reference) && told.get(shipment.shipNum)?.fingerprint !== fingerprintShipment(shipment),
    );
    const erpOrders = new Map<string, readonly ErpOrder[]>();
    for (const { reference } of moved)
      if (!erpOrders.has(reference)) erpOrders.set(reference, await erp.findOrders(reference));
    return {
      told,
      orders,
      erpOrders,
      referencePrefix: erp.facts.referencePrefix,
      noTrackingLimitMs: policy.settings.fulfilment.no_tracking_limit_s * 1000,
      elapsedMs: (sinceMs) => clock.elapsedMs(sinceMs),
    };
  },
  decide: ({ nouns, known, nowMs }) => decideShipments(nouns, known, nowMs),
  write: writeShipment,
};
