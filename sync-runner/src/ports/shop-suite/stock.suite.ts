import { beforeAll, describe, expect, it } from 'vitest';
import { buy, buyerAddress, fillCart, makeProduct, peekStock, type MadeProduct } from './fixtures.suite.ts';
import { openShopDoor, type ShopAddress, type ShopDoor } from './shop-door.suite.ts';

/** What the number of a SKU means and what moves it. */
export const describeShopStock = (name: string, address: () => ShopAddress): void => {
  describe(`${name}: stock`, () => {
    let door: ShopDoor;
    let made: MadeProduct;
    const path = (): string => `wc/v3/products/${made.parentId}/variations/${made.ids[0]}`;

    beforeAll(async () => {
      door = openShopDoor(address());
      made = await makeProduct(door, 10);
    });

    it('takes the units of a paid order once and remembers them on the line', async () => {
      const { orderId } = await buy(door, made.ids[0], 2);
      const order = (await door.get(`wc/v3/orders/${orderId}`)).body;
      expect(order.status).toBe('processing');
      const reduced = (order.line_items[0].meta_data as { key: string; value: unknown }[]).find(
        ({ key }) => key === '_reduced_stock',
      );
      expect(Number(reduced?.value)).toBe(2);
      expect(await peekStock(door, made.ids[0])).toMatchObject({
        stock: 8,
        units_reduced: 2,
        lookup: { stock_quantity: 8 },
      });
      await door.call('admin', 'PUT', `wc/v3/orders/${orderId}`, { status: 'completed' });
      expect(await peekStock(door, made.ids[0])).toMatchObject({ stock: 8 });
      await door.call('admin', 'PUT', `wc/v3/orders/${orderId}`, { status: 'cancelled' });
      expect(await peekStock(door, made.ids[0])).toMatchObject({ stock: 10, units_reduced: 0 });
    });

    it('has taken the units of an order on hold although nobody paid', async () => {
      const { orderId } = await buy(door, made.ids[0], 3, 'hold');
      expect((await door.get(`wc/v3/orders/${orderId}`)).body).toMatchObject({
        status: 'on-hold',
        date_paid_gmt: null,
      });
      expect(await peekStock(door, made.ids[0])).toMatchObject({ stock: 7 });
      await door.call('admin', 'PUT', `wc/v3/orders/${orderId}`, { status: 'cancelled' });
    });

    it('holds the units of an order whose payment failed without touching the number', async () => {
      const { heard } = await buy(door, made.ids[1], 4, 'decline');
      expect(heard.status).toBe(400);
      expect(await peekStock(door, made.ids[1])).toMatchObject({ stock: 10, units_held: 4 });
      const second = await fillCart(door, made.ids[1], 7);
      expect(second.heard.status).toBe(400);
      expect(second.heard.body.code).toBe('woocommerce_rest_product_partially_out_of_stock');
      expect((await fillCart(door, made.ids[1], 6)).heard.status).toBe(201);
    });

    it('adds a delta of its own reading and ignores it beside an absolute number', async () => {
      await door.put(path(), { stock_quantity: 10 });
      expect((await door.put(path(), { inventory_delta: -3 })).body.stock_quantity).toBe(7);
      expect((await door.put(path(), { inventory_delta: -3, stock_quantity: 10 })).body.stock_quantity).toBe(10);
    });

    it('overrules a status sent by hand while stock is managed', async () => {
      expect((await door.put(path(), { stock_quantity: 0, stock_status: 'instock' })).body).toMatchObject({
        stock_status: 'outofstock',
      });
      expect((await door.put(path(), { stock_quantity: 4, stock_status: 'outofstock' })).body).toMatchObject({
        stock_status: 'instock',
      });
      await door.put(path(), { stock_quantity: 10 });
    });

    it('shows a product out of stock when all of its variations are', async () => {
      const other = await makeProduct(door, 0);
      expect((await door.get(`wc/v3/products/${other.parentId}`)).body.stock_status).toBe('outofstock');
      await door.put(`wc/v3/products/${other.parentId}/variations/${other.ids[1]}`, { stock_quantity: 1 });
      expect((await door.get(`wc/v3/products/${other.parentId}`)).body.stock_status).toBe('instock');
    });

    it('blanks the stock of an unmanaged variation on any write, and calls a parent that manages "parent"', async () => {
      const other = await makeProduct(door, 3);
      const at = `wc/v3/products/${other.parentId}/variations/${other.ids[0]}`;
      expect((await door.put(at, { manage_stock: false })).body).toMatchObject({
        manage_stock: false,
        stock_quantity: null,
      });
      await door.put(`wc/v3/products/${other.parentId}`, { manage_stock: true, stock_quantity: 6 });
      expect((await door.get(at)).body).toMatchObject({ manage_stock: 'parent', stock_quantity: 6 });
    });

    it('refuses an empty cart and what sold out meanwhile as conflicts', async () => {
      const other = await makeProduct(door, 1);
      const { token } = await fillCart(door, other.ids[0], 1);
      const place = (cart: string) =>
        door.call(
          'nobody',
          'POST',
          'wc/store/v1/checkout',
          { billing_address: buyerAddress('late@buyer.test'), payment_method: 'cherry_test' },
          { 'Cart-Token': cart },
        );
      await buy(door, other.ids[0], 1);
      expect(await place(token)).toMatchObject({
        status: 409,
        body: { code: 'woocommerce_rest_product_out_of_stock' },
      });
      const empty = (await door.call('nobody', 'GET', 'wc/store/v1/cart')).headers.get('Cart-Token') ?? '';
      expect(await place(empty)).toMatchObject({ status: 409, body: { code: 'woocommerce_rest_cart_empty' } });
    });

    it('refuses a cart above what is left and a product that is sold out', async () => {
      const other = await makeProduct(door, 1);
      expect((await fillCart(door, other.ids[0], 2)).heard.body.code).toBe(
        'woocommerce_rest_product_partially_out_of_stock',
      );
      await buy(door, other.ids[0], 1);
      expect((await fillCart(door, other.ids[0], 1)).heard.body.code).toBe('woocommerce_rest_product_out_of_stock');
    });
  });
};
