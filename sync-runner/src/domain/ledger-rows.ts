import type { HoldReason, OrderState } from '#contracts/codes.ts';
import type { ErpItem } from './erp-item.ts';
import type { ErpTime } from './erp-time.ts';
import type { ShopOrder } from './sales-order.ts';

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
