import type { FlowName } from '#contracts/codes.ts';
import { MoneyText } from '#contracts/common.ts';
import type { FailureFact, FailureSubject } from '#contracts/failure.ts';
import type { FailureDraft, Quarantined } from '#domain/decision.ts';
import type { StoredIntent } from '#domain/intent.ts';
import { composeSubject } from '#domain/subject.ts';
import { errorRegistry } from '#errors/registry.ts';

/** One row a flow, code and subject: repeats join it. */
export const composeFailureKey = (flow: FlowName, code: string, subject: string): string =>
  `${flow}:${code}:${subject}`.slice(0, 190);

const toUtc = (ms: number): string => new Date(ms).toISOString();

export interface FailureTiming {
  readonly nowMs: number;
  readonly attempts: number;
  readonly nextTryAtMs: number | null;
}

/** Within the contract: one long name must not keep every other row from being told. */
const clip = ({ type, id, label }: FailureSubject): FailureSubject => ({
  type,
  id: id.slice(0, 100) || 'unnamed',
  label: label.slice(0, 200),
});

const readMoney = (money: FailureDraft['money']): FailureFact['money'] => {
  if (money === undefined) return null;
  // The shop may keep six places; the desk shows four at most.
  const amount = money.amount.replace(/(\.\d{4})\d+$/, '$1');
  return MoneyText.safeParse(amount).success ? { amount, currency: money.currency.slice(0, 3) } : null;
};

/** A flow's draft plus the registry's words. */
export const composeFailure = (flow: FlowName, draft: FailureDraft, timing: FailureTiming): FailureFact => {
  const entry = errorRegistry[draft.code];
  return {
    key: composeFailureKey(flow, draft.code, composeSubject(draft.subject)),
    flow,
    code: draft.code,
    kind: entry.kind,
    subject: clip(draft.subject),
    title: draft.title.slice(0, 300),
    meaning: entry.meaning,
    next_step: entry.nextStep,
    if_nobody_acts: entry.ifNobodyActs,
    owner: entry.owner,
    remedy: entry.remedy,
    attempts: timing.attempts,
    next_try_at_utc: timing.nextTryAtMs === null ? null : toUtc(timing.nextTryAtMs),
    first_seen_at_utc: toUtc(timing.nowMs),
    last_seen_at_utc: toUtc(timing.nowMs),
    money: readMoney(draft.money),
    units: draft.unitsEach ?? null,
    detail: draft.detail.slice(0, 2000),
  };
};

export const composeQuarantineFailure = (
  flow: FlowName,
  { subject, code, fault }: Quarantined,
  nowMs: number,
): FailureFact =>
  composeFailure(
    flow,
    { code, subject, title: `${subject.label} was kept aside: ${fault}.`, detail: fault },
    { nowMs, attempts: 1, nextTryAtMs: null },
  );

const subjectTypes = ['order', 'sku', 'style', 'shipment', 'snapshot', 'flow'] as const;

/**
 * Whom an intent concerns. What has no row type of its own (a note) is a matter of its flow, with the whole subject as id:
 * a note that waits must never be mistaken for its order.
 */
export const subjectOfIntent = ({ subject }: Pick<StoredIntent, 'subject'>): FailureSubject => {
  const [word = '', ...rest] = subject.split(':');
  const type = subjectTypes.find((name) => name === word);
  const id = rest.join(':');
  return type === undefined || id === ''
    ? { type: 'flow', id: subject.slice(0, 100), label: subject.replace(':', ' ').slice(0, 200) }
    : { type, id: id.slice(0, 100), label: `${type} ${id}`.slice(0, 200) };
};

/** The failure row of an intent whose far side is silent for too long. */
export const composeDelayFailure = (
  intent: StoredIntent,
  code: FailureDraft['code'],
  note: string,
  timing: FailureTiming,
): FailureFact => {
  const subject = subjectOfIntent(intent);
  return composeFailure(
    intent.flow,
    {
      code,
      subject,
      title: `${intent.entity} of ${subject.label} waits after ${intent.attempts} ${intent.attempts === 1 ? 'try' : 'tries'}: ${note}`,
      detail: note,
    },
    timing,
  );
};
