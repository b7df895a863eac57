import { releaseHolds } from '../products/stock.ts';
import type { Order } from '../state/order-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { lineProduct, reduceStock, restoreStock } from './stock-effects.ts';
import { addNote, sendMail, touchOrder } from './store.ts';

export const ORDER_STATUSES = [
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
];

const LABELS: Record<string, string> = {
  pending: 'Pending payment',
  processing: 'Processing',
  'on-hold': 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
  failed: 'Failed',
  'checkout-draft': 'Draft',
};

const UNPAID = new Set(['pending', 'failed', 'cancelled', 'checkout-draft']);

const mailFor = (world: ShopWorld, order: Order, from: string, to: string): void => {
  const shop = world.options.name;
  if (to === 'processing' && (UNPAID.has(from) || from === 'on-hold'))
    sendMail(
      world,
      order,
      'customer_processing_order',
      `Your ${shop} order has been received!`,
      'Just to let you know, we have received your order.',
    );
  if (
    to === 'on-hold' &&
    (from === 'pending' || from === 'failed' || from === 'cancelled' || from === 'checkout-draft')
  )
    sendMail(
      world,
      order,
      'customer_on_hold_order',
      `Your ${shop} order has been received!`,
      'Your order is on hold until we confirm payment.',
    );
  if (to === 'completed')
    sendMail(
      world,
      order,
      'customer_completed_order',
      `Your ${shop} order is now complete`,
      'We have finished your order.',
    );
  if (UNPAID.has(from) && ['processing', 'on-hold', 'completed'].includes(to))
    sendMail(world, order, 'new_order', `[${shop}]: You've got a new order: #${order.id}`, '');
};

const needsProcessing = (world: ShopWorld, order: Order): boolean =>
  order.lines.some((line) => !lineProduct(world, line)?.virtual);

const stampDates = (world: ShopWorld, order: Order): void => {
  const nowMs = world.clock.nowMs();
  const paidStatus = needsProcessing(world, order) ? 'processing' : 'completed';
  if (order.paidMs === null && (order.status === paidStatus || order.status === 'completed')) order.paidMs = nowMs;
  if (order.status === 'completed' && order.completedMs === null) order.completedMs = nowMs;
};

/** One status change with everything WooCommerce does beside it: dates, stock, holds, note, mail. */
export const changeStatus = (world: ShopWorld, order: Order, status: string, note = '', author = 'system'): void => {
  const from = order.status;
  if (from === status) return;
  order.status = status;
  stampDates(world, order);
  touchOrder(world, order);
  if (['processing', 'on-hold', 'completed'].includes(status)) reduceStock(world, order);
  if (status === 'cancelled' || status === 'pending') restoreStock(world, order);
  if (['processing', 'on-hold', 'completed', 'cancelled'].includes(status)) releaseHolds(world, order.id);
  const sentence = `Order status changed from ${LABELS[from] ?? from} to ${LABELS[status] ?? status}.`;
  addNote(world, order, `${note} ${sentence}`.trim(), false, author);
  mailFor(world, order, from, status);
};

/** `payment_complete()`: only from a status that still waits for money. */
export const completePayment = (world: ShopWorld, order: Order, transactionId: string): void => {
  if (!['on-hold', 'pending', 'failed', 'cancelled', 'checkout-draft'].includes(order.status)) return;
  if (transactionId !== '') order.transactionId = transactionId;
  order.paidMs ??= world.clock.nowMs();
  changeStatus(world, order, needsProcessing(world, order) ? 'processing' : 'completed');
};
