import { recordFigures } from '../support/figures.ts';
import { runOrdersUnderKills } from '../support/orders-under-kills.ts';

/** The same promise at clock rate 1, where an order whose bytes never left waits its full 20 minutes. */
const result = await runOrdersUnderKills({
  shop: 'stand-in',
  orders: 60,
  kills: 3,
  buyers: 2,
  port: 4740,
  clockRate: 1,
  seed: 11,
  noise: 'none',
  erpConfig: {},
  intervalS: 5,
  log: (line) => console.log(line),
  drainLimitMs: 1_800_000,
});
recordFigures('kills-at-life-speed', [
  ['orders bought', String(result.bought)],
  ['sales orders in the ERP', String(result.inErp)],
  ['duplicates', String(result.duplicates)],
  ['missing', String(result.missing.length)],
  ['totals that differ', String(result.moneyDiffers.length)],
  ['kill -9 of the runner', String(result.kills)],
  ['create calls per order', (result.createCalls / result.bought).toFixed(3)],
  ['left open after drain', String(result.openIntents)],
  [
    'seconds to buy, then to drain (clock rate 1)',
    `${result.secondsToBuy.toFixed(0)}, ${result.secondsToDrain.toFixed(0)}`,
  ],
]);
const isMet =
  result.inErp === result.bought &&
  result.duplicates === 0 &&
  result.moneyDiffers.length === 0 &&
  result.openIntents === 0;
process.exitCode = isMet ? 0 : 1;
