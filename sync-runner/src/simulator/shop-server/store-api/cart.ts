import { randomUUID } from 'node:crypto';
import { EMPTY_ADDRESS } from '../orders/store.ts';
import { displayName, priceOf } from '../products/serialise.ts';
import { allowsBackorders, heldStock, stockManager } from '../products/stock.ts';
import { minorOf, taxOf } from '../state/money.ts';
import type { Address } from '../state/order-types.ts';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { WpError } from '../wp/errors.ts';
import type { WpRequest } from '../wp/request.ts';

export interface CartItem {
  key: string;
  productId: number;
  quantity: number;
}

export interface Cart {
  token: string;
  items: CartItem[];
  billing: Address;
  shipping: Address;
  rateId: string;
  draftOrderId: number;
}

export const RATE_ID = 'flat_rate:1';
const STORE_NONCE = 'stand-in-store-nonce';

const newCart = (token: string): Cart => ({
  token,
  items: [],
  billing: { ...EMPTY_ADDRESS, email: '' },
  shipping: { ...EMPTY_ADDRESS },
  rateId: RATE_ID,
  draftOrderId: 0,
});

/** The cart of the caller's token, else a fresh one. A write needs the token or the nonce, as on WooCommerce. */
export const openCart = (world: ShopWorld, request: WpRequest): Cart => {
  const token = request.header('cart-token');
  const known = token === '' ? undefined : (world.carts.get(token) as Cart | undefined);
  if (request.method !== 'GET' && token === '') {
    const nonce = request.header('nonce');
    if (nonce === '')
      throw new WpError(
        'woocommerce_rest_missing_nonce',
        'Missing the Nonce header. This endpoint requires a valid nonce.',
        401,
      );
    if (nonce !== STORE_NONCE) throw new WpError('woocommerce_rest_invalid_nonce', 'Nonce is invalid.', 403);
  }
  if (known) return known;
  const cart = newCart(token === '' ? randomUUID() : token);
  world.carts.set(cart.token, cart);
  return cart;
};

export const cartHeaders = (cart: Cart): Record<string, string> => ({
  'Cart-Token': cart.token,
  Nonce: STORE_NONCE,
  'Nonce-Timestamp': String(Math.floor(Date.now() / 1000)),
});

/** Units one more buyer could still take: stock less other orders' holds; Infinity where nothing counts. */
export const remainingStock = (world: ShopWorld, product: Product, ownOrderId: number): number => {
  const manager = stockManager(world, product);
  if (!manager || allowsBackorders(manager)) return Number.POSITIVE_INFINITY;
  return (manager.stockQuantity ?? 0) - heldStock(world, manager.id, ownOrderId);
};

const outOfStock = (world: ShopWorld, product: Product): WpError =>
  new WpError(
    'woocommerce_rest_product_out_of_stock',
    `You cannot add &quot;${displayName(world, product)}&quot; to the cart because the product is out of stock.`,
    400,
  );

export const assertSellable = (world: ShopWorld, cart: Cart, product: Product, wanted: number): void => {
  const name = displayName(world, product);
  if (priceOf(world, product) === '' || product.status !== 'publish' || product.kind === 'variable')
    throw new WpError(
      'woocommerce_rest_product_not_purchasable',
      `&quot;${name}&quot; is not available for purchase.`,
      400,
    );
  const manager = stockManager(world, product);
  if ((manager ?? product).stockStatus === 'outofstock') throw outOfStock(world, product);
  const left = remainingStock(world, product, cart.draftOrderId);
  if (left < wanted)
    throw new WpError(
      'woocommerce_rest_product_partially_out_of_stock',
      `You cannot add that amount of &quot;${name}&quot; to the cart because there is not enough stock (${left} remaining).`,
      400,
    );
};

export interface CartTotals {
  itemsMinor: number;
  itemsTaxMinor: number;
  shippingMinor: number;
  totalMinor: number;
  percent: number;
}

export const cartTotals = (world: ShopWorld, cart: Cart): CartTotals => {
  const address = cart.shipping.country === '' ? cart.billing : cart.shipping;
  const percent = address.country === 'US' ? (world.options.taxRates[address.state] ?? 0) : 0;
  let itemsMinor = 0;
  let itemsTaxMinor = 0;
  for (const item of cart.items) {
    const lineMinor = minorOf(priceOf(world, world.products.get(item.productId) as Product)) * item.quantity;
    itemsMinor += lineMinor;
    itemsTaxMinor += taxOf(lineMinor, percent);
  }
  const shippingMinor = cart.items.length > 0 && address.country !== '' ? world.options.shippingMinor : 0;
  return { itemsMinor, itemsTaxMinor, shippingMinor, totalMinor: itemsMinor + itemsTaxMinor + shippingMinor, percent };
};
