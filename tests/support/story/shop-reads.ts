import { call } from '../shop-access.ts';
import type { World } from '../world.ts';

/** One route of the shop, as the runner's user (or another `key:secret`). Throws on any status of 400 and above. */
export async function askShop<T>(
  world: World,
  method: string,
  path: string,
  body?: unknown,
  auth?: string,
): Promise<T> {
  const { url, key, secret } = world.shop;
  const answer = await call<T>(method, `${url}/wp-json/${path}`, { auth: auth ?? `${key}:${secret}`, body });
  if (answer.status >= 400) {
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
  }
  return answer.body;
}

export const managerAuth = ({ shop }: World): string => `${shop.managerKey}:${shop.managerSecret}`;

/** Key of the person who may see the test bench (mails, faults). */
export const benchAuth = ({ shop }: World): string =>
  shop.real === undefined ? `${shop.key}:${shop.secret}` : `${shop.real.adminKey}:${shop.real.adminSecret}`;

export interface ShopVariation {
  id: number;
  sku: string;
  regular_price: string;
  global_unique_id?: string;
  stock_quantity: number | null;
  manage_stock: boolean | 'parent';
  status: string;
}

export interface ShopProduct {
  id: number;
  parent_id: number;
  type: string;
  status: string;
  sku: string;
}

/** The parent of a SKU, whatever kind of product carries it. */
export async function findParent(world: World, sku: string): Promise<ShopProduct | null> {
  const rows = await askShop<ShopProduct[]>(world, 'GET', `wc/v3/products?sku=${encodeURIComponent(sku)}&status=any`);
  const found = rows.find((row) => row.sku === sku);
  if (found === undefined) {
    return null;
  }
  return found.parent_id === 0 ? found : askShop<ShopProduct>(world, 'GET', `wc/v3/products/${found.parent_id}`);
}

export const readVariations = (world: World, productId: number): Promise<ShopVariation[]> =>
  askShop(world, 'GET', `wc/v3/products/${productId}/variations?per_page=100&status=any`);

export interface ShopOrder {
  id: number;
  status: string;
  total: string;
  date_completed_gmt: string | null;
  line_items: Array<{ id: number; sku: string; quantity: number }>;
  meta_data: Array<{ key: string; value: unknown }>;
}

export const readOrder = (world: World, id: number): Promise<ShopOrder> => askShop(world, 'GET', `wc/v3/orders/${id}`);

export interface Mail {
  at: string;
  to: string[];
  subject: string;
  message: string;
}

/** Mails the shop sent to one address. */
export async function readMails(world: World, to: string): Promise<Mail[]> {
  const mails = await askShop<Mail[]>(world, 'GET', 'cherry-test/v1/mails', undefined, benchAuth(world));
  return mails.filter((mail) => mail.to.includes(to));
}
