import type { FlowName, HoldReason, OrderState } from '#contracts/codes.ts';
import type { FailureFact } from '#contracts/failure.ts';
import type { FlowRun } from '#contracts/report.ts';
import type { Settings } from '#contracts/settings.ts';
import type { BufferRule } from '#domain/buffer.ts';
import type { Cursor } from '#domain/cursor.ts';
import type { ErpItem } from '#domain/erp-item.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { ShopOrder } from '#domain/sales-order.ts';
import type { OutboxWriter } from './outbox.ts';

/** A SKU of the ERP and what the join needs. */
export interface ItemRow {
  readonly sku: string;
  readonly item: ErpItem;
  readonly barcode: string;
  readonly style: string;
  readonly isActive: boolean;
}

/** ERP record and its twin in the shop. `key` is the style's or size's pkey. */
export interface LinkRow {
  readonly kind: 'style' | 'variation';
  readonly key: string;
  readonly shopId: number;
  readonly parentId: number;
  readonly sku: string;
}

/** A shop order in the inbox, and where it stands. */
export interface OrderRow {
  readonly orderId: number;
  readonly reference: string;
  readonly contentHash: string;
  readonly order: ShopOrder;
  readonly state: OrderState;
  readonly holdReason: HoldReason | null;
  /** This order must be in the ERP (paid, right status and type, after go-live). */
  readonly isExported: boolean;
  readonly erpOrder: string;
  readonly erpKey: string;
  /** The ERP's own creation time; null until confirmed, or where it tells none. */
  readonly commitTime: ErpTime | null;
  readonly confirmedAtMs: number | null;
  readonly seenAtMs: number;
}

/** Units the shop took, per SKU, split by one ERP count (docs/decisions/0003). */
export interface TakenUnits {
  readonly sku: string;
  /** In the count, since the SKU was adopted (I). */
  readonly containedEach: number;
  /** Not in the count (in flight). */
  readonly inFlightEach: number;
  /** The in-flight orders, newest first, at most 20. */
  readonly inFlightOrders: readonly {
    readonly orderId: number;
    readonly orderNumber: string;
    readonly unitsEach: number;
  }[];
}

/** What the shop last confirmed for one SKU. */
export interface PositionRow {
  readonly sku: string;
  readonly productId: number;
  readonly position: number;
  readonly generation: number;
  /** The count at which this SKU was adopted; orders inside it never count into I. */
  readonly adoptedAsOf: ErpTime | null;
  readonly writtenAtMs: number;
  /** "written", "skipped:unknown-sku", ... */
  readonly outcome: string;
}

export interface SnapshotRow {
  readonly id: string;
  readonly asOf: ErpTime | null;
  readonly isFull: boolean;
  readonly skuCount: number;
  readonly rowCount: number;
  /** `held`: a brake tripped, never used; `accepted`: followed. */
  readonly verdict: 'accepted' | 'held';
  readonly heldBy: string;
  readonly readAtMs: number;
}

export interface ShipmentRow {
  /** ship_num */
  readonly shipNum: string;
  readonly reference: string;
  readonly orderId: number | null;
  readonly fingerprint: string;
  readonly state: 'waiting' | 'told' | 'refused' | 'skipped';
  readonly firstSeenAtMs: number;
  readonly toldAtMs: number | null;
}

/** Every change the ledger takes. Flows list them; the engine applies them in its transaction. */
export type LedgerChange =
  | { readonly put: 'cursor'; readonly flow: FlowName; readonly name: string; readonly cursor: Cursor }
  | { readonly put: 'fingerprint'; readonly flow: FlowName; readonly subject: string; readonly fingerprint: string }
  | { readonly put: 'link'; readonly row: LinkRow }
  | { readonly put: 'items'; readonly rows: readonly ItemRow[] }
  /** Inbox upsert: content, lines and flags; an order already known keeps its state and ERP numbers. */
  | {
      readonly put: 'order';
      readonly row: Pick<
        OrderRow,
        'orderId' | 'reference' | 'contentHash' | 'order' | 'isExported' | 'state' | 'holdReason' | 'seenAtMs'
      >;
    }
  | {
      readonly put: 'order-state';
      readonly reference: string;
      readonly state: OrderState;
      readonly holdReason?: HoldReason | null;
      readonly erpOrder?: string;
      readonly erpKey?: string;
      readonly commitTime?: ErpTime | null;
      readonly confirmedAtMs?: number;
    }
  | { readonly put: 'snapshot'; readonly row: SnapshotRow; readonly availableEach: ReadonlyMap<string, number> }
  | { readonly put: 'position'; readonly row: PositionRow }
  | { readonly put: 'shipment'; readonly row: ShipmentRow }
  | { readonly put: 'failure'; readonly fact: FailureFact }
  | { readonly put: 'failure-closed'; readonly key: string; readonly reason: string; readonly atMs: number }
  | { readonly put: 'run'; readonly flow: FlowName; readonly run: FlowRun }
  | { readonly put: 'settings'; readonly settings: Settings }
  | { readonly put: 'buffers'; readonly revision: number; readonly rules: readonly BufferRule[] }
  /** ERP stamp beside our clock when it was read; the ledger keeps one day of them. */
  | { readonly put: 'erp-clock'; readonly erpMs: number; readonly ourMs: number };

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
  positions(): Promise<ReadonlyMap<string, PositionRow>>;
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
