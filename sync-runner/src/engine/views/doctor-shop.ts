import type { HandshakeAnswer } from '#contracts/handshake.ts';
import type { Settings } from '#contracts/settings.ts';
import type { DoctorCheck, DoctorPorts } from './doctor-check.ts';
import { composeCheck, tryAsk } from './doctor-check.ts';

/** Wall clocks may differ by this much before times on screen mislead. */
const CLOCK_DIFFERENCE_MAX_S = 120;
const featuresNeeded = [
  'positions',
  'shipments',
  'order-links',
  'failures',
  'reports',
  'settings',
  'commands',
] as const;

const check = (name: string, state: DoctorCheck['state'], sentence: string, fix = ''): DoctorCheck =>
  composeCheck('shop', name, state, sentence, fix);

const checkStockRules = ({ shop }: HandshakeAnswer): DoctorCheck[] => [
  shop.stock_managed
    ? check('shop-stock', 'ok', 'WooCommerce manages stock.')
    : check(
        'shop-stock',
        'fail',
        'Stock management is off in WooCommerce, so no figure can be published.',
        'Switch it on: WooCommerce, Settings, Products, Inventory, "Enable stock management".',
      ),
  shop.hold_stock_minutes === null
    ? check(
        'shop-hold',
        'warn',
        'Unpaid orders hold no stock, so two buyers can pay for the last unit.',
        'Write 60 into WooCommerce, Settings, Products, Inventory, "Hold stock (minutes)".',
      )
    : check('shop-hold', 'ok', `Unpaid orders hold their units for ${shop.hold_stock_minutes} minutes.`),
  shop.other_stock_owners.length > 0
    ? check(
        'shop-stock-owner',
        'fail',
        `Another plugin also writes stock here: ${shop.other_stock_owners.join(', ')}. Cherry Bridge writes none beside it.`,
        'Switch the stock part of that plugin off, or deactivate it.',
      )
    : check('shop-stock-owner', 'ok', 'No other plugin writes stock.'),
];

const checkOrderStorage = ({ shop }: HandshakeAnswer): DoctorCheck[] => [
  shop.hpos
    ? check('shop-hpos', 'ok', 'Orders are kept in WooCommerce’s own tables (HPOS).')
    : check(
        'shop-hpos',
        'warn',
        'Orders are kept as posts, which is slower and on its way out.',
        'Switch to "High-performance order storage": WooCommerce, Settings, Advanced, Features.',
      ),
  shop.order_sync_on
    ? check(
        'shop-order-sync',
        'warn',
        'Compatibility mode keeps two copies of each order; edits are known to get lost between them.',
        'Switch "Enable compatibility mode" off: WooCommerce, Settings, Advanced, Features.',
      )
    : check('shop-order-sync', 'ok', 'Each order is kept once.'),
];

const checkPlugin = (answer: HandshakeAnswer): DoctorCheck[] => {
  const missing = featuresNeeded.filter((feature) => !answer.features.includes(feature));
  return [
    check(
      'shop-plugin',
      'ok',
      `Cherry Bridge ${answer.plugin_version} answers, message version ${answer.version}, WooCommerce ${answer.shop.woocommerce_version}${answer.shop.kind === 'stand-in' ? ' (stand-in shop)' : ''}.`,
    ),
    missing.length === 0
      ? check('shop-features', 'ok', 'The plugin can do all the runner needs.')
      : check(
          'shop-features',
          'fail',
          `The plugin lacks: ${missing.join(', ')}.`,
          'Update the Cherry Bridge plugin to the version of the runner.',
        ),
  ];
};

const checkClock = (answer: HandshakeAnswer, ourMs: number): DoctorCheck => {
  const differenceS = Math.round((Date.parse(answer.shop.now_utc) - ourMs) / 1000);
  return Math.abs(differenceS) <= CLOCK_DIFFERENCE_MAX_S
    ? check('shop-clock', 'ok', 'The shop’s clock agrees with the runner’s.')
    : check(
        'shop-clock',
        'warn',
        `The shop’s clock is ${Math.abs(differenceS)} s ${differenceS > 0 ? 'ahead of' : 'behind'} the runner’s.`,
        'Set both machines by network time.',
      );
};

const checkSettings = (settings: Settings): DoctorCheck => {
  const rehearsing = Object.entries(settings.flows)
    .filter(([, flow]) => flow.mode === 'rehearsing')
    .map(([name]) => name);
  return rehearsing.length === 0
    ? check('shop-settings', 'ok', 'Every flow is live.')
    : check(
        'shop-settings',
        'ok',
        `Rehearsing, so writing nothing: ${rehearsing.join(', ')}.`,
        'When the plan looks right, go live on the Settings screen or with "wp cherry-bridge flows live <flow>".',
      );
};

/** The rights the runner lives from, each tried with a read. */
const checkRights = async ({ shop, control }: DoctorPorts): Promise<DoctorCheck[]> => {
  const orders = await tryAsk('shop', 'shop-read-orders', () =>
    shop.readOrderHeads({ modifiedAfterMs: null, page: 1 }),
  );
  const products = await tryAsk('shop', 'shop-read-products', () => shop.findItems(['cherry-bridge-doctor']));
  const settings = await tryAsk('shop', 'shop-settings', () => control.readSettings());
  const commands = await tryAsk('shop', 'shop-commands', () => control.readCommands());
  return [
    orders.failed ?? check('shop-read-orders', 'ok', 'The key may read orders.'),
    products.failed ?? check('shop-read-products', 'ok', 'The key may read products.'),
    settings.failed ?? checkSettings(settings.answer),
    commands.failed ??
      check('shop-commands', 'ok', `The inbox of wishes can be read (${commands.answer.length} waiting).`),
  ];
};

export const checkShop = async (ports: DoctorPorts): Promise<readonly DoctorCheck[]> => {
  const asked = await tryAsk('shop', 'shop-plugin', () => ports.shop.handshake());
  if (asked.failed?.code === 'SHOP_UNREACHABLE' || asked.failed?.code === 'SHOP_TIMEOUT')
    return [{ ...asked.failed, check: 'shop-address' }];
  const rights = await checkRights(ports);
  if (asked.failed !== null) return [asked.failed, ...rights];
  const { answer } = asked;
  return [
    ...checkPlugin(answer),
    ...rights,
    ...checkStockRules(answer),
    ...checkOrderStorage(answer),
    checkClock(answer, ports.clock.nowMs()),
  ];
};
