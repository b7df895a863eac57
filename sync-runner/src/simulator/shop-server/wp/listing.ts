import { boundedInt, idsOf, oneOf, truthOf, type Params } from './params.ts';
import type { WpAnswer, WpRequest } from './request.ts';

export interface Page<T> {
  rows: T[];
  total: number;
  pages: number;
}

/** Cuts the asked page out of a full result: `per_page` 10 by default and at most 100, `offset` over `page`. */
export const pageOf = <T>(rows: T[], params: Params): Page<T> => {
  const pageSize = boundedInt(params, 'per_page', 10, 1, 100);
  const page = boundedInt(params, 'page', 1, 1);
  const offset = params.offset === undefined ? (page - 1) * pageSize : boundedInt(params, 'offset', 0, 0);
  return { rows: rows.slice(offset, offset + pageSize), total: rows.length, pages: Math.ceil(rows.length / pageSize) };
};

export const listAnswer = <T>(page: Page<T>, toRow: (row: T) => unknown): WpAnswer => ({
  body: page.rows.map(toRow),
  headers: { 'X-WP-Total': String(page.total), 'X-WP-TotalPages': String(page.pages) },
});

interface Sortable {
  id: number;
  createdMs: number;
  modifiedMs: number;
  title?: string;
  slug?: string;
  menuOrder?: number;
}

export const ORDERBY = [
  'date',
  'modified',
  'id',
  'include',
  'title',
  'slug',
  'price',
  'popularity',
  'rating',
  'menu_order',
];

/** Sorts as WordPress does: `date desc` by default, dates in whole seconds with the id as tie-break. */
export const sortRows = <T extends Sortable>(rows: T[], params: Params): T[] => {
  const by = oneOf(params, 'orderby', ORDERBY, 'date');
  const direction = oneOf(params, 'order', ['asc', 'desc'], 'desc') === 'asc' ? 1 : -1;
  if (by === 'include') {
    const wanted = idsOf(params.include);
    return rows.sort((left, right) => wanted.indexOf(left.id) - wanted.indexOf(right.id));
  }
  const seconds = (atMs: number): number => Math.floor(atMs / 1000);
  const compare = (left: T, right: T): number => {
    if (by === 'date') return seconds(left.createdMs) - seconds(right.createdMs) || left.id - right.id;
    if (by === 'modified') return seconds(left.modifiedMs) - seconds(right.modifiedMs) || left.id - right.id;
    if (by === 'title') return (left.title ?? '').localeCompare(right.title ?? '');
    if (by === 'slug') return (left.slug ?? '').localeCompare(right.slug ?? '');
    if (by === 'menu_order') return (left.menuOrder ?? 0) - (right.menuOrder ?? 0);
    return left.id - right.id;
  };
  return rows.sort((left, right) => direction * compare(left, right));
};

/** `include` and `exclude` of every list. */
export const idFilter = (params: Params): ((row: { id: number }) => boolean) => {
  const include = new Set(idsOf(params.include));
  const exclude = new Set(idsOf(params.exclude));
  return ({ id }) => (include.size === 0 || include.has(id)) && !exclude.has(id);
};

/** `_fields` of WordPress: top members, `a.b` keeps only b of a; lists apply it to each row. */
export const pickFields = (body: unknown, request: WpRequest): unknown => {
  const raw = request.params._fields;
  if (raw === undefined || raw === '') return body;
  const names = (
    Array.isArray(raw)
      ? raw.map(String)
      : typeof raw === 'object' && raw !== null
        ? Object.values(raw).map(String)
        : String(raw).split(',')
  ).map((name) => name.trim());
  return Array.isArray(body) ? body.map((row) => pick(row, names)) : pick(body, names);
};

const pick = (row: unknown, names: string[]): unknown => {
  if (typeof row !== 'object' || row === null) return row;
  const source = row as Record<string, unknown>;
  const out: Record<string, unknown> = {};
  for (const name of names) {
    const [head = '', ...rest] = name.split('.');
    if (!(head in source)) continue;
    if (rest.length === 0) out[head] = source[head];
    else out[head] = { ...(out[head] as object | undefined), ...(pick(source[head], [rest.join('.')]) as object) };
  }
  return out;
};

/** `include_meta` and `exclude_meta` of the v3 lists. */
export const metaFilter = (params: Params): ((key: string) => boolean) => {
  const include = new Set(
    String(params.include_meta ?? '')
      .split(',')
      .filter(Boolean),
  );
  const exclude = new Set(
    String(params.exclude_meta ?? '')
      .split(',')
      .filter(Boolean),
  );
  return (key) => (include.size === 0 || include.has(key)) && (include.size > 0 || !exclude.has(key));
};

export const isForced = (params: Params): boolean => truthOf(params.force);
