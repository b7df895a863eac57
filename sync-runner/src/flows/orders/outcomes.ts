import type { ErrorCode } from '#contracts/codes.ts';
import type { FailureDraft } from '#domain/decision.ts';
import type { StoredIntent } from '#domain/intent.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { ErpOrder, OrderDraft } from '#domain/sales-order.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { FlowContext, WriteOutcome } from '../flow.ts';
import type { CreatePayload } from './decide.ts';
import { compareOrder, findFamily } from './compare.ts';
import { composeNote } from './note.ts';
import { composeRefusalWords } from './refusal-words.ts';

/** First look-up after an unclear answer, our time. */
const firstLookUpMs = 30_000;
/** Never shorter unless the ERP enforces the reference (0 duplicates per million at 900 s; docs/decisions/0004). */
const waitFloorMs = 900_000;

export const draftOf = (intent: StoredIntent): OrderDraft => (intent.payload as CreatePayload).draft;

/** How long "not found" proves nothing: twice the worst visibility lag; in batch mode two cycles more. */
export const lookUpWaitMs = ({ erp }: FlowContext): number => {
  const { readLagS, orderMode, orderBatchS, enforcesReference } = erp.facts;
  const batchMs = orderMode === 'batch' ? 2 * orderBatchS * 1000 : 0;
  return (enforcesReference ? firstLookUpMs : Math.max(waitFloorMs, 2 * readLagS * 1000)) + batchMs;
};

const failureOf = (draft: OrderDraft, code: ErrorCode, title: string, detail: string): FailureDraft => ({
  code,
  subject: { type: 'order', id: String(draft.shopOrderId), label: `Order ${draft.visibleNumber}` },
  title,
  detail,
  money: { amount: draft.totals.total, currency: draft.currency },
});

const noteOf = (
  draft: OrderDraft,
  state: Parameters<typeof composeNote>[0]['state'],
  sentence: string,
  atMs: number,
  erpOrder = '',
  erpKey = '',
) =>
  composeNote(
    { orderId: draft.shopOrderId, reference: draft.reference, state, erpOrder, erpKey, sentence, atMs },
    String(atMs),
  );

export const confirmOrder = (
  draft: OrderDraft,
  found: { erpOrder: string; erpKey: string; commitTime: ErpTime | null },
  { clock }: FlowContext,
): WriteOutcome => {
  const nowMs = clock.nowMs();
  const clockPair: LedgerChange[] =
    found.commitTime === null ? [] : [{ put: 'erp-clock', erpMs: found.commitTime.latestMs, ourMs: nowMs }];
  return {
    outcome: 'confirmed',
    note: `sales order ${found.erpOrder}`,
    changes: [
      {
        put: 'order-state',
        reference: draft.reference,
        state: 'confirmed',
        holdReason: null,
        ...found,
        confirmedAtMs: nowMs,
      },
      ...clockPair,
    ],
    next: [
      noteOf(draft, 'confirmed', `In Blue Cherry as order ${found.erpOrder}.`, nowMs, found.erpOrder, found.erpKey),
    ],
  };
};

export const refuseOrder = (draft: OrderDraft, text: string, { clock }: FlowContext): WriteOutcome => {
  const title = `Blue Cherry refused order ${draft.visibleNumber}: ${composeRefusalWords(text)}.`.slice(0, 300);
  return {
    outcome: 'refused',
    failure: failureOf(draft, 'ERP_ORDER_REJECTED', title, text),
    changes: [{ put: 'order-state', reference: draft.reference, state: 'refused' }],
    next: [noteOf(draft, 'refused', title, clock.nowMs())],
  };
};

const holdOrder = (
  draft: OrderDraft,
  code: 'ORDER_DIFFERS' | 'ERP_REFERENCE_DUPLICATE',
  title: string,
  detail: string,
  { clock }: FlowContext,
): WriteOutcome => ({
  outcome: 'held',
  failure: failureOf(draft, code, title, detail),
  changes: [
    {
      put: 'order-state',
      reference: draft.reference,
      state: 'held',
      holdReason: code === 'ORDER_DIFFERS' ? 'order-differs' : 'reference-duplicate',
    },
  ],
  next: [noteOf(draft, 'held', title, clock.nowMs())],
});

/** Unclear: look up after 30 s, and once more at the end of the wait. Nothing is sent before that. */
export const awaitLookUp = (intent: StoredIntent, note: string, context: FlowContext): WriteOutcome => {
  const draft = draftOf(intent);
  const { clock } = context;
  const sentAtMs = intent.sentAtMs ?? clock.nowMs();
  const first = clock.after(firstLookUpMs, sentAtMs);
  const end = clock.after(lookUpWaitMs(context), sentAtMs);
  const lookUpAtMs = clock.nowMs() < first ? first : end;
  return {
    outcome: 'unclear',
    code: 'ORDER_OUTCOME_UNKNOWN',
    note,
    lookUpAtMs,
    changes: [{ put: 'order-state', reference: draft.reference, state: 'unclear' }],
    next: [
      noteOf(
        draft,
        'unclear',
        'Blue Cherry did not answer clearly. We check whether the order arrived before sending anything.',
        sentAtMs,
      ),
    ],
  };
};

/** What a look-up found -> where the order stands. null = nothing found. */
export const judgeFound = (
  draft: OrderDraft,
  found: readonly ErpOrder[],
  context: FlowContext,
): WriteOutcome | null => {
  if (found.length === 0) return null;
  const family = findFamily(found);
  if (family.length === 0) {
    const numbers = found.map(({ erpOrder }) => erpOrder).join(', ');
    return holdOrder(
      draft,
      'ERP_REFERENCE_DUPLICATE',
      `Blue Cherry has ${found.length} orders for ${draft.visibleNumber}: ${numbers}.`,
      `po_num ${draft.reference}`,
      context,
    );
  }
  const faults = compareOrder(draft, family, context.erp.facts.moneyDecimals);
  const origin = family.find(({ splitFrom }) => splitFrom === '') ?? family[0];
  if (faults.length > 0) {
    return holdOrder(
      draft,
      'ORDER_DIFFERS',
      `Order ${draft.visibleNumber} differs in Blue Cherry: ${faults[0] ?? ''}.`,
      faults.join('; '),
      context,
    );
  }
  return confirmOrder(
    draft,
    {
      erpOrder: family.map(({ erpOrder }) => erpOrder).join(', '),
      erpKey: origin?.erpKey ?? '',
      commitTime: origin?.commitTime ?? null,
    },
    context,
  );
};
