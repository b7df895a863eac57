import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { dateFilter } from '../wp/dates.ts';
import { idFilter, sortRows } from '../wp/listing.ts';
import { idsOf, listOf, oneOf, textOf, type Params } from '../wp/params.ts';

const STATUSES = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'];
const IN_ANY = new Set(['future', 'draft', 'pending', 'private', 'publish']);

const byKeys = (world: ShopWorld, index: ReadonlyMap<string, Set<number>>, keys: string[]): Product[] => {
  const ids = new Set(keys.flatMap((key) => [...(index.get(key.toLowerCase()) ?? [])]));
  return [...ids].flatMap((id) => world.products.get(id) ?? []);
};

/** Where the search starts: an index where one fits, else every product that is no variation. */
const candidates = (world: ShopWorld, params: Params): Product[] => {
  const sku = textOf(params.sku);
  const gtin = textOf(params.global_unique_id);
  const part = textOf(params.search_sku).toLowerCase();
  if (part !== '') return [...world.products.values()].filter((product) => product.sku.toLowerCase().includes(part));
  if (gtin !== '')
    return byKeys(
      world,
      world.gtinIds,
      gtin.split(',').map((key) => key.trim()),
    );
  if (sku !== '') {
    const keys = sku.split(',');
    return byKeys(world, world.skuIds, keys.length > 1 ? [...keys, sku] : keys);
  }
  return [...world.parentIds].flatMap((id) => world.products.get(id) ?? []);
};

const statusTest = (params: Params): ((status: string) => boolean) => {
  const include = listOf(params.include_status);
  const exclude = new Set(listOf(params.exclude_status));
  const status = include[0] ?? oneOf(params, 'status', STATUSES, 'any');
  const wanted = new Set(include.length > 0 ? include : [status]);
  return (candidate) =>
    (wanted.has('any') ? IN_ANY.has(candidate) || wanted.has(candidate) : wanted.has(candidate)) &&
    !exclude.has(candidate);
};

const typeTest = (params: Params): ((kind: string) => boolean) => {
  const include = new Set([
    ...listOf(params.include_types),
    ...(params.type === undefined ? [] : [textOf(params.type)]),
  ]);
  const exclude = new Set(listOf(params.exclude_types));
  return (kind) => (include.size === 0 || include.has(kind)) && !exclude.has(kind);
};

export const findProducts = (world: ShopWorld, params: Params): Product[] => {
  const hasStatus = statusTest(params);
  const hasType = typeTest(params);
  const inDates = dateFilter(params, world.options.offsetMinutes);
  const byId = idFilter(params);
  const categories = new Set(idsOf(params.category));
  const tags = new Set(idsOf(params.tag));
  const search = textOf(params.search).toLowerCase();
  const slug = textOf(params.slug);
  const stockStatus = params.stock_status === undefined ? undefined : textOf(params.stock_status);
  const rows = candidates(world, params).filter(
    (product) =>
      hasStatus(product.status) &&
      hasType(product.kind) &&
      byId(product) &&
      inDates(product) &&
      (categories.size === 0 || product.categoryIds.some((id) => categories.has(id))) &&
      (tags.size === 0 || product.tagIds.some((id) => tags.has(id))) &&
      (search === '' || product.name.toLowerCase().includes(search)) &&
      (slug === '' || product.slug === slug) &&
      (stockStatus === undefined || product.stockStatus === stockStatus),
  );
  return sortRows(rows.map(withTitle), params).map((row) => row.product);
};

const withTitle = (
  product: Product,
): {
  id: number;
  createdMs: number;
  modifiedMs: number;
  title: string;
  slug: string;
  menuOrder: number;
  product: Product;
} => ({
  id: product.id,
  createdMs: product.createdMs,
  modifiedMs: product.modifiedMs,
  title: product.name,
  slug: product.slug,
  menuOrder: product.menuOrder,
  product,
});
