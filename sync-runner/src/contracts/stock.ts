import { z } from 'zod';
import { CountNumber, pageMembers, UtcInstant, VersionOne } from './common.ts';
import { BufferKind, BufferScope, WhyTrace } from './position.ts';

export const StockRow = z.object({
  sku: z.string(),
  product_id: CountNumber,
  title: z.string(),
  /** Units; null = Blue Cherry has not counted this SKU yet. */
  ats: z.int().nullable(),
  as_of_utc: UtcInstant.nullable(),
  in_flight: z.int().nullable(),
  held_back: CountNumber.nullable(),
  rule_scope: BufferScope.nullable(),
  rule_label: z.string().nullable(),
  /** max(0, position - in flight - contained): what we meant the shop to show. */
  published: z.int().nullable(),
  /** What the shop's own stock says now. */
  in_shop: z.number().nullable(),
  difference: z.number().nullable(),
  last_write_at_utc: UtcInstant.nullable(),
  /** The SKU's own rule, to edit in place; null = none. */
  own_rule: z.object({ kind: BufferKind, units: CountNumber }).nullable(),
});
export type StockRow = z.infer<typeof StockRow>;

/** `GET stock?search=&filter=&orderby=&order=&page=&per_page=`; filter all, withheld, negative, differs, own-rule; orderby sku, ats, in_flight, held_back, published, in_shop, difference, last_write. */
export const StockListAnswer = z.object({
  version: VersionOne,
  rows: z.array(StockRow),
  shop_rule: z.object({ kind: BufferKind, units: CountNumber }),
  ...pageMembers,
});
export type StockListAnswer = z.infer<typeof StockListAnswer>;

/** `GET stock/{sku}`: the panel "Why this number". */
export const StockWhyAnswer = z.object({
  version: VersionOne,
  row: StockRow,
  why: WhyTrace.nullable(),
  generation: CountNumber.nullable(),
  /** The sum as sentences, first to last. */
  sentences: z.array(z.string()),
  changes: z.array(z.object({ at_utc: UtcInstant, who: z.string(), what: z.string() })).max(20),
  edit_link: z.string(),
});
export type StockWhyAnswer = z.infer<typeof StockWhyAnswer>;
