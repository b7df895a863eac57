import { buy, findSellable, type PaymentMode } from './shopper.ts';
import type { World } from './world.ts';

/** Stops what it started; waits for the purchase that is under way. */
export interface Movement {
  stop(): Promise<void>;
}

const MODES: PaymentMode[] = ['pay', 'pay', 'pay', 'pay', 'pay', 'pay', 'pay', 'pay', 'hold', 'authorise'];

/** The ERP's own life: its warehouse works unattended, wholesale takes stock, goods come in. */
export async function startWarehouse(world: World): Promise<void> {
  await world.sim('POST', '/config', { auto: { on: true, alloc_s: 120, pick_s: 300, ship_s: 600, p_edit: 0.02 } });
  await world.sim('POST', '/demand', { per_hour: 20, lump_mean: 3 });
}

/** A guest who buys something every `everyMs`, until stopped. */
export function startShopper(world: World, everyMs: number, log: (line: string) => void): Movement {
  const auth = `${world.shop.key}:${world.shop.secret}`;
  const pick = (count: number) => Math.floor(Math.random() * count);
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let visit = Promise.resolve();
  const go = async () => {
    const shelf = await findSellable(world.shop.url, auth, pick);
    if (shelf.length === 0) {
      return;
    }
    const first = pick(shelf.length);
    const lines = shelf
      .slice(first, first + 1 + pick(3))
      .map((item) => ({ id: item.id, quantity: 1 + pick(Math.min(2, item.stock)) }));
    const mode = MODES[pick(MODES.length)] as PaymentMode;
    const order = await buy(world.shop.url, { lines, mode });
    const units = lines.reduce((sum, line) => sum + line.quantity, 0);
    log(`Order ${order.orderId}: ${units} ${units === 1 ? 'unit' : 'units'}, ${order.status}.`);
  };
  const plan = () => {
    timer = setTimeout(() => {
      visit = go()
        .catch((error: Error) => log(`The shopper left without buying: ${error.message}`))
        .then(() => {
          if (!isOver) {
            plan();
          }
        });
    }, everyMs);
  };
  plan();
  return {
    stop: async () => {
      isOver = true;
      clearTimeout(timer);
      await visit;
    },
  };
}
