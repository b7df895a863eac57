import { boundedInt, textOf, type Params } from '../wp/params.ts';
import type { ShopWorld } from '../state/world.ts';
import { utc } from './activity.ts';

export interface ScreenPage<T> {
  rows: T[];
  page: number;
  per_page: number;
  total: number;
  total_is_exact: boolean;
  as_of_utc: string;
}

/** Cuts a page for a screen; counts are exact up to 10,000. */
export const screenPage = <T>(world: ShopWorld, rows: T[], params: Params): ScreenPage<T> => {
  const page = boundedInt(params, 'page', 1, 1);
  const pageSize = boundedInt(params, 'per_page', 50, 1, 100);
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    page,
    per_page: pageSize,
    total: Math.min(rows.length, 10_000),
    total_is_exact: rows.length <= 10_000,
    as_of_utc: utc(world.clock.nowMs()),
  };
};

type Key = string | number | null;

/** Sorts by one key, nulls last whichever way, the fallback key as tie-break. */
export const sortByKey = <T>(rows: T[], keyOf: (row: T) => Key, params: Params, tieOf: (row: T) => string): T[] => {
  const direction = textOf(params.order, 'desc') === 'asc' ? 1 : -1;
  return rows.sort((left, right) => {
    const [a, b] = [keyOf(left), keyOf(right)];
    if (a === null || b === null) return a === b ? tieOf(left).localeCompare(tieOf(right)) : a === null ? 1 : -1;
    if (a === b) return tieOf(left).localeCompare(tieOf(right));
    return (a < b ? -1 : 1) * direction;
  });
};
