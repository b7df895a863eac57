import { guardSku } from '../plugin/guard.ts';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { assertMayCreate, assertMayEdit, assertMayList } from '../wp/auth.ts';
import { WpError } from '../wp/errors.ts';
import { isForced, listAnswer, metaFilter, pageOf } from '../wp/listing.ts';
import type { Params } from '../wp/params.ts';
import { EDITING, type WpAnswer, type WpRequest, type WpRoute } from '../wp/request.ts';
import { assertArguments } from './argument-check.ts';
import { runBatch } from './batch.ts';
import { findProducts } from './find.ts';
import { productRow } from './serialise.ts';
import { blankProduct, copyProduct, removeProduct, saveProduct } from './store.ts';
import { writeProduct } from './write.ts';

const READ = 'read_private_products';
const CREATE = 'publish_products';
const EDIT = 'edit_products';

const productAt = (world: ShopWorld, id: unknown, status: number): Product => {
  const product = world.products.get(Number(id));
  if (!product) throw new WpError('woocommerce_rest_product_invalid_id', 'Invalid ID.', status);
  if (product.kind === 'variation' && status !== 200)
    throw new WpError(
      'woocommerce_rest_invalid_product_id',
      'To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.',
      404,
    );
  return product;
};

const createProduct = (world: ShopWorld, request: WpRequest, item: Params, door: string): Product => {
  assertMayCreate(request.actor, CREATE);
  if (Number(item.id ?? 0) > 0)
    throw new WpError('woocommerce_rest_product_exists', 'Cannot create existing product.', 400);
  const product = blankProduct(world, 'simple', 0);
  writeProduct(world, product, item);
  guardSku(world, request.actor, { door, productId: 0, oldSku: '', newSku: product.sku, isNew: true });
  product.id = world.nextId();
  saveProduct(world, product);
  return product;
};

const updateProduct = (world: ShopWorld, request: WpRequest, item: Params, door: string): Product => {
  assertMayEdit(request.actor, EDIT);
  const before = productAt(world, item.id, 400);
  const product = copyProduct(before);
  product.childIds = before.childIds;
  writeProduct(world, product, item);
  guardSku(world, request.actor, { door, productId: before.id, oldSku: before.sku, newSku: product.sku, isNew: false });
  product.modifiedMs = world.clock.nowMs();
  saveProduct(world, product, before);
  return product;
};

const deleteProduct = (world: ShopWorld, request: WpRequest, item: Params): Record<string, unknown> => {
  if (!request.actor.caps.has('delete_products'))
    throw new WpError('woocommerce_rest_cannot_delete', 'Sorry, you are not allowed to delete this resource.', 403);
  const product = productAt(world, item.id, 404);
  const row = productRow(world, product);
  if (isForced(item)) {
    removeProduct(world, product);
    return row;
  }
  if (product.status === 'trash')
    throw new WpError('woocommerce_rest_already_trashed', 'The product has already been deleted.', 410);
  product.status = 'trash';
  product.modifiedMs = world.clock.nowMs();
  return { ...row, status: 'trash' };
};

const list = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const page = pageOf(findProducts(world, request.params), request.params);
  // WordPress checks arguments before rights.
  assertMayList(request.actor, READ);
  const keepsMeta = metaFilter(request.params);
  return listAnswer(page, (product) => productRow(world, product, keepsMeta));
};

const single = (world: ShopWorld, request: WpRequest): WpAnswer => {
  assertMayList(request.actor, READ);
  const product = world.products.get(Number(request.params.id));
  if (!product) throw new WpError('woocommerce_rest_product_invalid_id', 'Invalid ID.', 404);
  return { body: productRow(world, product) };
};

const batch = (world: ShopWorld, request: WpRequest): WpAnswer => {
  if (!request.actor.caps.has('edit_others_products'))
    throw new WpError(
      'woocommerce_rest_cannot_batch',
      'Sorry, you are not allowed to batch manipulate this resource.',
      request.actor.by === 'nobody' ? 401 : 403,
    );
  return runBatch((request.body ?? {}) as Params, {
    create: (item) => productRow(world, createProduct(world, request, item, 'rest-v3')),
    update: (item) => productRow(world, updateProduct(world, request, item, 'rest-v3')),
    remove: (item) => deleteProduct(world, request, item),
  });
};

export const productRoutes: WpRoute[] = [
  { methods: ['GET'], path: 'wc/v3/products', run: list },
  {
    methods: ['POST'],
    path: 'wc/v3/products',
    run: (world, request) => {
      assertArguments(request.params, 'product');
      assertMayCreate(request.actor, CREATE);
      return { status: 201, body: productRow(world, createProduct(world, request, request.params, 'rest-v3')) };
    },
  },
  { methods: EDITING, path: 'wc/v3/products/batch', run: batch },
  { methods: ['GET'], path: 'wc/v3/products/:id', run: single },
  {
    methods: EDITING,
    path: 'wc/v3/products/:id',
    run: (world, request) => {
      assertArguments(request.params, 'product');
      return { body: productRow(world, updateProduct(world, request, request.params, 'rest-v3')) };
    },
  },
  {
    methods: ['DELETE'],
    path: 'wc/v3/products/:id',
    run: (world, request) => ({ body: deleteProduct(world, request, request.params) }),
  },
  { methods: ['POST'], path: 'wc/v3/products/:id/duplicate', run: (world, request) => duplicate(world, request) },
];

/** Duplicating makes a product, so it asks the guard as a creation does. */
const duplicate = (world: ShopWorld, request: WpRequest): WpAnswer => {
  assertMayCreate(request.actor, CREATE);
  const source = productAt(world, request.params.id, 404);
  guardSku(world, request.actor, { door: 'rest-v3', productId: 0, oldSku: '', newSku: '', isNew: true });
  const copy: Product = {
    ...copyProduct(source),
    id: world.nextId(),
    sku: '',
    gtin: '',
    name: `${source.name} (Copy)`,
    slug: `${source.slug}-copy`,
    status: 'draft',
    childIds: new Set(),
  };
  copy.createdMs = copy.modifiedMs = world.clock.nowMs();
  saveProduct(world, copy);
  return { body: productRow(world, copy) };
};
