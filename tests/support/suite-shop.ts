import { readFileSync } from 'node:fs';
import type { ShopAccess } from './real-shop.ts';
import { type Answer, call } from './shop-access.ts';

export interface SuiteShop extends ShopAccess {
  url: string;
  dataDir: string;
}

/** The real shop of this run of tests: see real-shop-setup.ts. */
export function readSuiteShop(): SuiteShop {
  const file = process.env['CHERRY_BRIDGE_SUITE_SHOP'];
  if (!file) {
    throw new Error('CHERRY_BRIDGE_SUITE_SHOP names no shop: run these tests with npx vitest run --project real-shop.');
  }
  return JSON.parse(readFileSync(file, 'utf8')) as SuiteShop;
}

export type Who = 'runner' | 'manager' | 'admin';

/** Calls the shop's REST API as one of its three key holders; `path` starts after /wp-json. */
export function callShop<T = unknown>(
  shop: SuiteShop,
  who: Who,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  const keys = {
    runner: [shop.key, shop.secret],
    manager: [shop.managerKey, shop.managerSecret],
    admin: [shop.adminKey, shop.adminSecret],
  };
  return call<T>(method, `${shop.url}/wp-json${path}`, { auth: keys[who].join(':'), body });
}
