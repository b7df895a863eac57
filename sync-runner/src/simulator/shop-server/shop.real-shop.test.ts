import { describe, it } from 'vitest';
import { findRealShopAddress, realShopCure } from '#ports/shop-suite/real-shop-address.suite.ts';
import { describeShop } from '#ports/shop.suite.ts';

const found = findRealShopAddress(process.env);

if (found === null) {
  describe('real WooCommerce', () => {
    it.skip(`runs the shop suite: ${realShopCure}`, () => undefined);
  });
} else describeShop('real WooCommerce', () => found);
