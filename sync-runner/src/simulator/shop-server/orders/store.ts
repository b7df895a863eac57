import type { Address, Order, OrderLine } from '../state/order-types.ts';
import { moneyText } from '../state/money.ts';
import type { ShopWorld } from '../state/world.ts';

export const EMPTY_ADDRESS: Address = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phone: '',
};

/** An order as WooCommerce's constructor leaves it: number 0, not in the shop. */
export const blankOrder = (world: ShopWorld, status: string, createdVia: string): Order => {
  const nowMs = world.clock.nowMs();
  return {
    id: 0,
    parentId: 0,
    status,
    currency: world.options.currency,
    createdMs: nowMs,
    modifiedMs: nowMs,
    paidMs: null,
    completedMs: null,
    customerId: 0,
    customerNote: '',
    billing: { ...EMPTY_ADDRESS, email: '' },
    shipping: { ...EMPTY_ADDRESS },
    paymentMethod: '',
    paymentMethodTitle: '',
    transactionId: '',
    createdVia,
    orderKey: '',
    cartHash: '',
    lines: [],
    shippingLines: [],
    feeLines: [],
    couponLines: [],
    refunds: [],
    notes: [],
    meta: [],
    stockReduced: false,
  };
};

export const createOrder = (world: ShopWorld, status: string, createdVia: string): Order => {
  const order = blankOrder(world, status, createdVia);
  order.id = world.nextId();
  order.orderKey = `wc_order_${order.id.toString(36).padStart(13, 'k')}`;
  world.orders.set(order.id, order);
  return order;
};

export const touchOrder = (world: ShopWorld, order: Order): void => {
  order.modifiedMs = world.clock.nowMs();
};

export const addNote = (
  world: ShopWorld,
  order: Order,
  note: string,
  customerNote = false,
  author = 'system',
): number => {
  const id = world.nextId();
  order.notes.unshift({ id, author, note, customerNote, createdMs: world.clock.nowMs() });
  if (customerNote) sendMail(world, order, 'customer_note', `Note added to your ${world.options.name} order`, note);
  return id;
};

/** Writes down the mail WooCommerce would send to the buyer (or the shop, for `new_order`). */
export const sendMail = (world: ShopWorld, order: Order, kind: string, subject: string, message: string): void => {
  const to = kind === 'new_order' ? 'admin@shop.test' : (order.billing.email ?? '');
  if (to === '') return;
  world.mails.push({
    at: `${new Date(world.clock.nowMs()).toISOString().slice(0, 19)}Z`,
    to: [to],
    subject,
    message,
    headers: '',
    kind,
    order_id: order.id,
  });
};

/** Percent that holds for this order's goods. */
export const taxPercent = (world: ShopWorld, order: Pick<Order, 'billing' | 'shipping'>): number => {
  const address = order.shipping.country === '' ? order.billing : order.shipping;
  return address.country === 'US' ? (world.options.taxRates[address.state] ?? 0) : 0;
};

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0);

export interface OrderTotals {
  discountMinor: number;
  discountTaxMinor: number;
  shippingMinor: number;
  shippingTaxMinor: number;
  cartTaxMinor: number;
  totalTaxMinor: number;
  totalMinor: number;
}

export const totalsOf = (order: Order): OrderTotals => {
  const lineDiscount = (line: OrderLine): number => line.subtotalMinor - line.totalMinor;
  const shippingMinor = sum(order.shippingLines, (row) => row.totalMinor);
  const shippingTaxMinor = sum(order.shippingLines, (row) => row.totalTaxMinor);
  const cartTaxMinor = sum(order.lines, (row) => row.totalTaxMinor) + sum(order.feeLines, (row) => row.totalTaxMinor);
  const goodsMinor = sum(order.lines, (row) => row.totalMinor) + sum(order.feeLines, (row) => row.totalMinor);
  const totalTaxMinor = cartTaxMinor + shippingTaxMinor;
  return {
    discountMinor: sum(order.lines, lineDiscount),
    discountTaxMinor: sum(order.lines, (line) => line.subtotalTaxMinor - line.totalTaxMinor),
    shippingMinor,
    shippingTaxMinor,
    cartTaxMinor,
    totalTaxMinor,
    totalMinor: goodsMinor + shippingMinor + totalTaxMinor,
  };
};

export const orderTotalText = (order: Order): string => moneyText(totalsOf(order).totalMinor);
