import { changeStatus, completePayment } from '../orders/status.ts';
import { addNote, blankOrder, createOrder, touchOrder } from '../orders/store.ts';
import { calculateTotals } from '../orders/write.ts';
import { displayName, priceOf } from '../products/serialise.ts';
import { allowsBackorders, releaseHolds, stockManager } from '../products/stock.ts';
import { variationMeta } from '../products/variation-meta.ts';
import { metaValue, setMeta } from '../state/meta.ts';
import { minorOf } from '../state/money.ts';
import type { Address, Order } from '../state/order-types.ts';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { invalidParams, missingParams, WpError } from '../wp/errors.ts';
import { textOf, type Params } from '../wp/params.ts';
import type { WpAnswer, WpRequest } from '../wp/request.ts';
import { cartHeaders, openCart, remainingStock, type Cart } from './cart.ts';

const BLOCK_HOLD_MINUTES = 10;
const GATEWAYS: Record<string, string> = {
  cherry_test: 'Test payment',
  cod: 'Cash on delivery',
  bacs: 'Bank transfer',
};

export const mergeAddress = (target: Address, sent: unknown): void => {
  if (typeof sent !== 'object' || sent === null) return;
  for (const [key, value] of Object.entries(sent as Params))
    if (key in target) target[key as keyof Address] = textOf(value);
};

const fillLines = (world: ShopWorld, order: Order, cart: Cart): void => {
  order.lines = cart.items.map((item) => {
    const product = world.products.get(item.productId) as Product;
    const totalMinor = minorOf(priceOf(world, product)) * item.quantity;
    return {
      id: world.nextId(),
      name: displayName(world, product),
      productId: product.parentId || product.id,
      variationId: product.parentId ? product.id : 0,
      quantity: item.quantity,
      taxClass: '',
      subtotalMinor: totalMinor,
      subtotalTaxMinor: 0,
      totalMinor,
      totalTaxMinor: 0,
      sku: product.sku,
      meta: variationMeta(world, product),
    };
  });
  order.shippingLines = [
    {
      id: world.nextId(),
      methodTitle: 'Flat rate',
      methodId: 'flat_rate',
      instanceId: '1',
      totalMinor: world.options.shippingMinor,
      totalTaxMinor: 0,
      meta: [],
    },
  ];
};

/** The cart's draft order, made at the first look at the checkout and kept in step with the cart. */
const draftOrder = (world: ShopWorld, cart: Cart): Order => {
  const known = world.orders.get(cart.draftOrderId);
  const isOpen = known !== undefined && ['checkout-draft', 'pending', 'failed'].includes(known.status);
  const order = isOpen ? known : createOrder(world, 'checkout-draft', 'store-api');
  cart.draftOrderId = order.id;
  order.billing = { ...order.billing, ...cart.billing };
  order.shipping = { ...order.shipping, ...cart.shipping };
  fillLines(world, order, cart);
  calculateTotals(world, order);
  touchOrder(world, order);
  return order;
};

/** Holds the cart's units for this order, all or none. */
const reserveStock = (world: ShopWorld, order: Order): void => {
  releaseHolds(world, order.id);
  if (world.options.holdStockMinutes === 0) return;
  const wanted = new Map<number, number>();
  for (const line of order.lines) {
    const product = world.products.get(line.variationId || line.productId) as Product;
    const manager = stockManager(world, product);
    const name = displayName(world, product);
    if ((manager ?? product).stockStatus === 'outofstock')
      throw new WpError(
        'woocommerce_product_out_of_stock',
        `&quot;${name}&quot; is out of stock and cannot be purchased.`,
        403,
      );
    if (!manager || allowsBackorders(manager)) continue;
    wanted.set(manager.id, (wanted.get(manager.id) ?? 0) + line.quantity);
    if (remainingStock(world, product, order.id) < (wanted.get(manager.id) ?? 0))
      throw new WpError(
        'woocommerce_product_not_enough_stock',
        `Not enough units of ${name} are available in stock to fulfil this order.`,
        403,
      );
  }
  const expiresMs = world.clock.nowMs() + BLOCK_HOLD_MINUTES * 60_000;
  for (const [productId, quantity] of wanted) world.holds.push({ orderId: order.id, productId, quantity, expiresMs });
  if (wanted.size > 0) addNote(world, order, `Stock hold of ${BLOCK_HOLD_MINUTES} minutes applied`);
};

const testMode = (order: Order, params: Params): string => {
  const rows = Array.isArray(params.payment_data) ? (params.payment_data as { key?: unknown; value?: unknown }[]) : [];
  const sent = rows.find((row) => row.key === 'cherry_test_mode');
  return textOf(sent?.value) || textOf(metaValue(order.meta, '_cherry_test_mode')) || 'pay';
};

/** The test gateway: pay, hold, authorise, process (as cash on delivery) or decline. Gives whether the buyer goes on. */
const takePayment = (world: ShopWorld, order: Order, params: Params): boolean => {
  const gateway = order.paymentMethod;
  const mode = gateway === 'cod' ? 'process' : gateway === 'bacs' ? 'hold' : testMode(order, params);
  if (mode === 'decline') return false;
  if (mode === 'hold') changeStatus(world, order, 'on-hold', 'Test gateway: waits for the money.');
  else if (mode === 'authorise') {
    order.transactionId = `cherry-auth-${order.id}`;
    setMeta(world, order.meta, '_cherry_test_authorised', 'yes');
    changeStatus(world, order, 'on-hold', 'Test gateway: authorised, not captured.');
  } else if (mode === 'process') changeStatus(world, order, 'processing', 'Test gateway: is paid at the door.');
  else completePayment(world, order, `cherry-paid-${order.id}`);
  return true;
};

const checkoutRow = (world: ShopWorld, order: Order, paymentStatus: string): Record<string, unknown> => ({
  order_id: order.id,
  status: order.status,
  order_key: order.orderKey,
  order_number: String(order.id),
  customer_note: order.customerNote,
  customer_id: order.customerId,
  billing_address: order.billing,
  shipping_address: order.shipping,
  payment_method: order.paymentMethod,
  payment_result: {
    payment_status: paymentStatus,
    payment_details: [{ key: 'result', value: paymentStatus }],
    redirect_url: `${world.url}/checkout/order-received/${order.id}/?key=${order.orderKey}`,
  },
  additional_fields: {},
  extensions: {},
});

const assertNotEmpty = (cart: Cart): void => {
  if (cart.items.length === 0)
    throw new WpError('woocommerce_rest_cart_empty', 'Cannot place an order, your cart is empty.', 409);
};

/** A look at the checkout makes no order yet: its number is 0 until the buyer places it. */
export const readCheckout = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const cart = openCart(world, request);
  assertNotEmpty(cart);
  const known = world.orders.get(cart.draftOrderId);
  const order = known ?? {
    ...blankOrder(world, 'checkout-draft', 'store-api'),
    billing: cart.billing,
    shipping: cart.shipping,
  };
  return { body: { ...checkoutRow(world, order, ''), order_number: String(order.id) }, headers: cartHeaders(cart) };
};

/** What went out of stock since it was put into the cart is a conflict, not a bad request. */
const assertStillThere = (world: ShopWorld, cart: Cart): void => {
  for (const item of cart.items) {
    const product = world.products.get(item.productId) as Product;
    const name = displayName(world, product);
    if ((stockManager(world, product) ?? product).stockStatus === 'outofstock')
      throw new WpError(
        'woocommerce_rest_product_out_of_stock',
        `"${name}" is out of stock and cannot be purchased. Please remove it from your cart.`,
        409,
      );
    if (remainingStock(world, product, cart.draftOrderId) < item.quantity)
      throw new WpError(
        'woocommerce_rest_product_partially_out_of_stock',
        `There is not enough "${name}" in stock. Please reduce the quantities in your cart.`,
        409,
      );
  }
};

export const placeOrder = (world: ShopWorld, request: WpRequest): WpAnswer => {
  const { params } = request;
  const missing = ['billing_address', 'payment_method'].filter((name) => params[name] === undefined);
  if (missing.length > 0) throw missingParams(missing);
  const cart = openCart(world, request);
  assertNotEmpty(cart);
  mergeAddress(cart.billing, params.billing_address);
  mergeAddress(cart.shipping, params.shipping_address ?? params.billing_address);
  if (cart.billing.email === '')
    throw new WpError('woocommerce_rest_missing_email_address', 'A valid email address is required', 400);
  const gateway = textOf(params.payment_method);
  if (!(gateway in GATEWAYS))
    throw invalidParams({
      payment_method: {
        code: 'rest_not_in_enum',
        message: `payment_method is not one of ${Object.keys(GATEWAYS).join(', ')}.`,
      },
    });
  assertStillThere(world, cart);
  const order = draftOrder(world, cart);
  order.customerNote = textOf(params.customer_note);
  order.paymentMethod = gateway;
  order.paymentMethodTitle = GATEWAYS[gateway] ?? '';
  reserveStock(world, order);
  if (order.status === 'checkout-draft') order.status = 'pending';
  if (!takePayment(world, order, params)) {
    return { status: 400, body: checkoutRow(world, order, 'failure'), headers: cartHeaders(cart) };
  }
  cart.items = [];
  cart.draftOrderId = 0;
  return { body: checkoutRow(world, order, 'success'), headers: cartHeaders(cart) };
};
