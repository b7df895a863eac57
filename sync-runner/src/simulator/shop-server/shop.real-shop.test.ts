import { readFileSync } from 'node:fs';
import { describeShop, type ShopAddress } from '#ports/shop.suite.ts';
import { describe, it } from 'vitest';

/** From CHERRY_BRIDGE_TEST_SHOP_*, else from the file that CHERRY_BRIDGE_SUITE_SHOP names. */
const findAddress = (): ShopAddress | null => {
  const { env } = process;
  const url = env['CHERRY_BRIDGE_TEST_SHOP_URL'];
  if (url) {
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
  }
  const file = env['CHERRY_BRIDGE_SUITE_SHOP'];
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as ShopAddress) : null;
};

const found = findAddress();

if (found === null) {
  describe('real WooCommerce', () => {
    it.skip('runs the shop suite: set CHERRY_BRIDGE_TEST_SHOP_URL, _KEY, _SECRET, _MANAGER_KEY, _MANAGER_SECRET, _ADMIN_KEY, _ADMIN_SECRET', () =>
      undefined);
  });
} else describeShop('real WooCommerce', () => found);
