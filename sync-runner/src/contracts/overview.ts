import { z } from 'zod';
import { FlowName, FlowStatus } from './codes.ts';
import { CountNumber, UtcInstant, VersionOne } from './common.ts';
import { FlowReport } from './report.ts';

export const OverviewNeed = z.object({
  status: FlowStatus,
  title: z.string(),
  effect: z.string(),
  if_nobody_acts: z.string(),
  owner: z.string(),
  since_utc: UtcInstant,
  /** Hash route of the screen that settles it, e.g. "#/failures?code=ORDER_HELD". */
  link: z.string(),
  button: z.string(),
});
export type OverviewNeed = z.infer<typeof OverviewNeed>;

/** One 15-minute step; null = no report in that step, drawn as a gap. */
export const OverviewSample = z.object({
  at_utc: UtcInstant,
  orders_paid: CountNumber.nullable(),
  orders_in_erp: CountNumber.nullable(),
  stock_age_min: z.number().nullable(),
  failures_opened: CountNumber.nullable(),
  failures_closed: CountNumber.nullable(),
});
export type OverviewSample = z.infer<typeof OverviewSample>;

/** `GET overview`. */
export const OverviewAnswer = z.object({
  version: VersionOne,
  as_of_utc: UtcInstant,
  /** The one sentence, the same in widget, mails and WP-CLI. */
  sentence: z.string(),
  status: FlowStatus,
  needs: z.array(OverviewNeed).max(5),
  flows: z.array(FlowReport.extend({ flow: FlowName, paused_until_utc: UtcInstant.nullable() })).max(5),
  runner: z.object({ last_heard_at_utc: UtcInstant.nullable(), silent_s: z.number().nullable(), version: z.string() }),
  snapshot: z
    .object({ id: z.string(), as_of_utc: UtcInstant, age_s: z.number(), limit_s: z.number(), skus: CountNumber })
    .nullable(),
  orders: z.object({
    paid: CountNumber,
    in_erp: CountNumber,
    waiting: CountNumber,
    oldest_waiting_at_utc: UtcInstant.nullable(),
  }),
  failures_open: CountNumber,
  samples: z.array(OverviewSample).max(96),
});
export type OverviewAnswer = z.infer<typeof OverviewAnswer>;
