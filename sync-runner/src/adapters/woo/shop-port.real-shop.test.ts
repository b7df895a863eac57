import { describe, it } from 'vitest';
import { createSystemClock } from '#adapters/system/system-clock.ts';
import { describeShopPort } from '#ports/shop-port.suite.ts';
import { findRealShopAddress, realShopCure } from '#ports/shop-suite/real-shop-address.suite.ts';
import { createWooShop } from './index.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const address = findRealShopAddress(process.env);

if (address === null) {
  describe('WooCommerce adapter on real WooCommerce', () => {
    it.skip(`runs the shop port suite: ${realShopCure}`, () => undefined);
  });
} else {
  describeShopPort('WooCommerce adapter on real WooCommerce', () => {
    const shop = createWooShop({
      shopUrl: address.url,
      key: address.key,
      secret: address.secret,
      clock: createSystemClock(),
      log: quiet,
    });
    return Promise.resolve({
      shop,
      address,
      close: () => {
        shop.close();
        return Promise.resolve();
      },
    });
  });
}
