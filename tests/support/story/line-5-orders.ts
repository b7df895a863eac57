import { buy } from '../shopper.ts';
import { awaitState } from './await-state.ts';
import { readSalesOrders, type WireOrder } from './erp-reads.ts';
import { readOrder } from './shop-reads.ts';
import type { StoryContext, StoryLine } from './story-line.ts';

const ORDERS = 20;
const KILL_AFTER = 8;
/** The first order after the restart is committed, but its answer never comes. */
const TIMEOUT_AFTER_COMMIT = {
  match: { verb: 'POST', route: '/api/salesOrder' },
  kind: 'timeout_after',
  nth: 1,
  count: 1,
};

/** Orders that are in the ERP now, by shop order id. */
async function readArrived({ world }: StoryContext, orderIds: number[]): Promise<Map<number, WireOrder[]>> {
  const arrived = new Map<number, WireOrder[]>();
  for (const id of orderIds) {
    arrived.set(id, await readSalesOrders(world, `W1-${id}`));
  }
  return arrived;
}

/** While orders come in, the runner dies; when it is back, one order meets a time-out after commit. */
async function buyTwenty(context: StoryContext): Promise<number[]> {
  const { world, style, log } = context;
  if (style === undefined) throw new Error('line 1 left no style');
  const orderIds: number[] = [];
  for (let index = 0; index < ORDERS; index += 1) {
    const first = style.variations[index % 24];
    const second = style.variations[(index + 5) % 24];
    if (first === undefined || second === undefined) throw new Error('line 1 left too few variations');
    const lines = [
      { id: first.id, quantity: 1 + (index % 2) },
      { id: second.id, quantity: 1 },
    ];
    orderIds.push((await buy(world.shop.url, { lines, email: `buyer-${index}@example.test` })).orderId);
    if (index === KILL_AFTER) {
      await awaitState('the first orders on their way', 60_000, async () =>
        (await readSalesOrders(world, `W1-${orderIds[0]}`)).length > 0 ? true : null,
      );
      await world.killRunner();
      log('    the runner was killed with kill -9');
    }
    if (index === KILL_AFTER + 4) {
      await world.sim('POST', '/faults', { script: [TIMEOUT_AFTER_COMMIT] });
      await world.startRunner();
      log('    the runner was started again');
    }
  }
  return orderIds;
}

/** 20 paid orders, a time-out after commit, a kill -9 -> 20 sales orders, each once, totals equal to the cent. */
export const ordersArriveOnce: StoryLine = async (context) => {
  const { world } = context;
  const orderIds = await buyTwenty(context);
  context.orderIds = orderIds;
  await awaitState(`${ORDERS} orders in Blue Cherry`, 300_000, async () => {
    const arrived = await readArrived(context, orderIds);
    return [...arrived.values()].every((rows) => rows.length > 0) ? arrived : null;
  });
  // Linked in the shop too: the runner knows that it is done, so nothing more will be sent.
  const shopOrders = await awaitState('every order linked in the shop', 300_000, async () => {
    const rows = await Promise.all(orderIds.map((id) => readOrder(world, id)));
    return rows.every((row) =>
      row.meta_data.some(({ key, value }) => key === '_cherry_bridge_erp_order' && value !== ''),
    )
      ? rows
      : null;
  });
  const arrived = await readArrived(context, orderIds);
  const faults = (await world.sim('GET', '/faults')) as unknown;
  const hits = JSON.stringify(faults).match(/"hits":(\d+)/)?.[1] ?? '0';
  const once = [...arrived.values()].filter((rows) => rows.length === 1).length;
  const equal = shopOrders.filter(
    (row) => Number(row.total).toFixed(2) === Number(arrived.get(row.id)?.[0]?.total_amt).toFixed(2),
  ).length;
  const duplicates = ((await world.sim('GET', '/truth?part=duplicates')) as { duplicates: string[] }).duplicates;
  return {
    line: 5,
    what: `${ORDERS} paid orders reach Blue Cherry once each`,
    isMet: once === ORDERS && equal === ORDERS && duplicates.length === 0 && hits !== '0',
    figure: `${once} of ${ORDERS} once, ${equal} totals equal to the cent, ${duplicates.length} duplicates; time-out after commit hit ${hits} time(s), runner killed once`,
  };
};
