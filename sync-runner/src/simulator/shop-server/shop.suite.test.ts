import { afterAll, beforeAll } from 'vitest';
import { describeShop, type ShopAddress } from '#ports/shop.suite.ts';
import { startShopSimulator, type RunningShopSimulator } from './index.ts';

let shop: RunningShopSimulator;

beforeAll(async () => {
  shop = await startShopSimulator({ port: 0, controlPort: 0 });
});
afterAll(() => shop.stop());

const address = (): ShopAddress => ({
  url: shop.url,
  key: 'ck_stand_in',
  secret: 'cs_stand_in',
  managerKey: 'ck_manager',
  managerSecret: 'cs_manager',
  adminKey: 'ck_stand_in',
  adminSecret: 'cs_stand_in',
});

describeShop('stand-in shop', address);
