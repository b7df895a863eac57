import { describe, test } from 'vitest';
import { findRealShopSources } from '../support/real-shop.ts';
import { describeMainJob } from './main-job.ts';

const sources = findRealShopSources();

if (sources.found) describeMainJob('woocommerce', 4840);
else
  describe('the main job on real WooCommerce', () => {
    test.skip(`needs a real shop: ${sources.reason}`, () => undefined);
  });
