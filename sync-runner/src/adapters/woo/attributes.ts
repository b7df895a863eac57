import { z } from 'zod';
import { isSyncError, SyncError } from '#errors/sync-error.ts';
import type { ShopAttribute, ShopPort } from '#ports/shop.ts';
import type { WooConnection } from './connection.ts';
import { parseAnswer } from './connection.ts';
import { shownText } from './errors.ts';
import { plainText, WireBatch, WireNamed } from './wire.ts';

const route = 'wc/v3/products/attributes';
const pageSizeMax = 100;
const batchMax = 50;

const isSameName = (left: string, right: string): boolean => plainText(left).toLowerCase() === right.toLowerCase();

/** Puts missing options behind the neighbour they follow in `options`, so that sizes run XS to XL whoever came first. */
export const mergeOrder = (known: readonly string[], options: readonly string[]): string[] => {
  const merged = [...known];
  options.forEach((option, index) => {
    if (merged.some((name) => isSameName(name, option))) return;
    const before = options
      .slice(0, index)
      .reverse()
      .find((name) => merged.some((row) => isSameName(row, name)));
    const after = options.slice(index + 1).find((name) => merged.some((row) => isSameName(row, name)));
    if (before !== undefined) merged.splice(merged.findIndex((name) => isSameName(name, before)) + 1, 0, option);
    else if (after !== undefined)
      merged.splice(
        merged.findIndex((name) => isSameName(name, after)),
        0,
        option,
      );
    else merged.push(option);
  });
  return merged;
};

const readTerms = async (connection: WooConnection, attributeId: number): Promise<WireNamed[]> => {
  const terms: WireNamed[] = [];
  for (let page = 1; ; page += 1) {
    const rows = await connection.read(`${route}/${attributeId}/terms`, 'read-terms', z.array(WireNamed), {
      per_page: pageSizeMax,
      page,
      _fields: 'id,name,menu_order',
    });
    terms.push(...rows);
    if (rows.length < pageSizeMax) return terms;
  }
};

/** A term that is there already is what we want. */
const assertWritten = (answer: WireBatch, attributeId: number): void => {
  for (const row of [...(answer.create ?? []), ...(answer.update ?? [])])
    if ('error' in row && row.error.code !== 'term_exists')
      throw new SyncError({
        code: 'SHOP_ITEM_REFUSED',
        message: `The shop refused a term of attribute ${attributeId} (${row.error.code}): ${shownText(row.error)}`,
        subject: `${route}/${attributeId}/terms`,
      });
};

/** One piece of work after the other, in the order they came; one that fails does not stop the next. */
const createLine = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
};

type AttributeDoors = Pick<ShopPort, 'ensureAttribute' | 'ensureTerms'>;

/**
 * Shop-wide attributes and their terms; what is known is remembered, so a catalogue asks once. One at a time: two creates
 * of one attribute at once make WooCommerce keep two of one slug, and their terms then answer 404 for ever.
 */
export const createAttributes = (connection: WooConnection): AttributeDoors => {
  const attributes = new Map<string, ShopAttribute>();
  const complete = new Map<number, Set<string>>();
  const inLine = createLine();

  const findAttribute = async (name: string): Promise<ShopAttribute | undefined> => {
    const rows = await connection.read(route, 'read-attributes', z.array(WireNamed), {
      _fields: 'id,name',
      per_page: pageSizeMax,
    });
    const row = rows.find((each) => isSameName(each.name, name));
    return row && { id: row.id, name: plainText(row.name) };
  };

  const createAttribute = async (name: string): Promise<ShopAttribute> => {
    const answer = await connection.create(route, 'create-attribute', {
      name,
      type: 'select',
      order_by: 'menu_order',
      has_archives: false,
    });
    try {
      const { id } = parseAnswer(answer, WireNamed, route, false);
      return { id, name };
    } catch (error) {
      // Unclear, or somebody was faster: the list tells.
      const twin = isSyncError(error) && error.kind !== 'auth' ? await findAttribute(name) : undefined;
      if (twin !== undefined) return twin;
      throw error;
    }
  };

  const ensureAttribute = async (name: string): Promise<ShopAttribute> => {
    const known = attributes.get(name) ?? (await findAttribute(name)) ?? (await createAttribute(name));
    attributes.set(name, known);
    return known;
  };

  const ensureTerms = async (attributeId: number, options: readonly string[]): Promise<void> => {
    const done = complete.get(attributeId);
    if (done !== undefined && options.every((option) => done.has(option))) return;
    const terms = sortTerms(await readTerms(connection, attributeId), options);
    const merged = mergeOrder(
      terms.map(({ name }) => plainText(name)),
      options,
    );
    const missing = merged.filter((name) => !terms.some((term) => isSameName(term.name, name)));
    if (missing.length > 0 || hasTies(terms)) {
      const create = missing.map((name) => ({ name, menu_order: merged.indexOf(name) + 1 }));
      await writeTerms(connection, attributeId, create, composeMoves(terms, merged));
    }
    complete.set(attributeId, new Set([...(done ?? []), ...options]));
  };

  return {
    ensureAttribute: (name) => inLine(() => ensureAttribute(name)),
    ensureTerms: (attributeId, options) => inLine(() => ensureTerms(attributeId, options)),
  };
};

/** By the shop's own order; terms that nobody ever ordered (all 0) stand as the style has them. */
const sortTerms = (terms: readonly WireNamed[], options: readonly string[]): WireNamed[] => {
  const rank = ({ name }: WireNamed): number => {
    const at = options.findIndex((option) => isSameName(name, option));
    return at < 0 ? options.length : at;
  };
  return [...terms].sort((a, b) => (a.menu_order ?? 0) - (b.menu_order ?? 0) || rank(a) - rank(b));
};

const hasTies = (terms: readonly WireNamed[]): boolean =>
  new Set(terms.map((term) => term.menu_order ?? 0)).size < terms.length;

/** Terms whose place in the order has moved. */
const composeMoves = (terms: readonly WireNamed[], merged: readonly string[]): { id: number; menu_order: number }[] =>
  terms.flatMap(({ id, name, menu_order: now }) => {
    const place = merged.findIndex((each) => isSameName(name, each)) + 1;
    return place === now ? [] : [{ id, menu_order: place }];
  });

const writeTerms = async (
  connection: WooConnection,
  attributeId: number,
  create: unknown[],
  update: unknown[],
): Promise<void> => {
  for (let start = 0; start < Math.max(create.length, update.length); start += batchMax) {
    const body = { create: create.slice(start, start + batchMax), update: update.slice(start, start + batchMax) };
    // Safe to send twice: a second create of the same name answers `term_exists`.
    assertWritten(
      await connection.write(`${route}/${attributeId}/terms/batch`, 'write-terms', WireBatch, body),
      attributeId,
    );
  }
};
