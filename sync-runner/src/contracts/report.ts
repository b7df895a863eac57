import { z } from 'zod';
import { FlowMode, FlowName, FlowStatus } from './codes.ts';
import { CountNumber, UtcInstant, VersionOne } from './common.ts';

export const ReasonCount = z.object({ reason: z.string().max(60), count: CountNumber });

export const FlowRun = z.object({
  started_at_utc: UtcInstant,
  ended_at_utc: UtcInstant,
  read: CountNumber,
  written: CountNumber,
  skipped: CountNumber,
  held: CountNumber,
  failed: CountNumber,
  reasons: z.array(ReasonCount).max(60),
});
export type FlowRun = z.infer<typeof FlowRun>;

export const FlowReport = z.object({
  flow: FlowName,
  mode: FlowMode,
  status: FlowStatus,
  /** One sentence: what this flow is doing or waits for. */
  sentence: z.string().max(400),
  interval_s: z.number().min(0),
  last_run: FlowRun.nullable(),
  waiting: CountNumber,
  oldest_waiting_at_utc: UtcInstant.nullable(),
  next_run_at_utc: UtcInstant.nullable(),
});
export type FlowReport = z.infer<typeof FlowReport>;

/** `POST reports`: the whole state of one runner, replaced each time. */
export const ReportRequest = z.object({
  version: VersionOne,
  runner: z.object({ id: z.string().max(60), version: z.string().max(40), started_at_utc: UtcInstant }),
  sent_at_utc: UtcInstant,
  /** Planned seconds between reports on the wall clock; three missed ones make every status "unknown". */
  report_every_s: z.number().min(0),
  flows: z.array(FlowReport).max(5),
  snapshot: z
    .object({
      id: z.string().max(60),
      as_of_utc: UtcInstant,
      age_s: z.number(),
      limit_s: z.number(),
      skus: CountNumber,
    })
    .nullable(),
  orders: z.object({
    /** Paid shop orders that must be in the ERP, since go-live. */
    paid: CountNumber,
    in_erp: CountNumber,
    waiting: CountNumber,
    oldest_waiting_at_utc: UtcInstant.nullable(),
  }),
  erp: z.object({ reachable: z.boolean(), sentence: z.string().max(400) }),
});
export type ReportRequest = z.infer<typeof ReportRequest>;

export const ReportAnswer = z.object({ version: VersionOne, received_at_utc: UtcInstant });
export type ReportAnswer = z.infer<typeof ReportAnswer>;
