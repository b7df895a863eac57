import type { Quarantined } from '#domain/decision.ts';
import { startCursor } from '#domain/cursor.ts';
import type { ErpStyleRecord } from '#domain/product.ts';
import type { FlowContext, Polled } from '../flow.ts';

/**
 * Styles changed since the last pass, with an overlap of two ERP batches, because only `gt` is proven and stamps have no
 * zone. Once a day (ERP calendar) all of them, so that nothing missed stays missed.
 */
export const pollStyles = async ({ erp, ledger, clock }: FlowContext): Promise<Polled<ErpStyleRecord>> => {
  const cursor = (await ledger.cursor('products', 'styles')) ?? startCursor;
  const today = erp.composeErpDate(clock.nowMs());
  const fullPass = (await ledger.cursor('products', 'full-pass')) ?? startCursor;
  const since =
    cursor.stamp === null || fullPass.stamp !== today ? null : erp.rewindStamp(cursor.stamp, 2 * erp.facts.stockEveryS);
  const records: ErpStyleRecord[] = [];
  const quarantined: Quarantined[] = [];
  for await (const page of erp.readStyles(since)) {
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
      { put: 'cursor', flow: 'products', name: 'styles', cursor: { stamp: newest, passes: cursor.passes + 1 } },
      {
        put: 'cursor',
        flow: 'products',
        name: 'full-pass',
        cursor: { stamp: today, passes: fullPass.passes + (since === null ? 1 : 0) },
      },
    ],
  };
};
