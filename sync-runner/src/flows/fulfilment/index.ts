import type { ErpOrder } from '#domain/sales-order.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import type { OrderRow } from '#domain/ledger-rows.ts';
import type { Flow, FlowContext } from '../flow.ts';
import { composeWish, decideShipments, type ShipmentsKnown } from './decide.ts';
import { normaliseShipment } from './normalise.ts';
import { pollShipments } from './poll.ts';
import { writeShipment } from './write.ts';

/** Look-ups in the ERP of one pass (it allows 60 calls a minute to everyone); the rest has its turn in the next one. */
const lookUpsMax = 40;

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
  // Each message tells the whole dispatch, so the newest one counts.
  enqueueMode: 'latest',
  concurrency: 4,
  poll: pollShipments,
  normalise: normaliseShipment,
  async readKnown(nouns, context) {
    const { ledger, erp, clock, policy } = context;
    const told = await ledger.shipments(nouns.map(({ shipNum }) => shipNum));
    const ours = nouns.filter(({ reference }) => reference.startsWith(`${erp.facts.referencePrefix}-`));
    const orders = await readOrders([...new Set(ours.map(({ reference }) => reference))], context);
    const limits = {
      noTrackingLimitMs: policy.settings.fulfilment.no_tracking_limit_s * 1000,
      elapsedMs: (sinceMs: number) => clock.elapsedMs(sinceMs),
    };
    const moved = ours.filter((shipment) => {
      const row = told.get(shipment.shipNum);
      return (
        orders.has(shipment.reference) &&
        row?.fingerprint !== composeWish(shipment, row, limits, clock.nowMs()).fingerprint
      );
    });
    const erpOrders = new Map<string, readonly ErpOrder[]>();
    for (const reference of [...new Set(moved.map((shipment) => shipment.reference))].slice(0, lookUpsMax))
      erpOrders.set(reference, await erp.findOrders(reference));
    return {
      told,
      orders,
      erpOrders,
      referencePrefix: erp.facts.referencePrefix,
      ...limits,
    };
  },
  decide: ({ nouns, known, nowMs }) => decideShipments(nouns, known, nowMs),
  write: writeShipment,
};
