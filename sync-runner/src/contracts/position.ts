import { z } from 'zod';
import { CountNumber, SkuText, UtcInstant, VersionOne } from './common.ts';

export const BufferScope = z.enum(['none', 'shop', 'category', 'sku', 'event', 'pool']);
export type BufferScope = z.infer<typeof BufferScope>;
export const BufferKind = z.enum(['off', 'fixed']);
export type BufferKind = z.infer<typeof BufferKind>;

/** One buffer rule that was considered, with the figure it gave. */
export const BufferCandidate = z.object({
  scope: BufferScope,
  label: z.string().max(120),
  kind: BufferKind,
  units: CountNumber,
  won: z.boolean(),
  /** Why it lost or won, one sentence. */
  note: z.string().max(300),
});
export type BufferCandidate = z.infer<typeof BufferCandidate>;

/** Everything behind one published number. `position = ats + contained - held_back`, `stock = position - in_flight - contained`. */
export const WhyTrace = z.object({
  /** Units Blue Cherry counts as sellable, whitelist summed, sign kept. */
  ats: z.int(),
  as_of_utc: UtcInstant,
  snapshot_id: z.string().max(60),
  /** Units the shop took that Blue Cherry's count already contains, since go-live (I). */
  contained: z.int(),
  /** Units the shop took that the count does not contain yet (in flight). */
  in_flight: z.int(),
  in_flight_orders: z
    .array(z.object({ order_id: CountNumber, order_number: z.string().max(40), units: z.int() }))
    .max(20),
  held_back: CountNumber,
  candidates: z.array(BufferCandidate).max(10),
  position: z.int(),
});
export type WhyTrace = z.infer<typeof WhyTrace>;

export const PositionRow = z.object({
  sku: SkuText,
  /** Signed; the shop's stock moves by the difference from the last position. */
  position: z.int(),
  /**
   * Present on the first write of a SKU: the shop's stock is taken over from here on. The plugin stores
   * `old position = current stock + uncontained`, generation 0, and then writes as ever, so that
   * `stock = position - uncontained`. Ignored where the SKU is adopted already.
   */
  adopt: z.object({ uncontained: z.int() }).optional(),
  why: WhyTrace,
});
export type PositionRow = z.infer<typeof PositionRow>;

/** `POST positions`: at most 1,000 rows, one generation, one transaction. */
export const PositionsRequest = z.object({
  version: VersionOne,
  generation: z.int().min(1),
  rows: z.array(PositionRow).min(1).max(1000),
});
export type PositionsRequest = z.infer<typeof PositionsRequest>;

export const PositionOutcome = z.enum(['written', 'repeated', 'stale', 'skipped']);
export const PositionSkip = z.enum([
  'unknown-sku',
  'ambiguous-sku',
  'unmanaged',
  'not-adopted',
  'no-stock-row',
  'other-owner',
]);

export const PositionsAnswer = z.object({
  version: VersionOne,
  generation: z.int().min(1),
  rows: z.array(
    z.object({
      sku: SkuText,
      /** The stock-managing product or variation. */
      product_id: CountNumber.nullable(),
      outcome: PositionOutcome,
      reason: PositionSkip.nullable(),
      stock_before: z.number().nullable(),
      stock_after: z.number().nullable(),
    }),
  ),
});
export type PositionsAnswer = z.infer<typeof PositionsAnswer>;
