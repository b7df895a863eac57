import type { StockReading } from '#domain/snapshot.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { FlowContext, Polled } from '../flow.ts';

/** The count we hold already, as a reading: nothing new to fetch, but rules and orders may have moved. */
const recallReading = async ({ erp, ledger, clock }: FlowContext): Promise<StockReading | null> => {
  const accepted = await ledger.acceptedSnapshot();
  const now = accepted === null ? null : await erp.peekStock();
  if (accepted === null || now === null || now.snapshotId !== accepted.row.id) return null;
  return {
    snapshotId: accepted.row.id,
    asOf: accepted.row.asOf,
    kind: accepted.row.isFull ? 'FULL' : 'DELTA',
    rows: [...accepted.availableEach].map(([sku, figureEach]) => ({ sku, upc: '', location: '', figureEach })),
    faults: [],
    readAtMs: clock.nowMs(),
  };
};

/** One complete stock reading. The ERP's stamp beside our clock goes along: "ERP now" is measured, never assumed. */
export const pollStock = async (context: FlowContext): Promise<Polled<StockReading>> => {
  const recalled = await recallReading(context);
  if (recalled !== null) return { records: [recalled], quarantined: [], changes: [] };
  const reading = await context.erp.readStock();
  const changes: LedgerChange[] =
    reading.asOf === null ? [] : [{ put: 'erp-clock', erpMs: reading.asOf.latestMs, ourMs: context.clock.nowMs() }];
  return { records: [reading], quarantined: [], changes };
};
