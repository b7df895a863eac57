import { mergeMeta } from '../state/meta.ts';
import { freeSlug } from '../state/slug.ts';
import type { Product, StockStatus } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { WpError } from '../wp/errors.ts';
import { idsOf, textOf, truthOf, type Params } from '../wp/params.ts';
import { productAttributes, variationAttributes } from './attribute-options.ts';
import { refreshStockStatus } from './stock.ts';

const STATUSES = ['draft', 'pending', 'private', 'publish', 'future', 'auto-draft', 'trash'];

const findTwin = (world: ShopWorld, index: Map<string, Set<number>>, key: string, ownId: number): number | undefined =>
  [...(index.get(key.toLowerCase()) ?? [])].find((id) => id !== ownId && world.products.has(id));

export const assertFreeSku = (world: ShopWorld, product: Product, sku: string): void => {
  const twin = sku === '' ? undefined : findTwin(world, world.skuIds, sku, product.id);
  if (twin === undefined) return;
  let count = 1;
  while (world.skuIds.has(`${sku}-${count}`.toLowerCase())) count += 1;
  throw new WpError('product_invalid_sku', 'Invalid or duplicated SKU.', 400, {
    resource_id: twin,
    unique_sku: `${sku}-${count}`,
  });
};

const assertFreeGtin = (world: ShopWorld, product: Product, gtin: string): void => {
  if (gtin !== '' && !/^[\d-]+$/.test(gtin))
    throw new WpError(
      'product_invalid_global_unique_id_format',
      'Unique ID must contain only numbers and hyphens.',
      400,
    );
  const twin = gtin === '' ? undefined : findTwin(world, world.gtinIds, gtin, product.id);
  if (twin !== undefined)
    throw new WpError('product_invalid_global_unique_id', 'Invalid or duplicated GTIN, UPC, EAN or ISBN.', 400, {
      resource_id: twin,
    });
};

const decimalText = (value: unknown): string => {
  const text = textOf(value).trim();
  return text !== '' && Number.isFinite(Number(text)) ? text : '';
};

const writeIdentity = (world: ShopWorld, product: Product, params: Params): void => {
  if (params.status !== undefined)
    product.status = STATUSES.includes(textOf(params.status)) ? textOf(params.status) : 'draft';
  if (params.sku !== undefined && params.sku !== null) {
    const sku = textOf(params.sku).trim();
    assertFreeSku(world, product, sku);
    product.sku = sku;
  }
  if (params.global_unique_id !== undefined && params.global_unique_id !== null) {
    const gtin = textOf(params.global_unique_id).trim();
    assertFreeGtin(world, product, gtin);
    product.gtin = gtin;
  }
  if (params.description !== undefined) product.description = textOf(params.description);
  if (params.regular_price !== undefined) product.regularPrice = decimalText(params.regular_price);
  if (params.sale_price !== undefined) product.salePrice = decimalText(params.sale_price);
  if (params.tax_class !== undefined) product.taxClass = textOf(params.tax_class);
  if (params.tax_status !== undefined) product.taxStatus = textOf(params.tax_status);
  if (params.virtual !== undefined) product.virtual = truthOf(params.virtual);
  if (params.weight !== undefined) product.weight = decimalText(params.weight);
  if (params.dimensions !== undefined) product.dimensions = { ...product.dimensions, ...(params.dimensions as object) };
  if (params.menu_order !== undefined) product.menuOrder = Number(params.menu_order) || 0;
};

/**
 * Stock members. An item that does not manage its own stock loses quantity and backorders on ANY write: so does
 * WooCommerce. `inventory_delta` counts only where no `stock_quantity` was sent.
 */
const writeStock = (product: Product, params: Params): boolean => {
  const before = product.stockQuantity;
  if (params.manage_stock !== undefined && params.manage_stock !== null)
    product.manageStock = params.manage_stock !== 'parent' && truthOf(params.manage_stock);
  if (params.stock_status !== undefined && product.kind !== 'variable')
    product.stockStatus = textOf(params.stock_status) as StockStatus;
  if (params.backorders !== undefined) product.backorders = textOf(params.backorders);
  if (product.manageStock) {
    if (params.stock_quantity !== undefined && params.stock_quantity !== null)
      product.stockQuantity = Number(params.stock_quantity) || 0;
    else if (params.inventory_delta !== undefined && params.inventory_delta !== null)
      product.stockQuantity = (product.stockQuantity ?? 0) + (Number(params.inventory_delta) || 0);
    if ('low_stock_amount' in params)
      product.lowStockAmount = params.low_stock_amount === null ? null : Number(params.low_stock_amount);
    product.stockQuantity ??= 0;
  } else {
    product.stockQuantity = null;
    product.backorders = 'no';
    product.lowStockAmount = null;
  }
  return before !== product.stockQuantity;
};

const writeImages = (world: ShopWorld, product: Product, params: Params): void => {
  const sent = product.kind === 'variation' ? (params.image ? [params.image] : undefined) : params.images;
  if (!Array.isArray(sent)) return;
  product.images = (sent as Params[]).map((image) => ({
    id: Number(image.id ?? 0) || world.nextId(),
    src: textOf(image.src),
    name: textOf(image.name),
    alt: textOf(image.alt),
  }));
};

/** Applies a REST write to a product that is no variation. */
export const writeProduct = (world: ShopWorld, product: Product, params: Params): void => {
  if (params.name !== undefined) product.name = textOf(params.name);
  if (params.type !== undefined) product.kind = textOf(params.type) as Product['kind'];
  if (params.short_description !== undefined) product.shortDescription = textOf(params.short_description);
  if (params.featured !== undefined) product.featured = truthOf(params.featured);
  if (params.catalog_visibility !== undefined) product.catalogVisibility = textOf(params.catalog_visibility);
  writeIdentity(world, product, params);
  if (params.attributes !== undefined) product.attributes = productAttributes(world, params.attributes);
  if (params.default_attributes !== undefined)
    product.defaultAttributes = variationAttributes(world, product, params.default_attributes);
  writeStock(product, params);
  writeImages(world, product, params);
  if (Array.isArray(params.categories)) product.categoryIds = termIds(params.categories, world.categories);
  if (Array.isArray(params.tags)) product.tagIds = termIds(params.tags, world.tags);
  if (product.categoryIds.length === 0) product.categoryIds = [15];
  if (product.name === '') product.name = 'Product';
  if (params.slug !== undefined || product.slug === '')
    product.slug = newSlug(world, product, textOf(params.slug) || product.name);
  mergeMeta(world, product.meta, params.meta_data);
  refreshStockStatus(world, product);
};

const termIds = (sent: unknown[], known: ReadonlyMap<number, unknown>): number[] =>
  idsOf((sent as Params[]).map((row) => row.id)).filter((id) => known.has(id));

const newSlug = (world: ShopWorld, product: Product, text: string): string => {
  const taken = new Set<string>();
  for (const id of world.parentIds) if (id !== product.id) taken.add(world.products.get(id)?.slug ?? '');
  return freeSlug(text, (slug) => taken.has(slug));
};

/** Applies a REST write to a variation; its parent is always the one of the path, as in WooCommerce. */
export const writeVariation = (world: ShopWorld, variation: Product, parent: Product, params: Params): void => {
  variation.parentId = parent.id;
  writeIdentity(world, variation, params);
  writeImages(world, variation, params);
  writeStock(variation, params);
  if (params.attributes !== undefined)
    variation.variationAttributes = variationAttributes(world, parent, params.attributes);
  mergeMeta(world, variation.meta, params.meta_data);
  if (variation.slug === '') variation.slug = parent.slug;
};
