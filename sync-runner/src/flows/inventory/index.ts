import type { Snapshot, StockReading } from '#domain/snapshot.ts';
import type { Flow } from '../flow.ts';
import { decideStock, type StockKnown } from './decide.ts';
import { normaliseReading } from './normalise.ts';
import { pollStock } from './poll.ts';
import { writePositions } from './write.ts';

/** erp -> shop: one stock count, the watermark, the buffers, and the position each SKU's stock follows. */
export const inventoryFlow: Flow<StockReading, Snapshot, StockKnown | null> = {
  name: 'inventory',
  enqueueMode: 'latest',
  concurrency: 2,
  poll: pollStock,
  normalise: normaliseReading,
  async readKnown(nouns, { ledger, shop, clock }) {
    const snapshot = nouns[0];
    if (snapshot === undefined) return null;
    const handshake = await shop.handshake();
    const ours = await ledger.highestGeneration();
    return {
      positions: await ledger.positions(),
      taken: await ledger.takenUnits(snapshot.asOf),
      accepted: (await ledger.acceptedSnapshot())?.row ?? null,
      nextGeneration: Math.max(handshake.highest_generation, ours) + 1,
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
