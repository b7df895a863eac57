import { slugOf } from '../state/slug.ts';
import type { Product, ProductAttribute, VariationAttribute } from '../state/product-types.ts';
import type { ShopWorld, Term } from '../state/world.ts';
import { dateTwins } from '../wp/dates.ts';
import { allowsBackorders, stockManager } from './stock.ts';

const activePrice = (product: Product): string => (product.salePrice !== '' ? product.salePrice : product.regularPrice);

const children = (world: ShopWorld, product: Product): Product[] =>
  [...product.childIds]
    .map((id) => world.products.get(id))
    .filter((child): child is Product => child !== undefined && ['publish', 'private'].includes(child.status))
    .sort((left, right) => left.menuOrder - right.menuOrder || left.id - right.id);

export const priceOf = (world: ShopWorld, product: Product): string => {
  if (product.kind !== 'variable') return activePrice(product);
  const prices = children(world, product)
    .map(activePrice)
    .filter((price) => price !== '');
  return prices.sort((left, right) => Number(left) - Number(right))[0] ?? '';
};

const attributeSlug = (world: ShopWorld, attribute: { id: number; name: string }): string =>
  attribute.id > 0 ? (world.attributes.get(attribute.id)?.slug ?? '') : slugOf(attribute.name);

const attributeRow = (world: ShopWorld, attribute: ProductAttribute): Record<string, unknown> => ({
  id: attribute.id,
  name: attribute.name,
  slug: attribute.id > 0 ? attributeSlug(world, attribute) : attribute.name,
  position: attribute.position,
  visible: attribute.visible,
  variation: attribute.variation,
  options: attribute.options,
});

const optionRow = (world: ShopWorld, row: VariationAttribute): Record<string, unknown> => ({
  id: row.id,
  name: row.name,
  slug: attributeSlug(world, row),
  option: row.option,
});

const termRows = (terms: ReadonlyMap<number, Term>, ids: number[]): unknown[] =>
  ids.flatMap((id) => {
    const term = terms.get(id);
    return term ? [{ id, name: term.name, slug: term.slug }] : [];
  });

export const variationName = (product: Product): string =>
  product.variationAttributes.map((row) => row.option).join(', ');

export const displayName = (world: ShopWorld, product: Product): string => {
  if (product.kind !== 'variation') return product.name;
  const parent = world.products.get(product.parentId);
  const suffix = variationName(product);
  return suffix === '' ? (parent?.name ?? '') : `${parent?.name ?? ''} - ${suffix}`;
};

/** Stock members as WooCommerce answers them: a variation may show its parent's and then says `"parent"`. */
const stockMembers = (world: ShopWorld, product: Product): Record<string, unknown> => {
  const manager = stockManager(world, product);
  const owner = manager ?? product;
  return {
    manage_stock: manager === undefined ? false : manager === product ? true : 'parent',
    stock_quantity: manager ? (owner.stockQuantity ?? (owner.manageStock ? 0 : null)) : null,
    stock_status: manager && manager !== product ? manager.stockStatus : product.stockStatus,
    backorders: owner.backorders,
    backorders_allowed: allowsBackorders(owner),
    backordered: product.stockStatus === 'onbackorder',
    low_stock_amount: product.lowStockAmount,
  };
};

const commonMembers = (
  world: ShopWorld,
  product: Product,
  keepsMeta: (key: string) => boolean,
): Record<string, unknown> => {
  const parentSku = product.kind === 'variation' ? (world.products.get(product.parentId)?.sku ?? '') : '';
  const price = priceOf(world, product);
  return {
    id: product.id,
    type: product.kind,
    ...dateTwins('date_created', product.createdMs, world.options.offsetMinutes),
    ...dateTwins('date_modified', product.modifiedMs, world.options.offsetMinutes),
    description: product.description,
    permalink: `${world.url}/product/${product.slug}/`,
    sku: product.sku === '' ? parentSku : product.sku,
    global_unique_id: product.gtin,
    price,
    regular_price: product.regularPrice,
    sale_price: product.salePrice,
    ...dateTwins('date_on_sale_from', null, 0),
    ...dateTwins('date_on_sale_to', null, 0),
    on_sale: product.salePrice !== '' && Number(product.salePrice) < Number(product.regularPrice),
    status: product.status,
    purchasable: price !== '' && product.status === 'publish',
    virtual: product.virtual,
    downloadable: false,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    tax_status: product.taxStatus,
    tax_class: product.taxClass === 'parent' ? '' : product.taxClass,
    ...stockMembers(world, product),
    weight: product.weight,
    dimensions: product.dimensions,
    shipping_class: '',
    shipping_class_id: 0,
    menu_order: product.menuOrder,
    meta_data: product.meta.filter((row) => keepsMeta(row.key)),
    parent_id: product.parentId,
  };
};

export const variationRow = (
  world: ShopWorld,
  product: Product,
  keepsMeta: (key: string) => boolean = () => true,
): Record<string, unknown> => ({
  ...commonMembers(world, product, keepsMeta),
  name: variationName(product),
  image: product.images[0] ?? null,
  attributes: product.variationAttributes.map((row) => optionRow(world, row)),
  _links: linksOf(
    world,
    `products/${product.parentId}/variations/${product.id}`,
    `products/${product.parentId}/variations`,
  ),
});

export const productRow = (
  world: ShopWorld,
  product: Product,
  keepsMeta: (key: string) => boolean = () => true,
): Record<string, unknown> => ({
  ...commonMembers(world, product, keepsMeta),
  name: displayName(world, product),
  slug: product.slug,
  featured: product.featured,
  catalog_visibility: product.catalogVisibility,
  short_description: product.shortDescription,
  total_sales: 0,
  external_url: '',
  button_text: '',
  sold_individually: product.soldIndividually,
  shipping_required: !product.virtual,
  shipping_taxable: true,
  reviews_allowed: true,
  average_rating: '0.00',
  rating_count: 0,
  upsell_ids: [],
  cross_sell_ids: [],
  purchase_note: '',
  categories: termRows(world.categories, product.categoryIds),
  brands: [],
  tags: termRows(world.tags, product.tagIds),
  images: product.images,
  attributes:
    product.kind === 'variation'
      ? product.variationAttributes.map((row) => optionRow(world, row))
      : product.attributes.map((attribute) => attributeRow(world, attribute)),
  default_attributes: product.defaultAttributes.map(({ id, name, option }) => ({ id, name, option })),
  variations: product.kind === 'variable' ? children(world, product).map((child) => child.id) : [],
  grouped_products: [],
  price_html: '',
  related_ids: [],
  has_options: product.kind === 'variable',
  post_password: '',
  _links: linksOf(world, `products/${product.id}`, 'products'),
});

export const linksOf = (world: ShopWorld, self: string, collection: string): unknown => ({
  self: [{ href: `${world.url}/wp-json/wc/v3/${self}` }],
  collection: [{ href: `${world.url}/wp-json/wc/v3/${collection}` }],
});

/** Each product by its own shape, as `GET products?sku=` mixes both. */
export const anyProductRow = (
  world: ShopWorld,
  product: Product,
  keepsMeta?: (key: string) => boolean,
): Record<string, unknown> => productRow(world, product, keepsMeta);
