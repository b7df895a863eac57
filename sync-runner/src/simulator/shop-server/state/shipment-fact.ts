import type { Shipment } from '#contracts/index.ts';

export type Carton = Shipment['cartons'][number];

/** One shipment as kept: what was ever told of it, by carton number. */
export interface ShipmentFact {
  shipment_key: string;
  erp_order: string;
  shipped_on: string;
  carrier: string;
  carrier_name: string;
  voided: boolean;
  cartons: Carton[];
}
