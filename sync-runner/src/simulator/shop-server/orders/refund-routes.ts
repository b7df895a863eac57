import { minorOf, moneyText } from '../state/money.ts';
import { mergeMeta } from '../state/meta.ts';
import type { Order, Refund, RefundLine } from '../state/order-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { assertMayCreate, assertMayList } from '../wp/auth.ts';
import { dateTwins } from '../wp/dates.ts';
import { BareWpError, WpError } from '../wp/errors.ts';
import { textOf, truthOf, type Params } from '../wp/params.ts';
import type { WpRoute } from '../wp/request.ts';
import { changeStatus } from './status.ts';
import { restockLine } from './stock-effects.ts';
import { sendMail, totalsOf, touchOrder } from './store.ts';

const orderOf = (world: ShopWorld, id: unknown): Order => {
  const order = world.orders.get(Number(id));
  if (!order) throw new BareWpError('woocommerce_rest_invalid_order_id', 'Invalid order ID.', 404);
  return order;
};

const refundRow = (world: ShopWorld, order: Order, refund: Refund): Record<string, unknown> => ({
  id: refund.id,
  parent_id: order.id,
  ...dateTwins('date_created', refund.createdMs, world.options.offsetMinutes),
  amount: moneyText(refund.amountMinor),
  reason: refund.reason,
  refunded_by: refund.refundedBy,
  refunded_payment: refund.refundedPayment,
  meta_data: refund.meta,
  line_items: refund.lines
    .filter((line) => line.kind === 'line')
    .map((line) => {
      const source = order.lines.find((row) => row.id === line.lineId);
      return {
        id: line.id,
        name: source?.name ?? '',
        product_id: source?.productId ?? 0,
        variation_id: source?.variationId ?? 0,
        quantity: -line.quantity,
        total: moneyText(-line.totalMinor),
        total_tax: moneyText(-line.totalTaxMinor),
        sku: source?.sku ?? '',
        meta_data: [
          {
            id: line.id + 1,
            key: '_refunded_item_id',
            value: String(line.lineId),
            display_key: '_refunded_item_id',
            display_value: String(line.lineId),
          },
        ],
      };
    }),
  shipping_lines: [],
  tax_lines: [],
  fee_lines: [],
});

const kindOf = (order: Order, lineId: number): RefundLine['kind'] => {
  if (order.shippingLines.some((line) => line.id === lineId)) return 'shipping';
  return order.feeLines.some((line) => line.id === lineId) ? 'fee' : 'line';
};

const refundLines = (world: ShopWorld, order: Order, sent: unknown): RefundLine[] =>
  (Array.isArray(sent) ? (sent as Params[]) : []).map((row) => ({
    id: world.nextId(),
    lineId: Number(row.id),
    kind: kindOf(order, Number(row.id)),
    quantity: Number(row.quantity ?? 0) || 0,
    totalMinor: minorOf(row.refund_total),
    totalTaxMinor: (Array.isArray(row.refund_tax) ? (row.refund_tax as Params[]) : []).reduce(
      (total, tax) => total + minorOf(tax.refund_total),
      0,
    ),
  }));

const refundable = (order: Order): number =>
  totalsOf(order).totalMinor - order.refunds.reduce((total, refund) => total + refund.amountMinor, 0);

/** `api_refund` and `api_restock` are true where they are absent: WooCommerce's own defaults. */
const createRefund = (world: ShopWorld, order: Order, params: Params, userId: number): Refund => {
  const lines = refundLines(world, order, params.line_items);
  const sentMinor =
    params.amount === undefined
      ? lines.reduce((total, line) => total + line.totalMinor + line.totalTaxMinor, 0)
      : minorOf(params.amount);
  if (sentMinor < 0)
    throw new BareWpError('woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.', 400);
  if (sentMinor > refundable(order))
    throw new BareWpError('woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount.', 500);
  const asksGateway = params.api_refund === undefined || truthOf(params.api_refund);
  if (asksGateway && order.paymentMethod !== 'cherry_test')
    throw new BareWpError(
      'woocommerce_rest_cannot_create_order_refund',
      'The payment gateway for this order does not support automatic refunds.',
      500,
    );
  const refund: Refund = {
    id: world.nextId(),
    amountMinor: sentMinor,
    reason: textOf(params.reason),
    refundedBy: userId,
    refundedPayment: asksGateway,
    lines,
    createdMs: world.clock.nowMs(),
    meta: [],
  };
  mergeMeta(world, refund.meta, params.meta_data);
  order.refunds.unshift(refund);
  if (params.api_restock === undefined || truthOf(params.api_restock))
    for (const line of lines) {
      const source = order.lines.find((row) => row.id === line.lineId);
      if (source) restockLine(world, order, source, line.quantity);
    }
  touchOrder(world, order);
  sendMail(world, order, 'customer_refunded_order', `Your ${world.options.name} order has been refunded`, '');
  if (refundable(order) === 0) changeStatus(world, order, 'refunded');
  return refund;
};

const refundAt = (order: Order, id: unknown): Refund => {
  const refund = order.refunds.find((row) => row.id === Number(id));
  if (!refund) throw new WpError('woocommerce_rest_invalid_order_refund_id', 'Invalid order refund ID.', 404);
  return refund;
};

export const refundRoutes: WpRoute[] = [
  {
    methods: ['GET'],
    path: 'wc/v3/orders/:order_id/refunds',
    run: (world, request) => {
      assertMayList(request.actor, 'read_private_shop_orders');
      const order = orderOf(world, request.params.order_id);
      return { body: order.refunds.map((refund) => refundRow(world, order, refund)) };
    },
  },
  {
    methods: ['POST'],
    path: 'wc/v3/orders/:order_id/refunds',
    run: (world, request) => {
      assertMayCreate(request.actor, 'publish_shop_orders');
      const order = orderOf(world, request.params.order_id);
      return {
        status: 201,
        body: refundRow(world, order, createRefund(world, order, request.params, request.actor.userId)),
      };
    },
  },
  {
    methods: ['GET'],
    path: 'wc/v3/orders/:order_id/refunds/:id',
    run: (world, request) => {
      assertMayList(request.actor, 'read_private_shop_orders');
      const order = orderOf(world, request.params.order_id);
      return { body: refundRow(world, order, refundAt(order, request.params.id)) };
    },
  },
];
