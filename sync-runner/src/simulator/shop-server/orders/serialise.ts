import { moneyText } from '../state/money.ts';
import type { CouponLine, FeeLine, Order, OrderLine, Refund, ShippingLine } from '../state/order-types.ts';
import type { MetaRow } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { dateTwins } from '../wp/dates.ts';
import { lineProduct } from './stock-effects.ts';
import { taxPercent, totalsOf } from './store.ts';

const itemMeta = (rows: readonly MetaRow[]): unknown[] =>
  rows.map(({ id, key, value, displayKey, displayValue }) => ({
    id,
    key,
    value,
    display_key: displayKey ?? key,
    display_value: displayValue ?? value,
  }));

const taxes = (totalMinor: number, subtotalMinor: number): unknown[] =>
  totalMinor === 0 && subtotalMinor === 0
    ? []
    : [{ id: 1, total: moneyText(totalMinor), subtotal: moneyText(subtotalMinor) }];

const lineRow = (world: ShopWorld, line: OrderLine): Record<string, unknown> => {
  const product = lineProduct(world, line);
  const parent = product?.kind === 'variation' ? world.products.get(product.parentId) : undefined;
  return {
    id: line.id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: line.taxClass,
    subtotal: moneyText(line.subtotalMinor),
    subtotal_tax: moneyText(line.subtotalTaxMinor),
    total: moneyText(line.totalMinor),
    total_tax: moneyText(line.totalTaxMinor),
    taxes: taxes(line.totalTaxMinor, line.subtotalTaxMinor),
    meta_data: itemMeta(line.meta),
    sku: product ? product.sku || parent?.sku || '' : null,
    global_unique_id: product?.gtin ?? null,
    price: line.quantity === 0 ? 0 : line.totalMinor / 100 / line.quantity,
    image: { id: product?.images[0]?.id ?? 0, src: product?.images[0]?.src ?? '' },
    parent_name: parent?.name ?? null,
  };
};

const shippingRow = (line: ShippingLine): Record<string, unknown> => ({
  id: line.id,
  method_title: line.methodTitle,
  method_id: line.methodId,
  instance_id: line.instanceId,
  total: moneyText(line.totalMinor),
  total_tax: moneyText(line.totalTaxMinor),
  taxes: [],
  tax_status: 'none',
  meta_data: itemMeta(line.meta),
});

const feeRow = (line: FeeLine): Record<string, unknown> => ({
  id: line.id,
  name: line.name,
  tax_class: '',
  tax_status: 'taxable',
  amount: moneyText(line.totalMinor),
  total: moneyText(line.totalMinor),
  total_tax: moneyText(line.totalTaxMinor),
  taxes: taxes(line.totalTaxMinor, 0),
  meta_data: itemMeta(line.meta),
});

const couponRow = (line: CouponLine): Record<string, unknown> => ({
  id: line.id,
  code: line.code,
  discount: moneyText(line.discountMinor),
  discount_tax: moneyText(line.discountTaxMinor),
  meta_data: itemMeta(line.meta),
  discount_type: 'fixed_cart',
  nominal_amount: line.discountMinor / 100,
  free_shipping: false,
});

const taxRows = (world: ShopWorld, order: Order, taxMinor: number): unknown[] => {
  const percent = taxPercent(world, order);
  if (taxMinor === 0) return [];
  const state = order.shipping.state || order.billing.state;
  return [
    {
      id: order.id * 10,
      rate_code: `US-${state}-${state} SALES TAX-1`,
      rate_id: 1,
      label: `${state} sales tax`,
      compound: false,
      tax_total: moneyText(taxMinor),
      shipping_tax_total: '0.00',
      rate_percent: percent,
      meta_data: [],
    },
  ];
};

export const refundSummary = (refund: Refund): Record<string, unknown> => ({
  id: refund.id,
  reason: refund.reason,
  total: `-${moneyText(refund.amountMinor)}`,
  total_tax: moneyText(-refund.lines.reduce((total, line) => total + line.totalTaxMinor, 0)),
});

const moneyMembers = (order: Order): Record<string, string> => {
  const totals = totalsOf(order);
  return {
    discount_total: moneyText(totals.discountMinor),
    discount_tax: moneyText(totals.discountTaxMinor),
    shipping_total: moneyText(totals.shippingMinor),
    shipping_tax: moneyText(totals.shippingTaxMinor),
    cart_tax: moneyText(totals.cartTaxMinor),
    total: moneyText(totals.totalMinor),
    total_tax: moneyText(totals.totalTaxMinor),
  };
};

export const orderRow = (
  world: ShopWorld,
  order: Order,
  keepsMeta: (key: string) => boolean = () => true,
): Record<string, unknown> => {
  const { offsetMinutes } = world.options;
  return {
    id: order.id,
    parent_id: order.parentId,
    status: order.status,
    currency: order.currency,
    version: '10.9.2',
    prices_include_tax: false,
    ...dateTwins('date_created', order.createdMs, offsetMinutes),
    ...dateTwins('date_modified', order.modifiedMs, offsetMinutes),
    ...moneyMembers(order),
    customer_id: order.customerId,
    order_key: order.orderKey,
    billing: order.billing,
    shipping: order.shipping,
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethodTitle,
    transaction_id: order.transactionId,
    customer_ip_address: '',
    customer_user_agent: '',
    created_via: order.createdVia,
    customer_note: order.customerNote,
    ...dateTwins('date_completed', order.completedMs, offsetMinutes),
    ...dateTwins('date_paid', order.paidMs, offsetMinutes),
    cart_hash: order.cartHash,
    number: String(order.id),
    meta_data: order.meta.filter((row) => keepsMeta(row.key)),
    line_items: order.lines.map((line) => lineRow(world, line)),
    tax_lines: taxRows(world, order, totalsOf(order).cartTaxMinor),
    shipping_lines: order.shippingLines.map(shippingRow),
    fee_lines: order.feeLines.map(feeRow),
    coupon_lines: order.couponLines.map(couponRow),
    refunds: order.refunds.map(refundSummary),
    payment_url: `${world.url}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.orderKey}`,
    is_editable: ['pending', 'on-hold', 'auto-draft', 'checkout-draft'].includes(order.status),
    needs_payment: ['pending', 'failed', 'checkout-draft'].includes(order.status) && totalsOf(order).totalMinor > 0,
    needs_processing: order.lines.length > 0,
    currency_symbol: '$',
    _links: {
      self: [{ href: `${world.url}/wp-json/wc/v3/orders/${order.id}` }],
      collection: [{ href: `${world.url}/wp-json/wc/v3/orders` }],
    },
  };
};
