import { guardSku } from '../plugin/guard.ts';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { assertMayCreate, assertMayEdit, assertMayList } from '../wp/auth.ts';
import { dateFilter } from '../wp/dates.ts';
import { WpError } from '../wp/errors.ts';
import { idFilter, isForced, listAnswer, metaFilter, pageOf, sortRows } from '../wp/listing.ts';
import { textOf, type Params } from '../wp/params.ts';
import { EDITING, type WpAnswer, type WpRequest, type WpRoute } from '../wp/request.ts';
import { assertArguments } from './argument-check.ts';
import { runBatch } from './batch.ts';
import { variationRow } from './serialise.ts';
import { refreshParentStatus, refreshStockStatus } from './stock.ts';
import { blankProduct, copyProduct, removeProduct, saveProduct } from './store.ts';
import { writeVariation } from './write.ts';

const invalidId = (status: number): WpError =>
  new WpError('woocommerce_rest_product_variation_invalid_id', 'Invalid ID.', status);

const parentAt = (world: ShopWorld, id: unknown): Product | undefined => {
  const parent = world.products.get(Number(id));
  return parent && parent.kind !== 'variation' ? parent : undefined;
};

const variationAt = (world: ShopWorld, params: Params): Product => {
  const variation = world.products.get(Number(params.id));
  if (variation?.kind !== 'variation' || variation.parentId !== Number(params.product_id)) throw invalidId(404);
  return variation;
};

const createVariation = (world: ShopWorld, request: WpRequest, item: Params, door: string): Product => {
  assertMayCreate(request.actor, 'publish_products');
  const parent = parentAt(world, item.product_id);
  const variation = blankProduct(world, 'variation', Number(item.product_id));
  if (!parent) {
    throw new WpError(
      'woocommerce_rest_product_variation_invalid_parent',
      'Cannot set attributes due to invalid parent product.',
      404,
    );
  }
  writeVariation(world, variation, parent, item);
  guardSku(world, request.actor, { door, productId: 0, oldSku: '', newSku: variation.sku, isNew: true });
  variation.id = world.nextId();
  saveVariation(world, variation, undefined);
  return variation;
};

/**
 * Up to WooCommerce 9.5.1 a batch never looked at the parent: the id alone decided, and the variation then belonged to
 * the parent of the path. From 9.5.2 it is a 404 of that item. `movesVariations` brings the old behaviour back.
 */
const batchTarget = (world: ShopWorld, params: Params): Product => {
  if (!world.options.movesVariations) return variationAt(world, params);
  const variation = world.products.get(Number(params.id));
  if (variation?.kind !== 'variation') throw invalidId(400);
  return variation;
};

const updateVariation = (
  world: ShopWorld,
  request: WpRequest,
  item: Params,
  before: Product,
  door: string,
): Product => {
  assertMayEdit(request.actor, 'edit_products');
  const parent = parentAt(world, item.product_id);
  if (!parent) throw invalidId(404);
  const variation = copyProduct(before);
  writeVariation(world, variation, parent, item);
  guardSku(world, request.actor, {
    door,
    productId: before.id,
    oldSku: before.sku,
    newSku: variation.sku,
    isNew: false,
  });
  variation.modifiedMs = world.clock.nowMs();
  saveVariation(world, variation, before);
  return variation;
};

const saveVariation = (world: ShopWorld, variation: Product, before: Product | undefined): void => {
  saveProduct(world, variation, before);
  refreshStockStatus(world, variation);
  if (before && before.parentId !== variation.parentId) refreshParentStatus(world, before.parentId);
};

const deleteVariation = (world: ShopWorld, request: WpRequest, item: Params): Record<string, unknown> => {
  if (!request.actor.caps.has('delete_products'))
    throw new WpError('woocommerce_rest_cannot_delete', 'Sorry, you are not allowed to delete this resource.', 403);
  const variation = variationAt(world, item);
  const row = variationRow(world, variation);
  if (isForced(item)) removeProduct(world, variation);
  else variation.status = 'trash';
  refreshParentStatus(world, variation.parentId);
  return row;
};

const list = (world: ShopWorld, request: WpRequest): WpAnswer => {
  assertMayList(request.actor, 'read_private_products');
  const { params } = request;
  const parentId = params.product_id === undefined ? undefined : Number(params.product_id);
  const ids = parentId === undefined ? [...world.products.keys()] : [...(parentAt(world, parentId)?.childIds ?? [])];
  const inDates = dateFilter(params, world.options.offsetMinutes);
  const byId = idFilter(params);
  const sku = textOf(params.sku).toLowerCase();
  const status = textOf(params.status, 'any');
  const rows = ids
    .flatMap((id) => world.products.get(id) ?? [])
    .filter(
      (row) =>
        row.kind === 'variation' &&
        (status === 'any' ? row.status !== 'trash' : row.status === status) &&
        (sku === '' || sku.split(',').includes(row.sku.toLowerCase())) &&
        byId(row) &&
        inDates(row),
    );
  const keepsMeta = metaFilter(params);
  return listAnswer(pageOf(sortRows(rows, params), params), (variation) => variationRow(world, variation, keepsMeta));
};

const batch = (world: ShopWorld, request: WpRequest): WpAnswer => {
  if (!request.actor.caps.has('edit_others_products'))
    throw new WpError(
      'woocommerce_rest_cannot_batch',
      'Sorry, you are not allowed to batch manipulate this resource.',
      request.actor.by === 'nobody' ? 401 : 403,
    );
  const productId = request.params.product_id;
  const inPath = (item: Params): Params => ({ ...item, product_id: productId });
  return runBatch((request.body ?? {}) as Params, {
    create: (item) => variationRow(world, createVariation(world, request, inPath(item), 'rest-v3')),
    update: (item) =>
      variationRow(world, updateVariation(world, request, inPath(item), batchTarget(world, inPath(item)), 'rest-v3')),
    remove: (item) => deleteVariation(world, request, inPath(item)),
  });
};

/** `variations/generate` makes products, so it asks the guard. */
const generate = (world: ShopWorld, request: WpRequest): WpAnswer => {
  assertMayCreate(request.actor, 'publish_products');
  if (!parentAt(world, request.params.product_id))
    throw new WpError('woocommerce_rest_product_invalid_id', 'Invalid product ID.', 404);
  guardSku(world, request.actor, { door: 'rest-v3', productId: 0, oldSku: '', newSku: '', isNew: true });
  return { body: { count: 0 } };
};

export const variationRoutes: WpRoute[] = [
  { methods: ['GET'], path: 'wc/v3/variations', run: list },
  { methods: ['GET'], path: 'wc/v3/products/:product_id/variations', run: list },
  {
    methods: ['POST'],
    path: 'wc/v3/products/:product_id/variations',
    run: (world, request) => {
      assertArguments(request.params, 'variation');
      assertMayCreate(request.actor, 'publish_products');
      return { status: 201, body: variationRow(world, createVariation(world, request, request.params, 'rest-v3')) };
    },
  },
  { methods: EDITING, path: 'wc/v3/products/:product_id/variations/batch', run: batch },
  { methods: ['POST'], path: 'wc/v3/products/:product_id/variations/generate', run: generate },
  {
    methods: ['GET'],
    path: 'wc/v3/products/:product_id/variations/:id',
    run: (world, request) => {
      assertMayList(request.actor, 'read_private_products');
      return { body: variationRow(world, variationAt(world, request.params)) };
    },
  },
  {
    methods: EDITING,
    path: 'wc/v3/products/:product_id/variations/:id',
    run: (world, request) => {
      const before = variationAt(world, request.params);
      assertArguments(request.params, 'variation');
      return { body: variationRow(world, updateVariation(world, request, request.params, before, 'rest-v3')) };
    },
  },
  {
    methods: ['DELETE'],
    path: 'wc/v3/products/:product_id/variations/:id',
    run: (world, request) => ({ body: deleteVariation(world, request, request.params) }),
  },
];
