import { z } from 'zod';
import { CountNumber, UtcInstant, VersionOne } from './common.ts';

export const ShipmentCarton = z.object({
  /** "00" + 18-digit SSCC. */
  carton_num: z.string().min(1).max(40),
  /** "" = not known yet. */
  tracking_number: z.string().max(60),
  voided: z.boolean(),
  lines: z
    .array(
      z.object({
        /** The shop order's line item; null where the ERP line has no twin here. */
        line_item_id: CountNumber.nullable(),
        sku: z.string().max(100),
        quantity: CountNumber,
      }),
    )
    .max(500),
});
export type ShipmentCarton = z.infer<typeof ShipmentCarton>;

export const Shipment = z.object({
  /** The ERP's shipment number. With the carton number: the key under which a parcel is told once. */
  shipment_key: z.string().min(1).max(40),
  order_id: z.int().min(1),
  reference: z.string().max(40),
  erp_order: z.string().max(40),
  /** Day in the ERP's calendar. */
  shipped_on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  carrier: z.string().max(60),
  carrier_name: z.string().max(100),
  voided: z.boolean(),
  /** All lines of the order have shipped or been cancelled with this shipment: the shop may complete it. */
  complete: z.boolean(),
  /** Tell the buyer now even where a tracking number is missing (the no-tracking limit is over). */
  without_tracking: z.boolean(),
  cartons: z.array(ShipmentCarton).max(200),
});
export type Shipment = z.infer<typeof Shipment>;

/** `POST shipments`: additive per carton and line; a repeat changes nothing. */
export const ShipmentsRequest = z.object({
  version: VersionOne,
  shipments: z.array(Shipment).min(1).max(50),
});
export type ShipmentsRequest = z.infer<typeof ShipmentsRequest>;

export const ShipmentOutcome = z.enum(['written', 'repeated', 'waits-for-tracking', 'refused']);

export const ShipmentsAnswer = z.object({
  version: VersionOne,
  rows: z.array(
    z.object({
      shipment_key: z.string(),
      order_id: CountNumber,
      outcome: ShipmentOutcome,
      /** One sentence where refused or waiting, else "". */
      reason: z.string(),
      /** The buyer has been told of this shipment, now or before. */
      buyer_told: z.boolean(),
      order_status: z.string(),
      told_at_utc: UtcInstant.nullable(),
    }),
  ),
});
export type ShipmentsAnswer = z.infer<typeof ShipmentsAnswer>;
