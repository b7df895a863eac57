import { z } from 'zod';
import { CountNumber, MoneyText, pageMembers, SkuText, UtcInstant, VersionOne } from './common.ts';
import { BufferKind } from './position.ts';

export const BufferRule = z.object({
  scope: z.enum(['shop', 'sku']),
  /** "" for the whole shop, else the SKU. */
  key: z.string().max(100),
  kind: BufferKind,
  /** 0 where kind is `off`. */
  units: z.int().min(0).max(100000),
  updated_at_utc: UtcInstant,
  updated_by: z.string().max(100),
});
export type BufferRule = z.infer<typeof BufferRule>;

/** `GET buffers?page=&per_page=` (the runner reads all pages when `buffers_revision` has moved). */
export const BuffersAnswer = z.object({
  version: VersionOne,
  buffers_revision: CountNumber,
  rules: z.array(BufferRule),
  ...pageMembers,
});
export type BuffersAnswer = z.infer<typeof BuffersAnswer>;

export const BufferChange = z.object({
  scope: z.enum(['shop', 'sku']),
  key: z.string().max(100),
  /** `clear` removes the rule, so that the next wider one holds. */
  kind: z.enum(['off', 'fixed', 'clear']),
  units: z.int().min(0).max(100000).default(0),
});
export type BufferChange = z.infer<typeof BufferChange>;

/** `PUT buffers` and `POST buffers/preview`. */
export const BuffersRequest = z.object({
  version: VersionOne,
  changes: z.array(BufferChange).min(1).max(1000),
  reason: z.string().max(300).default(''),
});
export type BuffersRequest = z.infer<typeof BuffersRequest>;

export const BuffersSaved = z.object({
  version: VersionOne,
  buffers_revision: CountNumber,
  saved: z.array(BufferRule),
  cleared: z.array(SkuText.or(z.literal(''))),
  /** Changes that undo this save in one step. */
  undo: z.array(BufferChange),
  sentence: z.string(),
});
export type BuffersSaved = z.infer<typeof BuffersSaved>;

export const BufferPreviewAnswer = z.object({
  version: VersionOne,
  /** Units more (or fewer, negative) withheld than now. */
  units_withheld: z.int(),
  value: z.object({ amount: MoneyText, currency: z.string() }).nullable(),
  skus_sold_out: CountNumber,
  sold_out: z.array(SkuText).max(50),
  sentence: z.string(),
  /** More than 5 % of sellable units: the screen asks first. */
  needs_confirmation: z.boolean(),
});
export type BufferPreviewAnswer = z.infer<typeof BufferPreviewAnswer>;
