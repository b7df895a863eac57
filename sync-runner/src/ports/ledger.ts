import type { FlowName, OrderState } from '#contracts/codes.ts';
import type { FailureFact } from '#contracts/failure.ts';
import type { FlowRun } from '#contracts/report.ts';
import type { Settings } from '#contracts/settings.ts';
import type { BufferRule } from '#domain/buffer.ts';
import type { Cursor } from '#domain/cursor.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type {
  ItemRow,
  LinkRow,
  OrderRow,
  PositionRow,
  ShipmentRow,
  SnapshotRow,
  TakenUnits,
} from '#domain/ledger-rows.ts';
import type { OutboxWriter } from './outbox.ts';

export type { LedgerChange } from '#domain/ledger-change.ts';
export type {
  ItemRow,
  LinkRow,
  OrderRow,
  PositionRow,
  ShipmentRow,
  SnapshotRow,
  TakenUnits,
} from '#domain/ledger-rows.ts';

export interface FailureRevision {
  /** Rises with each change of any failure row. */
  readonly revision: number;
  readonly fact: FailureFact;
  readonly closed: { readonly atMs: number; readonly reason: string } | null;
}

export interface OrderTally {
  readonly exported: number;
  readonly inErp: number;
  readonly waiting: number;
  readonly oldestWaitingAtMs: number | null;
}

export interface LedgerReader {
  cursor(flow: FlowName, name: string): Promise<Cursor | null>;
  fingerprints(flow: FlowName, subjects: readonly string[]): Promise<ReadonlyMap<string, string>>;
  links(kind: LinkRow['kind'], keys: readonly string[]): Promise<ReadonlyMap<string, LinkRow>>;
  items(skus: readonly string[]): Promise<ReadonlyMap<string, ItemRow>>;
  orders(orderIds: readonly number[]): Promise<ReadonlyMap<number, OrderRow>>;
  orderByReference(reference: string): Promise<OrderRow | null>;
  /** By id, visible number or reference, for `explain`. */
  findOrder(text: string): Promise<OrderRow | null>;
  /** Orders in one of these states, oldest first. */
  ordersIn(states: readonly OrderState[], limit: number): Promise<readonly OrderRow[]>;
  orderTally(): Promise<OrderTally>;
  /** Units taken per SKU, split at a count. null = the count tells no time: everything confirmed is still in flight. */
  takenUnits(asOf: ErpTime | null): Promise<ReadonlyMap<string, TakenUnits>>;
  /** The newest accepted snapshot with its figures. */
  acceptedSnapshot(): Promise<{
    readonly row: SnapshotRow;
    readonly availableEach: ReadonlyMap<string, number>;
  } | null>;
  /** Newest first, figures left out. */
  recentSnapshots(limit: number): Promise<readonly SnapshotRow[]>;
  /** All of them, or only those of some SKUs. */
  positions(skus?: readonly string[]): Promise<ReadonlyMap<string, PositionRow>>;
  highestGeneration(): Promise<number>;
  shipments(shipNums: readonly string[]): Promise<ReadonlyMap<string, ShipmentRow>>;
  shipmentsIn(states: readonly ShipmentRow['state'][], limit: number): Promise<readonly ShipmentRow[]>;
  openFailure(key: string): Promise<FailureFact | null>;
  openFailureKeys(flow: FlowName): Promise<readonly string[]>;
  failuresAfter(revision: number, limit: number): Promise<readonly FailureRevision[]>;
  /** The revision up to which the plugin has confirmed failures. */
  reportedRevision(): Promise<number>;
  lastRuns(): Promise<ReadonlyMap<FlowName, FlowRun>>;
  settings(): Promise<Settings | null>;
  buffers(): Promise<{ readonly revision: number; readonly rules: readonly BufferRule[] } | null>;
  /** The pair with the largest `erpMs - ourMs` of the last day, for "ERP now". */
  erpClock(): Promise<{ readonly erpMs: number; readonly ourMs: number } | null>;
}

export interface LedgerWriter {
  apply(changes: readonly LedgerChange[]): Promise<void>;
  setReportedRevision(revision: number): Promise<void>;
}

export interface StoreTransaction {
  readonly ledger: LedgerWriter;
  readonly outbox: OutboxWriter;
}

/** What we remember. One short transaction holds a state change, the next jobs and the cursor; never open over HTTP. */
export interface LedgerPort extends LedgerReader {
  transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
}
