import type { HandshakeAnswer } from '#contracts/handshake.ts';
import type { OrderLinksAnswer, OrderLinksRequest } from '#contracts/order-link.ts';
import type { PositionsAnswer, PositionsRequest } from '#contracts/position.ts';
import type { ShipmentsAnswer, ShipmentsRequest } from '#contracts/shipment.ts';
import type { Quarantined } from '#domain/decision.ts';
import type { ShopItem } from '#domain/product.ts';
import type { ShopOrder } from '#domain/sales-order.ts';

/** A global attribute (taxonomy) of the shop. */
export interface ShopAttribute {
  readonly id: number;
  readonly name: string;
}

/** A variable product as we want it. Only members that are present are written. */
export interface ProductWrite {
  readonly sku?: string;
  readonly erpKey?: string;
  readonly name?: string;
  readonly description?: string;
  readonly status?: 'publish' | 'draft' | 'private';
  readonly attributes?: readonly { readonly attributeId: number; readonly options: readonly string[] }[];
}

export interface VariationWrite {
  /** Absent = create. */
  readonly id?: number;
  readonly sku?: string;
  readonly erpKey?: string;
  readonly barcode?: string;
  /** Decimal text; "" = no price. */
  readonly price?: string;
  readonly weight?: string;
  readonly status?: 'publish' | 'private';
  readonly attributes?: readonly { readonly attributeId: number; readonly option: string }[];
  /** Set once, at creation: stock lives here. */
  readonly manageStock?: boolean;
}

export type ItemResult =
  | { readonly outcome: 'written'; readonly id: number; readonly sku: string }
  | { readonly outcome: 'refused'; readonly sku: string; readonly code: string; readonly text: string };

export interface ShopOrderHead {
  readonly id: number;
  /** UTC epoch ms, whole seconds. */
  readonly modifiedAtMs: number;
}

/** WooCommerce and our plugin's routes as the flows see them. Throws SyncError; single items answer one by one. */
export interface ShopPort {
  handshake(): Promise<HandshakeAnswer>;

  /** Thin heads of orders modified after an instant (exclusive, 1 s), newest first, one page of at most 100. */
  readOrderHeads(query: {
    readonly modifiedAfterMs: number | null;
    readonly page: number;
  }): Promise<readonly ShopOrderHead[]>;
  readOrders(
    ids: readonly number[],
  ): Promise<{ readonly orders: readonly ShopOrder[]; readonly quarantined: readonly Quarantined[] }>;

  ensureAttribute(name: string): Promise<ShopAttribute>;
  /** Terms in this order (sizes run XS to XL, not by alphabet). Missing ones are made. */
  ensureTerms(attributeId: number, options: readonly string[]): Promise<void>;
  /** Products and variations that carry exactly these SKUs, any status, trash included. */
  findItems(skus: readonly string[]): Promise<readonly ShopItem[]>;
  readProduct(id: number): Promise<ShopItem | null>;
  readVariations(productId: number): Promise<readonly ShopItem[]>;
  createProduct(write: ProductWrite): Promise<ItemResult>;
  updateProduct(id: number, write: ProductWrite): Promise<ItemResult>;
  /** Creates and updates under one parent, in batches; one result an item, same order. */
  writeVariations(productId: number, writes: readonly VariationWrite[]): Promise<readonly ItemResult[]>;

  writePositions(request: PositionsRequest): Promise<PositionsAnswer>;
  writeShipments(request: ShipmentsRequest): Promise<ShipmentsAnswer>;
  writeOrderLinks(request: OrderLinksRequest): Promise<OrderLinksAnswer>;
}
