import type { ErpItem } from './erp-item.ts';
import type { ErpTime } from './erp-time.ts';

export interface Address {
  readonly name: string;
  readonly company: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly email: string;
  readonly phone: string;
}

/** Amounts are decimal text as the shop sends it, up to 6 places. */
export interface ShopOrderLine {
  readonly id: number;
  readonly productId: number;
  readonly variationId: number;
  readonly sku: string;
  readonly name: string;
  readonly quantityEach: number;
  /** Before discount, without tax. */
  readonly subtotal: string;
  /** After discount, without tax. */
  readonly total: string;
  readonly totalTax: string;
  /** `_reduced_stock`: units this line took from the shop's stock and has not given back. */
  readonly reducedEach: number;
}

export interface ShopOrderCharge {
  readonly id: number;
  readonly kind: 'shipping' | 'fee';
  readonly code: string;
  readonly title: string;
  readonly total: string;
  readonly totalTax: string;
}

/** A shop order as read from WooCommerce. Instants are UTC epoch ms. */
export interface ShopOrder {
  readonly id: number;
  readonly number: string;
  /** Without `wc-`. */
  readonly status: string;
  readonly currency: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly paidAtMs: number | null;
  readonly paymentMethod: string;
  readonly customerNote: string;
  readonly billing: Address;
  readonly shipping: Address;
  readonly lines: readonly ShopOrderLine[];
  readonly charges: readonly ShopOrderCharge[];
  readonly totalTax: string;
  readonly total: string;
  readonly refundIds: readonly number[];
  /** Meta `_cherry_bridge_erp_order` and `_cherry_bridge_erp_key`, "" where absent. */
  readonly linkedErpOrder: string;
  readonly linkedErpKey: string;
}

export interface DraftLine {
  /** 1-based. */
  readonly lineSeq: number;
  readonly lineItemId: number;
  readonly item: ErpItem;
  readonly sku: string;
  readonly quantityEach: number;
  /** Per unit, before tax and discount, decimal text with up to 4 places. */
  readonly price: string;
  readonly ext: string;
  readonly discount: string;
  readonly tax: string;
}

export interface DraftCharge {
  readonly kind: 'SHIP' | 'FEE' | 'GIFTCARD' | 'INSU';
  readonly description: string;
  readonly amount: string;
  readonly tax: string;
}

/** The sums of bluecherry.md section 1: total = merchandise - discount + freight + tax + misc + insurance. */
export interface OrderTotals {
  readonly merchandise: string;
  readonly discount: string;
  readonly freight: string;
  readonly tax: string;
  readonly misc: string;
  readonly insurance: string;
  readonly total: string;
}

/** A sales order as we mean to create it, in our words; the adapter adds codes and constants of its profile. */
export interface OrderDraft {
  readonly reference: string;
  readonly shopOrderId: number;
  /** What the buyer knows the order by, "#10234". */
  readonly visibleNumber: string;
  readonly placedAtMs: number;
  readonly currency: string;
  readonly paymentMethod: string;
  /** Shipping method id without instance, "" = none. */
  readonly shippingMethod: string;
  readonly notes: string;
  readonly billTo: Address;
  readonly shipTo: Address;
  readonly lines: readonly DraftLine[];
  readonly charges: readonly DraftCharge[];
  readonly totals: OrderTotals;
}

export interface ErpOrderLine {
  readonly lineSeq: number;
  readonly sku: string;
  readonly item: ErpItem;
  readonly orderedEach: number;
  readonly totalEach: number;
  readonly openEach: number;
  readonly shippedEach: number;
  readonly cancelledEach: number;
  readonly price: string;
  readonly discount: string;
  readonly tax: string;
}

/** A sales order as the ERP has it. */
export interface ErpOrder {
  readonly erpKey: string;
  readonly erpOrder: string;
  readonly reference: string;
  readonly status: string;
  /** Number of the order this one was split from, "" = none. */
  readonly splitFrom: string;
  /** null where the ERP tells none. */
  readonly commitTime: ErpTime | null;
  readonly revision: number;
  readonly currency: string;
  readonly totals: OrderTotals;
  readonly lines: readonly ErpOrderLine[];
}
