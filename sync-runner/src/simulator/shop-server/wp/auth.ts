import { timingSafeEqual } from 'node:crypto';
import { WpError } from './errors.ts';
import type { Params } from './params.ts';

export interface Actor {
  /** `key` = WooCommerce key, `screen` = a person in WP admin by nonce, `nobody` = no credentials. */
  by: 'key' | 'screen' | 'nobody';
  userId: number;
  name: string;
  caps: ReadonlySet<string>;
}

const WOO_CAPS = [
  'manage_woocommerce',
  'read_private_products',
  'publish_products',
  'edit_products',
  'edit_others_products',
  'delete_products',
  'read_private_shop_orders',
  'publish_shop_orders',
  'edit_shop_orders',
  'view_woocommerce_reports',
  'manage_product_terms',
];

export const BRIDGE_CAPS = [
  'cherry_bridge_sync',
  'cherry_bridge_create_skus',
  'cherry_bridge_view',
  'cherry_bridge_support',
  'cherry_bridge_manage',
  'cherry_bridge_sign_off',
  'cherry_bridge_settings',
];

const MANAGER_CAPS = ['cherry_bridge_view', 'cherry_bridge_support', 'cherry_bridge_manage'];

export interface KeyEntry {
  secret: string;
  actor: Actor;
}

/** The keys every stand-in accepts: the runner with all rights, and a shop manager who may not create SKUs. */
export const standInKeys = (): Map<string, KeyEntry> =>
  new Map([
    [
      'ck_stand_in',
      {
        secret: 'cs_stand_in',
        actor: { by: 'key', userId: 2, name: 'cherry-bridge-runner', caps: new Set([...WOO_CAPS, ...BRIDGE_CAPS]) },
      },
    ],
    [
      'ck_manager',
      {
        secret: 'cs_manager',
        actor: { by: 'key', userId: 3, name: 'shop-manager', caps: new Set([...WOO_CAPS, ...MANAGER_CAPS]) },
      },
    ],
  ]);

export const SCREEN_ACTOR: Actor = {
  by: 'screen',
  userId: 1,
  name: 'admin',
  caps: new Set([...WOO_CAPS, ...BRIDGE_CAPS, 'manage_options']),
};

const NOBODY: Actor = { by: 'nobody', userId: 0, name: '', caps: new Set() };

const isSame = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Who calls: Basic authentication, else key and secret in the query, else the host page's nonce.
 * Wrong credentials are a 401 at once; none at all is nobody, and the route decides.
 */
export const actorOf = (
  keys: ReadonlyMap<string, KeyEntry>,
  header: (name: string) => string,
  query: Params,
  screenNonce: string,
): Actor => {
  const basic = /^Basic\s+(.+)$/i.exec(header('authorization'))?.[1];
  const [key, ...rest] = basic
    ? Buffer.from(basic, 'base64').toString('utf8').split(':')
    : [query.consumer_key as string | undefined, String(query.consumer_secret ?? '')];
  if (key) return actorByKey(keys, key, rest.join(':'));
  const nonce = header('x-wp-nonce');
  if (nonce === '') return NOBODY;
  if (isSame(nonce, screenNonce)) return SCREEN_ACTOR;
  throw new WpError('rest_cookie_invalid_nonce', 'Cookie check failed', 403);
};

const actorByKey = (keys: ReadonlyMap<string, KeyEntry>, key: string, secret: string): Actor => {
  const entry = keys.get(key);
  if (!entry) throw new WpError('woocommerce_rest_authentication_error', 'Consumer key is invalid.', 401);
  if (!isSame(entry.secret, secret))
    throw new WpError('woocommerce_rest_authentication_error', 'Consumer secret is invalid.', 401);
  return entry.actor;
};

/** 401 for nobody, 403 for somebody without the right. */
export const deniedStatus = (actor: Actor): number => (actor.by === 'nobody' ? 401 : 403);

export const assertCap = (actor: Actor, cap: string, code: string, message: string): void => {
  if (!actor.caps.has(cap)) throw new WpError(code, message, deniedStatus(actor));
};

export const assertMayList = (actor: Actor, cap: string): void =>
  assertCap(actor, cap, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');

export const assertMayCreate = (actor: Actor, cap: string): void =>
  assertCap(actor, cap, 'woocommerce_rest_cannot_create', 'Sorry, you are not allowed to create resources.');

export const assertMayEdit = (actor: Actor, cap: string): void =>
  assertCap(actor, cap, 'woocommerce_rest_cannot_edit', 'Sorry, you are not allowed to edit this resource.');
