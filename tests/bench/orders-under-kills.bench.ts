import { recordFigures } from '../support/figures.ts';
import { runOrdersUnderKills } from '../support/orders-under-kills.ts';

/** 1,000 orders in life's noise with 5 random kill -9: the simulator's truth must say 1,000, once, to the cent. */
const result = await runOrdersUnderKills({
  shop: 'stand-in',
  orders: 1000,
  kills: 5,
  buyers: 4,
  port: 4700,
  clockRate: 60,
  seed: 7,
  erpConfig: { p_tax_recalc: 0 },
  log: (line) => console.log(line),
  drainLimitMs: 1_800_000,
});
recordFigures('orders-under-kills', [
  ['orders bought', String(result.bought)],
  ['sales orders in the ERP', String(result.inErp)],
  ['duplicates', String(result.duplicates)],
  ['missing', String(result.missing.length)],
  ['totals that differ', String(result.moneyDiffers.length)],
  ['kill -9 of the runner', String(result.kills)],
  ['create calls per order (bar with faults: 1.10)', (result.createCalls / result.bought).toFixed(3)],
  ['left open after drain', String(result.openIntents)],
  ['held or refused', String(result.heldOrRefused)],
  [
    'seconds to buy, then to drain (clock rate 60)',
    `${result.secondsToBuy.toFixed(0)}, ${result.secondsToDrain.toFixed(0)}`,
  ],
]);
const isMet =
  result.inErp === result.bought &&
  result.duplicates === 0 &&
  result.moneyDiffers.length === 0 &&
  result.openIntents === 0;
if (!isMet) console.log(`missing: ${result.missing.join(', ')}\ndiffer: ${result.moneyDiffers.join('; ')}`);
process.exitCode = isMet ? 0 : 1;
