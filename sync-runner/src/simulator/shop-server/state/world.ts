import type { KeyEntry } from '../wp/auth.ts';
import { standInKeys } from '../wp/auth.ts';
import type { BridgeState } from '../plugin/state.ts';
import { createBridgeState } from '../plugin/state.ts';
import type { ShopClock } from './clock.ts';
import type { Order } from './order-types.ts';
import type { Product } from './product-types.ts';

export interface Term {
  id: number;
  name: string;
  slug: string;
  parent: number;
  description: string;
  menuOrder: number;
}

export interface AttributeTaxonomy {
  id: number;
  name: string;
  slug: string;
  kind: string;
  orderBy: string;
  hasArchives: boolean;
  terms: Map<number, Term>;
}

export interface StockHold {
  orderId: number;
  productId: number;
  quantity: number;
  expiresMs: number;
}

/** One mail WooCommerce would have sent; `kind` is its own name for it. */
export interface Mail {
  at: string;
  to: string[];
  subject: string;
  message: string;
  headers: string;
  kind: string;
  order_id: number;
}

/** What a shop owner sets in WooCommerce. */
export interface ShopOptions {
  name: string;
  offsetMinutes: number;
  currency: string;
  locale: string;
  holdStockMinutes: number;
  noStockAmount: number;
  /** Percent on goods by the state of the delivery address; elsewhere none. Shipping is untaxed. */
  taxRates: Record<string, number>;
  shippingMinor: number;
  /** Batches move a variation under the parent of their path, as WooCommerce did up to 9.5.1. */
  movesVariations: boolean;
}

export interface ShopWorld {
  /** Where this shop answers; set once it listens. */
  url: string;
  clock: ShopClock;
  options: ShopOptions;
  keys: Map<string, KeyEntry>;
  products: Map<number, Product>;
  /** Lower-case SKU -> product ids; more than one only after a planted double. */
  skuIds: Map<string, Set<number>>;
  gtinIds: Map<string, Set<number>>;
  parentIds: Set<number>;
  orders: Map<number, Order>;
  attributes: Map<number, AttributeTaxonomy>;
  categories: Map<number, Term>;
  tags: Map<number, Term>;
  holds: StockHold[];
  mails: Mail[];
  carts: Map<string, unknown>;
  bridge: BridgeState;
  screenNonce: string;
  nextId(): number;
  nextMetaId(): number;
}

export const DEFAULT_OPTIONS: ShopOptions = {
  name: 'Stand-in shop',
  offsetMinutes: -300,
  currency: 'USD',
  locale: 'en_US',
  holdStockMinutes: 60,
  noStockAmount: 0,
  taxRates: { NY: 8.875, CA: 7.25 },
  shippingMinor: 595,
  movesVariations: false,
};

const UNCATEGORIZED: Term = {
  id: 15,
  name: 'Uncategorized',
  slug: 'uncategorized',
  parent: 0,
  description: '',
  menuOrder: 0,
};

export const createWorld = (clock: ShopClock, rehearsing: boolean, options: Partial<ShopOptions> = {}): ShopWorld => {
  let id = 100;
  let metaId = 1000;
  return {
    url: 'http://127.0.0.1',
    clock,
    options: { ...DEFAULT_OPTIONS, ...options },
    keys: standInKeys(),
    products: new Map(),
    skuIds: new Map(),
    gtinIds: new Map(),
    parentIds: new Set(),
    orders: new Map(),
    attributes: new Map(),
    categories: new Map([[UNCATEGORIZED.id, { ...UNCATEGORIZED }]]),
    tags: new Map(),
    holds: [],
    mails: [],
    carts: new Map(),
    bridge: createBridgeState(rehearsing),
    screenNonce: 'stand-in-nonce',
    nextId: () => (id += 1),
    nextMetaId: () => (metaId += 1),
  };
};
