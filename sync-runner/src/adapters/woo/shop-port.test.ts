import { createSystemClock } from '#adapters/system/system-clock.ts';
import { describeShopPort } from '#ports/shop-port.suite.ts';
import { startShopSimulator } from '#simulator/shop-server/index.ts';
import { createWooShop } from './index.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describeShopPort('WooCommerce adapter on the stand-in', async () => {
  const running = await startShopSimulator({ port: 0, controlPort: 0 });
  // Waits between quick tries pass twenty times faster; nothing else here depends on the rate.
  const clock = createSystemClock(20);
  const shop = createWooShop({
    shopUrl: running.url,
    key: 'ck_stand_in',
    secret: 'cs_stand_in',
    clock,
    log: quiet,
    pacePerMinMax: 100_000,
  });
  return {
    shop,
    address: {
      url: running.url,
      key: 'ck_stand_in',
      secret: 'cs_stand_in',
      managerKey: 'ck_manager',
      managerSecret: 'cs_manager',
      adminKey: 'ck_stand_in',
      adminSecret: 'cs_stand_in',
    },
    close: async () => {
      shop.close();
      await running.stop();
    },
  };
});
