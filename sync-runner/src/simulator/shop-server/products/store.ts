import type { Product, ProductKind } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';

/** A product as WooCommerce's own constructor leaves it; not yet in the shop. */
export const blankProduct = (world: ShopWorld, kind: ProductKind, parentId: number): Product => {
  const nowMs = world.clock.nowMs();
  return {
    id: 0,
    kind,
    parentId,
    name: '',
    slug: '',
    status: 'publish',
    featured: false,
    catalogVisibility: 'visible',
    description: '',
    shortDescription: '',
    sku: '',
    gtin: '',
    regularPrice: '',
    salePrice: '',
    taxStatus: 'taxable',
    taxClass: kind === 'variation' ? 'parent' : '',
    manageStock: false,
    stockQuantity: null,
    stockStatus: 'instock',
    backorders: 'no',
    lowStockAmount: null,
    soldIndividually: false,
    weight: '',
    dimensions: { length: '', width: '', height: '' },
    categoryIds: [],
    tagIds: [],
    images: [],
    attributes: [],
    defaultAttributes: [],
    variationAttributes: [],
    childIds: new Set(),
    menuOrder: 0,
    virtual: false,
    meta: [],
    createdMs: nowMs,
    modifiedMs: nowMs,
  };
};

const put = (index: Map<string, Set<number>>, key: string, id: number): void => {
  if (key === '') return;
  const ids = index.get(key.toLowerCase());
  if (ids) ids.add(id);
  else index.set(key.toLowerCase(), new Set([id]));
};

const take = (index: Map<string, Set<number>>, key: string, id: number): void => {
  const ids = index.get(key.toLowerCase());
  ids?.delete(id);
  if (ids?.size === 0) index.delete(key.toLowerCase());
};

/** Stores a new or changed product and moves every index with it. `before` is the state the indexes know. */
export const saveProduct = (world: ShopWorld, product: Product, before?: Product): void => {
  if (before) {
    take(world.skuIds, before.sku, before.id);
    take(world.gtinIds, before.gtin, before.id);
    if (before.parentId !== product.parentId) world.products.get(before.parentId)?.childIds.delete(before.id);
  }
  world.products.set(product.id, product);
  put(world.skuIds, product.sku, product.id);
  put(world.gtinIds, product.gtin, product.id);
  if (product.kind === 'variation') world.products.get(product.parentId)?.childIds.add(product.id);
  else world.parentIds.add(product.id);
};

export const removeProduct = (world: ShopWorld, product: Product): void => {
  for (const childId of product.childIds) {
    const child = world.products.get(childId);
    if (child) removeProduct(world, child);
  }
  take(world.skuIds, product.sku, product.id);
  take(world.gtinIds, product.gtin, product.id);
  world.products.get(product.parentId)?.childIds.delete(product.id);
  world.parentIds.delete(product.id);
  world.products.delete(product.id);
  world.bridge.positions.delete(product.id);
};

/** The product of an exact SKU, any status but trash first. */
export const productBySku = (world: ShopWorld, sku: string): Product | undefined => {
  for (const id of world.skuIds.get(sku.toLowerCase()) ?? []) {
    const product = world.products.get(id);
    if (product?.sku.toLowerCase() === sku.toLowerCase()) return product;
  }
  return undefined;
};

export const copyProduct = (product: Product): Product => ({
  ...product,
  dimensions: { ...product.dimensions },
  categoryIds: [...product.categoryIds],
  tagIds: [...product.tagIds],
  images: product.images.map((image) => ({ ...image })),
  attributes: product.attributes.map((attribute) => ({ ...attribute, options: [...attribute.options] })),
  defaultAttributes: product.defaultAttributes.map((row) => ({ ...row })),
  variationAttributes: product.variationAttributes.map((row) => ({ ...row })),
  meta: product.meta.map((row) => ({ ...row })),
});
