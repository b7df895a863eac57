import { type Answer, call } from './shop-access.ts';

export type PaymentMode = 'pay' | 'hold' | 'authorise' | 'process' | 'decline';

export interface Basket {
  /** Simple products or variations, by shop id. */
  lines: Array<{ id: number; quantity: number }>;
  mode?: PaymentMode;
  email?: string;
  state?: 'NY' | 'CA' | 'NJ';
}

export interface Purchase {
  orderId: number;
  status: string;
}

const ZIP = { NY: '10001', CA: '90001', NJ: '07030' };

/** Buys as a guest through the Store API: cart, items, checkout. Throws the shop's own words when it refuses. */
export async function buy(shopUrl: string, basket: Basket): Promise<Purchase> {
  const session: Record<string, string> = {};
  const step = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer: Answer<T & { code?: string; message?: string }> = await call(
      method,
      `${shopUrl}/wp-json/wc/store/v1${path}`,
      {
        headers: session,
        body,
      },
    );
    for (const name of ['cart-token', 'nonce']) {
      session[name] = answer.headers.get(name) ?? session[name] ?? '';
    }
    if (answer.status >= 400) {
      throw new Error(
        `The shop refused ${method} ${path}: ${answer.status} ${answer.body.code} ${answer.body.message}`,
      );
    }
    return answer.body;
  };
  await step('GET', '/cart');
  for (const line of basket.lines) {
    await step('POST', '/cart/add-item', line);
  }
  const state = basket.state ?? 'NY';
  const address = {
    first_name: 'Ann',
    last_name: 'Lee',
    company: '',
    address_1: '12 Orchard Street',
    address_2: '',
    city: 'Springfield',
    state,
    postcode: ZIP[state],
    country: 'US',
    phone: '2125550100',
  };
  const order = await step<{ order_id: number; status: string }>('POST', '/checkout', {
    billing_address: { ...address, email: basket.email ?? 'ann.lee@example.test' },
    shipping_address: address,
    payment_method: 'cherry_test',
    payment_data: [{ key: 'cherry_test_mode', value: basket.mode ?? 'pay' }],
  });
  return { orderId: order.order_id, status: order.status };
}

export interface Sellable {
  id: number;
  sku: string;
  stock: number;
}

interface StoreProduct {
  id: number;
  sku: string;
  type: string;
  is_in_stock: boolean;
  variations?: Array<{ id: number }>;
}

interface Variation {
  id: number;
  sku: string;
  stock_quantity: number | null;
}

/** Variations of one random variable product that can be bought now; the shopper's shelf. */
export async function findSellable(
  shopUrl: string,
  auth: string,
  pick: (count: number) => number,
): Promise<Sellable[]> {
  const rest = `${shopUrl}/wp-json/wc/v3/products`;
  const products = await call<StoreProduct[]>('GET', `${rest}?type=variable&status=publish&per_page=100&_fields=id`, {
    auth,
  });
  if (!Array.isArray(products.body) || products.body.length === 0) {
    return [];
  }
  const parent = products.body[pick(products.body.length)] as StoreProduct;
  const fields = '_fields=id,sku,stock_quantity';
  const rows = await call<Variation[]>('GET', `${rest}/${parent.id}/variations?per_page=100&status=publish&${fields}`, {
    auth,
  });
  const list = Array.isArray(rows.body) ? rows.body : [];
  return list
    .map((row) => ({ id: row.id, sku: row.sku, stock: row.stock_quantity ?? 0 }))
    .filter((row) => row.stock > 0);
}
