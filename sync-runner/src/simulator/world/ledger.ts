import type { Sku, Stamp } from './catalogue.ts';

/** What moves stock. Their meaning: bluecherry.md 6.2. */
export const REC_TYPES = [
  'SA',
  'RT',
  'R1',
  'R2',
  'OP',
  'DM',
  'PK',
  'IN',
  'RS',
  'CM',
  'ST',
  'RV',
  'RI',
  'RP',
  'RO',
  'CC',
  'CH',
] as const;
export type RecType = (typeof REC_TYPES)[number];

const INDEX = Object.fromEntries(REC_TYPES.map((type, at) => [type, at])) as Record<RecType, number>;

/** Running sums of one SKU at one location. */
export interface Cell {
  pkey: number;
  sku: Sku;
  location: string;
  sums: number[];
  /** Something was booked since the last snapshot looked. */
  isDirty: boolean;
}

export interface Entry {
  seq: number;
  stamp: Stamp;
  cell: Cell;
  recType: RecType;
  qty: number;
  doc: string;
}

export interface Figures {
  qoh: number;
  openQty: number;
  pickQty: number;
  resvQty: number;
  ots: number;
  otsWip: number;
}

export interface Ledger {
  entries: Entry[];
  cells: Cell[];
  bySku: Map<Sku, Cell[]>;
}

export const openLedger = (): Ledger => ({ entries: [], cells: [], bySku: new Map() });

/** The cell of a SKU at a location; made on first use. */
export const cellOf = (ledger: Ledger, sku: Sku, location: string): Cell => {
  let cells = ledger.bySku.get(sku);
  if (cells === undefined) ledger.bySku.set(sku, (cells = []));
  const known = cells.find((cell) => cell.location === location);
  if (known !== undefined) return known;
  const sums = REC_TYPES.map(() => 0);
  const cell: Cell = { pkey: ledger.cells.length + 1, sku, location, sums, isDirty: true };
  cells.push(cell);
  ledger.cells.push(cell);
  return cell;
};

export const bookEntry = (ledger: Ledger, stamp: Stamp, cell: Cell, recType: RecType, qty: number, doc: string) => {
  if (qty === 0) return;
  ledger.entries.push({ seq: ledger.entries.length + 1, stamp, cell, recType, qty, doc });
  cell.sums[INDEX[recType]]! += qty;
  cell.isDirty = true;
};

/** Takes back the entries after the mark (an earlier `entries.length`): a refused array leaves no trace. */
export const unbookTo = (ledger: Ledger, mark: number): void => {
  while (ledger.entries.length > mark) {
    const entry = ledger.entries.pop()!;
    entry.cell.sums[INDEX[entry.recType]]! -= entry.qty;
    entry.cell.isDirty = true;
  }
};

export const sumOf = (sums: readonly number[], recType: RecType): number => sums[INDEX[recType]] ?? 0;

export const addToSums = (sums: number[], recType: RecType, qty: number): void => {
  sums[INDEX[recType]] = (sums[INDEX[recType]] ?? 0) + qty;
};

/** The figures of bluecherry.md 6.2 from sums by type. */
export const readFigures = (sums: readonly number[]): Figures => {
  const of = (recType: RecType): number => sumOf(sums, recType);
  const held = of('SA') + of('RT') + of('R1') + of('R2') - of('IN') - of('CM');
  const openQty = of('OP') + of('DM');
  const ots = held - of('PK') - of('RS') - openQty;
  return {
    qoh: held + of('RV') - of('RI'),
    openQty,
    pickQty: of('PK'),
    resvQty: of('RS'),
    ots,
    otsWip: ots + of('ST') + of('RV') - of('RI') - of('RP') - of('RO'),
  };
};

/** What was booked after the instant, per cell: subtracting it gives the figures as they were then. */
export const readTail = (ledger: Ledger, afterMs: number): Map<Cell, number[]> => {
  const tail = new Map<Cell, number[]>();
  for (let at = ledger.entries.length - 1; at >= 0; at -= 1) {
    const entry = ledger.entries[at]!;
    if (entry.stamp.ms <= afterMs) break;
    let sums = tail.get(entry.cell);
    if (sums === undefined) tail.set(entry.cell, (sums = REC_TYPES.map(() => 0)));
    addToSums(sums, entry.recType, entry.qty);
  }
  return tail;
};
