import { createHttpClient } from '#adapters/http/index.ts';
import type { Clock } from '#ports/clock.ts';
import type { Log } from '#ports/log.ts';
import type { ShopPort } from '#ports/shop.ts';
import { createAttributes } from './attributes.ts';
import { createVariationBatches } from './batch.ts';
import { createWooConnection } from './connection.ts';
import { createItems } from './items.ts';
import { createPluginRoutes } from './plugin-routes.ts';
import { createOrderReads } from './read-orders.ts';

export interface WooShopOptions {
  /** Address of the shop without `/wp-json`. */
  readonly shopUrl: string;
  readonly key: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Calls a minute that are never passed. */
  readonly pacePerMinMax?: number;
  /** Until the last byte of an answer, wall clock; default 60,000. */
  readonly totalTimeoutMs?: number;
}

export interface WooShop extends ShopPort {
  close(): void;
}

/** The shop port over WooCommerce's REST v3 and the plugin's routes. */
export const createWooShop = (options: WooShopOptions): WooShop => {
  const http = createHttpClient({
    system: 'shop',
    baseUrl: `${options.shopUrl.replace(/\/+$/, '')}/wp-json`,
    headers: {},
    basicAuth: { user: options.key, password: options.secret },
    connectTimeoutMs: 10_000,
    totalTimeoutMs: options.totalTimeoutMs ?? 60_000,
    pacePerMinMax: options.pacePerMinMax,
    clock: options.clock,
    log: options.log,
  });
  const connection = createWooConnection(http);
  const items = createItems(connection);
  const batches = createVariationBatches(connection, items.readVariations);
  return {
    ...createPluginRoutes(connection),
    ...createOrderReads(connection),
    ...createAttributes(connection),
    ...items,
    writeVariations: batches.write,
    close: () => http.close(),
  };
};
