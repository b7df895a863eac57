import { beforeAll, describe, expect, it } from 'vitest';
import { buy, buyerAddress, mailsTo, makeProduct, peekStock, type MadeProduct } from './fixtures.suite.ts';
import { freshWord, openShopDoor, type ShopAddress, type ShopDoor } from './shop-door.suite.ts';

/** Orders as the runner reads them, and the defaults that must never be left to chance. */
export const describeShopOrders = (name: string, address: () => ShopAddress): void => {
  describe(`${name}: orders`, () => {
    let door: ShopDoor;
    let made: MadeProduct;

    beforeAll(async () => {
      door = openShopDoor(address());
      made = await makeProduct(door, 50);
    });

    it('adds lines, freight and tax up to the total, to the cent', async () => {
      const { orderId } = await buy(door, made.ids[0], 2);
      const order = (await door.get(`wc/v3/orders/${orderId}`)).body;
      expect(order).toMatchObject({
        currency: 'USD',
        total: '71.25',
        total_tax: '5.32',
        shipping_total: '5.95',
        discount_total: '0.00',
        payment_method: 'cherry_test',
        created_via: 'store-api',
      });
      expect(order.line_items[0]).toMatchObject({
        quantity: 2,
        subtotal: '59.98',
        total: '59.98',
        total_tax: '5.32',
        sku: made.skus[0],
        product_id: made.parentId,
        variation_id: made.ids[0],
      });
      expect(order.shipping_lines[0]).toMatchObject({ method_id: 'flat_rate', total: '5.95', total_tax: '0.00' });
      expect(order.date_paid_gmt).toMatch(/^\d{4}-/);
      expect(order.billing.state).toBe('NY');
    });

    it('only authorises where the gateway says so: on hold, a transaction, no payment date', async () => {
      const { orderId } = await buy(door, made.ids[0], 1, 'authorise');
      const order = (await door.get(`wc/v3/orders/${orderId}`)).body;
      expect(order).toMatchObject({ status: 'on-hold', date_paid_gmt: null });
      expect(order.transaction_id).not.toBe('');
      await door.call('admin', 'POST', `cherry-test/v1/orders/${orderId}/capture`, {});
      expect((await door.get(`wc/v3/orders/${orderId}`)).body).toMatchObject({
        status: 'processing',
        date_paid_gmt: expect.any(String),
      });
    });

    it('counts a processing order as paid, also for cash on delivery', async () => {
      const { orderId } = await buy(door, made.ids[0], 1, 'process');
      const order = (await door.get(`wc/v3/orders/${orderId}`)).body;
      expect(order.status).toBe('processing');
      expect(order.date_paid_gmt).not.toBeNull();
    });

    it('reads orders by ids, thin and whole', async () => {
      const first = await buy(door, made.ids[0], 1);
      const second = await buy(door, made.ids[1], 1);
      const heard = await door.get(
        `wc/v3/orders?include=${first.orderId},${second.orderId}&status=any&per_page=100&_fields=id,date_modified_gmt`,
      );
      expect((heard.body as { id: number }[]).map(({ id }) => id).sort()).toEqual(
        [first.orderId, second.orderId].sort(),
      );
      expect(Object.keys(heard.body[0]).sort()).toEqual(['date_modified_gmt', 'id']);
      expect(heard.headers.get('X-WP-Total')).toBe('2');
    });

    it('filters by several statuses and refuses one it does not know', async () => {
      const { orderId } = await buy(door, made.ids[0], 1);
      const mine = async (status: string): Promise<number> =>
        ((await door.get(`wc/v3/orders?include=${orderId}&${status}`)).body as unknown[]).length;
      expect(await mine('status=processing,completed')).toBe(1);
      expect(await mine('status=completed')).toBe(0);
      expect(await mine('status=any')).toBe(1);
      expect(await door.call('admin', 'PUT', `wc/v3/orders/${orderId}`, { status: 'nonsense' })).toMatchObject({
        status: 400,
        body: { code: 'rest_invalid_param' },
      });
    });

    it('creates an order by REST for the administrator: unpaid until told so', async () => {
      const email = `${freshWord()}@buyer.test`;
      const heard = await door.call('admin', 'POST', 'wc/v3/orders', {
        billing: buyerAddress(email),
        shipping: buyerAddress(email),
        line_items: [
          { product_id: made.parentId, variation_id: made.ids[0], quantity: 1, subtotal: '29.99', total: '24.99' },
        ],
        shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat rate', total: '5.00' }],
        fee_lines: [{ name: 'Gift wrap', total: '2.00', tax_status: 'none' }],
      });
      expect(heard.status).toBe(201);
      expect(heard.body).toMatchObject({
        status: 'pending',
        date_paid_gmt: null,
        discount_total: '5.00',
        created_via: 'rest-api',
      });
      const paid = await door.call('admin', 'PUT', `wc/v3/orders/${heard.body.id}`, { set_paid: true });
      expect(paid.body).toMatchObject({ status: 'processing', date_paid_gmt: expect.any(String) });
    });

    it('answers 404 for an order that is not there', async () => {
      expect(await door.get('wc/v3/orders/999999999')).toMatchObject({
        status: 404,
        body: { code: 'woocommerce_rest_shop_order_invalid_id' },
      });
    });

    it('keeps the chosen options of a line as slugs and shows their names', async () => {
      const { orderId } = await buy(door, made.ids[0], 1);
      const [line] = (await door.get(`wc/v3/orders/${orderId}`)).body.line_items;
      const size = (line.meta_data as { key: string }[]).find(({ key }) => key === 'pa_size');
      expect(size).toMatchObject({ value: 's', display_key: 'Size', display_value: 'S' });
      expect(line.name).toMatch(/ - Navy, S$/);
    });

    it('answers the refund of an unknown order with 500 and a bare number, as WooCommerce does', async () => {
      const heard = await door.call('admin', 'POST', 'wc/v3/orders/999999999/refunds', { amount: '1.00' });
      expect(heard).toMatchObject({ status: 500, body: { code: 'woocommerce_rest_invalid_order_id', data: 404 } });
    });

    it('checks arguments before rights', async () => {
      const heard = await door.call('nobody', 'GET', 'wc/v3/orders?modified_after=yesterday');
      expect(heard).toMatchObject({ status: 400, body: { code: 'rest_invalid_param' } });
    });

    it('sends the buyer a note only where it is meant for the buyer', async () => {
      const { orderId, email } = await buy(door, made.ids[0], 1);
      const before = (await mailsTo(door, email)).length;
      const silent = await door.call('admin', 'POST', `wc/v3/orders/${orderId}/notes`, { note: 'for us' });
      expect(silent).toMatchObject({ status: 201, body: { customer_note: false } });
      expect(await mailsTo(door, email)).toHaveLength(before);
      await door.call('admin', 'POST', `wc/v3/orders/${orderId}/notes`, { note: 'for you', customer_note: true });
      expect(await mailsTo(door, email)).toHaveLength(before + 1);
    });

    it('gives stock back with a refund by default, and not where restock is switched off', async () => {
      const other = await makeProduct(door, 10);
      const refund = async (extra: object): Promise<number> => {
        const { orderId } = await buy(door, other.ids[0], 1);
        const line = (await door.get(`wc/v3/orders/${orderId}`)).body.line_items[0];
        const heard = await door.call('admin', 'POST', `wc/v3/orders/${orderId}/refunds`, {
          amount: '29.99',
          line_items: [{ id: line.id, quantity: 1, refund_total: 29.99 }],
          ...extra,
        });
        expect(heard.status).toBe(201);
        return orderId;
      };
      await refund({ api_refund: false, api_restock: false });
      expect(await peekStock(door, other.ids[0])).toMatchObject({ stock: 9, units_reduced: 1 });
      const orderId = await refund({ api_refund: false });
      expect(await peekStock(door, other.ids[0])).toMatchObject({ stock: 9, units_reduced: 1 });
      const order = (await door.get(`wc/v3/orders/${orderId}`)).body;
      expect(order.refunds[0]).toMatchObject({ total: '-29.99' });
    });

    it('asks the gateway for the money by default', async () => {
      const { orderId } = await buy(door, made.ids[0], 1);
      const heard = await door.call('admin', 'POST', `wc/v3/orders/${orderId}/refunds`, { amount: '1.00' });
      expect(heard.body).toMatchObject({ refunded_payment: true, amount: '1.00' });
    });
  });
};
