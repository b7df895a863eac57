import { createHash } from 'node:crypto';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { findProducts } from '../products/find.ts';
import { WpError } from '../wp/errors.ts';
import { listAnswer, pageOf } from '../wp/listing.ts';
import { textOf, type Params } from '../wp/params.ts';
import type { WpAnswer, WpRequest, WpRoute } from '../wp/request.ts';
import { assertSellable, cartHeaders, openCart, type Cart, type CartItem } from './cart.ts';
import { mergeAddress, placeOrder, readCheckout } from './checkout.ts';
import { cartRow, storeProductRow } from './rows.ts';

const answer = (world: ShopWorld, cart: Cart, status = 200): WpAnswer => ({
  status,
  body: cartRow(world, cart),
  headers: cartHeaders(cart),
});

const chosenVariation = (world: ShopWorld, parent: Product, params: Params): Product | undefined => {
  const wanted = Array.isArray(params.variation)
    ? (params.variation as { attribute?: unknown; value?: unknown }[])
    : [];
  const isSame = (left: string, right: unknown): boolean => left.toLowerCase() === textOf(right).toLowerCase();
  return [...parent.childIds]
    .flatMap((id) => world.products.get(id) ?? [])
    .find((child) => child.variationAttributes.every((row) => wanted.some((pair) => isSame(row.option, pair.value))));
};

const addItem = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const cart = openCart(world, request);
  const asked = world.products.get(Number(request.params.id));
  if (!asked || asked.status === 'trash')
    throw new WpError('woocommerce_rest_cart_invalid_product', 'This product cannot be added to the cart.', 400);
  const product = asked.kind === 'variable' ? (chosenVariation(world, asked, request.params) ?? asked) : asked;
  const quantity = Number(request.params.quantity ?? 1);
  if (!(quantity > 0))
    throw new WpError(
      'woocommerce_rest_product_invalid_quantity',
      'You cannot add a product with a quantity less than or equal to 0 to the cart.',
      400,
    );
  const known = cart.items.find((item) => item.productId === product.id);
  assertSellable(world, cart, product, (known?.quantity ?? 0) + quantity);
  if (known) known.quantity += quantity;
  else
    cart.items.push({ key: createHash('md5').update(`${product.id}`).digest('hex'), productId: product.id, quantity });
  return answer(world, cart, 201);
};

const itemAt = (cart: Cart, key: unknown): CartItem => {
  const item = cart.items.find((row) => row.key === textOf(key));
  if (!item) throw new WpError('woocommerce_rest_cart_invalid_key', 'Cart item does not exist.', 409);
  return item;
};

const updateItem = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const cart = openCart(world, request);
  const item = itemAt(cart, request.params.key);
  const quantity = Number(request.params.quantity);
  if (quantity > item.quantity) assertSellable(world, cart, world.products.get(item.productId) as Product, quantity);
  item.quantity = quantity;
  if (quantity <= 0) cart.items = cart.items.filter((row) => row !== item);
  return answer(world, cart);
};

const removeItem = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const cart = openCart(world, request);
  const item = itemAt(cart, request.params.key);
  cart.items = cart.items.filter((row) => row !== item);
  return answer(world, cart);
};

const updateCustomer = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const cart = openCart(world, request);
  mergeAddress(cart.billing, request.params.billing_address);
  mergeAddress(cart.shipping, request.params.shipping_address ?? request.params.billing_address);
  return answer(world, cart);
};

const selectRate = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const cart = openCart(world, request);
  if (cart.items.length === 0) throw new WpError('woocommerce_rest_shipping_disabled', 'Shipping is disabled.', 404);
  cart.rateId = textOf(request.params.rate_id);
  return answer(world, cart);
};

const oneProduct = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const product = world.products.get(Number(request.params.id));
  if (product?.status !== 'publish')
    throw new WpError('woocommerce_rest_product_invalid_id', 'Invalid product ID.', 404);
  return { body: storeProductRow(world, product) };
};

const listProducts = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const rows = findProducts(world, { ...request.params, status: 'publish' });
  return listAnswer(pageOf(rows, request.params), (product) => storeProductRow(world, product));
};

const routesAt = (base: string): WpRoute[] => [
  { methods: ['GET'], path: `${base}/products`, run: listProducts },
  { methods: ['GET'], path: `${base}/products/:id`, run: oneProduct },
  { methods: ['GET'], path: `${base}/cart`, run: (world, request) => answer(world, openCart(world, request)) },
  { methods: ['POST'], path: `${base}/cart/add-item`, run: addItem },
  { methods: ['POST'], path: `${base}/cart/update-item`, run: updateItem },
  { methods: ['POST'], path: `${base}/cart/remove-item`, run: removeItem },
  { methods: ['POST'], path: `${base}/cart/update-customer`, run: updateCustomer },
  { methods: ['POST'], path: `${base}/cart/select-shipping-rate`, run: selectRate },
  { methods: ['GET'], path: `${base}/checkout`, run: readCheckout },
  { methods: ['POST'], path: `${base}/checkout`, run: placeOrder },
];

export const storeApiRoutes: WpRoute[] = [...routesAt('wc/store/v1'), ...routesAt('wc/store')];
