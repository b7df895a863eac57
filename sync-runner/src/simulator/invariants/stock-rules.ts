import type { Cell, RecType } from '../world/ledger.ts';
import { REC_TYPES, addToSums, readFigures, sumOf } from '../world/ledger.ts';
import { openOf, totalOf } from '../world/order.ts';
import type { Snapshot, StockRow } from '../world/snapshots.ts';
import type { World } from '../world/world.ts';
import type { Violation } from './violation.ts';

/** V1: every honest snapshot that is still kept equals the ledger as it was at as_of. One pass over the ledger. */
export const checkSnapshots = (world: World): Violation[] => {
  const found: Violation[] = [];
  const honest = world.shelf.history.filter((snapshot) => snapshot.forced === '' && snapshot.rows.length > 0);
  const sums = new Map<number, number[]>();
  let at = 0;
  for (const snapshot of honest.sort((a, b) => a.asOf.ms - b.asOf.ms)) {
    for (; at < world.ledger.entries.length; at += 1) {
      const entry = world.ledger.entries[at]!;
      if (entry.stamp.ms > snapshot.asOf.ms) break;
      let cell = sums.get(entry.cell.pkey);
      if (cell === undefined) sums.set(entry.cell.pkey, (cell = REC_TYPES.map(() => 0)));
      addToSums(cell, entry.recType, entry.qty);
    }
    for (const row of snapshot.rows) if (!isTrue(row, sums.get(row.pkey) ?? [])) found.push(tell(snapshot, row));
  }
  return found;
};

const isTrue = (row: StockRow, sums: readonly number[]): boolean => {
  const figures = readFigures(sums);
  return (
    row.qoh === figures.qoh &&
    row.open_qty === figures.openQty &&
    row.pick_qty === figures.pickQty &&
    row.resv_qty === figures.resvQty &&
    row.ots === figures.ots &&
    row.ots_wip === figures.otsWip
  );
};

const tell = (snapshot: Snapshot, row: StockRow): Violation => ({
  rule: 'V1',
  detail: `${snapshot.snapshotId} ${row.style} ${row.color_code} ${row.size_desc} ${row.location}`,
});

/** V3: OP + DM = sum of open - pick, PK = sum of pick, IN = sum of ship, per SKU and location. */
export const checkQuantities = (world: World): Violation[] => {
  const wanted = new Map<string, { open: number; pick: number; ship: number }>();
  for (const order of world.orders)
    for (const line of order.lines) {
      const key = `${line.sku.key} ${line.location}`;
      const sums = wanted.get(key) ?? { open: 0, pick: 0, ship: 0 };
      sums.open += openOf(line) - line.pickQty;
      sums.pick += line.pickQty;
      sums.ship += line.shipQty;
      wanted.set(key, sums);
    }
  const found: Violation[] = [];
  for (const cell of world.ledger.cells) {
    const want = wanted.get(nameCell(cell)) ?? { open: 0, pick: 0, ship: 0 };
    const of = (recType: RecType): number => sumOf(cell.sums, recType);
    const isBad = of('OP') + of('DM') !== want.open || of('PK') !== want.pick || of('IN') !== want.ship;
    if (isBad) found.push({ rule: 'V3', detail: `${nameCell(cell)}: ${JSON.stringify(want)}` });
  }
  return found;
};

const nameCell = (cell: Cell): string => `${cell.sku.key} ${cell.location}`;

/** V4: pick and ship leave OTS: what an order books there besides sums to what it still has open, picked or shipped. */
export const checkFigures = (world: World): Violation[] => {
  const found: Violation[] = [];
  const sums = new Map<Cell, number[]>();
  for (const entry of world.ledger.entries) {
    let cell = sums.get(entry.cell);
    if (cell === undefined) sums.set(entry.cell, (cell = REC_TYPES.map(() => 0)));
    addToSums(cell, entry.recType, entry.qty);
  }
  const committed = readCommitted(world);
  for (const cell of world.ledger.cells) {
    const own = sums.get(cell) ?? REC_TYPES.map(() => 0);
    const of = (recType: RecType): number => sumOf(own, recType);
    const supply = of('SA') + of('RT') + of('R1') + of('R2') - of('CM') - of('RS');
    const isBad = own.some((sum, at) => sum !== cell.sums[at]);
    if (isBad || readFigures(own).ots !== supply - (committed.get(nameCell(cell)) ?? 0))
      found.push({ rule: 'V4', detail: `${nameCell(cell)}: ots ${readFigures(cell.sums).ots}` });
  }
  return found;
};

/** Units per SKU and location that orders hold, whatever the warehouse has done with them so far. */
const readCommitted = (world: World): Map<string, number> => {
  const committed = new Map<string, number>();
  for (const order of world.orders)
    for (const line of order.lines) {
      const key = `${line.sku.key} ${line.location}`;
      committed.set(key, (committed.get(key) ?? 0) + totalOf(line));
    }
  return committed;
};
