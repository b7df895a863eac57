import type { MetaRow } from './product-types.ts';

export interface Address {
  first_name: string;
  last_name: string;
  company: string;
  address_1: string;
  address_2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  email?: string;
  phone: string;
}

/** Money in minor units (cents), before tax unless named so. */
export interface OrderLine {
  id: number;
  name: string;
  productId: number;
  variationId: number;
  quantity: number;
  taxClass: string;
  subtotalMinor: number;
  subtotalTaxMinor: number;
  totalMinor: number;
  totalTaxMinor: number;
  sku: string;
  meta: MetaRow[];
}

export interface ShippingLine {
  id: number;
  methodTitle: string;
  methodId: string;
  instanceId: string;
  totalMinor: number;
  totalTaxMinor: number;
  meta: MetaRow[];
}

export interface FeeLine {
  id: number;
  name: string;
  totalMinor: number;
  totalTaxMinor: number;
  meta: MetaRow[];
}

export interface CouponLine {
  id: number;
  code: string;
  discountMinor: number;
  discountTaxMinor: number;
  meta: MetaRow[];
}

export interface RefundLine {
  id: number;
  /** The order line this refund line takes from. */
  lineId: number;
  kind: 'line' | 'shipping' | 'fee';
  quantity: number;
  totalMinor: number;
  totalTaxMinor: number;
}

export interface Refund {
  id: number;
  amountMinor: number;
  reason: string;
  refundedBy: number;
  /** Whether the payment gateway was asked. */
  refundedPayment: boolean;
  lines: RefundLine[];
  createdMs: number;
  meta: MetaRow[];
}

export interface OrderNote {
  id: number;
  author: string;
  note: string;
  customerNote: boolean;
  createdMs: number;
}

export interface Order {
  id: number;
  parentId: number;
  status: string;
  currency: string;
  createdMs: number;
  modifiedMs: number;
  paidMs: number | null;
  completedMs: number | null;
  customerId: number;
  customerNote: string;
  billing: Address;
  shipping: Address;
  paymentMethod: string;
  paymentMethodTitle: string;
  transactionId: string;
  createdVia: string;
  orderKey: string;
  cartHash: string;
  lines: OrderLine[];
  shippingLines: ShippingLine[];
  feeLines: FeeLine[];
  couponLines: CouponLine[];
  refunds: Refund[];
  notes: OrderNote[];
  meta: MetaRow[];
  /** WooCommerce's own flag: the order's stock was taken once. */
  stockReduced: boolean;
}
