import type { Catalogue } from './catalogue.ts';
import { isActiveSku } from './catalogue.ts';
import type { Cell, Ledger } from './ledger.ts';
import { readFigures, readTail } from './ledger.ts';
import type { Stamp } from './catalogue.ts';

/** One ats row without the members that every row of a snapshot shares. Rows that did not change are shared. */
export interface StockRow {
  pkey: number;
  division: string;
  style: string;
  color_code: string;
  lbl_code: string;
  dimension: string;
  size_desc: string;
  upc: string;
  location: string;
  qoh: number;
  open_qty: number;
  pick_qty: number;
  resv_qty: number;
  ots: number;
  ots_wip: number;
  wip_date: string | null;
  last_mod: string;
}

export interface Snapshot {
  snapshotId: string;
  asOf: Stamp;
  readableAt: Stamp;
  /** How it was spoilt; "" = an honest one. */
  forced: string;
  rows: StockRow[];
  /** Rows that belong to this other snapshot (a mixed one). */
  foreign?: { rows: Set<StockRow>; snapshot: Snapshot };
  /** row_count tells this many rows more than are sent. */
  missingRows: number;
}

export interface SnapshotShelf {
  /** The one a reader gets; the last of `history` or, after a replay, an earlier one. */
  current: Snapshot | undefined;
  history: Snapshot[];
  /** The row last published for each cell, by its pkey. */
  published: (StockRow | undefined)[];
  lastCatalogueVersion: number;
  batchesToSkip: number;
}

const ROWS_KEPT = 400_000;

export const openShelf = (): SnapshotShelf => ({
  current: undefined,
  history: [],
  published: [],
  lastCatalogueVersion: -1,
  batchesToSkip: 0,
});

export const isVirtualZero = (row: StockRow, virtual: ReadonlySet<string>): boolean =>
  virtual.has(row.location) &&
  row.qoh === 0 &&
  row.open_qty === 0 &&
  row.pick_qty === 0 &&
  row.resv_qty === 0 &&
  row.ots_wip === 0;

/** Computes the snapshot that holds exactly the entries stamped <= asOf. It is not published yet. */
export const computeSnapshot = (
  shelf: SnapshotShelf,
  ledger: Ledger,
  catalogue: Catalogue,
  asOf: Stamp,
  readableAt: Stamp,
): Snapshot => {
  const tail = readTail(ledger, asOf.ms);
  const isListChanged = shelf.lastCatalogueVersion !== catalogue.version;
  shelf.lastCatalogueVersion = catalogue.version;
  const rows: StockRow[] = [];
  for (const cell of ledger.cells) {
    if (!isActiveSku(cell.sku)) continue;
    const known = shelf.published[cell.pkey];
    if (known !== undefined && !cell.isDirty && !isListChanged) {
      rows.push(known);
      continue;
    }
    const row = readRow(cell, tail.get(cell), asOf.text, known);
    // A cell with later entries has to be looked at again by the next snapshot.
    cell.isDirty = tail.has(cell);
    shelf.published[cell.pkey] = row;
    rows.push(row);
  }
  const snapshotId = nameSnapshot(shelf, asOf);
  return { snapshotId, asOf, readableAt, forced: '', rows, missingRows: 0 };
};

const nameSnapshot = (shelf: SnapshotShelf, asOf: Stamp): string => {
  const plain = `A${asOf.text.replace(/\D/g, '')}`;
  const twins = shelf.history.filter((snapshot) => snapshot.snapshotId.startsWith(plain)).length;
  return twins === 0 ? plain : `${plain}-${twins + 1}`;
};

/** The row as of the snapshot; the known row itself if nothing in it changed. */
const readRow = (cell: Cell, later: number[] | undefined, asOf: string, known: StockRow | undefined): StockRow => {
  const sums = later === undefined ? cell.sums : cell.sums.map((sum, at) => sum - later[at]!);
  const figures = readFigures(sums);
  const { style, colour, size } = cell.sku;
  const row: StockRow = {
    pkey: cell.pkey,
    division: colour.division,
    style: style.style,
    color_code: colour.colorCode,
    lbl_code: colour.lblCode,
    dimension: colour.dimension,
    size_desc: size.sizeDesc,
    upc: size.upc,
    location: cell.location,
    qoh: figures.qoh,
    open_qty: figures.openQty,
    pick_qty: figures.pickQty,
    resv_qty: figures.resvQty,
    ots: figures.ots,
    ots_wip: figures.otsWip,
    wip_date: null,
    last_mod: asOf,
  };
  if (known === undefined || !isSameRow(known, row)) return row;
  return known;
};

const isSameRow = (a: StockRow, b: StockRow): boolean =>
  (Object.keys(a) as (keyof StockRow)[]).every((member) => member === 'last_mod' || a[member] === b[member]);

/** Puts a snapshot before the readers and keeps the last ones for truth. */
export const publishSnapshot = (shelf: SnapshotShelf, snapshot: Snapshot): void => {
  shelf.current = snapshot;
  shelf.history.push(snapshot);
  let kept = 0;
  for (let at = shelf.history.length - 1; at >= 0; at -= 1) {
    kept += shelf.history[at]!.rows.length;
    if (kept > ROWS_KEPT && at < shelf.history.length - 2) shelf.history[at]!.rows = [];
  }
};

export type HalfHow = 'mixed' | 'short' | 'undeclared';

/** Spoils a fresh snapshot as POST batch asks; forgets the rows it withholds, so that a later DELTA brings them. */
export const spoilSnapshot = (
  shelf: SnapshotShelf,
  fresh: Snapshot,
  action: 'half' | 'empty' | 'zero',
  how: HalfHow,
  share: number,
): Snapshot => {
  if (action === 'empty') return withRows(shelf, fresh, [], 'empty');
  if (action === 'zero') return zeroRows(shelf, fresh);
  const cut = Math.floor(fresh.rows.length * share);
  if (how === 'mixed') return mixRows(shelf, fresh, cut);
  const spoilt = withRows(shelf, fresh, fresh.rows.slice(0, cut), `half ${how}`);
  return how === 'short' ? { ...spoilt, missingRows: fresh.rows.length - cut } : spoilt;
};

const withRows = (shelf: SnapshotShelf, fresh: Snapshot, rows: StockRow[], forced: string): Snapshot => {
  const kept = new Set(rows);
  for (const row of fresh.rows) if (!kept.has(row)) shelf.published[row.pkey] = undefined;
  return { ...fresh, rows, forced };
};

const zeroRows = (shelf: SnapshotShelf, fresh: Snapshot): Snapshot => {
  const none = { qoh: 0, open_qty: 0, pick_qty: 0, resv_qty: 0, ots: 0, ots_wip: 0 };
  const rows = fresh.rows.map((row) => ({ ...row, ...none, last_mod: fresh.asOf.text }));
  // The list must be read anew: the published rows now tell zeros that the ledger does not.
  shelf.lastCatalogueVersion = -1;
  for (const row of rows) shelf.published[row.pkey] = row;
  return { ...fresh, rows, forced: 'zero' };
};

const mixRows = (shelf: SnapshotShelf, fresh: Snapshot, cut: number): Snapshot => {
  const previous = shelf.current;
  if (previous === undefined) return fresh;
  const before = new Map(previous.rows.map((row) => [row.pkey, row]));
  const rows = fresh.rows.map((row, at) => (at < cut ? row : (before.get(row.pkey) ?? row)));
  rows.forEach((row, at) => {
    if (row !== fresh.rows[at]) shelf.published[row.pkey] = undefined;
  });
  const foreign = { rows: new Set(rows.slice(cut)), snapshot: previous };
  return { ...fresh, rows, foreign, forced: 'half mixed' };
};
