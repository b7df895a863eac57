import { runBatch } from '../products/batch.ts';
import type { Order } from '../state/order-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { assertMayCreate, assertMayEdit, assertMayList } from '../wp/auth.ts';
import { dateFilter } from '../wp/dates.ts';
import { invalidParams, WpError } from '../wp/errors.ts';
import { idFilter, isForced, listAnswer, metaFilter, pageOf, sortRows } from '../wp/listing.ts';
import { idsOf, listOf, textOf, truthOf, type Params } from '../wp/params.ts';
import { EDITING, type WpAnswer, type WpRequest, type WpRoute } from '../wp/request.ts';
import { orderRow } from './serialise.ts';
import { changeStatus, completePayment, ORDER_STATUSES } from './status.ts';
import { createOrder, touchOrder } from './store.ts';
import { calculateTotals, RECALCULATING, writeOrder } from './write.ts';

export const orderAt = (world: ShopWorld, id: unknown, status: number): Order => {
  const order = world.orders.get(Number(id));
  if (!order)
    throw new WpError(
      'woocommerce_rest_shop_order_invalid_id',
      status === 400 ? 'ID is invalid.' : 'Invalid ID.',
      status,
    );
  return order;
};

const assertStatus = (params: Params): void => {
  if (params.status === undefined || params.status === '') return;
  if (!ORDER_STATUSES.includes(textOf(params.status)))
    throw invalidParams({
      status: {
        code: 'rest_not_in_enum',
        message: `status is not one of auto-draft, ${ORDER_STATUSES.slice(0, -1).join(', ')}, and ${ORDER_STATUSES.at(-1)}.`,
      },
    });
};

const createOne = (world: ShopWorld, request: WpRequest, params: Params): Order => {
  assertMayCreate(request.actor, 'publish_shop_orders');
  if (Number(params.id ?? 0) > 0)
    throw new WpError('woocommerce_rest_shop_order_exists', 'Cannot create existing shop_order.', 400);
  const order = createOrder(world, 'pending', textOf(params.created_via) || 'rest-api');
  try {
    writeOrder(world, order, params);
  } catch (error) {
    world.orders.delete(order.id);
    throw error;
  }
  calculateTotals(world, order);
  if (textOf(params.status) !== '')
    changeStatus(
      world,
      order,
      textOf(params.status),
      '',
      truthOf(params.manual_update) ? request.actor.name : 'system',
    );
  if (params.set_paid === true || params.set_paid === 'true')
    completePayment(world, order, textOf(params.transaction_id));
  return order;
};

const updateOne = (world: ShopWorld, request: WpRequest, params: Params): Order => {
  assertMayEdit(request.actor, 'edit_shop_orders');
  const order = orderAt(world, params.id, 400);
  writeOrder(world, order, params);
  if (RECALCULATING.some((name) => params[name] !== undefined)) calculateTotals(world, order);
  touchOrder(world, order);
  if (textOf(params.status) !== '')
    changeStatus(
      world,
      order,
      textOf(params.status),
      '',
      truthOf(params.manual_update) ? request.actor.name : 'system',
    );
  if (params.set_paid === true && ['pending', 'failed', 'on-hold'].includes(order.status))
    completePayment(world, order, textOf(params.transaction_id));
  return order;
};

const removeOne = (world: ShopWorld, request: WpRequest, params: Params): Record<string, unknown> => {
  assertMayEdit(request.actor, 'edit_shop_orders');
  const order = orderAt(world, params.id, 404);
  const row = orderRow(world, order);
  if (isForced(params)) world.orders.delete(order.id);
  else {
    if (order.status === 'trash')
      throw new WpError('woocommerce_rest_already_trashed', 'The shop_order has already been deleted.', 410);
    order.status = 'trash';
    touchOrder(world, order);
    row.status = 'trash';
  }
  return row;
};

const statusTest = (params: Params): ((status: string) => boolean) => {
  const wanted = new Set(listOf(params.status));
  if (wanted.size === 0 || wanted.has('any')) return (status) => status !== 'trash' && status !== 'auto-draft';
  return (status) => wanted.has(status);
};

const list = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const { params } = request;
  const hasStatus = statusTest(params);
  const inDates = dateFilter(params, world.options.offsetMinutes);
  const byId = idFilter(params);
  const via = new Set(listOf(params.created_via));
  const customer = params.customer === undefined ? undefined : Number(params.customer);
  const product = params.product === undefined ? undefined : Number(params.product);
  const search = textOf(params.search).toLowerCase();
  const parents = new Set(idsOf(params.parent));
  const rows = [...world.orders.values()].filter(
    (order) =>
      hasStatus(order.status) &&
      byId(order) &&
      inDates(order) &&
      (via.size === 0 || via.has(order.createdVia)) &&
      (customer === undefined || order.customerId === customer) &&
      (parents.size === 0 || parents.has(order.parentId)) &&
      (product === undefined ||
        order.lines.some((line) => line.productId === product || line.variationId === product)) &&
      (search === '' || String(order.id) === search || (order.billing.email ?? '').toLowerCase().includes(search)),
  );
  const keepsMeta = metaFilter(params);
  const page = pageOf(sortRows(rows, params), params);
  // WordPress checks arguments before rights.
  assertMayList(request.actor, 'read_private_shop_orders');
  return listAnswer(page, (order) => orderRow(world, order, keepsMeta));
};

const batch = (world: ShopWorld, request: WpRequest): WpAnswer => {
  if (!request.actor.caps.has('edit_shop_orders'))
    throw new WpError(
      'woocommerce_rest_cannot_batch',
      'Sorry, you are not allowed to batch manipulate this resource.',
      request.actor.by === 'nobody' ? 401 : 403,
    );
  return runBatch((request.body ?? {}) as Params, {
    create: (item) => orderRow(world, createOne(world, request, item)),
    update: (item) => orderRow(world, updateOne(world, request, item)),
    remove: (item) => removeOne(world, request, item),
  });
};

export const orderRoutes: WpRoute[] = [
  { methods: ['GET'], path: 'wc/v3/orders', run: list },
  {
    methods: ['POST'],
    path: 'wc/v3/orders',
    run: (world, request) => {
      assertStatus(request.params);
      return { status: 201, body: orderRow(world, createOne(world, request, request.params)) };
    },
  },
  { methods: EDITING, path: 'wc/v3/orders/batch', run: batch },
  {
    methods: ['GET'],
    path: 'wc/v3/orders/:id',
    run: (world, request) => {
      assertMayList(request.actor, 'read_private_shop_orders');
      return { body: orderRow(world, orderAt(world, request.params.id, 404), metaFilter(request.params)) };
    },
  },
  {
    methods: EDITING,
    path: 'wc/v3/orders/:id',
    run: (world, request) => {
      assertStatus(request.params);
      return { body: orderRow(world, updateOne(world, request, request.params)) };
    },
  },
  {
    methods: ['DELETE'],
    path: 'wc/v3/orders/:id',
    run: (world, request) => ({ body: removeOne(world, request, request.params) }),
  },
];
