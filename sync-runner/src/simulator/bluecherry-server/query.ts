import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';
import type { Condition } from './filter.ts';
import { checkConditions, isMatch, parseFilter } from './filter.ts';
import type { Shape } from './shape.ts';

export interface Query {
  conditions: Condition[];
  pkey: number | undefined;
  withChildren: boolean;
  page: Page;
}

export interface Page {
  number: number;
  size: number;
}

/** What a fault does to paging. */
export interface PageTwist {
  isRepeated?: boolean;
  shiftRows?: number;
  isEmpty?: boolean;
  cap?: number;
}

const PAGE_SIZE = 25;

/** Reads a query string; `+` is a space. `allowed` are our names of the fields with a filter. Throws BAD_QUERY. */
export const readQuery = (
  world: World,
  shape: Shape,
  route: string,
  queryText: string,
  allowed: readonly string[],
  cap: number,
): Query => {
  const query = new URLSearchParams(queryText);
  const filter = query.get('$filter');
  const parsed = filter === null || filter.trim() === '' ? [] : parseFilter(filter, world.profile.filter);
  const ours = parsed.map((condition) => {
    const field = shape.field(route, condition.field);
    return { ...condition, field, value: shape.filterValue(field, condition.value) };
  });
  const pkey = query.get('pkey');
  return {
    conditions: checkConditions(ours, allowed),
    pkey: pkey === null ? undefined : readWhole(pkey, 'pkey', 0),
    withChildren: query.get('_include')?.toLowerCase() === 'all',
    page: {
      number: readWhole(query.get('_pgno') ?? '1', '_pgno', 1),
      size: Math.min(readWhole(query.get('_pgsize') ?? String(PAGE_SIZE), '_pgsize', 1), cap),
    },
  };
};

const readWhole = (text: string, name: string, min: number): number => {
  const value = /^\d{1,15}$/.test(text.trim()) ? Number(text) : -1;
  if (value < min) throw new Refusal('BAD_QUERY', `${name} must be a whole number from ${min}`);
  return value;
};

/** One page of rows that are in pkey order. */
export const slicePage = <T>(rows: readonly T[], page: Page, twist: PageTwist): T[] => {
  if (twist.isEmpty === true) return [];
  const size = Math.min(page.size, twist.cap ?? page.size);
  const number = twist.isRepeated === true ? Math.max(1, page.number - 1) : page.number;
  const from = Math.max(0, (number - 1) * size + (twist.shiftRows ?? 0));
  return rows.slice(from, from + size);
};

/** Something that can be listed: in pkey order, with the fields a filter may name. */
export interface Source<T> {
  all(world: World): readonly T[];
  pkeyOf(item: T): number;
  fields: Record<string, (item: T) => string | null>;
  /** Fewer candidates for an eq on one of these fields; they must keep pkey order. */
  indexes?: Record<string, (world: World, value: string) => readonly T[] | undefined>;
  isListed?(item: T, world: World): boolean;
}

export const selectRows = <T>(world: World, source: Source<T>, query: Query): readonly T[] => {
  if (query.pkey !== undefined) {
    const found = findByPkey(source.all(world), query.pkey, source.pkeyOf);
    return found === undefined ? [] : [found];
  }
  const readers = query.conditions.map((condition) => ({ condition, read: source.fields[condition.field]! }));
  const candidates = readCandidates(world, source, query.conditions) ?? source.all(world);
  if (readers.length === 0 && source.isListed === undefined) return candidates;
  return candidates.filter(
    (item) =>
      (source.isListed === undefined || source.isListed(item, world)) &&
      readers.every(({ condition, read }) => isMatch(condition, read(item))),
  );
};

const readCandidates = <T>(
  world: World,
  source: Source<T>,
  conditions: readonly Condition[],
): readonly T[] | undefined => {
  for (const { field, op, value } of conditions) {
    const found = op === 'eq' ? source.indexes?.[field]?.(world, value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Binary search: collections only grow, in pkey order. */
const findByPkey = <T>(rows: readonly T[], pkey: number, pkeyOf: (item: T) => number): T | undefined => {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = pkeyOf(rows[middle]!);
    if (found === pkey) return rows[middle];
    if (found < pkey) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
};
