import { StockListAnswer, StockWhyAnswer, type StockRow } from '#contracts/index.ts';
import { displayName } from '../products/serialise.ts';
import { stockManager } from '../products/stock.ts';
import { productBySku } from '../products/store.ts';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { WpError } from '../wp/errors.ts';
import { textOf, type Params } from '../wp/params.ts';
import { utc } from './activity.ts';
import { screenPage, sortByKey } from './page.ts';
import { bridgeRoute, VIEW } from './route.ts';

const stockRow = (world: ShopWorld, product: Product): StockRow => {
  const manager = stockManager(world, product);
  const state = manager ? world.bridge.positions.get(manager.id) : undefined;
  const why = state?.why ?? null;
  const winner = why?.candidates.find((candidate) => candidate.won);
  const own = world.bridge.buffers.get(`sku:${product.sku}`);
  const inShop = manager?.stockQuantity ?? null;
  const meant = why ? why.position - why.in_flight - why.contained : null;
  return {
    sku: product.sku,
    product_id: product.id,
    title: displayName(world, product),
    ats: why?.ats ?? null,
    as_of_utc: why?.as_of_utc ?? null,
    in_flight: why?.in_flight ?? null,
    held_back: why?.held_back ?? null,
    rule_scope: winner?.scope ?? null,
    rule_label: winner?.label ?? null,
    published: meant === null ? null : Math.max(0, meant),
    in_shop: inShop,
    difference: meant === null || inShop === null ? null : inShop - meant,
    last_write_at_utc: state && state.writtenMs > 0 ? utc(state.writtenMs) : null,
    own_rule: own ? { kind: own.kind, units: own.units } : null,
  };
};

const FILTERS: Record<string, (row: StockRow) => boolean> = {
  all: () => true,
  withheld: (row) => (row.held_back ?? 0) > 0,
  negative: (row) => (row.ats ?? 0) < 0,
  differs: (row) => (row.difference ?? 0) !== 0,
  'own-rule': (row) => row.own_rule !== null,
};

const KEYS: Record<string, (row: StockRow) => string | number | null> = {
  sku: (row) => row.sku,
  ats: (row) => row.ats,
  in_flight: (row) => row.in_flight,
  held_back: (row) => row.held_back,
  published: (row) => row.published,
  in_shop: (row) => row.in_shop,
  difference: (row) => (row.difference === null ? null : Math.abs(row.difference)),
  last_write: (row) => row.last_write_at_utc,
};

const sellable = (world: ShopWorld): Product[] =>
  [...world.products.values()].filter(
    (product) => product.kind !== 'variable' && product.sku !== '' && product.status !== 'trash',
  );

const fitsSearch = (world: ShopWorld, product: Product, search: string): boolean =>
  search === '' ||
  product.sku.toLowerCase().startsWith(search) ||
  product.gtin.startsWith(search) ||
  displayName(world, product).toLowerCase().includes(search);

const list = (world: ShopWorld, params: Params): StockListAnswer => {
  const search = textOf(params.search).toLowerCase();
  const filter = FILTERS[textOf(params.filter, 'all')] ?? (() => true);
  const rows = sellable(world)
    .filter((product) => fitsSearch(world, product, search))
    .map((product) => stockRow(world, product))
    .filter(filter);
  const keyOf = KEYS[textOf(params.orderby, 'difference')] ?? ((row: StockRow) => row.sku);
  const shop = world.bridge.buffers.get('shop:');
  return {
    version: 1,
    shop_rule: shop ? { kind: shop.kind, units: shop.units } : { kind: 'off', units: 0 },
    ...screenPage(
      world,
      sortByKey(rows, keyOf, params, (row) => row.sku),
      params,
    ),
  };
};

const sentencesOf = (row: StockRow, why: StockWhyAnswer['why']): string[] => {
  if (!why) return ["Blue Cherry has not counted this SKU yet, so the shop's own number stands."];
  const isOne = (count: number): boolean => count === 1;
  const held = `${why.held_back} ${isOne(why.held_back) ? 'unit is' : 'units are'} held back by the rule "${row.rule_label ?? ''}".`;
  const inShop = row.in_shop ?? 0;
  const difference = `${(row.difference ?? 0) > 0 ? '+' : ''}${row.difference ?? 0}`;
  return [
    `Blue Cherry counted ${why.ats} at ${why.as_of_utc.slice(11, 16)}.`,
    `${why.in_flight} ${isOne(why.in_flight) ? 'unit is' : 'units are'} in flight: sold here, not yet counted by Blue Cherry.`,
    why.held_back === 0 ? 'Nothing is held back.' : held,
    `So the shop should show ${row.published ?? 0}.`,
    ...(row.in_shop === null
      ? []
      : [
          row.difference === 0
            ? `The shop holds ${inShop}. The two agree.`
            : `The shop holds ${inShop}, a difference of ${difference}: sales since that count, or someone changed it by hand.`,
        ]),
  ];
};

const explain = (world: ShopWorld, sku: string): StockWhyAnswer => {
  const product = productBySku(world, sku);
  if (!product)
    throw new WpError(
      'cherry_bridge_unknown_sku',
      `The shop has no product with SKU ${sku}. Enter it in Blue Cherry, or check the spelling.`,
      404,
    );
  const row = stockRow(world, product);
  const state = world.bridge.positions.get(stockManager(world, product)?.id ?? 0);
  return {
    version: 1,
    row,
    why: state?.why ?? null,
    generation: state?.generation ?? null,
    sentences: sentencesOf(row, state?.why ?? null),
    changes: world.bridge.activity
      .filter((entry) => entry.subject === sku)
      .slice(-20)
      .reverse()
      .map(({ at_utc, who, what }) => ({ at_utc, who, what })),
    edit_link: `${world.url}/wp-admin/post.php?post=${product.parentId || product.id}&action=edit`,
  };
};

export const stockRoutes = [
  bridgeRoute(['GET'], 'stock', VIEW, StockListAnswer, (world, request) => list(world, request.params)),
  bridgeRoute(['GET'], 'stock/*', VIEW, StockWhyAnswer, (world, request) =>
    explain(world, textOf(request.params['*'])),
  ),
];
