import type { OrderState, SkipReason } from '#contracts/codes.ts';
import type { Settings } from '#contracts/settings.ts';
import { composeIntent } from '#domain/compose-intent.ts';
import type { Decision } from '#domain/decision.ts';
import { findExportSkip } from '#domain/order-rules.ts';
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

/** States in which the order's own intent is under way or done: a new reading only refreshes the inbox. */
const settled: readonly OrderState[] = ['intended', 'sent', 'unclear', 'refused', 'confirmed', 'noted'];

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

const skip = (inbox: InboxOrder, reason: SkipReason, known: OrderRow | undefined, nowMs: number): OrderDecision => ({
  decision: { do: 'skip', subject: composeSubject(subjectOf(inbox.order)), reason },
  changes: [composeInbox(inbox, known?.state ?? 'skipped', known?.isExported ?? false, nowMs)],
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

const decideOrder = (inbox: InboxOrder, known: OrdersKnown, settings: Settings, nowMs: number): OrderDecision => {
  const { order, reference } = inbox;
  const row = known.rows.get(order.id);
  const rule = {
    statuses: settings.orders.statuses,
    trustedGateways: settings.orders.trusted_gateways,
    minimumAgeMs: settings.orders.minimum_age_s * 1000,
  };
  if (row !== undefined && settled.includes(row.state)) {
    // Still exported or cancelled before it left: the sender reads this flag just before the call.
    const isExported = row.state === 'intended' ? findExportSkip(order, rule, nowMs) === null : row.isExported;
    const reason = row.contentHash === inbox.contentHash ? 'unchanged' : 'already-linked';
    return {
      decision: { do: 'skip', subject: composeSubject(subjectOf(order)), reason },
      changes: [composeInbox(inbox, row.state, isExported, nowMs)],
    };
  }
  const reason = findExportSkip(order, rule, nowMs);
  if (reason !== null) return skip(inbox, reason, row, nowMs);
  const drafted = composeDraft(order, reference, known.items, known.rules);
  if (drafted.outcome === 'held') return holdOrder(inbox, drafted, nowMs);
  const payload: CreatePayload = { draft: drafted.draft, lookUpFirst: isBeforeGoLive(order, settings) };
  const intent = composeIntent({
    flow: 'orders',
    entity: 'create',
    subject: composeSubject(subjectOf(order)),
    fingerprint: reference,
    lane: reference,
    payload,
  });
  return {
    decision: {
      do: 'write',
      subject: composeSubject(subjectOf(order)),
      intent,
      summary: `Create sales order ${reference} of ${drafted.draft.totals.total} ${order.currency} with ${drafted.draft.lines.length} lines.`,
      changes: drafted.draft.lines.map(({ sku, quantityEach, price }) => ({
        field: sku,
        from: '',
        to: `${quantityEach} at ${price}`,
      })),
    },
    changes: [
      composeInbox(inbox, 'intended', true, nowMs),
      { put: 'order-state', reference, state: 'intended', holdReason: null },
    ],
  };
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
