import { freeSlug, slugOf } from '../state/slug.ts';
import type { Product, ProductAttribute, VariationAttribute } from '../state/product-types.ts';
import type { AttributeTaxonomy, ShopWorld, Term } from '../state/world.ts';
import { textOf, truthOf } from '../wp/params.ts';

interface SentAttribute {
  id?: unknown;
  name?: unknown;
  position?: unknown;
  visible?: unknown;
  variation?: unknown;
  options?: unknown;
  option?: unknown;
}

export const termByName = (taxonomy: AttributeTaxonomy, name: string): Term | undefined => {
  const wanted = name.toLowerCase();
  for (const term of taxonomy.terms.values()) if (term.name.toLowerCase() === wanted) return term;
  return undefined;
};

export const addTerm = (world: ShopWorld, taxonomy: AttributeTaxonomy, name: string, slug = ''): Term => {
  const slugs = new Set([...taxonomy.terms.values()].map((known) => known.slug));
  const term: Term = {
    id: world.nextId(),
    name,
    slug: freeSlug(slug || name, (candidate) => slugs.has(candidate)),
    parent: 0,
    description: '',
    menuOrder: 0,
  };
  taxonomy.terms.set(term.id, term);
  return term;
};

const sortedOptions = (taxonomy: AttributeTaxonomy, names: string[]): string[] => {
  const terms = names.map((name) => termByName(taxonomy, name)).filter((term): term is Term => term !== undefined);
  const byName = (left: Term, right: Term): number => left.name.localeCompare(right.name);
  const byMenu = (left: Term, right: Term): number => left.menuOrder - right.menuOrder || byName(left, right);
  const order =
    taxonomy.orderBy === 'menu_order'
      ? byMenu
      : taxonomy.orderBy === 'id'
        ? (left: Term, right: Term) => left.id - right.id
        : byName;
  return [...new Map(terms.map((term) => [term.id, term])).values()].sort(order).map((term) => term.name);
};

/** `attributes` of a product write. Terms of a shop-wide attribute that are missing are made, as WordPress does. */
export const productAttributes = (world: ShopWorld, sent: unknown): ProductAttribute[] => {
  if (!Array.isArray(sent)) return [];
  return (sent as SentAttribute[]).flatMap((row, index): ProductAttribute[] => {
    const options = Array.isArray(row.options)
      ? row.options.map(String)
      : textOf(row.options)
          .split('|')
          .map((option) => option.trim())
          .filter(Boolean);
    const flags = {
      position: Number(row.position ?? index) || 0,
      visible: truthOf(row.visible ?? false),
      variation: truthOf(row.variation ?? false),
    };
    const taxonomy = world.attributes.get(Number(row.id ?? 0));
    if (taxonomy) {
      for (const option of options) if (!termByName(taxonomy, option)) addTerm(world, taxonomy, option);
      return options.length === 0
        ? []
        : [{ id: taxonomy.id, name: taxonomy.name, ...flags, options: sortedOptions(taxonomy, options) }];
    }
    const name = textOf(row.name);
    return name === '' || Number(row.id ?? 0) > 0 ? [] : [{ id: 0, name, ...flags, options }];
  });
};

/** `attributes` of a variation write: what the parent does not offer for variations is left out without a word. */
export const variationAttributes = (world: ShopWorld, parent: Product, sent: unknown): VariationAttribute[] => {
  if (!Array.isArray(sent)) return [];
  return (sent as SentAttribute[]).flatMap((row): VariationAttribute[] => {
    const id = Number(row.id ?? 0);
    const known = parent.attributes.find((attribute) =>
      id > 0 ? attribute.id === id : attribute.id === 0 && slugOf(attribute.name) === slugOf(textOf(row.name)),
    );
    if (!known?.variation) return [];
    const option = textOf(row.option);
    if (option === '') return [];
    const taxonomy = world.attributes.get(known.id);
    const term = taxonomy ? termByName(taxonomy, option) : undefined;
    return [{ id: known.id, name: known.name, option: term?.name ?? (taxonomy ? slugOf(option) : option) }];
  });
};
