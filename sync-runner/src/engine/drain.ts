import { composeSubject } from '#domain/subject.ts';
import { isSyncError, SyncError } from '#errors/sync-error.ts';
import { kindRules } from '#errors/kinds.ts';
import type { Flow, FlowContext, WriteOutcome } from '#flows/flow.ts';
import type { LedgerChange, StoreTransaction } from '#ports/ledger.ts';
import type { Claim } from '#ports/outbox.ts';
import { createDispenser } from './dispenser.ts';
import { composeDelayFailure, composeFailure, subjectOfIntent } from './failure-facts.ts';
import { passFaultPoint } from './fault-points.ts';
import { limitRestMs, lookUpsOfOneSend, repeatUnclearMs, shownAfterMs } from './limits.ts';
import type { EnginePorts } from './passes.ts';
import { composeNextTry } from './retry.ts';

export interface DrainTally {
  readonly confirmed: number;
  readonly refused: number;
  readonly held: number;
  readonly postponed: number;
  /** The far side that did not answer, "" = all did. */
  readonly unreachable: string;
}

type Step = WriteOutcome | { readonly outcome: 'failed'; readonly error: SyncError };

const asSyncError = (error: unknown): SyncError =>
  isSyncError(error)
    ? error
    : new SyncError({
        code: 'INVARIANT_BROKEN',
        message: error instanceof Error ? error.message : String(error),
        cause: error,
      });

/** One try: an unclear intent is looked up, any other is marked `sent` durably and then written. */
const attempt = async (ports: EnginePorts, flow: Flow, claim: Claim, context: FlowContext): Promise<Step> => {
  try {
    if (claim.intent.state === 'unclear' && flow.confirm !== undefined)
      return await flow.confirm(claim.intent, context);
    await ports.ledger.transact(({ outbox }) => outbox.markSent(claim));
    passFaultPoint('after-sent');
    const sent = {
      ...claim.intent,
      state: 'sent' as const,
      sentAtMs: ports.clock.nowMs(),
    };
    return await flow.write(sent, context);
  } catch (error) {
    return { outcome: 'failed', error: asSyncError(error) };
  }
};

/** Rows of what this intent concerns: they are closed once it is done, or not needed any more. */
const closeOwnFailures = async (
  { ledger, clock }: EnginePorts,
  claim: Claim,
  reason: string,
): Promise<LedgerChange[]> => {
  const end = `:${composeSubject(subjectOfIntent(claim.intent))}`;
  const keys = (await ledger.openFailureKeys(claim.intent.flow)).filter((key) => key.endsWith(end));
  return keys.map((key) => ({ put: 'failure-closed', key, reason, atMs: clock.nowMs() }));
};

/** A look-up that has found nothing for this long, or a second round of it, is shown to people: it goes on by itself. */
const tellUnclear = (
  { clock }: EnginePorts,
  { intent }: Claim,
  { code, note, lookUpAtMs }: Extract<WriteOutcome, { outcome: 'unclear' }>,
): LedgerChange[] => {
  const isOld = (sinceMs: number | null): boolean => sinceMs !== null && clock.elapsedMs(sinceMs) > shownAfterMs;
  if (!isOld(intent.unclearSinceMs) && !(intent.attempts > lookUpsOfOneSend && isOld(intent.createdAtMs))) return [];
  const timing = { nowMs: clock.nowMs(), attempts: intent.attempts, nextTryAtMs: lookUpAtMs };
  return [{ put: 'failure', fact: composeDelayFailure(intent, code, note, timing) }];
};

const enqueueNext = async (tx: StoreTransaction, step: WriteOutcome): Promise<void> => {
  if ('next' in step) for (const intent of step.next) await tx.outbox.enqueue(intent, 'once');
};

const settleFailed = async (
  ports: EnginePorts,
  flow: Flow,
  claim: Claim,
  error: SyncError,
): Promise<keyof Omit<DrainTally, 'unreachable'>> => {
  const { clock } = ports;
  const { intent } = claim;
  const rule = kindRules[error.kind];
  const timing = { nowMs: clock.nowMs(), attempts: intent.attempts, nextTryAtMs: null };
  if (rule.isRetried || rule.isOutcomeUnknown || intent.state === 'unclear') {
    const atMs = rule.isOutcomeUnknown
      ? clock.after(repeatUnclearMs)
      : error.kind === 'rate-limited'
        ? (error.retryAtMs ?? clock.after(limitRestMs))
        : composeNextTry(clock, intent.id, intent.attempts, error.retryAtMs);
    // A look-up that failed stays a look-up; an unclear write of a repeatable flow is simply written again.
    const state =
      (intent.state === 'unclear' && flow.confirm !== undefined) ||
      (rule.isOutcomeUnknown && flow.confirm !== undefined)
        ? 'unclear'
        : 'intended';
    const isOld = rule.isShownAtOnce || clock.elapsedMs(intent.createdAtMs) > shownAfterMs;
    const failures: LedgerChange[] = isOld
      ? [
          {
            put: 'failure',
            fact: composeDelayFailure(intent, error.code, error.message, { ...timing, nextTryAtMs: atMs }),
          },
        ]
      : [];
    await ports.ledger.transact(async ({ ledger, outbox }) => {
      await ledger.apply(failures);
      await outbox.postpone(claim, state, atMs, `${error.code}: ${error.message}`);
    });
    return 'postponed';
  }
  const isConflict = error.kind === 'conflict';
  const changes: LedgerChange[] = isConflict
    ? await closeOwnFailures(ports, claim, 'Newer knowledge took its place.')
    : [{ put: 'failure', fact: composeDelayFailure(intent, error.code, error.message, timing) }];
  await ports.ledger.transact(async ({ ledger, outbox }) => {
    await ledger.apply(changes);
    await outbox.finish(claim, isConflict ? 'superseded' : 'refused', `${error.code}: ${error.message}`);
  });
  return isConflict ? 'confirmed' : 'refused';
};

/** Stores what one try came to: state, what we now know, next wishes and the job's end in one transaction. */
const settle = async (
  ports: EnginePorts,
  flow: Flow,
  claim: Claim,
  step: WriteOutcome,
): Promise<keyof Omit<DrainTally, 'unreachable'>> => {
  switch (step.outcome) {
    case 'confirmed': {
      const closings = await closeOwnFailures(ports, claim, 'Done, and read back.');
      await ports.ledger.transact(async (tx) => {
        await tx.ledger.apply([...step.changes, ...closings]);
        await enqueueNext(tx, step);
        await tx.outbox.finish(claim, 'confirmed', step.note);
      });
      return 'confirmed';
    }
    case 'superseded': {
      const closings = await closeOwnFailures(ports, claim, `Not needed any more: ${step.note}.`);
      await ports.ledger.transact(async (tx) => {
        await tx.ledger.apply([...step.changes, ...closings]);
        await tx.outbox.finish(claim, 'superseded', step.note);
      });
      return 'confirmed';
    }
    case 'refused':
    case 'held': {
      const timing = { nowMs: ports.clock.nowMs(), attempts: claim.intent.attempts, nextTryAtMs: null };
      const fact = composeFailure(flow.name, step.failure, timing);
      await ports.ledger.transact(async (tx) => {
        await tx.ledger.apply([...step.changes, { put: 'failure', fact }]);
        await enqueueNext(tx, step);
        await tx.outbox.finish(claim, step.outcome, step.failure.title);
      });
      return step.outcome;
    }
    case 'unclear': {
      await ports.ledger.transact(async (tx) => {
        await tx.ledger.apply([...step.changes, ...tellUnclear(ports, claim, step)]);
        await enqueueNext(tx, step);
        await tx.outbox.postpone(claim, 'unclear', step.lookUpAtMs, step.note);
      });
      return 'postponed';
    }
    case 'again': {
      await ports.ledger.transact(async (tx) => {
        await tx.ledger.apply(step.changes);
        await tx.outbox.postpone(claim, 'intended', step.atMs, step.note);
      });
      return 'postponed';
    }
  }
};

/** One claim from try to settled end. */
export const workOne = async (
  ports: EnginePorts,
  flow: Flow,
  claim: Claim,
  context: FlowContext,
): Promise<{ end: keyof Omit<DrainTally, 'unreachable'>; unreachable: string; readonly pauseUntilMs: number }> => {
  const step = await attempt(ports, flow, claim, context);
  passFaultPoint('after-answer');
  if (step.outcome === 'failed')
    ports.log.warn('One try did not succeed', {
      flow: flow.name,
      subject: claim.intent.subject,
      code: step.error.code,
      message: step.error.message,
    });
  try {
    const end =
      step.outcome === 'failed'
        ? await settleFailed(ports, flow, claim, step.error)
        : await settle(ports, flow, claim, step);
    passFaultPoint('after-finish');
    const unreachable = step.outcome === 'failed' && step.error.kind === 'transient' ? step.error.code : '';
    const isLimited = step.outcome === 'failed' && step.error.kind === 'rate-limited';
    const pauseUntilMs = isLimited ? (step.error.retryAtMs ?? ports.clock.after(limitRestMs)) : 0;
    return { end, unreachable, pauseUntilMs };
  } catch (error) {
    // Another process took the intent over: whatever it does is the truth now.
    if (isSyncError(error) && error.code === 'CLAIM_LOST')
      return { end: 'postponed', unreachable: '', pauseUntilMs: 0 };
    throw error;
  }
};

/** Works on what is due in one flow: claim, write or look up, settle. Ends when nothing more is due or the signal aborts. */
export const drain = async (
  ports: EnginePorts,
  flow: Flow,
  context: FlowContext,
  signal?: AbortSignal,
): Promise<DrainTally> => {
  const tally = { confirmed: 0, refused: 0, held: 0, postponed: 0 };
  let unreachable = '';
  const dispenser = createDispenser(ports, flow.name, {
    whenEmpty: 'end',
    ...(signal === undefined ? {} : { signal }),
  });
  const work = async (): Promise<void> => {
    for (let claim = await dispenser.next(); claim !== undefined; claim = await dispenser.next()) {
      const result = await workOne(ports, flow, claim, context);
      dispenser.pauseUntil(result.pauseUntilMs);
      tally[result.end] += 1;
      unreachable ||= result.unreachable;
    }
  };
  await Promise.all(Array.from({ length: flow.concurrency }, work));
  return { ...tally, unreachable };
};
