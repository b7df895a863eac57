import type { Quarantined } from '#domain/decision.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { ErpStyleRecord } from '#domain/product.ts';
import type { ErpOrder, OrderDraft } from '#domain/sales-order.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import type { StockReading } from '#domain/snapshot.ts';

/** What the profile says of this ERP, in our words. */
export interface ErpFacts {
  /** "sync": the answer holds the number. "batch": it comes later in an acknowledgement. */
  readonly orderMode: 'sync' | 'batch';
  /** The ERP refuses or answers a repeated reference by itself. */
  readonly enforcesReference: boolean;
  readonly moneyDecimals: number;
  readonly priceDecimals: number;
  /** Prefix of references, e.g. "W1". */
  readonly referencePrefix: string;
  /** Seconds between two stock counts, and from a count until it can be read. */
  readonly stockEveryS: number;
  readonly stockComputeS: number;
  /** Worst measured delay until a created order is found by reference, seconds. */
  readonly readLagS: number;
  /** Order batch period, seconds (batch mode). */
  readonly orderBatchS: number;
  readonly hasStockTime: boolean;
  readonly hasCommitTime: boolean;
  /** Divisions, labels, channels and seasons in scope; [] = all. */
  readonly scope: {
    readonly divisions: readonly string[];
    readonly labels: readonly string[];
    readonly channels: readonly string[];
    readonly seasons: readonly string[];
  };
  /** Flows the profile switches off (a route of null). */
  readonly hasShipments: boolean;
}

export interface ErpPage<T> {
  readonly records: readonly T[];
  readonly quarantined: readonly Quarantined[];
}

export type CreateOrderOutcome =
  | {
      readonly outcome: 'created';
      readonly erpKey: string;
      /** "" where the answer told only the key: read the order for the rest. */
      readonly erpOrder: string;
      /** The ERP's own creation time; null where the answer or the profile tells none. */
      readonly commitTime: ErpTime | null;
      /** The ERP had it already and says so. */
      readonly wasExisting: boolean;
    }
  | { readonly outcome: 'queued'; readonly batchId: string }
  | { readonly outcome: 'refused'; readonly code: string; readonly text: string }
  /** Sent, no clear answer: it may be committed. */
  | { readonly outcome: 'unclear'; readonly cause: string };

export type OrderAcknowledgement =
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'accepted'; readonly erpOrder: string }
  | { readonly outcome: 'rejected'; readonly code: string; readonly text: string };

/**
 * The ERP as the flows see it. Reads throw SyncError (transient, rate-limited, shape, auth); a row that cannot be read is
 * quarantined. ERP stamps stay text here: they are the ERP's own cursor.
 */
export interface ErpPort {
  readonly facts: ErpFacts;
  /** Connection check: address and key are right. */
  check(): Promise<{ readonly version: string }>;
  /** A stamp some seconds earlier, for overlaps; takes 2 h more around the repeated autumn hour. */
  rewindStamp(stamp: string, seconds: number): string;
  /** ERP stamp text -> earliest instant, epoch ms. */
  readStamp(stamp: string): number;
  /** Today's date in the ERP's calendar, "YYYY-MM-DD", for an instant. */
  composeErpDate(atMs: number): string;
  /** Styles with children, changed after a stamp (null = all), page by page to a clean end. */
  readStyles(modifiedAfter: string | null): AsyncIterable<ErpPage<ErpStyleRecord>>;
  /** Which count the stock list holds now, from its first rows; null where it has none. Cheap: one call. */
  peekStock(): Promise<{ readonly snapshotId: string; readonly asOf: ErpTime | null } | null>;
  /** The whole stock list of one count. Re-reads up to 3 times where it changed under the read. */
  readStock(): Promise<StockReading>;
  /** Sends one order once. Throws SyncError only where it is certain that nothing was committed. */
  createOrder(draft: OrderDraft): Promise<CreateOrderOutcome>;
  /** Every order with exactly this reference (splits included), children read. */
  findOrders(reference: string): Promise<readonly ErpOrder[]>;
  readOrder(erpKey: string): Promise<ErpOrder | null>;
  /** Batch mode: the acknowledgement of a reference, null = none yet. */
  readAcknowledgement(reference: string): Promise<OrderAcknowledgement | null>;
  readShipments(modifiedAfter: string | null): AsyncIterable<ErpPage<ErpShipment>>;
}
