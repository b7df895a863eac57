import type { StoredIntent } from '#domain/intent.ts';
import { findExportSkip } from '#domain/order-rules.ts';
import type { FlowContext, WriteOutcome } from '../flow.ts';
import type { CreatePayload } from './decide.ts';
import { composeExportRule } from './export-rule.ts';
import { writeNote } from './note.ts';
import { awaitLookUp, confirmOrder, draftOf, judgeFound, refuseOrder } from './outcomes.ts';

/** The ERP enforces the reference and says that it is taken: that is an answer to "did it arrive", not a refusal. */
const isTaken = (code: string): boolean => code === 'PO_DUP';

const createOrder = async (intent: StoredIntent, context: FlowContext): Promise<WriteOutcome> => {
  const { erp, ledger } = context;
  const { draft, lookUpFirst } = intent.payload as CreatePayload;
  const row = await ledger.orderByReference(draft.reference);
  // As the shop says now, whatever was true when the wish was stored or while its outcome was unclear.
  const rule = { ...composeExportRule(context.policy.settings), minimumAgeMs: 0 };
  if (row !== null && findExportSkip(row.order, rule, context.clock.nowMs()) !== null) {
    return {
      outcome: 'superseded',
      note: `order is ${row.order.status} in the shop now`,
      changes: [{ put: 'order-state', reference: draft.reference, state: 'skipped' }],
    };
  }
  if (lookUpFirst) {
    const judged = judgeFound(draft, await erp.findOrders(draft.reference), context);
    if (judged !== null) return judged;
  }
  const answer = await erp.createOrder(draft);
  switch (answer.outcome) {
    case 'queued':
      return awaitLookUp(intent, `queued in batch ${answer.batchId}`, context);
    case 'unclear':
      return awaitLookUp(intent, answer.cause, context);
    case 'refused':
      return isTaken(answer.code)
        ? awaitLookUp(intent, answer.text, context)
        : refuseOrder(draft, answer.text, context);
    case 'created':
      return settleCreated(intent, answer, context);
  }
};

type Created = Extract<Awaited<ReturnType<FlowContext['erp']['createOrder']>>, { outcome: 'created' }>;

/** A full answer needs no second call. A key alone, or "it existed", is read and compared first. */
const settleCreated = async (intent: StoredIntent, answer: Created, context: FlowContext): Promise<WriteOutcome> => {
  const draft = draftOf(intent);
  if (answer.erpOrder !== '' && !answer.wasExisting) return confirmOrder(draft, answer, context);
  const order = await context.erp.readOrder(answer.erpKey);
  const judged = order === null ? null : judgeFound(draft, [order], context);
  return judged ?? awaitLookUp(intent, `record ${answer.erpKey} is not readable yet`, context);
};

export const writeOrderIntent = (intent: StoredIntent, context: FlowContext): Promise<WriteOutcome> =>
  intent.entity === 'note' ? writeNote(intent, context) : createOrder(intent, context);
