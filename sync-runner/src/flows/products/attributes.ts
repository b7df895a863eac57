import type { Product, Variation } from '#domain/product.ts';
import type { ShopPort } from '#ports/shop.ts';

export interface AttributePlan {
  readonly attributes: readonly {
    readonly attributeId: number;
    readonly name: string;
    readonly options: readonly string[];
  }[];
  optionsOf(
    variation: Variation,
  ): readonly { readonly attributeId: number; readonly name: string; readonly option: string }[];
}

interface PlannedAttribute {
  readonly attributeId: number;
  readonly name: string;
  readonly options: readonly string[];
  read(variation: Variation): string;
}

const AXES: readonly { readonly name: string; read(variation: Variation): string }[] = [
  { name: 'Colour', read: ({ colour }) => colour },
  { name: 'Size', read: ({ size }) => size },
  { name: 'Dimension', read: ({ dimension }) => dimension },
  { name: 'Label', read: ({ label }) => label },
];

/** Shared global attributes; an axis the style does not use is left out. Sizes in the ERP's order, not the alphabet's. */
export const composeAttributes = async (product: Product, shop: ShopPort): Promise<AttributePlan> => {
  const inOrder = [...product.variations].sort((a, b) => a.sizePosition - b.sizePosition);
  const used = AXES.filter(({ read }) => product.variations.some((variation) => read(variation) !== ''));
  const attributes: PlannedAttribute[] = [];
  for (const { name, read } of used) {
    const source = name === 'Size' ? inOrder : product.variations;
    const options = [...new Set(source.map(read).filter((option) => option !== ''))];
    const { id } = await shop.ensureAttribute(name);
    await shop.ensureTerms(id, options);
    attributes.push({ attributeId: id, name, options, read });
  }
  return {
    attributes,
    optionsOf: (variation) =>
      attributes
        .map(({ attributeId, name, read }) => ({ attributeId, name, option: read(variation) }))
        .filter(({ option }) => option !== ''),
  };
};
