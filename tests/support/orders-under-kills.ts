import { buy } from './shopper.ts';
import { awaitState } from './story/await-state.ts';
import { runStockBatch } from './story/erp-reads.ts';
import { askShop, benchAuth, readVariations, type ShopVariation } from './story/shop-reads.ts';
import { startWorld, type World } from './world.ts';

export interface KillRunOptions {
  shop: 'stand-in' | 'woocommerce';
  orders: number;
  kills: number;
  /** Buyers at the same time. */
  buyers: number;
  port: number;
  clockRate: number;
  /** Draws the moments of the kills. */
  seed: number;
  /** Laid over the simulator's config; its noise stays "default". */
  erpConfig: Record<string, unknown>;
  log: (line: string) => void;
  /** Seconds between two looks of every flow; default: the shop's own settings. */
  intervalS?: number;
  noise?: 'default' | 'none';
  /** How long the drain may take after the last purchase. */
  drainLimitMs: number;
}

export interface KillRunResult {
  bought: number;
  inErp: number;
  duplicates: number;
  missing: string[];
  moneyDiffers: string[];
  kills: number;
  openIntents: number;
  heldOrRefused: number;
  createCalls: number;
  secondsToBuy: number;
  secondsToDrain: number;
}

interface TruthOrder {
  ord_num: string;
  po_num: string;
  total_amt: string;
  split_from: string;
}

const readTruth = async (world: World): Promise<{ orders: TruthOrder[]; duplicates: string[] }> => {
  const { orders } = (await world.sim('GET', '/truth?part=orders')) as { orders: TruthOrder[] };
  const { duplicates } = (await world.sim('GET', '/truth?part=duplicates')) as { duplicates: string[] };
  return { orders: orders.filter(({ po_num }) => po_num.startsWith('W1-')), duplicates };
};

/** Variations of the shop with stock, all of them. */
async function listVariations(world: World, wanted: number): Promise<ShopVariation[]> {
  return awaitState(`${wanted} variations on sale`, 300_000, async () => {
    const parents = await askShop<Array<{ id: number }>>(
      world,
      'GET',
      'wc/v3/products?type=variable&per_page=100&status=publish',
    );
    const all = (await Promise.all(parents.map(({ id }) => readVariations(world, id)))).flat();
    return all.filter(({ stock_quantity }) => (stock_quantity ?? 0) > 0).length >= wanted ? all : null;
  });
}

/** A small generator with a seed, so that a run can be told again. */
const composeDraw = (seed: number): (() => number) => {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
};

async function setIntervals(world: World, intervalS: number): Promise<void> {
  const { revision } = await askShop<{ revision: number }>(
    world,
    'GET',
    'wc-cherry-bridge/v1/settings',
    undefined,
    benchAuth(world),
  );
  const flow = { interval_s: intervalS };
  const change = { flows: { products: flow, inventory: flow, orders: flow, fulfilment: flow } };
  await askShop(world, 'PUT', 'wc-cherry-bridge/v1/settings', { version: 1, revision, change }, benchAuth(world));
}

async function fillStock(world: World, variations: readonly ShopVariation[], units: number): Promise<void> {
  for (const { sku } of variations) {
    await world.sim('POST', '/stock', { action: 'adjust', sku, location: 'W1', qty: units });
  }
  await runStockBatch(world);
  await awaitState('the new stock in the shop', 300_000, async () => {
    const first = variations[0] as ShopVariation;
    const rows = await askShop<ShopVariation[]>(
      world,
      'GET',
      `wc/v3/products?sku=${encodeURIComponent(first.sku)}&status=any`,
    );
    return (rows[0]?.stock_quantity ?? 0) >= units ? true : null;
  });
}

async function buyAll(
  world: World,
  options: KillRunOptions,
  variations: readonly ShopVariation[],
  totals: Map<number, string>,
): Promise<void> {
  let next = 0;
  const buyer = async (): Promise<void> => {
    for (let index = next++; index < options.orders; index = next++) {
      const lines = [0, 7].map((step) => ({
        id: (variations[(index + step) % variations.length] as ShopVariation).id,
        quantity: 1 + ((index + step) % 2),
      }));
      const { orderId } = await buy(world.shop.url, { lines, email: `buyer-${index}@example.test` });
      const order = await askShop<{ total: string }>(world, 'GET', `wc/v3/orders/${orderId}`);
      totals.set(orderId, order.total);
    }
  };
  await Promise.all(Array.from({ length: options.buyers }, buyer));
}

/** kill -9 at random moments while orders move, each followed by a new start. Ends when all kills are done. */
async function killAtRandom(
  world: World,
  options: KillRunOptions,
  countArrived: () => Promise<number>,
): Promise<number> {
  const draw = composeDraw(options.seed);
  let kills = 0;
  for (let index = 0; index < options.kills; index += 1) {
    const share = (index + draw()) / options.kills;
    await awaitState(
      `kill ${index + 1}: ${Math.floor(share * options.orders * 0.9)} orders in`,
      options.drainLimitMs,
      async () => ((await countArrived()) >= Math.floor(share * options.orders * 0.9) ? true : null),
    );
    await new Promise((resolve) => setTimeout(resolve, draw() * 1500));
    await world.killRunner();
    kills += 1;
    options.log(`kill ${kills} of ${options.kills}`);
    await world.startRunner();
  }
  return kills;
}

/** Buys orders while the ERP misbehaves as in life and the runner is killed; then compares the simulator's truth with the shop. */
export async function runOrdersUnderKills(options: KillRunOptions): Promise<KillRunResult> {
  const { shop, port, clockRate, log } = options;
  const world = await startWorld({
    shop,
    styles: 4,
    port,
    clockRate,
    seed: options.seed,
    erpConfig: options.erpConfig,
    ...(options.noise === undefined ? {} : { noise: options.noise }),
  });
  try {
    if (options.intervalS !== undefined) await setIntervals(world, options.intervalS);
    await world.startRunner();
    const variations = await listVariations(world, 20);
    await fillStock(world, variations, options.orders * 2);
    log(`${variations.length} variations on sale; ${options.orders} orders are bought`);
    const totals = new Map<number, string>();
    const startedAt = Date.now();
    const countArrived = async (): Promise<number> =>
      new Set((await readTruth(world)).orders.map(({ po_num }) => po_num)).size;
    const buying = buyAll(world, options, variations, totals).then(() => Date.now());
    const [boughtAt, kills] = await Promise.all([buying, killAtRandom(world, options, countArrived)]);
    const secondsToBuy = (boughtAt - startedAt) / 1000;
    await awaitState('nothing left open', options.drainLimitMs, async () => {
      const open = await listOpen(world);
      return (await countArrived()) >= options.orders && open.length === 0 ? true : null;
    });
    return { ...(await compare(world, totals)), kills, secondsToBuy, secondsToDrain: (Date.now() - boughtAt) / 1000 };
  } finally {
    await world.stop();
  }
}

interface OutboxRow {
  state: string;
}

async function listOutbox(world: World): Promise<OutboxRow[]> {
  const answer = await world.cli(['outbox', 'list', '--limit', '100000']);
  const json = answer.json as { intents?: OutboxRow[] } | OutboxRow[] | undefined;
  return Array.isArray(json) ? json : (json?.intents ?? []);
}

const OPEN = ['intended', 'sent', 'unclear'];

async function listOpen(world: World): Promise<OutboxRow[]> {
  return (await listOutbox(world)).filter(({ state }) => OPEN.includes(state));
}

async function compare(
  world: World,
  totals: ReadonlyMap<number, string>,
): Promise<Omit<KillRunResult, 'kills' | 'secondsToBuy' | 'secondsToDrain'>> {
  const truth = await readTruth(world);
  const byReference = new Map<string, TruthOrder[]>();
  for (const order of truth.orders) byReference.set(order.po_num, [...(byReference.get(order.po_num) ?? []), order]);
  const missing = [...totals.keys()].filter((id) => !byReference.has(`W1-${id}`)).map(String);
  const moneyDiffers = [...totals].flatMap(([id, total]) => {
    const sum = (byReference.get(`W1-${id}`) ?? []).reduce(
      (cents, order) => cents + Math.round(Number(order.total_amt) * 100),
      0,
    );
    return sum === Math.round(Number(total) * 100) ? [] : [`${id}: ${sum} instead of ${total}`];
  });
  const rows = await listOutbox(world);
  const log = (await world.sim('GET', '/log?limit=100000')) as Array<{ verb: string; path: string }>;
  return {
    bought: totals.size,
    inErp: byReference.size,
    duplicates: truth.duplicates.length,
    missing,
    moneyDiffers,
    openIntents: rows.filter(({ state }) => OPEN.includes(state)).length,
    heldOrRefused: rows.filter(({ state }) => state === 'held' || state === 'refused').length,
    createCalls: log.filter(({ verb, path }) => verb === 'POST' && path.toLowerCase().includes('/salesorder')).length,
  };
}
