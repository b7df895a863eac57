import { readFileSync } from 'node:fs';
import type { ShopAddress } from './shop-door.suite.ts';

/** What to set where no real shop is named. */
export const realShopCure =
  'set CHERRY_BRIDGE_TEST_SHOP_URL, _KEY, _SECRET, _MANAGER_KEY, _MANAGER_SECRET, _ADMIN_KEY, _ADMIN_SECRET';

/** From CHERRY_BRIDGE_TEST_SHOP_*, else from the file that CHERRY_BRIDGE_SUITE_SHOP names; null = no real shop. */
export const findRealShopAddress = (env: Readonly<Record<string, string | undefined>>): ShopAddress | null => {
  const url = env['CHERRY_BRIDGE_TEST_SHOP_URL'];
  const file = env['CHERRY_BRIDGE_SUITE_SHOP'];
  if (!url) return file ? (JSON.parse(readFileSync(file, 'utf8')) as ShopAddress) : null;
  const of = (name: string, fallback = ''): string => env[`CHERRY_BRIDGE_TEST_SHOP_${name}`] ?? fallback;
  return {
    url,
    key: of('KEY'),
    secret: of('SECRET'),
    managerKey: of('MANAGER_KEY'),
    managerSecret: of('MANAGER_SECRET'),
    adminKey: of('ADMIN_KEY', of('KEY')),
    adminSecret: of('ADMIN_SECRET', of('SECRET')),
  };
};
