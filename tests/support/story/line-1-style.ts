import { awaitState } from './await-state.ts';
import { readUpcs } from './erp-reads.ts';
import { findParent, readVariations } from './shop-reads.ts';
import type { StoryLine } from './story-line.ts';

const STYLE = '00190';
const PRICE = '29.99';

/** A style with 4 colours x 6 sizes is entered in the ERP -> one variable product, 24 variations, price, SKU, barcode. */
export const styleBecomesProduct: StoryLine = async (context) => {
  const { world } = context;
  const added = (await world.sim('POST', '/catalogue', {
    action: 'add',
    style: STYLE,
    colours: 4,
    sizes: 6,
    retail_price: PRICE,
  })) as { skus: string[] };
  const upcs = await readUpcs(world, STYLE);
  const product = await awaitState(
    `style ${STYLE} published with ${added.skus.length} variations`,
    300_000,
    async () => {
      const parent = await findParent(world, added.skus[0] as string);
      if (parent === null || parent.status !== 'publish') return null;
      const variations = await readVariations(world, parent.id);
      return variations.length >= added.skus.length ? { parent, variations } : null;
    },
  );
  const { parent, variations } = product;
  const bySku = new Map(variations.map((row) => [row.sku, row]));
  const wrong = added.skus.filter((sku) => {
    const row = bySku.get(sku);
    return row === undefined || Number(row.regular_price) !== Number(PRICE) || row.global_unique_id !== upcs.get(sku);
  });
  context.style = { number: STYLE, skus: added.skus, productId: parent.id, variations };
  return {
    line: 1,
    what: 'A style entered in Blue Cherry becomes one product with its variations',
    isMet: parent.type === 'variable' && variations.length === 24 && added.skus.length === 24 && wrong.length === 0,
    figure: `${variations.length} variations under one ${parent.type} product; ${24 - wrong.length} of 24 with right SKU, price ${PRICE} and barcode`,
  };
};
