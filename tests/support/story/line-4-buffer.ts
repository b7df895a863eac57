import { awaitState } from './await-state.ts';
import { askShop, managerAuth, readVariations } from './shop-reads.ts';
import type { StoryLine } from './story-line.ts';

/** A store manager sets a buffer of 3 on one SKU that had none -> published stock falls by 3 within one cycle. */
export const bufferHoldsBack: StoryLine = async ({ world, style }) => {
  if (style === undefined) throw new Error('line 1 left no style');
  const sku = style.skus[3] as string;
  const before = style.variations.find((row) => row.sku === sku)?.stock_quantity ?? 0;
  await askShop(
    world,
    'PUT',
    'wc-cherry-bridge/v1/buffers',
    { version: 1, changes: [{ scope: 'sku', key: sku, kind: 'fixed', units: 3 }], reason: 'influencer post tonight' },
    managerAuth(world),
  );
  const startedAt = Date.now();
  const after = await awaitState(`stock of ${sku} down by 3`, 120_000, async () => {
    const row = (await readVariations(world, style.productId)).find((variation) => variation.sku === sku);
    return row !== undefined && row.stock_quantity === before - 3 ? row.stock_quantity : null;
  });
  return {
    line: 4,
    what: 'A buffer of 3 withholds 3 units',
    isMet: after === before - 3,
    figure: `${before} to ${after} after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  };
};
