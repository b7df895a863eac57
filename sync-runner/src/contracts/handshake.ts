import { z } from 'zod';
import { CountNumber, UtcInstant, VersionOne } from './common.ts';

export const ShopFeature = z.enum([
  'positions',
  'shipments',
  'order-links',
  'failures',
  'reports',
  'settings',
  'commands',
  'core-fulfillments',
  'shipment-tracking',
]);
export type ShopFeature = z.infer<typeof ShopFeature>;

/** `GET handshake`: what this shop is and can do. */
export const HandshakeAnswer = z.object({
  version: VersionOne,
  plugin_version: z.string().max(40),
  shop: z.object({
    kind: z.enum(['woocommerce', 'stand-in']),
    name: z.string().max(200),
    url: z.string().max(400),
    woocommerce_version: z.string().max(40),
    wordpress_version: z.string().max(40),
    php_version: z.string().max(40),
    currency: z.string().min(3).max(3),
    price_decimals: z.int().min(0).max(4),
    prices_include_tax: z.boolean(),
    timezone: z.string().max(60),
    now_utc: UtcInstant,
    /** Minutes an unpaid order keeps its units; null = holds are off (WooCommerce can oversell by itself). */
    hold_stock_minutes: z.int().min(0).nullable(),
    no_stock_amount: z.int().min(0),
    stock_managed: z.boolean(),
    hpos: z.boolean(),
    /** WooCommerce's order compatibility mode (both stores kept in step): a known source of lost edits. */
    order_sync_on: z.boolean(),
    /** Other plugins that own stock here: we refuse to write beside them. */
    other_stock_owners: z.array(z.string().max(100)).max(20),
  }),
  features: z.array(ShopFeature).max(20),
  limits: z.object({ positions_per_request: z.int().min(1).max(1000) }),
  /** The next generation the runner takes is above this and above its own. */
  highest_generation: CountNumber,
});
export type HandshakeAnswer = z.infer<typeof HandshakeAnswer>;
