import type { FlowName } from '#contracts/codes.ts';
import type { FailureFact } from '#contracts/failure.ts';
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

/** A flow's draft plus the registry's words. */
export const composeFailure = (flow: FlowName, draft: FailureDraft, timing: FailureTiming): FailureFact => {
  const entry = errorRegistry[draft.code];
  return {
    key: composeFailureKey(flow, draft.code, composeSubject(draft.subject)),
    flow,
    code: draft.code,
    kind: entry.kind,
    subject: draft.subject,
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
    money: draft.money ?? null,
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

/** The failure row of an intent whose far side is silent for too long. */
export const composeDelayFailure = (
  intent: StoredIntent,
  code: FailureDraft['code'],
  note: string,
  timing: FailureTiming,
): FailureFact => {
  const [type = 'flow', ...rest] = intent.subject.split(':');
  const known = ['order', 'sku', 'style', 'shipment', 'snapshot', 'flow'] as const;
  const subjectType = known.find((name) => name === type) ?? 'flow';
  const id = rest.join(':') || intent.flow;
  return composeFailure(
    intent.flow,
    {
      code,
      subject: { type: subjectType, id, label: `${subjectType} ${id}` },
      title: `${intent.entity} of ${subjectType} ${id} waits after ${intent.attempts} tries: ${note}`,
      detail: note,
    },
    timing,
  );
};
