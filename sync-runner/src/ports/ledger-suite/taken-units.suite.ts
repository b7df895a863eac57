import { describe, expect, it } from 'vitest';
import type { ErpTime } from '#domain/erp-time.ts';
import type { LedgerChange, LedgerPort } from '../ledger.ts';
import { composeErpTime, composePosition, putCommit, putOrder } from './fixtures.suite.ts';

/** What `takenUnits` promises. */
export const describeTakenUnits = (read: () => LedgerPort): void => {
  const ledger = (): LedgerPort => read();
  const apply = (...changes: readonly LedgerChange[]) => ledger().transact((tx) => tx.ledger.apply(changes));

  describe('units taken', () => {
    const asOf = composeErpTime(60);
    const taken = async (sku: string, at: ErpTime | null = asOf) => (await ledger().takenUnits(at)).get(sku);

    it('are contained once the ERP committed the order at or before the count, else in flight', async () => {
      await apply(
        { put: 'position', row: composePosition('A') },
        putOrder(1, { A: 2 }),
        putOrder(2, { A: 3 }),
        putOrder(3, { A: 5 }),
      );
      await apply(putCommit(1, composeErpTime(60)), putCommit(2, composeErpTime(61)));
      expect(await taken('A')).toMatchObject({ containedEach: 2, inFlightEach: 8 });
      expect(await taken('A', composeErpTime(61))).toMatchObject({ containedEach: 5, inFlightEach: 5 });
    });

    it('of an order without an ERP time stay in flight, and all do where the count tells no time', async () => {
      await apply({ put: 'position', row: composePosition('A') }, putOrder(1, { A: 2 }), putOrder(2, { A: 3 }));
      await apply(putCommit(1, null), putCommit(2, composeErpTime(1)));
      expect(await taken('A')).toMatchObject({ containedEach: 3, inFlightEach: 2 });
      expect(await taken('A', null)).toMatchObject({ containedEach: 0, inFlightEach: 5 });
    });

    it('of the repeated autumn hour count as inside only once the count is past that hour', async () => {
      await apply(
        { put: 'position', row: composePosition('A') },
        putOrder(1, { A: 2 }),
        putCommit(1, composeErpTime(30, 1)),
      );
      expect(await taken('A', composeErpTime(60))).toMatchObject({ containedEach: 0, inFlightEach: 2 });
      expect(await taken('A', composeErpTime(90))).toMatchObject({ containedEach: 2, inFlightEach: 0 });
    });

    it('that were inside the count of the adoption count nowhere', async () => {
      await apply(
        { put: 'position', row: composePosition('A', { adoptedAsOf: composeErpTime(30) }) },
        putOrder(1, { A: 2 }),
        putOrder(2, { A: 3 }),
      );
      await apply(putCommit(1, composeErpTime(30)), putCommit(2, composeErpTime(31)));
      expect(await taken('A')).toMatchObject({ containedEach: 3, inFlightEach: 0 });
    });

    it('of a SKU that is not adopted are never contained', async () => {
      await apply(
        { put: 'position', row: composePosition('B', { outcome: 'skipped:unknown-sku' }) },
        putOrder(1, { A: 2, B: 4 }),
        putCommit(1, composeErpTime(1)),
      );
      expect(await taken('A')).toMatchObject({ containedEach: 0, inFlightEach: 0 });
      expect(await taken('B')).toMatchObject({ containedEach: 0, inFlightEach: 0 });
    });

    it('follow the shop: a line that gives its units back, or goes, lowers them at once', async () => {
      await apply({ put: 'position', row: composePosition('A') }, putOrder(1, { A: 2, B: 1 }));
      await apply(putOrder(1, { A: 1 }));
      expect(await taken('A')).toMatchObject({ inFlightEach: 1 });
      expect(await taken('B')).toBeUndefined();
      await apply(putOrder(1, { A: 0 }));
      expect(await taken('A')).toBeUndefined();
    });

    it('name the orders in flight, newest first, at most 20', async () => {
      await apply(...Array.from({ length: 25 }, (_, index) => putOrder(index + 1, { A: 1 })));
      const row = await taken('A');
      expect(row?.inFlightEach).toBe(25);
      expect(row?.inFlightOrders).toHaveLength(20);
      expect(row?.inFlightOrders[0]).toEqual({ orderId: 25, orderNumber: '1025', unitsEach: 1 });
    });
  });
};
