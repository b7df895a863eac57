import { describeShopCatalogue } from './shop-suite/catalogue.suite.ts';
import { describeShopDates } from './shop-suite/dates.suite.ts';
import { describeShopDesk } from './shop-suite/desk.suite.ts';
import { describeShopGuard } from './shop-suite/guard.suite.ts';
import { describeShopOrders } from './shop-suite/orders.suite.ts';
import { describeShopPositions } from './shop-suite/positions.suite.ts';
import { describeShopShipments } from './shop-suite/shipments.suite.ts';
import { describeShopStock } from './shop-suite/stock.suite.ts';
import type { ShopAddress } from './shop-suite/shop-door.suite.ts';

export type { ShopAddress } from './shop-suite/shop-door.suite.ts';

/**
 * What a shop must do, told to an address: run unchanged on the stand-in and on real WooCommerce with the plugin.
 * Where the two differ, the stand-in is wrong.
 */
export const describeShop = (name: string, address: () => ShopAddress): void => {
  describeShopCatalogue(name, address);
  describeShopDates(name, address);
  describeShopStock(name, address);
  describeShopOrders(name, address);
  describeShopPositions(name, address);
  describeShopShipments(name, address);
  describeShopGuard(name, address);
  describeShopDesk(name, address);
};
