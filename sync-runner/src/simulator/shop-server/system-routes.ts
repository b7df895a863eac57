import type { ShopWorld } from './state/world.ts';
import { assertMayList } from './wp/auth.ts';
import { WpError } from './wp/errors.ts';
import { textOf } from './wp/params.ts';
import type { WpAnswer, WpRoute } from './wp/request.ts';

const NAMESPACES = ['oembed/1.0', 'wc/v3', 'wc/store/v1', 'wc-cherry-bridge/v1', 'wp/v2'];

const index = (world: ShopWorld): WpAnswer => ({
  body: {
    name: world.options.name,
    description: 'Cherry Bridge stand-in shop: a simulator in TypeScript, not WordPress and not WooCommerce.',
    stand_in: true,
    url: world.url,
    home: world.url,
    gmt_offset: String(world.options.offsetMinutes / 60),
    timezone_string: '',
    namespaces: NAMESPACES,
    authentication: {},
    routes: {},
  },
});

const settingValue = (world: ShopWorld, id: string): string | undefined =>
  ({
    woocommerce_hold_stock_minutes: world.options.holdStockMinutes === 0 ? '' : String(world.options.holdStockMinutes),
    woocommerce_notify_no_stock_amount: String(world.options.noStockAmount),
    woocommerce_manage_stock: 'yes',
    woocommerce_currency: world.options.currency,
    woocommerce_prices_include_tax: 'no',
  })[id];

export const systemRoutes: WpRoute[] = [
  { methods: ['GET'], path: '', run: index },
  {
    methods: ['GET'],
    path: 'wc/v3',
    run: () => ({ body: { namespace: 'wc/v3', routes: {} } }),
  },
  {
    methods: ['GET'],
    path: 'wc/v3/system_status',
    run: (world, request) => {
      assertMayList(request.actor, 'manage_woocommerce');
      return {
        body: {
          environment: {
            home_url: world.url,
            site_url: world.url,
            version: '10.9.2',
            wp_version: '7.0.2',
            php_version: '8.2.0',
          },
          settings: {
            api_enabled: true,
            currency: world.options.currency,
            number_of_decimals: 2,
            HPOS_enabled: true,
            HPOS_sync_enabled: false,
          },
          active_plugins: [],
        },
      };
    },
  },
  {
    methods: ['GET'],
    path: 'wc/v3/settings/:group/:id',
    run: (world, request) => {
      assertMayList(request.actor, 'manage_woocommerce');
      const value = settingValue(world, textOf(request.params.id));
      if (value === undefined) throw new WpError('rest_setting_setting_invalid', 'Invalid setting.', 404);
      return { body: { id: request.params.id, value, group_id: request.params.group } };
    },
  },
];
