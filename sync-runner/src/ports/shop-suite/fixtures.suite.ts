import { freshWord, type Heard, type ShopDoor } from './shop-door.suite.ts';

export interface MadeProduct {
  readonly parentId: number;
  readonly style: string;
  readonly colourId: number;
  readonly sizeId: number;
  /** SKU by size: S, M. */
  readonly skus: readonly [string, string];
  readonly ids: readonly [number, number];
}

/** The shop-wide attribute of this name, made where it is missing. */
export const ensureAttribute = async (door: ShopDoor, name: string): Promise<number> => {
  const known = await door.get('wc/v3/products/attributes');
  const row = (known.body as { id: number; name: string }[]).find((each) => each.name === name);
  if (row) return row.id;
  return (await door.post('wc/v3/products/attributes', { name, order_by: 'menu_order' })).body.id as number;
};

const expectOk = (heard: Heard, what: string): Heard => {
  if (heard.status >= 300) throw new Error(`${what} was answered ${heard.status}: ${JSON.stringify(heard.body)}`);
  return heard;
};

/** A published variable product with two sizes, stock managed per variation, price 29.99. */
export const makeProduct = async (door: ShopDoor, stockEach = 0): Promise<MadeProduct> => {
  const style = freshWord();
  const colourId = await ensureAttribute(door, 'Colour');
  const sizeId = await ensureAttribute(door, 'Size');
  const parent = expectOk(
    await door.post('wc/v3/products', {
      name: `Shirt ${style}`,
      type: 'variable',
      status: 'publish',
      sku: style,
      attributes: [
        { id: colourId, options: ['Navy'], variation: true, visible: true },
        { id: sizeId, options: ['S', 'M'], variation: true, visible: true },
      ],
    }),
    'Creating a product',
  );
  const parentId = parent.body.id as number;
  const skus: [string, string] = [`${style}-S`, `${style}-M`];
  const create = (['S', 'M'] as const).map((size, index) => ({
    sku: skus[index],
    regular_price: '29.99',
    manage_stock: true,
    stock_quantity: stockEach,
    attributes: [
      { id: colourId, option: 'Navy' },
      { id: sizeId, option: size },
    ],
  }));
  const made = expectOk(
    await door.post(`wc/v3/products/${parentId}/variations/batch`, { create }),
    'Creating variations',
  );
  const rows = made.body.create as { id: number }[];
  return { parentId, style, colourId, sizeId, skus, ids: [rows[0]?.id ?? 0, rows[1]?.id ?? 0] };
};

export const buyerAddress = (email: string) => ({
  first_name: 'Ann',
  last_name: 'Buyer',
  company: '',
  address_1: '1 Main Street',
  address_2: '',
  city: 'New York',
  state: 'NY',
  postcode: '10001',
  country: 'US',
  email,
  phone: '555 0100',
});

export interface Bought {
  readonly heard: Heard;
  readonly orderId: number;
  readonly email: string;
}

/** A shopper's cart through the Store API: `token` stands for the shopper. */
export const fillCart = async (
  door: ShopDoor,
  productId: number,
  quantity: number,
): Promise<{ token: string; heard: Heard }> => {
  const cart = await door.call('nobody', 'GET', 'wc/store/v1/cart');
  const token = cart.headers.get('Cart-Token') ?? '';
  const heard = await door.call(
    'nobody',
    'POST',
    'wc/store/v1/cart/add-item',
    { id: productId, quantity },
    { 'Cart-Token': token },
  );
  return { token, heard };
};

/** Buys as a guest; mode pay (default), hold, authorise, process or decline. */
export const buy = async (door: ShopDoor, productId: number, quantity: number, mode = 'pay'): Promise<Bought> => {
  const email = `${freshWord()}@buyer.test`;
  const { token, heard: added } = await fillCart(door, productId, quantity);
  expectOk(added, 'Adding to the cart');
  const heard = await door.call(
    'nobody',
    'POST',
    'wc/store/v1/checkout',
    {
      billing_address: buyerAddress(email),
      shipping_address: buyerAddress(email),
      payment_method: 'cherry_test',
      payment_data: [{ key: 'cherry_test_mode', value: mode }],
    },
    { 'Cart-Token': token },
  );
  return { heard, orderId: Number(heard.body.order_id ?? 0), email };
};

/** Stock as the tables hold it, by the test bench. */
export const peekStock = async (door: ShopDoor, id: number) => {
  const heard = await door.call('admin', 'GET', `cherry-test/v1/stock?ids=${id}`);
  return heard.body[0] as {
    stock: number | null;
    stock_status: string;
    lookup: { stock_quantity: number; stock_status: string };
    units_reduced: number;
    units_held: number;
  };
};

/** Mails to one buyer, oldest first. */
export const mailsTo = async (door: ShopDoor, email: string): Promise<{ subject: string; message: string }[]> => {
  const heard = await door.call('admin', 'GET', 'cherry-test/v1/mails');
  return (heard.body as { to: string[]; subject: string; message: string }[]).filter((mail) => mail.to.includes(email));
};
