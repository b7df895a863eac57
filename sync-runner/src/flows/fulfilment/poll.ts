import { startCursor } from '#domain/cursor.ts';
import type { Quarantined } from '#domain/decision.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import type { FlowContext, Polled } from '../flow.ts';

/** How far back an unsettled dispatch is followed, ERP time. */
const lookBackMaxS = 30 * 86_400;

/**
 * From where to read: two batches before the newest stamp, or the oldest dispatch that is not settled (waits for tracking,
 * for its order, for its turn). What was changed before is never listed again by itself.
 */
const composeSince = async ({ erp, ledger }: FlowContext, newest: string | null): Promise<string | null> => {
  if (newest === null) return null;
  const since = erp.rewindStamp(newest, 2 * erp.facts.stockEveryS);
  const unsettled = (await ledger.cursor('fulfilment', 'unsettled'))?.stamp ?? null;
  if (unsettled === null || unsettled >= since) return since;
  const from = erp.rewindStamp(unsettled, 1);
  const floor = erp.rewindStamp(newest, lookBackMaxS);
  return from > floor ? from : floor;
};

/** Dispatches changed since the last pass, and those not settled yet. */
export const pollShipments = async (context: FlowContext): Promise<Polled<ErpShipment>> => {
  const { erp, ledger } = context;
  if (!erp.facts.hasShipments) return { records: [], quarantined: [], changes: [] };
  const cursor = (await ledger.cursor('fulfilment', 'shipments')) ?? startCursor;
  const since = await composeSince(context, cursor.stamp);
  const records: ErpShipment[] = [];
  const quarantined: Quarantined[] = [];
  for await (const page of erp.readShipments(since)) {
    records.push(...page.records);
    quarantined.push(...page.quarantined);
  }
  const newest = records.reduce<string | null>(
    (max, { lastMod }) => (max === null || lastMod > max ? lastMod : max),
    cursor.stamp,
  );
  return {
    records,
    quarantined,
    changes: [
      { put: 'cursor', flow: 'fulfilment', name: 'shipments', cursor: { stamp: newest, passes: cursor.passes + 1 } },
    ],
  };
};
