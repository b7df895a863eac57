import type { StoredIntent } from '#domain/intent.ts';
import type { ShipmentRow } from '#domain/ledger-rows.ts';
import type { FlowContext, WriteOutcome } from '../flow.ts';
import type { ShipmentPayload } from './decide.ts';

const composeRow = (
  { shipment, fingerprint, firstSeenAtMs }: ShipmentPayload,
  state: ShipmentRow['state'],
  toldAtMs: number | null,
): ShipmentRow => ({
  shipNum: shipment.shipment_key,
  reference: shipment.reference,
  orderId: shipment.order_id,
  fingerprint,
  state,
  firstSeenAtMs,
  toldAtMs,
});

/** Writes one dispatch. The shop adds per carton and line, and tells the buyer once, so an unclear answer is simply repeated. */
export const writeShipment = async (intent: StoredIntent, { shop, clock }: FlowContext): Promise<WriteOutcome> => {
  const payload = intent.payload as ShipmentPayload;
  const answer = await shop.writeShipments({ version: 1, shipments: [payload.shipment] });
  const row = answer.rows[0];
  if (row === undefined || row.outcome === 'refused') {
    const reason = row?.reason ?? 'the answer has no row for it';
    return {
      outcome: 'refused',
      failure: {
        code: 'SHOP_ITEM_REFUSED',
        subject: {
          type: 'shipment',
          id: payload.shipment.shipment_key,
          label: `Shipment ${payload.shipment.shipment_key}`,
        },
        title:
          `The shop refused shipment ${payload.shipment.shipment_key} of order ${payload.shipment.order_id}: ${reason}`.slice(
            0,
            300,
          ),
        detail: reason,
      },
      changes: [{ put: 'shipment', row: composeRow(payload, 'refused', null) }],
      next: [],
    };
  }
  const isTold = row.buyer_told || payload.shipment.voided;
  return {
    outcome: 'confirmed',
    note: `${row.outcome}, order ${row.order_status}`,
    changes: [
      { put: 'shipment', row: composeRow(payload, isTold ? 'told' : 'waiting', isTold ? clock.nowMs() : null) },
    ],
    next: [],
  };
};
