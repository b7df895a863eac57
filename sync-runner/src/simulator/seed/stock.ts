import { bookEntry, cellOf } from '../world/ledger.ts';
import type { World } from '../world/world.ts';
import { WAREHOUSES, stampAt } from '../world/world.ts';

/** 0 to 60 units of every SKU at both warehouses, stamped one second before the start: the first snapshot has them. */
export const seedStock = (world: World): void => {
  const stamp = stampAt(world, world.clock.nowMs() - 1000);
  for (const sku of world.catalogue.skus)
    for (const location of WAREHOUSES) {
      const cell = cellOf(world.ledger, sku, location);
      bookEntry(world.ledger, stamp, cell, 'SA', world.random.stock.between(0, 60), 'SEED');
    }
};
