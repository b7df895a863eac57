import type { Quarantined } from '#domain/decision.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import type { Normalised } from '../flow.ts';

const quarantine = (shipment: ErpShipment, fault: string): Normalised<ErpShipment> => {
  const quarantined: Quarantined = {
    subject: { type: 'shipment', id: shipment.shipNum || shipment.pkey, label: `Shipment ${shipment.shipNum}` },
    code: 'ERP_ROW_SHAPE',
    fault,
  };
  return { outcome: 'quarantined', quarantined };
};

/** A dispatch needs its number and its order's reference; everything else may come later. */
export const normaliseShipment = (shipment: ErpShipment): Normalised<ErpShipment> => {
  if (shipment.shipNum === '') return quarantine(shipment, `shipment with pkey ${shipment.pkey} has no ship_num`);
  if (shipment.reference === '') return quarantine(shipment, `shipment ${shipment.shipNum} has no po_num`);
  return { outcome: 'noun', noun: shipment };
};
