import { Refusal } from '../world/refusal.ts';
import type { Snapshot, StockRow } from '../world/snapshots.ts';
import { isVirtualZero } from '../world/snapshots.ts';
import type { World } from '../world/world.ts';
import { VIRTUAL_LOCATIONS } from '../world/world.ts';
import { isMatch } from './filter.ts';
import type { PageTwist, Query } from './query.ts';
import { slicePage } from './query.ts';
import type { WireRow } from './shape.ts';

export const STOCK_FIELDS = ['location', 'style', 'upc', 'last_mod'] as const;

export interface StockPage {
  snapshot: WireRow;
  rows: WireRow[];
}

/** The rows of a query over all pages; one query is paged many times, so its last answers are kept. */
export type StockCache = { snapshot: Snapshot | undefined; rows: Map<string, readonly StockRow[]> };

export const openStockCache = (): StockCache => ({ snapshot: undefined, rows: new Map() });

/** One page of the last published snapshot. `last_mod gt` makes it a DELTA. Throws BAD_QUERY. */
export const readStock = (
  world: World,
  cache: StockCache,
  query: Query,
  twist: PageTwist,
  isMixed: boolean,
): StockPage => {
  const snapshot = world.shelf.current;
  if (snapshot === undefined) throw new Refusal('NOT_FOUND', 'no snapshot yet');
  const isDelta = query.conditions.some((condition) => condition.field === 'last_mod' && condition.op === 'gt');
  if (isDelta && !world.profile.stock.delta) throw new Refusal('BAD_QUERY', '$filter: last_mod cannot be filtered');
  const rows = readRows(cache, snapshot, query, isDelta);
  const page = slicePage(rows, query.page, twist);
  const { count, kind, time } = world.profile.stock;
  return {
    snapshot: {
      snapshot_id: snapshot.snapshotId,
      ...(time === 'absent' ? {} : { as_of: snapshot.asOf.text }),
      ...(kind === 'absent' ? {} : { kind: isDelta ? 'DELTA' : 'FULL' }),
      ...(count === 'absent' ? {} : { row_count: rows.length + snapshot.missingRows }),
    },
    rows: page.map((row, at) => {
      const previous = isMixed && at >= page.length / 2 ? readPrevious(world, snapshot) : undefined;
      return writeStockRow(row, previous ?? readOwner(snapshot, row), time === 'row');
    }),
  };
};

const readRows = (cache: StockCache, snapshot: Snapshot, query: Query, isDelta: boolean): readonly StockRow[] => {
  if (cache.snapshot !== snapshot) {
    cache.snapshot = snapshot;
    cache.rows.clear();
  }
  const key = JSON.stringify([query.pkey, query.conditions]);
  const known = cache.rows.get(key);
  if (known !== undefined) return known;
  const rows = snapshot.rows.filter(
    (row) =>
      (query.pkey === undefined || row.pkey === query.pkey) &&
      (isDelta || !isVirtualZero(row, VIRTUAL_LOCATIONS)) &&
      query.conditions.every((condition) => isMatch(condition, row[condition.field as keyof StockRow])),
  );
  if (cache.rows.size > 20) cache.rows.clear();
  cache.rows.set(key, rows);
  return rows;
};

const readOwner = (snapshot: Snapshot, row: StockRow): Snapshot =>
  snapshot.foreign?.rows.has(row) === true ? snapshot.foreign.snapshot : snapshot;

const readPrevious = (world: World, snapshot: Snapshot): Snapshot | undefined =>
  world.shelf.history.filter((candidate) => candidate.snapshotId !== snapshot.snapshotId).at(-1);

const writeStockRow = (row: StockRow, owner: Snapshot, withTime: boolean): WireRow => {
  const { pkey, ...rest } = row;
  return { pkey, snapshot_id: owner.snapshotId, ...(withTime ? { as_of: owner.asOf.text } : {}), ...rest };
};
