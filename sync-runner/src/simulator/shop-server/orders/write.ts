import { displayName } from '../products/serialise.ts';
import { variationMeta } from '../products/variation-meta.ts';
import { mergeMeta } from '../state/meta.ts';
import { minorOf, taxOf } from '../state/money.ts';
import type { Address, Order, OrderLine } from '../state/order-types.ts';
import { productBySku } from '../products/store.ts';
import type { ShopWorld } from '../state/world.ts';
import { WpError } from '../wp/errors.ts';
import { textOf, type Params } from '../wp/params.ts';
import { taxPercent } from './store.ts';

const ADDRESS_KEYS: (keyof Address)[] = [
  'first_name',
  'last_name',
  'company',
  'address_1',
  'address_2',
  'city',
  'state',
  'postcode',
  'country',
  'email',
  'phone',
];

const writeAddress = (target: Address, sent: unknown): void => {
  if (typeof sent !== 'object' || sent === null) return;
  for (const key of ADDRESS_KEYS) {
    const value = (sent as Params)[key];
    if (value !== undefined && value !== null) target[key] = String(value);
  }
};

const list = (value: unknown): Params[] => (Array.isArray(value) ? (value as Params[]) : []);

const findProduct = (world: ShopWorld, sent: Params, isNew: boolean) => {
  if (sent.sku !== undefined && sent.sku !== '' && isNew) return productBySku(world, textOf(sent.sku));
  if (Number(sent.variation_id ?? 0) > 0) return world.products.get(Number(sent.variation_id));
  if (Number(sent.product_id ?? 0) > 0) return world.products.get(Number(sent.product_id));
  if (isNew && sent.sku === undefined && sent.product_id === undefined)
    throw new WpError('woocommerce_rest_required_product_reference', 'Product ID or SKU is required.', 400);
  return undefined;
};

const newLine = (world: ShopWorld, sent: Params): OrderLine => {
  const product = findProduct(world, sent, true);
  const quantity = sent.quantity === undefined ? 1 : Number(sent.quantity) || 0;
  const priceMinor = product ? minorOf(product.salePrice || product.regularPrice) : 0;
  return {
    id: world.nextId(),
    name: product ? displayName(world, product) : textOf(sent.name),
    productId: product?.kind === 'variation' ? product.parentId : (product?.id ?? 0),
    variationId: product?.kind === 'variation' ? product.id : 0,
    quantity,
    taxClass: '',
    subtotalMinor: priceMinor * quantity,
    subtotalTaxMinor: 0,
    totalMinor: priceMinor * quantity,
    totalTaxMinor: 0,
    sku: product?.sku ?? '',
    meta: product ? variationMeta(world, product) : [],
  };
};

const writeLine = (world: ShopWorld, order: Order, sent: Params): void => {
  const known = order.lines.find((line) => line.id === Number(sent.id ?? 0));
  if (Number(sent.id ?? 0) > 0 && !known)
    throw new WpError('woocommerce_rest_invalid_item_id', 'Order item ID provided is not associated with order.', 400);
  if (known && (sent.quantity === 0 || sent.product_id === null)) {
    order.lines.splice(order.lines.indexOf(known), 1);
    return;
  }
  const line = known ?? newLine(world, sent);
  if (known && sent.quantity !== undefined) line.quantity = Number(sent.quantity) || 0;
  if (sent.name !== undefined) line.name = textOf(sent.name);
  if (sent.subtotal !== undefined) line.subtotalMinor = minorOf(sent.subtotal);
  if (sent.total !== undefined) line.totalMinor = minorOf(sent.total);
  if (line.subtotalMinor < line.totalMinor) line.subtotalMinor = line.totalMinor;
  mergeMeta(world, line.meta, sent.meta_data);
  if (!known) order.lines.push(line);
};

const writeShippingLine = (world: ShopWorld, order: Order, sent: Params): void => {
  const known = order.shippingLines.find((line) => line.id === Number(sent.id ?? 0));
  const line = known ?? {
    id: world.nextId(),
    methodTitle: '',
    methodId: '',
    instanceId: '',
    totalMinor: 0,
    totalTaxMinor: 0,
    meta: [],
  };
  if (sent.method_title !== undefined) line.methodTitle = textOf(sent.method_title);
  if (sent.method_id !== undefined) line.methodId = textOf(sent.method_id);
  if (sent.instance_id !== undefined) line.instanceId = textOf(sent.instance_id);
  if (sent.total !== undefined) line.totalMinor = minorOf(sent.total);
  if (!known) order.shippingLines.push(line);
};

const writeFeeLine = (world: ShopWorld, order: Order, sent: Params): void => {
  const known = order.feeLines.find((line) => line.id === Number(sent.id ?? 0));
  const line = known ?? { id: world.nextId(), name: '', totalMinor: 0, totalTaxMinor: 0, meta: [] };
  if (sent.name !== undefined) line.name = textOf(sent.name);
  if (sent.total !== undefined) line.totalMinor = minorOf(sent.total);
  if (!known) order.feeLines.push(line);
};

/** Members that make WooCommerce work out the totals anew. */
export const RECALCULATING = ['billing', 'shipping', 'line_items', 'shipping_lines', 'fee_lines', 'coupon_lines'];

/** Everything of a REST write but status and payment. */
export const writeOrder = (world: ShopWorld, order: Order, params: Params): void => {
  writeAddress(order.billing, params.billing);
  writeAddress(order.shipping, params.shipping);
  for (const line of list(params.line_items)) writeLine(world, order, line);
  for (const line of list(params.shipping_lines)) writeShippingLine(world, order, line);
  for (const line of list(params.fee_lines)) writeFeeLine(world, order, line);
  if (params.customer_id !== undefined) order.customerId = Number(params.customer_id) || 0;
  if (params.customer_note !== undefined) order.customerNote = textOf(params.customer_note);
  if (params.payment_method !== undefined) order.paymentMethod = textOf(params.payment_method);
  if (params.payment_method_title !== undefined) order.paymentMethodTitle = textOf(params.payment_method_title);
  if (params.transaction_id !== undefined) order.transactionId = textOf(params.transaction_id);
  if (params.currency !== undefined) order.currency = textOf(params.currency);
  mergeMeta(world, order.meta, params.meta_data);
};

export const calculateTotals = (world: ShopWorld, order: Order): void => {
  const percent = taxPercent(world, order);
  for (const line of order.lines) {
    line.subtotalTaxMinor = taxOf(line.subtotalMinor, percent);
    line.totalTaxMinor = taxOf(line.totalMinor, percent);
  }
  for (const fee of order.feeLines) fee.totalTaxMinor = taxOf(fee.totalMinor, percent);
};
