import { addTerm } from '../products/attribute-options.ts';
import { blankProduct, saveProduct } from '../products/store.ts';
import type { AttributeTaxonomy, ShopWorld } from '../state/world.ts';

export interface CatalogueSize {
  styles: number;
  colours: number;
  sizes: number;
  stock?: number;
}

const SIZES = ['XS', 'S', 'M', 'L', 'XL', '2X'];

const taxonomy = (world: ShopWorld, name: string): AttributeTaxonomy => {
  const row: AttributeTaxonomy = {
    id: world.nextId(),
    name,
    slug: `pa_${name.toLowerCase()}`,
    kind: 'select',
    orderBy: 'menu_order',
    hasArchives: false,
    terms: new Map(),
  };
  world.attributes.set(row.id, row);
  return row;
};

const names = (count: number, nameOf: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => nameOf(index));

/** Fills an empty shop with variable products, for load tests: SKUs `00101-010-XS`, stock managed per variation. */
export const seedCatalogue = (world: ShopWorld, size: CatalogueSize): { products: number; variations: number } => {
  const colour = taxonomy(world, 'Color');
  const measure = taxonomy(world, 'Size');
  const colours = names(size.colours, (index) => String((index + 1) * 10).padStart(3, '0'));
  const sizes = names(size.sizes, (index) => SIZES[index] ?? `S${index + 1}`);
  for (const name of colours) addTerm(world, colour, name);
  for (const name of sizes) addTerm(world, measure, name);
  let variations = 0;
  for (let style = 1; style <= size.styles; style += 1) {
    const code = String(100 + style).padStart(5, '0');
    const parent = blankProduct(world, 'variable', 0);
    Object.assign(parent, {
      id: world.nextId(),
      name: `Style ${code}`,
      slug: `style-${code}`,
      sku: code,
      categoryIds: [15],
    });
    parent.attributes = [
      { id: colour.id, name: 'Color', position: 0, visible: true, variation: true, options: colours },
      { id: measure.id, name: 'Size', position: 1, visible: true, variation: true, options: sizes },
    ];
    saveProduct(world, parent);
    for (const tone of colours)
      for (const cut of sizes) {
        const child = blankProduct(world, 'variation', parent.id);
        Object.assign(child, {
          id: world.nextId(),
          sku: `${code}-${tone}-${cut}`,
          slug: parent.slug,
          regularPrice: '29.99',
          manageStock: true,
          stockQuantity: size.stock ?? 10,
        });
        child.variationAttributes = [
          { id: colour.id, name: 'Color', option: tone },
          { id: measure.id, name: 'Size', option: cut },
        ];
        child.stockStatus = (child.stockQuantity ?? 0) > 0 ? 'instock' : 'outofstock';
        saveProduct(world, child);
        variations += 1;
      }
  }
  return { products: size.styles, variations };
};
