import { awaitState } from './await-state.ts';
import { readAts, runStockBatch } from './erp-reads.ts';
import { readVariations } from './shop-reads.ts';
import type { StoryLine } from './story-line.ts';

/** The ERP runs a stock batch -> stock of every variation = ERP figure - in flight - buffer, and `explain` says so. */
export const stockFollows: StoryLine = async ({ world, style }) => {
  if (style === undefined) throw new Error('line 1 left no style');
  for (const [index, sku] of style.skus.entries()) {
    await world.sim('POST', '/stock', {
      action: 'adjust',
      sku,
      location: index % 2 === 0 ? 'W1' : 'W2',
      qty: 30 + index,
    });
  }
  await runStockBatch(world);
  const ats = await readAts(world, style.number);
  // Nothing of this style was sold and no buffer is set: in flight and buffer are 0.
  const stock = await awaitState('stock of every variation equal to the count', 300_000, async () => {
    const rows = await readVariations(world, style.productId);
    return rows.every((row) => row.stock_quantity === ats.get(row.sku)) ? rows : null;
  });
  const sku = style.skus[0] as string;
  const told = await world.cli(['explain', sku]);
  const text = JSON.stringify(told.json ?? told.stderr);
  const sentence = `${ats.get(sku)} − 0 in flight − 0 held back = ${ats.get(sku)}`;
  style.variations = stock;
  return {
    line: 2,
    what: 'Stock follows the count of Blue Cherry',
    isMet: stock.length === 24 && told.code === 0 && text.includes(sentence),
    figure: `${stock.length} of 24 equal to the count (${[...ats.values()].reduce((sum, units) => sum + units, 0)} units); explain ${told.code === 0 && text.includes(sentence) ? `says "${sentence}"` : `did not say so: ${text.slice(0, 200)}`}`,
  };
};
