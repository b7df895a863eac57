import { z } from 'zod';

/** UTC, always with `Z`: "2026-03-03T09:12:44Z". Fractions of a second are allowed. */
export const UtcInstant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/);
/** Decimal text, at most 4 places: "59.98". */
export const MoneyText = z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/);
export const SkuText = z.string().min(1).max(100);
export const CountNumber = z.int().min(0);
/** Message version. A new meaning is a new version; new optional members are not. */
export const VersionOne = z.literal(1);

export const PageQuery = z.object({
  page: z.int().min(1).max(200).default(1),
  per_page: z.union([z.literal(20), z.literal(50), z.literal(100)]).default(50),
  order: z.enum(['asc', 'desc']).default('desc'),
  search: z.string().max(100).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** Closes every list answer. `total_is_exact` is false above 10,000. */
export const pageMembers = {
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
  total: CountNumber,
  total_is_exact: z.boolean(),
  as_of_utc: UtcInstant,
};
