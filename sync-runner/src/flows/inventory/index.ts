import type { Snapshot, StockReading } from '#domain/snapshot.ts';
import type { Flow, FlowContext } from '../flow.ts';
import { decideStock, type StockKnown } from './decide.ts';
import { normaliseReading } from './normalise.ts';
import { pollStock } from './poll.ts';
import { writePositions } from './write.ts';

/**
 * A SKU may be adopted once the shop's orders are known: what is in flight then is left out of its stock for ever. While
 * the orders flow has never read them, only a shop without any order may go on.
 */
const mayAdopt = async ({ ledger, shop, policy }: FlowContext): Promise<boolean> => {
  if (policy.settings.flows.orders.mode !== 'live') return true;
  if ((await ledger.cursor('orders', 'modified')) !== null) return true;
  return (await shop.readOrderHeads({ modifiedAfterMs: null, page: 1 })).length === 0;
};

/** erp -> shop: one stock count, the watermark, the buffers, and the position each SKU's stock follows. */
export const inventoryFlow: Flow<StockReading, Snapshot, StockKnown | null> = {
  name: 'inventory',
  enqueueMode: 'latest',
  concurrency: 2,
  poll: pollStock,
  normalise: normaliseReading,
  async readKnown(nouns, context) {
    const { ledger, shop, clock } = context;
    const snapshot = nouns[0];
    if (snapshot === undefined) return null;
    const handshake = await shop.handshake();
    const ours = await ledger.highestGeneration();
    const issued = Number((await ledger.cursor('inventory', 'generation'))?.stamp ?? 0);
    return {
      positions: await ledger.positions(),
      taken: await ledger.takenUnits(snapshot.asOf),
      accepted: (await ledger.acceptedSnapshot())?.row ?? null,
      nextGeneration: Math.max(handshake.highest_generation, ours, issued) + 1,
      adoptionWaits: !(await mayAdopt(context)),
      elapsedMs: (sinceMs) => clock.elapsedMs(sinceMs),
    };
  },
  decide({ nouns, known, policy }) {
    const snapshot = nouns[0];
    return snapshot === undefined || known === null
      ? { decisions: [], changes: [] }
      : decideStock(snapshot, known, policy.buffers);
  },
  write: writePositions,
};
