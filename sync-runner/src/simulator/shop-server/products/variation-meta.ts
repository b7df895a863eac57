import type { MetaRow, Product } from '../state/product-types.ts';
import { slugOf } from '../state/slug.ts';
import type { ShopWorld } from '../state/world.ts';
import { termByName } from './attribute-options.ts';

/** The chosen options as order item meta: a shop-wide attribute keeps its term's slug and shows the name. */
export const variationMeta = (world: ShopWorld, product: Product): MetaRow[] =>
  product.variationAttributes.map((row) => {
    const taxonomy = world.attributes.get(row.id);
    const term = taxonomy ? termByName(taxonomy, row.option) : undefined;
    return {
      id: world.nextMetaId(),
      key: taxonomy?.slug ?? slugOf(row.name),
      value: term?.slug ?? row.option,
      displayKey: row.name,
      displayValue: row.option,
    };
  });
