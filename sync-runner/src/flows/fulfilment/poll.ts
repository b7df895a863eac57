import { startCursor } from '#domain/cursor.ts';
import type { Quarantined } from '#domain/decision.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import type { FlowContext, Polled } from '../flow.ts';

/** Look back of the first pass, ERP time. */
const firstLookBackS = 30 * 86_400;
/** Waiting shipments looked at again in one pass. */
const waitingMax = 500;

/** Dispatches changed since the last pass; while any waits (for tracking, for its order) the overlap reaches back to it. */
export const pollShipments = async ({ erp, ledger, clock }: FlowContext): Promise<Polled<ErpShipment>> => {
  if (!erp.facts.hasShipments) return { records: [], quarantined: [], changes: [] };
  const cursor = (await ledger.cursor('fulfilment', 'shipments')) ?? startCursor;
  const overlapS = 2 * erp.facts.stockEveryS;
  const waiting = await ledger.shipmentsIn(['waiting'], waitingMax);
  const oldestMs = waiting.reduce<number | null>(
    (min, { firstSeenAtMs }) => (min === null || firstSeenAtMs < min ? firstSeenAtMs : min),
    null,
  );
  const waitingS = oldestMs === null ? 0 : Math.min(firstLookBackS, Math.ceil(clock.elapsedMs(oldestMs) / 1000));
  const since = cursor.stamp === null ? null : erp.rewindStamp(cursor.stamp, overlapS + waitingS);
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
