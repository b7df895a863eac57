import { SyncError } from '#errors/sync-error.ts';
import type { Connection } from './connection.ts';
import type { Envelope } from './envelope.ts';
import type { FilterTerm } from './filter.ts';
import { composeFilter } from './filter.ts';
import { readText } from './row.ts';
import type { RawRow } from './row.ts';
import { PAGE_ROWS_DEFAULT, routeShapes } from './wire.ts';
import type { RouteName } from './wire.ts';

export interface PassQuery {
  readonly route: RouteName;
  readonly operation: string;
  readonly terms: readonly FilterTerm[];
  /** A full pass ends on an empty page; a poll already on a page below 25 rows. */
  readonly isFull: boolean;
}

export interface PassPage {
  readonly envelope: Envelope;
  readonly rows: readonly RawRow[];
  /** The pass began anew: what came before it does not count towards a complete list. */
  readonly isRestart: boolean;
}

const RESTARTS_MAX = 2;
const PAGES_MAX = 20_000;

/** Where a pass stands. The page size is asked so that a cap that moves during the pass cannot open a gap. */
interface PassState {
  pageNumber: number;
  pageSize: number;
  /** A page shorter than asked came: only an empty page may follow it. */
  shortRows: number | null;
  /** The page before was empty right after a full one: that is the end only if the next one is empty too. */
  isEnding: boolean;
  readonly seen: Set<string>;
}

const startPass = (pageSize: number): PassState => ({
  pageNumber: 1,
  pageSize,
  shortRows: null,
  isEnding: false,
  seen: new Set(),
});

/**
 * Reads a route page by page. Pages are read fresh, so the pass starts anew where it cannot be complete: rows after a
 * short or empty page (the cap was lowered under way), or a page that brings nothing new (paging ignored, page repeated).
 */
export async function* readPages(connection: Connection, query: PassQuery): AsyncGenerator<PassPage> {
  const shape = routeShapes[query.route];
  const cap = connection.profile.paging[shape.kind];
  let state = startPass(cap);
  let restarts = 0;
  let isRestart = false;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const envelope = await readPage(connection, query, state);
    const { rows } = envelope;
    if (rows.length === 0) {
      if (isDoubtfulEnd(query, state, cap)) {
        state.isEnding = true;
        state.pageNumber += 1;
        continue;
      }
      yield { envelope, rows, isRestart };
      return;
    }
    const trouble = readTrouble(state, rows);
    if (trouble !== null) {
      restarts += 1;
      if (restarts > RESTARTS_MAX) throw composeUnclean(query.route, trouble);
      connection.log.info('A list changed while it was read, so it is read again from the start.', {
        route: query.route,
        trouble,
      });
      state = startPass(Math.min(cap, state.shortRows ?? cap));
      isRestart = true;
      continue;
    }
    yield { envelope, rows, isRestart };
    isRestart = false;
    if (!query.isFull && rows.length < Math.min(PAGE_ROWS_DEFAULT, state.pageSize)) return;
    advance(state, rows);
  }
  throw composeUnclean(query.route, 'it does not end');
}

const readPage = (connection: Connection, query: PassQuery, state: PassState): Promise<Envelope> =>
  connection.read(
    query.route,
    {
      ...(query.terms.length > 0 ? { $filter: composeFilter(query.route, query.terms, connection.profile) } : {}),
      ...(routeShapes[query.route].kind === 'documents' ? { _include: 'all' } : {}),
      _pgno: state.pageNumber,
      _pgsize: state.pageSize,
    },
    query.operation,
  );

/** An empty page after a short one is the end. After a full one it may be a slip: one more page tells. */
const isDoubtfulEnd = (query: PassQuery, state: PassState, cap: number): boolean => {
  const isOnlyPage = state.pageNumber <= 2 && state.pageSize < cap;
  return query.isFull && state.pageNumber > 1 && state.shortRows === null && !state.isEnding && !isOnlyPage;
};

const readTrouble = (state: PassState, rows: readonly RawRow[]): string | null => {
  if (state.isEnding) return 'rows came after an empty page';
  if (state.shortRows !== null) return 'rows came after a short page';
  if (rows.length > state.pageSize) return 'a page is longer than asked for';
  return rows.every((row) => state.seen.has(identify(row))) ? 'a page brought nothing new' : null;
};

const advance = (state: PassState, rows: readonly RawRow[]): void => {
  for (const row of rows) state.seen.add(identify(row));
  // A short first page may only mean a lower cap: go on with what it gave. Later on it is the end, or a cap that fell.
  if (rows.length < state.pageSize) {
    if (state.pageNumber === 1) state.pageSize = rows.length;
    else state.shortRows = rows.length;
  }
  state.pageNumber += 1;
};

/** pkey, or the whole row where there is none. */
export const identify = (row: RawRow): string => readText(row, 'pkey').trim() || JSON.stringify(row.members);

const composeUnclean = (route: RouteName, trouble: string): SyncError =>
  new SyncError({
    code: 'ERP_ANSWER_SHAPE',
    message: `Blue Cherry's list ${route} could not be read to a clean end: ${trouble}.`,
    subject: route,
  });
