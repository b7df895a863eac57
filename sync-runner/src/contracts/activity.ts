import { z } from 'zod';
import { pageMembers, UtcInstant, VersionOne } from './common.ts';

export const ActivityKind = z.enum([
  'sku-blocked',
  'sku-allowed',
  'buffer',
  'setting',
  'flow',
  'command',
  'failure',
  'pairing',
  'stock',
  'order',
  'shipment',
  'product',
]);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const ActivityRow = z.object({
  id: z.int().min(1),
  at_utc: UtcInstant,
  /** A person's name, or "the runner". */
  who: z.string(),
  kind: ActivityKind,
  /** Which door was used: "rest-v3", "editor", "wp-cli", "screen", ... */
  door: z.string(),
  subject: z.string(),
  /** One sentence. */
  what: z.string(),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
});
export type ActivityRow = z.infer<typeof ActivityRow>;

/** `GET activity?kind=&search=&page=&per_page=`, newest first. */
export const ActivityListAnswer = z.object({ version: VersionOne, rows: z.array(ActivityRow), ...pageMembers });
export type ActivityListAnswer = z.infer<typeof ActivityListAnswer>;
