import type { PositionRow as PositionMessage, WhyTrace } from '#contracts/position.ts';
import { decideBuffer } from '#domain/buffer.ts';
import type { BufferRule, BufferVerdict } from '#domain/buffer.ts';
import { composeIntent } from '#domain/compose-intent.ts';
import type { Decision } from '#domain/decision.ts';
import type { Intent } from '#domain/intent.ts';
import { decidePosition } from '#domain/position.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { Snapshot } from '#domain/snapshot.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { PositionRow, SnapshotRow, TakenUnits } from '#domain/ledger-rows.ts';
import type { Decided } from '../flow.ts';

/** Rows of one request and so of one transaction in the shop (checkout p99 16 ms at 1,000; docs/decisions/0003). */
export const positionsPerRequest = 1000;
/** Up to here each new count refreshes every row, so that each figure on screen carries the newest time. */
const refreshAllSkusMax = 5000;
/** How long a SKU the shop does not know is left alone, our time. */
const unknownSkuRestMs = 300_000;

export interface StockKnown {
  readonly positions: ReadonlyMap<string, PositionRow>;
  readonly taken: ReadonlyMap<string, TakenUnits>;
  /** The count the shop follows now. */
  readonly accepted: Pick<SnapshotRow, 'id' | 'asOf'> | null;
  /** Above everything this shop and this ledger have seen, and above every one we ever meant to write. */
  readonly nextGeneration: number;
  /** The shop's orders are not known yet: SKUs we do not follow are left alone. */
  readonly adoptionWaits?: boolean;
  /** Our time since an instant. */
  elapsedMs(sinceMs: number): number;
}

/** What one positions intent carries. */
export interface PositionsPayload {
  readonly generation: number;
  readonly snapshotId: string;
  readonly asOf: ErpTime | null;
  readonly rows: readonly PositionMessage[];
}

const composeWhy = (
  snapshot: Snapshot,
  ats: number,
  taken: TakenUnits | undefined,
  buffer: BufferVerdict,
  heldBack: number,
  position: number,
): WhyTrace => ({
  ats,
  as_of_utc: new Date(snapshot.asOf?.earliestMs ?? snapshot.readAtMs).toISOString(),
  snapshot_id: snapshot.id,
  contained: taken?.containedEach ?? 0,
  in_flight: taken?.inFlightEach ?? 0,
  in_flight_orders: (taken?.inFlightOrders ?? []).map(({ orderId, orderNumber, unitsEach }) => ({
    order_id: orderId,
    order_number: orderNumber,
    units: unitsEach,
  })),
  held_back: heldBack,
  candidates: buffer.candidates.map(({ scope, label, kind, unitsEach, isWinner, note }) => ({
    scope,
    label,
    kind,
    units: unitsEach,
    won: isWinner,
    note,
  })),
  position,
});

interface RowPlan {
  readonly sku: string;
  readonly message: PositionMessage;
  readonly known: PositionRow | undefined;
}

const planRow = (
  sku: string,
  ats: number,
  snapshot: Snapshot,
  known: StockKnown,
  shopRule: BufferRule | undefined,
  skuRules: ReadonlyMap<string, BufferRule>,
): RowPlan => {
  const taken = known.taken.get(sku);
  const buffer = decideBuffer(shopRule, skuRules.get(sku));
  const verdict = decidePosition({
    atsEach: ats,
    containedEach: taken?.containedEach ?? 0,
    bufferEach: buffer.unitsEach,
  });
  const row = known.positions.get(sku);
  const isAdopted = row !== undefined && !row.outcome.startsWith('skipped');
  return {
    sku,
    known: row,
    message: {
      sku,
      position: verdict.positionEach,
      ...(isAdopted ? {} : { adopt: { uncontained: taken?.inFlightEach ?? 0 } }),
      why: composeWhy(snapshot, ats, taken, buffer, verdict.heldBackEach, verdict.positionEach),
    },
  };
};

/** Why this row needs no write, or null. */
const findSkip = (
  { known: row, message }: RowPlan,
  known: StockKnown,
  refreshAll: boolean,
): Extract<Decision, { do: 'skip' }>['reason'] | null => {
  if (known.adoptionWaits === true && message.adopt !== undefined) return 'not-adopted';
  if (row === undefined) return null;
  if (row.outcome.startsWith('skipped')) {
    if (known.elapsedMs(row.writtenAtMs) >= unknownSkuRestMs) return null;
    return row.outcome.endsWith('unmanaged') ? 'not-managed' : 'not-in-shop';
  }
  if (row.outcome === 'stale' || row.position !== message.position) return null;
  return refreshAll ? null : 'unchanged';
};

const composeChunks = (rows: readonly RowPlan[], snapshot: Snapshot, generation: number): Map<string, Intent> => {
  const bySku = new Map<string, Intent>();
  for (let start = 0; start < rows.length; start += positionsPerRequest) {
    const chunk = rows.slice(start, start + positionsPerRequest);
    const subject = `flow:positions-${start / positionsPerRequest}`;
    const payload: PositionsPayload = {
      generation,
      snapshotId: snapshot.id,
      asOf: snapshot.asOf,
      rows: chunk.map(({ message }) => message),
    };
    const intent = composeIntent({
      flow: 'inventory',
      entity: 'positions',
      subject,
      fingerprint: String(generation),
      lane: subject,
      payload,
    });
    for (const { sku } of chunk) bySku.set(sku, intent);
  }
  return bySku;
};

/** One generation a pass, never twice: two passes' rows of one generation could not be told apart in the shop. */
const composeIssued = (isUsed: boolean, generation: number): LedgerChange[] =>
  isUsed
    ? [
        {
          put: 'cursor',
          flow: 'inventory',
          name: 'generation',
          cursor: { stamp: String(generation), passes: generation },
        },
      ]
    : [];

const isOlder = (snapshot: Snapshot, accepted: StockKnown['accepted']): boolean =>
  accepted?.asOf != null && snapshot.asOf !== null && snapshot.asOf.latestMs < accepted.asOf.earliestMs;

const composeSnapshotRow = (snapshot: Snapshot): SnapshotRow => ({
  id: snapshot.id,
  asOf: snapshot.asOf,
  isFull: snapshot.isFull,
  skuCount: snapshot.availableEach.size,
  rowCount: snapshot.availableEach.size,
  verdict: 'accepted',
  heldBy: '',
  readAtMs: snapshot.readAtMs,
});

const holdOlder = (snapshot: Snapshot, accepted: NonNullable<StockKnown['accepted']>): Decided => ({
  decisions: [
    {
      do: 'hold',
      subject: `snapshot:${snapshot.id}`,
      reason: 'snapshot-suspect',
      failure: {
        code: 'SNAPSHOT_STALE',
        subject: { type: 'snapshot', id: snapshot.id, label: 'Blue Cherry’s stock list' },
        title: `Blue Cherry’s stock list of ${snapshot.asOf?.text ?? 'unknown time'} is older than the one the shop follows (${accepted.asOf?.text ?? ''}).`,
        detail: `snapshot ${snapshot.id} after ${accepted.id}`,
      },
    },
  ],
  changes: [],
});

/**
 * One count and the rules in force -> positions. Only SKUs whose position moved are written (all of them when a new count
 * is small). A SKU missing from the count is left as it is: missing is suspect, never zero.
 */
export const decideStock = (snapshot: Snapshot, known: StockKnown, buffers: readonly BufferRule[]): Decided => {
  if (known.accepted !== null && isOlder(snapshot, known.accepted)) return holdOlder(snapshot, known.accepted);
  const shopRule = buffers.find(({ scope }) => scope === 'shop');
  const skuRules = new Map(buffers.filter(({ scope }) => scope === 'sku').map((rule) => [rule.key, rule]));
  const refreshAll = known.accepted?.id !== snapshot.id && snapshot.availableEach.size <= refreshAllSkusMax;
  const plans = [...snapshot.availableEach].map(([sku, ats]) => planRow(sku, ats, snapshot, known, shopRule, skuRules));
  const reasons = new Map(plans.map((plan) => [plan.sku, findSkip(plan, known, refreshAll)]));
  const intents = composeChunks(
    plans.filter(({ sku }) => reasons.get(sku) === null),
    snapshot,
    known.nextGeneration,
  );
  const decisions = plans.map(({ sku, message, known: row }): Decision => {
    const intent = intents.get(sku);
    if (intent === undefined) return { do: 'skip', subject: `sku:${sku}`, reason: reasons.get(sku) ?? 'unchanged' };
    const from = row === undefined ? 'not followed yet' : String(row.position);
    return {
      do: 'write',
      subject: `sku:${sku}`,
      intent,
      summary: `Position ${from} to ${message.position}.`,
      changes: [{ field: 'position', from, to: String(message.position) }],
    };
  });
  return {
    decisions,
    changes: [
      { put: 'snapshot', row: composeSnapshotRow(snapshot), availableEach: snapshot.availableEach },
      ...composeIssued(intents.size > 0, known.nextGeneration),
    ],
  };
};
