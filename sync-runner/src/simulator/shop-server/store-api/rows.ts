import { displayName, priceOf } from '../products/serialise.ts';
import { stockManager } from '../products/stock.ts';
import { minorOf } from '../state/money.ts';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { cartTotals, RATE_ID, remainingStock, type Cart, type CartItem } from './cart.ts';

const currency = (world: ShopWorld): Record<string, unknown> => ({
  currency_code: world.options.currency,
  currency_symbol: '$',
  currency_minor_unit: 2,
  currency_decimal_separator: '.',
  currency_thousand_separator: ',',
  currency_prefix: '$',
  currency_suffix: '',
});

const prices = (world: ShopWorld, product: Product): Record<string, unknown> => {
  const minor = String(minorOf(priceOf(world, product)));
  return {
    price: minor,
    regular_price: String(minorOf(product.regularPrice || priceOf(world, product))),
    sale_price: String(minorOf(product.salePrice || product.regularPrice || priceOf(world, product))),
    price_range: null,
    ...currency(world),
  };
};

export const storeProductRow = (world: ShopWorld, product: Product): Record<string, unknown> => {
  const manager = stockManager(world, product);
  const left = remainingStock(world, product, 0);
  const isInStock = (manager ?? product).stockStatus !== 'outofstock';
  return {
    id: product.id,
    name: displayName(world, product),
    slug: product.slug,
    parent: product.parentId,
    type: product.kind,
    variation: product.variationAttributes.map((row) => `${row.name}: ${row.option}`).join(' / '),
    permalink: `${world.url}/product/${product.slug}/`,
    sku: product.sku,
    short_description: product.shortDescription,
    description: product.description,
    on_sale: product.salePrice !== '',
    prices: prices(world, product),
    price_html: '',
    images: [],
    categories: [],
    tags: [],
    attributes: product.attributes.map((row) => ({
      id: row.id,
      name: row.name,
      taxonomy: world.attributes.get(row.id)?.slug ?? null,
      has_variations: row.variation,
      terms: row.options.map((option, index) => ({ id: index, name: option, slug: option })),
    })),
    variations: [...product.childIds].map((id) => ({
      id,
      attributes: (world.products.get(id)?.variationAttributes ?? []).map((row) => ({
        name: row.name,
        value: row.option,
      })),
    })),
    has_options: product.kind === 'variable',
    is_purchasable: priceOf(world, product) !== '',
    is_in_stock: isInStock,
    is_on_backorder: product.stockStatus === 'onbackorder',
    low_stock_remaining: null,
    stock_availability: { text: isInStock ? '' : 'Out of stock', class: isInStock ? 'in-stock' : 'out-of-stock' },
    sold_individually: product.soldIndividually,
    add_to_cart: {
      text: 'Add to cart',
      minimum: 1,
      maximum: Number.isFinite(left) ? Math.max(0, left) : 9999,
      multiple_of: 1,
    },
  };
};

const itemRow = (world: ShopWorld, item: CartItem): Record<string, unknown> => {
  const product = world.products.get(item.productId) as Product;
  const lineMinor = minorOf(priceOf(world, product)) * item.quantity;
  return {
    key: item.key,
    id: product.id,
    type: product.kind,
    quantity: item.quantity,
    name: displayName(world, product),
    sku: product.sku,
    variation: product.variationAttributes.map((row) => ({ attribute: row.name, value: row.option })),
    prices: prices(world, product),
    totals: {
      line_subtotal: String(lineMinor),
      line_subtotal_tax: '0',
      line_total: String(lineMinor),
      line_total_tax: '0',
      ...currency(world),
    },
  };
};

const shippingRates = (world: ShopWorld, cart: Cart): unknown[] =>
  cart.items.length === 0
    ? []
    : [
        {
          package_id: 0,
          name: 'Shipment 1',
          destination: cart.shipping,
          items: cart.items.map(({ key, quantity }) => ({ key, quantity })),
          shipping_rates: [
            {
              rate_id: RATE_ID,
              name: 'Flat rate',
              description: '',
              delivery_time: '',
              price: String(world.options.shippingMinor),
              taxes: '0',
              instance_id: 1,
              method_id: 'flat_rate',
              meta_data: [],
              selected: cart.rateId === RATE_ID,
              ...currency(world),
            },
          ],
        },
      ];

export const cartRow = (world: ShopWorld, cart: Cart): Record<string, unknown> => {
  const totals = cartTotals(world, cart);
  return {
    items: cart.items.map((item) => itemRow(world, item)),
    coupons: [],
    fees: [],
    totals: {
      total_items: String(totals.itemsMinor),
      total_items_tax: String(totals.itemsTaxMinor),
      total_fees: '0',
      total_fees_tax: '0',
      total_discount: '0',
      total_discount_tax: '0',
      total_shipping: String(totals.shippingMinor),
      total_shipping_tax: '0',
      total_price: String(totals.totalMinor),
      total_tax: String(totals.itemsTaxMinor),
      tax_lines: [],
      ...currency(world),
    },
    shipping_address: cart.shipping,
    billing_address: cart.billing,
    needs_payment: totals.totalMinor > 0,
    needs_shipping: cart.items.length > 0,
    payment_requirements: ['products'],
    has_calculated_shipping: cart.shipping.country !== '',
    shipping_rates: shippingRates(world, cart),
    items_count: cart.items.reduce((count, item) => count + item.quantity, 0),
    items_weight: 0,
    cross_sells: [],
    errors: [],
    payment_methods: ['cherry_test', 'cod', 'bacs'],
    extensions: {},
  };
};
