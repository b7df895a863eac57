import type { ErpTime } from '#domain/erp-time.ts';
import type { ErpStockRow, StockReading, StockReadingFault } from '#domain/snapshot.ts';
import { isSyncError } from '#errors/sync-error.ts';
import type { Connection } from './connection.ts';
import { identify, readPages } from './paging.ts';
import type { PassPage } from './paging.ts';
import type { Profile } from './profile.ts';
import { composeSku, readItem, readNeededCount, readText, RowFault } from './row.ts';
import type { RawRow } from './row.ts';
import { readErpTime } from './time.ts';

const READS_MAX = 3;

/** The whole stock list; read again, up to three times in all, where it changed under the read. */
export const readStock = async (connection: Connection): Promise<StockReading> => {
  let reading = await readOnce(connection);
  for (let reads = 1; reads < READS_MAX && reading.faults.some(isCuredByReading); reads += 1) {
    connection.log.info('The stock list changed while it was read, so it is read again.', { faults: reading.faults });
    reading = await readOnce(connection);
  }
  return reading;
};

/** Which count the list holds now, from its first rows. null = it holds none. */
export const peekStock = async (
  connection: Connection,
): Promise<{ readonly snapshotId: string; readonly asOf: ErpTime | null } | null> => {
  const { profile } = connection;
  const { rows, snapshot } = await connection.read('ats', { _pgno: 1, _pgsize: 1 }, 'peek-stock');
  const headers = snapshot === null ? [] : [snapshot];
  const snapshotId = distinct([...headers, ...rows].map((row) => readText(row, 'snapshot_id')))[0];
  if (snapshotId === undefined) return null;
  return { snapshotId, asOf: readAsOf(distinct(readTimeTexts(rows, headers, profile)), profile) };
};

const isCuredByReading = (fault: StockReadingFault): boolean => fault !== 'time-missing';

const readOnce = async (connection: Connection): Promise<StockReading> => {
  const pages: PassPage[] = [];
  let isClean = true;
  try {
    for await (const page of readPages(connection, {
      route: 'ats',
      operation: 'read-stock',
      terms: [],
      isFull: true,
    })) {
      if (page.isRestart) pages.length = 0;
      pages.push(page);
    }
  } catch (error) {
    // The list did not end cleanly: that is a fault of this reading, not of the connection.
    if (!isSyncError(error) || error.code !== 'ERP_ANSWER_SHAPE' || pages.length === 0) throw error;
    isClean = false;
  }
  return composeReading(pages, isClean, connection);
};

const composeReading = (pages: readonly PassPage[], isClean: boolean, connection: Connection): StockReading => {
  const { profile } = connection;
  const all = pages.flatMap((page) => page.rows);
  const headers = pages.flatMap((page) => (page.envelope.snapshot === null ? [] : [page.envelope.snapshot]));
  const ids = distinct([...all, ...headers].map((row) => readText(row, 'snapshot_id')));
  const times = distinct(readTimeTexts(all, headers, profile));
  const { rows, hasDuplicates } = composeRows(all, connection);
  const faults: StockReadingFault[] = [];
  if (!isClean) faults.push('no-clean-end');
  if (ids.length > 1 || times.length > 1) faults.push('mixed-snapshots');
  if (isCountWrong(all, headers, profile)) faults.push('row-count-differs');
  if (hasDuplicates) faults.push('duplicate-rows');
  const asOf = readAsOf(times, profile);
  if (asOf === null && profile.stock.time !== 'absent') faults.push('time-missing');
  return {
    snapshotId: ids[0] ?? '',
    asOf,
    kind: readKind(headers, profile),
    rows,
    faults,
    readAtMs: connection.clock.nowMs(),
  };
};

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

const readTimeTexts = (rows: readonly RawRow[], headers: readonly RawRow[], profile: Profile): string[] => {
  if (profile.stock.time === 'absent') return [];
  const source = profile.stock.time === 'row' ? rows : headers;
  return source.map((row) => readText(row, 'as_of').trim());
};

const readAsOf = (times: readonly string[], profile: Profile): ErpTime | null =>
  times[0] === undefined ? null : readErpTime(times[0], profile.formats.zone);

const readKind = (headers: readonly RawRow[], profile: Profile): 'FULL' | 'DELTA' => {
  if (profile.stock.kind === 'absent') return 'FULL';
  return headers.some((header) => readText(header, 'kind').toUpperCase() === 'DELTA') ? 'DELTA' : 'FULL';
};

const isCountWrong = (rows: readonly RawRow[], headers: readonly RawRow[], profile: Profile): boolean => {
  if (profile.stock.count === 'absent') return false;
  const counts = headers.map((header) => readText(header, 'row_count').trim()).filter((count) => count !== '');
  const rowsRead = new Set(rows.map(identify)).size;
  return counts.some((count) => Number(count) !== rowsRead) || (counts.length === 0 && rows.length > 0);
};

/** Rows of the web locations inside the scope, reduced to the figure that counts. */
const composeRows = (
  all: readonly RawRow[],
  connection: Connection,
): { rows: ErpStockRow[]; hasDuplicates: boolean } => {
  const { profile, log } = connection;
  const kept = new Map<string, ErpStockRow>();
  const unreadable = new Set<string>();
  let hasDuplicates = new Set(all.map(identify)).size !== all.length;
  for (const row of all) {
    const location = readText(row, 'location');
    const item = readItem(row, profile);
    if (!profile.stock.locations.includes(location) || !isInScope(item.division, item.lblCode, profile)) continue;
    const sku = composeSku(item, profile);
    const figure = tryFigure(row, profile);
    if (figure === null) {
      unreadable.add(sku);
      continue;
    }
    const place = `${sku}\n${location}`;
    hasDuplicates ||= kept.has(place);
    kept.set(place, { sku, upc: item.upc, location, figureEach: figure });
  }
  if (unreadable.size > 0) {
    log.warn('Stock rows without a readable figure are left out, with all rows of their SKU.', {
      figure: profile.stock.figure,
      skus: [...unreadable].slice(0, 20),
      count: unreadable.size,
    });
  }
  // Part of a sum would look like a true figure.
  return { rows: [...kept.values()].filter((row) => !unreadable.has(row.sku)), hasDuplicates };
};

const isInScope = (division: string, label: string, profile: Profile): boolean =>
  fits(profile.scope.division, division) && fits(profile.scope.lbl_code, label);

const fits = (scope: readonly string[], value: string): boolean =>
  scope.length === 0 || scope.some((each) => each.trim().toUpperCase() === value.trim().toUpperCase());

const tryFigure = (row: RawRow, profile: Profile): number | null => {
  try {
    return readNeededCount(row, profile.stock.figure);
  } catch (error) {
    if (error instanceof RowFault) return null;
    throw error;
  }
};
