import { freeSlug, slugOf } from '../state/slug.ts';
import type { AttributeTaxonomy, ShopWorld, Term } from '../state/world.ts';
import { assertMayCreate, assertMayEdit, assertMayList } from '../wp/auth.ts';
import { missingParams, WpError } from '../wp/errors.ts';
import { idFilter, listAnswer, pageOf } from '../wp/listing.ts';
import { textOf, truthOf, type Params } from '../wp/params.ts';
import { EDITING, type WpAnswer, type WpRequest, type WpRoute } from '../wp/request.ts';
import { addTerm } from './attribute-options.ts';
import { runBatch } from './batch.ts';

const CAP = 'manage_product_terms';

type Terms = Map<number, Term>;
type TermsOf = (
  world: ShopWorld,
  params: Params,
) => { terms: Terms; taxonomy: AttributeTaxonomy | undefined; name: string };

const termRow = (world: ShopWorld, term: Term, name: string): Record<string, unknown> => ({
  id: term.id,
  name: term.name,
  slug: term.slug,
  ...(name === 'product_cat' ? { parent: term.parent, display: 'default', image: null } : {}),
  description: term.description,
  ...(name === 'product_tag' ? {} : { menu_order: term.menuOrder }),
  count: [...world.parentIds].filter(
    (id) => name === 'product_cat' && world.products.get(id)?.categoryIds.includes(term.id),
  ).length,
});

const findTerms = (terms: Terms, params: Params): Term[] => {
  const search = textOf(params.search).toLowerCase();
  const slug = textOf(params.slug);
  const byId = idFilter(params);
  const parent = params.parent === undefined ? undefined : Number(params.parent);
  return [...terms.values()]
    .filter(
      (term) =>
        byId(term) &&
        (search === '' || term.name.toLowerCase().includes(search)) &&
        (slug === '' || term.slug === slug) &&
        (parent === undefined || term.parent === parent),
    )
    .sort((left, right) => left.name.localeCompare(right.name));
};

const termAt = (terms: Terms, id: unknown): Term => {
  const term = terms.get(Number(id));
  if (!term) throw new WpError('woocommerce_rest_term_invalid', 'Resource does not exist.', 404);
  return term;
};

const createTerm = (world: ShopWorld, terms: Terms, taxonomy: AttributeTaxonomy | undefined, params: Params): Term => {
  const name = textOf(params.name).trim();
  if (name === '') throw missingParams(['name']);
  const parent = Number(params.parent ?? 0) || 0;
  const twin = [...terms.values()].find(
    (term) => term.name.toLowerCase() === name.toLowerCase() && term.parent === parent,
  );
  if (twin)
    throw new WpError('term_exists', 'A term with the name provided already exists in this taxonomy.', 400, {
      resource_id: twin.id,
    });
  const term: Term = taxonomy
    ? addTerm(world, taxonomy, name, textOf(params.slug))
    : {
        id: world.nextId(),
        name,
        slug: freeSlug(textOf(params.slug) || name, (slug) => [...terms.values()].some((known) => known.slug === slug)),
        parent,
        description: '',
        menuOrder: 0,
      };
  terms.set(term.id, term);
  editTerm(term, params);
  return term;
};

const editTerm = (term: Term, params: Params): void => {
  if (params.name !== undefined) term.name = textOf(params.name).trim();
  if (params.slug !== undefined && params.slug !== '') term.slug = slugOf(textOf(params.slug));
  if (params.parent !== undefined) term.parent = Number(params.parent) || 0;
  if (params.description !== undefined) term.description = textOf(params.description);
  if (params.menu_order !== undefined) term.menuOrder = Number(params.menu_order) || 0;
};

const termRoutesAt = (path: string, termsOf: TermsOf): WpRoute[] => {
  const row = (world: ShopWorld, request: WpRequest, term: Term): Record<string, unknown> =>
    termRow(world, term, termsOf(world, request.params).name);
  const create = (world: ShopWorld, request: WpRequest, item: Params): Record<string, unknown> => {
    assertMayCreate(request.actor, CAP);
    const { terms, taxonomy } = termsOf(world, request.params);
    return row(world, request, createTerm(world, terms, taxonomy, item));
  };
  const update = (world: ShopWorld, request: WpRequest, item: Params): Record<string, unknown> => {
    assertMayEdit(request.actor, CAP);
    const term = termAt(termsOf(world, request.params).terms, item.id);
    editTerm(term, item);
    return row(world, request, term);
  };
  const remove = (world: ShopWorld, request: WpRequest, item: Params): Record<string, unknown> => {
    assertMayEdit(request.actor, CAP);
    const { terms } = termsOf(world, request.params);
    const term = termAt(terms, item.id);
    terms.delete(term.id);
    return row(world, request, term);
  };
  return [
    {
      methods: ['GET'],
      path,
      run: (world, request): WpAnswer => {
        assertMayList(request.actor, CAP);
        return listAnswer(
          pageOf(findTerms(termsOf(world, request.params).terms, request.params), request.params),
          (term) => row(world, request, term),
        );
      },
    },
    {
      methods: ['POST'],
      path,
      run: (world, request) => ({ status: 201, body: create(world, request, request.params) }),
    },
    {
      methods: EDITING,
      path: `${path}/batch`,
      run: (world, request) =>
        runBatch((request.body ?? {}) as Params, {
          create: (item) => create(world, request, item),
          update: (item) => update(world, request, item),
          remove: (item) => remove(world, request, item),
        }),
    },
    {
      methods: ['GET'],
      path: `${path}/:id`,
      run: (world, request) => {
        assertMayList(request.actor, CAP);
        return { body: row(world, request, termAt(termsOf(world, request.params).terms, request.params.id)) };
      },
    },
    {
      methods: EDITING,
      path: `${path}/:id`,
      run: (world, request) => ({ body: update(world, request, request.params) }),
    },
    {
      methods: ['DELETE'],
      path: `${path}/:id`,
      run: (world, request) => ({ body: remove(world, request, request.params) }),
    },
  ];
};

const attributeTerms: TermsOf = (world, params) => {
  const taxonomy = world.attributes.get(Number(params.attribute_id));
  if (!taxonomy) throw new WpError('woocommerce_rest_taxonomy_invalid', 'Taxonomy does not exist.', 404);
  return { terms: taxonomy.terms, taxonomy, name: taxonomy.slug };
};

export const termRoutes: WpRoute[] = [
  ...termRoutesAt('wc/v3/products/categories', (world) => ({
    terms: world.categories,
    taxonomy: undefined,
    name: 'product_cat',
  })),
  ...termRoutesAt('wc/v3/products/tags', (world) => ({ terms: world.tags, taxonomy: undefined, name: 'product_tag' })),
  ...termRoutesAt('wc/v3/products/attributes/:attribute_id/terms', attributeTerms),
];

const attributeRow = (row: AttributeTaxonomy): Record<string, unknown> => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  type: row.kind,
  order_by: row.orderBy,
  has_archives: row.hasArchives,
});

const editAttribute = (world: ShopWorld, row: AttributeTaxonomy, params: Params): void => {
  if (params.name !== undefined) {
    row.name = textOf(params.name);
    for (const product of world.products.values())
      for (const attribute of [...product.attributes, ...product.variationAttributes])
        if (attribute.id === row.id) attribute.name = row.name;
  }
  if (params.order_by !== undefined) row.orderBy = textOf(params.order_by);
  if (params.has_archives !== undefined) row.hasArchives = truthOf(params.has_archives);
};

const attributeAt = (world: ShopWorld, id: unknown): AttributeTaxonomy => {
  const row = world.attributes.get(Number(id));
  if (!row) throw new WpError('woocommerce_rest_taxonomy_invalid', 'Resource does not exist.', 404);
  return row;
};

const createAttribute = (world: ShopWorld, params: Params): AttributeTaxonomy => {
  const name = textOf(params.name).trim();
  if (name === '') throw missingParams(['name']);
  const bare = slugOf(textOf(params.slug).replace(/^pa_/, '') || name);
  if (bare.length > 28)
    throw new WpError(
      'woocommerce_rest_cannot_create',
      `Slug "${bare}" is too long (28 characters max). Shorten it, please.`,
      400,
    );
  if ([...world.attributes.values()].some((row) => row.slug === `pa_${bare}`))
    throw new WpError('woocommerce_rest_cannot_create', `Slug "${bare}" is already in use. Change it, please.`, 400);
  const row: AttributeTaxonomy = {
    id: world.nextId(),
    name,
    slug: `pa_${bare}`,
    kind: 'select',
    orderBy: textOf(params.order_by, 'menu_order'),
    hasArchives: truthOf(params.has_archives),
    terms: new Map(),
  };
  world.attributes.set(row.id, row);
  return row;
};

export const attributeRoutes: WpRoute[] = [
  {
    methods: ['GET'],
    path: 'wc/v3/products/attributes',
    run: (world, request): WpAnswer => {
      assertMayList(request.actor, CAP);
      const rows = [...world.attributes.values()];
      return { body: rows.map(attributeRow), headers: { 'X-WP-Total': String(rows.length), 'X-WP-TotalPages': '1' } };
    },
  },
  {
    methods: ['POST'],
    path: 'wc/v3/products/attributes',
    run: (world, request): WpAnswer => {
      assertMayCreate(request.actor, CAP);
      return { status: 201, body: attributeRow(createAttribute(world, request.params)) };
    },
  },
  {
    methods: ['GET'],
    path: 'wc/v3/products/attributes/:id',
    run: (world, request): WpAnswer => {
      assertMayList(request.actor, CAP);
      return { body: attributeRow(attributeAt(world, request.params.id)) };
    },
  },
  {
    methods: EDITING,
    path: 'wc/v3/products/attributes/:id',
    run: (world, request): WpAnswer => {
      assertMayEdit(request.actor, CAP);
      const row = attributeAt(world, request.params.id);
      editAttribute(world, row, request.params);
      return { body: attributeRow(row) };
    },
  },
];
