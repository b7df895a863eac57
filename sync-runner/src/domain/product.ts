import type { ErpItem } from './erp-item.ts';

/** A price as one level of the ERP tells it; null or "" = this level has no value. Amounts are decimal text. */
export interface ErpPrice {
  readonly listPrice: string | null;
  readonly retailPrice: string | null;
  readonly currency: string;
  /** "YYYY-MM-DD", effective from; null = now. */
  readonly priceDate: string | null;
}

/** One style as the ERP tells it, all levels kept (bluecherry.md 4.1). */
export interface ErpStyleRecord {
  readonly pkey: string;
  readonly style: string;
  readonly name: string;
  readonly description: string;
  /** group_code1..8 */
  readonly groupCodes: readonly string[];
  readonly isActive: boolean;
  readonly price: ErpPrice;
  /** ERP stamp text. */
  readonly lastMod: string;
  readonly colours: readonly ErpColourRecord[];
}

export interface ErpColourRecord {
  readonly pkey: string;
  readonly division: string;
  readonly season: string;
  readonly colorCode: string;
  readonly colorName: string;
  readonly lblCode: string;
  readonly dimension: string;
  readonly weight: string;
  readonly channelCodes: readonly string[];
  readonly isActive: boolean;
  readonly price: ErpPrice;
  readonly sizes: readonly ErpSizeRecord[];
}

export interface ErpSizeRecord {
  readonly pkey: string;
  readonly item: ErpItem;
  /** The item's SKU in the shop, by the profile's key rule. */
  readonly sku: string;
  readonly sizePosition: number;
  readonly ean: string;
  readonly isActive: boolean;
  readonly price: ErpPrice;
}

/** A style as the shop should have it. */
export interface Product {
  readonly erpKey: string;
  readonly style: string;
  readonly name: string;
  readonly description: string;
  readonly isActive: boolean;
  readonly variations: readonly Variation[];
}

export interface Variation {
  readonly erpKey: string;
  readonly sku: string;
  readonly item: ErpItem;
  /** "" = none, or shared by several SKUs and so no barcode of this one. */
  readonly barcode: string;
  readonly colour: string;
  readonly label: string;
  readonly dimension: string;
  readonly size: string;
  readonly sizePosition: number;
  /** Decimal text in the shop's currency; null = the ERP has no price in effect. */
  readonly price: string | null;
  readonly currency: string;
  readonly weight: string;
  readonly isActive: boolean;
}

/** A product or variation as found in the shop. `parentId` 0 = a product of its own. */
export interface ShopItem {
  readonly id: number;
  readonly parentId: number;
  readonly sku: string;
  readonly barcode: string;
  readonly price: string;
  readonly status: string;
  readonly isStockManaged: boolean;
  /** Attribute name -> option. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The ERP key kept in meta `_cherry_bridge_erp_key`, "" where absent. */
  readonly erpKey: string;
}
