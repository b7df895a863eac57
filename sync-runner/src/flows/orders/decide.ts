import type { OrderState, SkipReason } from '#contracts/codes.ts';
import type { Settings } from '#contracts/settings.ts';
import { composeIntent } from '#domain/compose-intent.ts';
import type { Decision } from '#domain/decision.ts';
import { findExportSkip } from '#domain/order-rules.ts';
import { composeExportRule } from './export-rule.ts';
import type { OrderDraft, ShopOrder } from '#domain/sales-order.ts';
import { composeSubject } from '#domain/subject.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { ItemRow, OrderRow } from '#domain/ledger-rows.ts';
import type { Decided } from '../flow.ts';
import { composeDraft, type DraftRules } from './draft.ts';
import { composeNote } from './note.ts';
import type { InboxOrder } from './normalise.ts';

export interface OrdersKnown {
  readonly rows: ReadonlyMap<number, OrderRow>;
  readonly items: ReadonlyMap<string, ItemRow>;
  readonly rules: DraftRules;
}

/** What the create intent carries. */
export interface CreatePayload {
  readonly draft: OrderDraft;
  /** Placed before go-live: someone may have sent it by another way, so it is looked up before its first send. */
  readonly lookUpFirst: boolean;
}

/** The order's own intent is under way or done: a new reading only refreshes the inbox. */
const settled: readonly OrderState[] = ['sent', 'unclear', 'confirmed', 'noted'];
/** The order's own intent exists and nothing of it is in the ERP: what will be sent follows the shop. */
const unsent: readonly OrderState[] = ['intended', 'refused'];

/** Held because of what the ERP has, not because of the order: only a person ends that. */
const isHeldByErp = ({ state, holdReason }: OrderRow): boolean =>
  state === 'held' && (holdReason === 'order-differs' || holdReason === 'reference-duplicate');

const composeInbox = (inbox: InboxOrder, state: OrderState, isExported: boolean, nowMs: number): LedgerChange => ({
  put: 'order',
  row: {
    orderId: inbox.order.id,
    reference: inbox.reference,
    contentHash: inbox.contentHash,
    order: inbox.order,
    isExported,
    state,
    holdReason: null,
    seenAtMs: nowMs,
  },
});

const subjectOf = (order: ShopOrder) => ({
  type: 'order' as const,
  id: String(order.id),
  label: `Order ${order.number}`,
});

interface OrderDecision {
  readonly decision: Decision;
  readonly changes: readonly LedgerChange[];
}

const skip = (
  inbox: InboxOrder,
  reason: SkipReason,
  state: OrderState,
  known: OrderRow | undefined,
  nowMs: number,
): OrderDecision => {
  const decision: Decision = { do: 'skip', subject: composeSubject(subjectOf(inbox.order)), reason };
  const inboxRow = composeInbox(inbox, state, false, nowMs);
  // A known order keeps its state in the inbox: here it leaves "held" or "received".
  const moved: LedgerChange[] =
    known === undefined || known.state === state
      ? []
      : [{ put: 'order-state', reference: inbox.reference, state, holdReason: null }];
  return { decision, changes: [inboxRow, ...moved] };
};

/** Only the inbox moves: the order's own intent has it. */
const refresh = (inbox: InboxOrder, row: OrderRow, isExported: boolean, nowMs: number): OrderDecision => ({
  decision: {
    do: 'skip',
    subject: composeSubject(subjectOf(inbox.order)),
    reason: row.contentHash === inbox.contentHash ? 'unchanged' : 'already-linked',
  },
  changes: [composeInbox(inbox, row.state, isExported, nowMs)],
});

const isBeforeGoLive = (order: ShopOrder, settings: Settings): boolean => {
  const { live_since_utc: liveSince } = settings.flows.orders;
  return liveSince === null || order.createdAtMs < Date.parse(liveSince);
};

const holdOrder = (
  inbox: InboxOrder,
  drafted: Extract<ReturnType<typeof composeDraft>, { outcome: 'held' }>,
  nowMs: number,
): OrderDecision => {
  const { order, reference } = inbox;
  return {
    decision: {
      do: 'hold',
      subject: composeSubject(subjectOf(order)),
      reason: drafted.reason,
      failure: {
        code: 'ORDER_HELD',
        subject: subjectOf(order),
        title: drafted.title,
        detail: drafted.detail,
        money: { amount: order.total, currency: order.currency },
      },
    },
    changes: [
      composeInbox(inbox, 'held', true, nowMs),
      { put: 'order-state', reference, state: 'held', holdReason: drafted.reason },
    ],
  };
};

const writeOrder = (
  inbox: InboxOrder,
  draft: OrderDraft,
  settings: Settings,
  changes: readonly LedgerChange[],
): OrderDecision => {
  const { order, reference } = inbox;
  const payload: CreatePayload = { draft, lookUpFirst: isBeforeGoLive(order, settings) };
  const subject = composeSubject(subjectOf(order));
  const intent = composeIntent({
    flow: 'orders',
    entity: 'create',
    subject,
    fingerprint: reference,
    lane: reference,
    payload,
  });
  return {
    decision: {
      do: 'write',
      subject,
      intent,
      summary: `Create sales order ${reference} of ${draft.totals.total} ${order.currency} with ${draft.lines.length} lines.`,
      changes: draft.lines.map(({ sku, quantityEach, price }) => ({
        field: sku,
        from: '',
        to: `${quantityEach} at ${price}`,
      })),
    },
    changes,
  };
};

/** An amount no calculation takes is one order's trouble, never the whole pass's. */
const draftOrder = (inbox: InboxOrder, { items, rules }: OrdersKnown): ReturnType<typeof composeDraft> => {
  try {
    return composeDraft(inbox.order, inbox.reference, items, rules);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    const title = `The amounts of order ${inbox.order.number} cannot be calculated: ${fault}.`;
    return { outcome: 'held', reason: 'totals-do-not-tie', title, detail: fault };
  }
};

const decideOrder = (inbox: InboxOrder, known: OrdersKnown, settings: Settings, nowMs: number): OrderDecision => {
  const { order, reference } = inbox;
  const row = known.rows.get(order.id);
  const rule = composeExportRule(settings);
  const reason = findExportSkip(order, rule, nowMs);
  if (row !== undefined && (settled.includes(row.state) || isHeldByErp(row)))
    return refresh(inbox, row, row.isExported, nowMs);
  if (row !== undefined && unsent.includes(row.state)) {
    // Cancelled before it left: the sender looks at the order again just before the call.
    if (reason !== null || row.contentHash === inbox.contentHash) return refresh(inbox, row, reason === null, nowMs);
    const drafted = draftOrder(inbox, known);
    return drafted.outcome === 'held'
      ? refresh(inbox, row, true, nowMs)
      : writeOrder(inbox, drafted.draft, settings, [composeInbox(inbox, row.state, true, nowMs)]);
  }
  // Only too young: poll brings it again when its time has come, for the shop will not.
  const isTooYoung = reason !== null && findExportSkip(order, { ...rule, minimumAgeMs: 0 }, nowMs) === null;
  if (reason !== null) return skip(inbox, reason, isTooYoung ? 'received' : 'skipped', row, nowMs);
  const drafted = draftOrder(inbox, known);
  if (drafted.outcome === 'held') return holdOrder(inbox, drafted, nowMs);
  return writeOrder(inbox, drafted.draft, settings, [
    composeInbox(inbox, 'intended', true, nowMs),
    { put: 'order-state', reference, state: 'intended', holdReason: null },
  ]);
};

/** Every order read is stored; the paid ones are drafted, and those that cannot go are held with their reason. */
export const decideOrders = (
  nouns: readonly InboxOrder[],
  known: OrdersKnown,
  settings: Settings,
  nowMs: number,
): Decided => {
  const results = nouns.map((inbox) => ({ inbox, ...decideOrder(inbox, known, settings, nowMs) }));
  const notes = results.flatMap(({ inbox, decision }): Decision[] => {
    if (decision.do !== 'hold') return [];
    const intent = composeNote({
      orderId: inbox.order.id,
      reference: inbox.reference,
      state: 'held',
      erpOrder: '',
      erpKey: '',
      sentence: decision.failure.title,
      atMs: nowMs,
    });
    return [
      {
        do: 'write',
        subject: `note:${inbox.reference}`,
        intent,
        summary: 'Tell the shop that this order is held.',
        changes: [],
      },
    ];
  });
  return {
    decisions: [...results.map(({ decision }) => decision), ...notes],
    changes: results.flatMap(({ changes }) => [...changes]),
  };
};
