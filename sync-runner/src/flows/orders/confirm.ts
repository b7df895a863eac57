import type { StoredIntent } from '#domain/intent.ts';
import type { FlowContext, WriteOutcome } from '../flow.ts';
import { writeNote } from './note.ts';
import { awaitLookUp, draftOf, judgeFound, lookUpWaitMs, refuseOrder } from './outcomes.ts';

/** Batch mode: the acknowledgement says it before the order can be found. null = it says nothing yet. */
const readRefusal = async (intent: StoredIntent, context: FlowContext): Promise<WriteOutcome | null> => {
  if (context.erp.facts.orderMode !== 'batch') return null;
  const acknowledgement = await context.erp.readAcknowledgement(draftOf(intent).reference);
  return acknowledgement?.outcome === 'rejected' ? refuseOrder(draftOf(intent), acknowledgement.text, context) : null;
};

/**
 * Looks an unclear order up by its reference; never sends. "Not found" proves nothing until the wait is over; only then
 * does the same intent go out again.
 */
export const confirmOrderIntent = async (intent: StoredIntent, context: FlowContext): Promise<WriteOutcome> => {
  if (intent.entity === 'note') return writeNote(intent, context);
  const { erp, clock } = context;
  const draft = draftOf(intent);
  const refusal = await readRefusal(intent, context);
  if (refusal !== null) return refusal;
  const judged = judgeFound(draft, await erp.findOrders(draft.reference), context);
  if (judged !== null) return judged;
  const sentAtMs = intent.sentAtMs ?? intent.createdAtMs;
  if (clock.elapsedMs(sentAtMs) < lookUpWaitMs(context)) return awaitLookUp(intent, 'not found yet', context);
  return {
    outcome: 'again',
    note: 'not there after the full wait: the same order goes out again',
    atMs: clock.nowMs(),
    changes: [{ put: 'order-state', reference: draft.reference, state: 'intended' }],
  };
};
