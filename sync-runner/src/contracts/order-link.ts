import { z } from 'zod';
import { OrderState } from './codes.ts';
import { CountNumber, UtcInstant, VersionOne } from './common.ts';

/** `POST order-links`: where each shop order stands at the ERP. */
export const OrderLinksRequest = z.object({
  version: VersionOne,
  links: z
    .array(
      z.object({
        order_id: z.int().min(1),
        /** Shop prefix + order id, the key of the order at the ERP. */
        reference: z.string().min(1).max(40),
        state: OrderState,
        /** "" until confirmed; several numbers of a split joined by ", ". */
        erp_order: z.string().max(200),
        erp_key: z.string().max(40),
        /** What a person reads in the order box: one sentence. */
        sentence: z.string().max(400),
        at_utc: UtcInstant,
      }),
    )
    .min(1)
    .max(100),
});
export type OrderLinksRequest = z.infer<typeof OrderLinksRequest>;

export const OrderLinksAnswer = z.object({
  version: VersionOne,
  rows: z.array(
    z.object({
      order_id: CountNumber,
      outcome: z.enum(['written', 'repeated', 'skipped']),
      reason: z.string(),
    }),
  ),
});
export type OrderLinksAnswer = z.infer<typeof OrderLinksAnswer>;
