import { z } from 'zod';
import { ErrorCode, ErrorKind, FailureOwner, FlowName } from './codes.ts';
import { CountNumber, MoneyText, pageMembers, UtcInstant, VersionOne } from './common.ts';

export const FailureSubject = z.object({
  type: z.enum(['order', 'sku', 'style', 'shipment', 'snapshot', 'flow']),
  /** Shop order id, SKU, ERP style, shipment number, snapshot id or flow name. */
  id: z.string().min(1).max(100),
  label: z.string().max(200),
});
export type FailureSubject = z.infer<typeof FailureSubject>;

/** `look-up`: the outcome is unclear, so a retry is never offered. */
export const FailureRemedy = z.enum(['retry', 'look-up', 'none']);
export type FailureRemedy = z.infer<typeof FailureRemedy>;

export const FailureFact = z.object({
  /** Flow, code and subject: repeats of one trouble join one row. */
  key: z.string().min(1).max(190),
  flow: FlowName,
  code: ErrorCode,
  kind: ErrorKind,
  subject: FailureSubject,
  /** What happened, one sentence with its number. */
  title: z.string().min(1).max(300),
  /** What it means for customer, stock or money. */
  meaning: z.string().max(400),
  /** Who does what next. */
  next_step: z.string().max(400),
  if_nobody_acts: z.string().max(400),
  owner: FailureOwner,
  remedy: FailureRemedy,
  attempts: CountNumber,
  next_try_at_utc: UtcInstant.nullable(),
  first_seen_at_utc: UtcInstant,
  last_seen_at_utc: UtcInstant,
  money: z.object({ amount: MoneyText, currency: z.string().max(3) }).nullable(),
  units: z.int().nullable(),
  /** The far side's own words, masked: no names, mails, addresses, keys. */
  detail: z.string().max(2000),
});
export type FailureFact = z.infer<typeof FailureFact>;

/** `POST failures`: upsert and close. */
export const FailuresRequest = z.object({
  version: VersionOne,
  open: z.array(FailureFact).max(200),
  close: z
    .array(z.object({ key: z.string().min(1).max(190), closed_at_utc: UtcInstant, reason: z.string().max(300) }))
    .max(200),
});
export type FailuresRequest = z.infer<typeof FailuresRequest>;

export const FailuresAnswer = z.object({
  version: VersionOne,
  opened: CountNumber,
  repeated: CountNumber,
  closed: CountNumber,
});
export type FailuresAnswer = z.infer<typeof FailuresAnswer>;

export const FailureTab = z.enum(['needs-you', 'fixes-itself', 'snoozed', 'ignored', 'fixed']);
export type FailureTab = z.infer<typeof FailureTab>;

export const FailureRow = FailureFact.extend({
  id: z.int().min(1),
  tab: FailureTab,
  again: z.boolean(),
  assignee: z.string().max(100).nullable(),
  snoozed_until_utc: UtcInstant.nullable(),
  ignored_reason: z.string().max(300).nullable(),
  closed_at_utc: UtcInstant.nullable(),
  /** The last wish of a person for this row: asked, picked up, done or not done. */
  command: z
    .object({ id: z.int(), kind: z.string(), state: z.string(), reason: z.string(), asked_at_utc: UtcInstant })
    .nullable(),
});
export type FailureRow = z.infer<typeof FailureRow>;

/** `GET failures?tab=&flow=&owner=&code=&search=&orderby=&order=&page=&per_page=`; orderby last_seen, first_seen, money, attempts. */
export const FailureListAnswer = z.object({
  version: VersionOne,
  rows: z.array(FailureRow),
  tabs: z.array(z.object({ tab: FailureTab, count: CountNumber })),
  ...pageMembers,
});
export type FailureListAnswer = z.infer<typeof FailureListAnswer>;

/** `GET failures?by=cause` (same filters): one row per code. */
export const FailureCausesAnswer = z.object({
  version: VersionOne,
  causes: z.array(
    z.object({
      code: ErrorCode,
      flow: FlowName,
      title: z.string(),
      owner: FailureOwner,
      remedy: FailureRemedy,
      records: CountNumber,
      money: z.object({ amount: MoneyText, currency: z.string() }).nullable(),
      units: z.int().nullable(),
      oldest_at_utc: UtcInstant,
      next_try_at_utc: UtcInstant.nullable(),
    }),
  ),
  tabs: z.array(z.object({ tab: FailureTab, count: CountNumber })),
  as_of_utc: UtcInstant,
});
export type FailureCausesAnswer = z.infer<typeof FailureCausesAnswer>;

/** `GET failures/{id}`: the panel. */
export const FailureDetailAnswer = z.object({
  version: VersionOne,
  row: FailureRow,
  link: z.string(),
  events: z.array(z.object({ at_utc: UtcInstant, who: z.string(), what: z.string() })),
});
export type FailureDetailAnswer = z.infer<typeof FailureDetailAnswer>;

/** `POST failures/{id}/actions`: retry and look-up are asked of the runner; the rest happens at once. */
export const FailureActionRequest = z.object({
  version: VersionOne,
  action: z.enum(['retry', 'look-up', 'check-now', 'assign', 'snooze', 'unsnooze', 'ignore', 'unignore']),
  assignee: z.string().max(100).optional(),
  until_utc: UtcInstant.optional(),
  reason: z.string().max(300).optional(),
});
export type FailureActionRequest = z.infer<typeof FailureActionRequest>;

export const FailureActionAnswer = z.object({ version: VersionOne, row: FailureRow, sentence: z.string() });
export type FailureActionAnswer = z.infer<typeof FailureActionAnswer>;
