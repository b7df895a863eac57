import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../support/shop-access.ts';
import { buy, type PaymentMode } from '../support/shopper.ts';
import { callShop, readSuiteShop, type SuiteShop } from '../support/suite-shop.ts';

interface Order {
  status: string;
  date_paid_gmt: string | null;
  transaction_id: string;
  total: string;
}

interface Peek {
  stock: number | null;
  stock_status: string;
  units_reduced: number;
  lookup: { stock_quantity: number | null; stock_status: string };
}

let shop: SuiteShop;
let productId: number;

beforeAll(async () => {
  shop = readSuiteShop();
  const product = { name: 'Bench tee', type: 'simple', regular_price: '20.00', manage_stock: true, stock_quantity: 50 };
  const made = await createProduct(product);
  productId = made;
});

beforeEach(async () => {
  await callShop(shop, 'admin', 'DELETE', '/cherry-test/v1/faults');
  await callShop(shop, 'admin', 'DELETE', '/cherry-test/v1/mails');
});

/** The runner alone may create SKUs; a product of the bench comes in through its key. */
async function createProduct(product: Record<string, unknown>): Promise<number> {
  const made = await callShop<{ id: number; message?: string }>(shop, 'runner', 'POST', '/wc/v3/products', product);
  const taken =
    made.status === 201 ? made : await callShop<{ id: number }>(shop, 'admin', 'POST', '/wc/v3/products', product);
  expect(taken.status).toBe(201);
  return taken.body.id;
}

async function buyOne(mode: PaymentMode): Promise<Order> {
  const { orderId } = await buy(shop.url, { lines: [{ id: productId, quantity: 1 }], mode });
  return (await callShop<Order>(shop, 'runner', 'GET', `/wc/v3/orders/${orderId}`)).body;
}

async function peek(): Promise<Peek> {
  const rows = await callShop<Peek[]>(shop, 'admin', 'GET', `/cherry-test/v1/stock?ids=${productId}`);
  return rows.body[0] as Peek;
}

describe('the test gateway', () => {
  it('pays: the order is processing, dated and carries a transaction', async () => {
    const order = await buyOne('pay');
    expect(order.status).toBe('processing');
    expect(order.date_paid_gmt).not.toBeNull();
    expect(order.transaction_id).toMatch(/^cherry-paid-/);
    // 20.00 + 8.875 % New York tax + 5.95 flat rate.
    expect(order.total).toBe('27.73');
  });

  it('holds: the order waits on hold and is not paid', async () => {
    expect(await buyOne('hold')).toMatchObject({ status: 'on-hold', date_paid_gmt: null, transaction_id: '' });
  });

  it('only authorises: on hold, not paid, until the money is captured', async () => {
    const { orderId } = await buy(shop.url, { lines: [{ id: productId, quantity: 1 }], mode: 'authorise' });
    const before = await callShop<Order>(shop, 'runner', 'GET', `/wc/v3/orders/${orderId}`);
    expect(before.body).toMatchObject({
      status: 'on-hold',
      date_paid_gmt: null,
      transaction_id: `cherry-auth-${orderId}`,
    });
    await callShop(shop, 'admin', 'POST', `/cherry-test/v1/orders/${orderId}/capture`);
    const after = await callShop<Order>(shop, 'runner', 'GET', `/wc/v3/orders/${orderId}`);
    expect(after.body.status).toBe('processing');
    expect(after.body.date_paid_gmt).not.toBeNull();
  });

  it('declines: the checkout is refused', async () => {
    await expect(buyOne('decline')).rejects.toThrow(/refused POST \/checkout: 400/);
  });
});

describe('the mail log', () => {
  it('writes down each mail of an order and sends none', async () => {
    await buy(shop.url, { lines: [{ id: productId, quantity: 1 }], email: 'mail.log@example.test' });
    const mails = await callShop<Array<{ to: string[]; subject: string }>>(
      shop,
      'admin',
      'GET',
      '/cherry-test/v1/mails',
    );
    expect(mails.body.filter((mail) => mail.to.includes('mail.log@example.test'))).toHaveLength(1);
    await callShop(shop, 'admin', 'DELETE', '/cherry-test/v1/mails');
    expect((await callShop(shop, 'admin', 'GET', '/cherry-test/v1/mails')).body).toEqual([]);
  });
});

describe('the fault switch', () => {
  it('fails a route as often as it was told, and no other route', async () => {
    await callShop(shop, 'admin', 'PUT', '/cherry-test/v1/faults', { route: '^/wc/v3/orders$', status: 500, count: 2 });
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) {
      statuses.push((await callShop(shop, 'runner', 'GET', '/wc/v3/orders')).status);
    }
    expect(statuses).toEqual([500, 500, 200]);
    expect((await callShop(shop, 'runner', 'GET', '/wc/v3/products')).status).toBe(200);
  });

  it('lets the work be done and then answers an error, when told to fail after', async () => {
    const fault = { route: `^/wc/v3/products/${productId}$`, method: 'PUT', status: 502, count: 1, when: 'after' };
    await callShop(shop, 'admin', 'PUT', '/cherry-test/v1/faults', fault);
    const changed = await callShop(shop, 'admin', 'PUT', `/wc/v3/products/${productId}`, { name: 'Renamed tee' });
    const read = await callShop<{ name: string }>(shop, 'runner', 'GET', `/wc/v3/products/${productId}`);
    expect([changed.status, read.body.name]).toEqual([502, 'Renamed tee']);
  });
});

describe('the peek into the tables', () => {
  it('sees what a sale took from stock, in the meta and in the lookup table', async () => {
    const before = await peek();
    await buyOne('pay');
    const after = await peek();
    expect(after.stock).toBe((before.stock ?? 0) - 1);
    expect(after.units_reduced).toBe(before.units_reduced + 1);
    expect(after.lookup).toMatchObject({ stock_quantity: after.stock, stock_status: after.stock_status });
  });

  it('is closed to the runner, to a shop manager and to a stranger', async () => {
    const path = `/cherry-test/v1/stock?ids=${productId}`;
    expect((await callShop(shop, 'runner', 'GET', path)).status).toBe(403);
    expect((await callShop(shop, 'manager', 'GET', path)).status).toBe(403);
    expect((await call('GET', `${shop.url}/wp-json${path}`)).status).toBe(401);
  });
});
