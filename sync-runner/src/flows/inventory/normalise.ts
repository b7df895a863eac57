import type { Quarantined } from '#domain/decision.ts';
import type { Snapshot, StockReading, StockReadingFault } from '#domain/snapshot.ts';
import type { Normalised } from '../flow.ts';

const FAULT_TEXT: Readonly<Record<StockReadingFault, string>> = {
  'mixed-snapshots': 'its pages came from more than one count',
  'row-count-differs': 'the number of rows differs from its row_count',
  'duplicate-rows': 'a SKU stands twice at one location',
  'no-clean-end': 'its last page never came',
  'time-missing': 'as_of is missing although the profile expects it',
};

const quarantine = (reading: StockReading, code: Quarantined['code'], fault: string): Normalised<Snapshot> => ({
  outcome: 'quarantined',
  quarantined: {
    subject: { type: 'snapshot', id: reading.snapshotId || 'unnamed', label: 'Blue Cherry’s stock list' },
    code,
    fault,
  },
});

/** Sums each SKU over the web locations. A reading with any fault is no snapshot: the shop keeps the last good one. */
export const normaliseReading = (reading: StockReading): Normalised<Snapshot> => {
  if (reading.faults.length > 0)
    return quarantine(reading, 'SNAPSHOT_MIXED', reading.faults.map((fault) => FAULT_TEXT[fault]).join(', and '));
  if (reading.rows.length === 0) return quarantine(reading, 'SNAPSHOT_EMPTY', 'it has no rows');
  const availableEach = new Map<string, number>();
  for (const { sku, figureEach } of reading.rows) availableEach.set(sku, (availableEach.get(sku) ?? 0) + figureEach);
  return {
    outcome: 'noun',
    noun: {
      id: reading.snapshotId,
      asOf: reading.asOf,
      isFull: reading.kind === 'FULL',
      availableEach,
      readAtMs: reading.readAtMs,
    },
  };
};
