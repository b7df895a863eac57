import type { ErpTime } from './erp-time.ts';

/** One row of the ERP's stock list, already reduced to what counts here. Units are eaches and may be negative. */
export interface ErpStockRow {
  readonly sku: string;
  readonly upc: string;
  readonly location: string;
  /** The figure the profile names (`ots`, `qoh` or `ots_wip`). */
  readonly figureEach: number;
}

export type StockReadingFault =
  'mixed-snapshots' | 'row-count-differs' | 'duplicate-rows' | 'no-clean-end' | 'time-missing';

/** One complete read of the stock list, all pages. A reading with faults is never used as a snapshot. */
export interface StockReading {
  readonly snapshotId: string;
  /** null where the profile says the ERP tells no time (level B). */
  readonly asOf: ErpTime | null;
  readonly kind: 'FULL' | 'DELTA';
  readonly rows: readonly ErpStockRow[];
  readonly faults: readonly StockReadingFault[];
  /** Our clock when the last page arrived, epoch ms. */
  readonly readAtMs: number;
}

/** A stock count the shop may follow: one as-of time, units per SKU summed over the web locations. */
export interface Snapshot {
  readonly id: string;
  readonly asOf: ErpTime | null;
  readonly isFull: boolean;
  readonly availableEach: ReadonlyMap<string, number>;
  readonly readAtMs: number;
}
