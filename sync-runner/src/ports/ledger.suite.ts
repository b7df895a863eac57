import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerChange, LedgerPort } from './ledger.ts';
import { describeFailures } from './ledger-suite/failures.suite.ts';
import {
  composeErpTime,
  composeOrder,
  composePosition,
  composeSnapshot,
  putCommit,
  putOrder,
} from './ledger-suite/fixtures.suite.ts';
import { describeTakenUnits } from './ledger-suite/taken-units.suite.ts';

export interface LedgerFixture {
  readonly ledger: LedgerPort;
  close(): Promise<void>;
}

/** The promises of ports/ledger.ts, for every implementation. */
export const describeLedger = (name: string, open: () => Promise<LedgerFixture>): void => {
  describe(`ledger: ${name}`, () => {
    let fixture: LedgerFixture;
    let ledger: LedgerPort;

    beforeEach(async () => {
      fixture = await open();
      ledger = fixture.ledger;
    });
    afterEach(() => fixture.close());

    const apply = (...changes: readonly LedgerChange[]) => ledger.transact((tx) => tx.ledger.apply(changes));

    it('answers nothing from an empty store, without an error', async () => {
      expect(await ledger.cursor('orders', 'shop')).toBeNull();
      expect(await ledger.acceptedSnapshot()).toBeNull();
      expect(await ledger.settings()).toBeNull();
      expect(await ledger.buffers()).toBeNull();
      expect(await ledger.erpClock()).toBeNull();
      expect(await ledger.findOrder('#1')).toBeNull();
      expect(await ledger.highestGeneration()).toBe(0);
      expect(await ledger.reportedRevision()).toBe(0);
      expect(await ledger.takenUnits(composeErpTime(1))).toEqual(new Map());
      expect(await ledger.orderTally()).toEqual({ exported: 0, inErp: 0, waiting: 0, oldestWaitingAtMs: null });
      await apply();
    });

    it('remembers cursors, fingerprints, links and items, the last word of each', async () => {
      const item = {
        division: '01',
        style: '00190',
        colorCode: 'BLK',
        lblCode: '',
        dimension: '',
        sizeDesc: 'M',
        upc: '1',
      };
      await apply(
        { put: 'cursor', flow: 'orders', name: 'shop', cursor: { stamp: 'a', passes: 1 } },
        { put: 'cursor', flow: 'orders', name: 'shop', cursor: { stamp: null, passes: 2 } },
        { put: 'fingerprint', flow: 'products', subject: '00190', fingerprint: 'f1' },
        { put: 'fingerprint', flow: 'products', subject: '00190', fingerprint: 'f2' },
        { put: 'link', row: { kind: 'style', key: 'k1', shopId: 5, parentId: 0, sku: 'S' } },
        { put: 'items', rows: [{ sku: 'S', item, barcode: '123', style: '00190', isActive: true }] },
      );
      await apply({ put: 'items', rows: [{ sku: 'S', item, barcode: '124', style: '00190', isActive: false }] });
      expect(await ledger.cursor('orders', 'shop')).toEqual({ stamp: null, passes: 2 });
      expect(await ledger.fingerprints('products', ['00190', 'x'])).toEqual(new Map([['00190', 'f2']]));
      expect(await ledger.fingerprints('orders', ['00190'])).toEqual(new Map());
      expect(await ledger.links('style', ['k1'])).toEqual(
        new Map([['k1', { kind: 'style', key: 'k1', shopId: 5, parentId: 0, sku: 'S' }]]),
      );
      expect(await ledger.links('variation', ['k1'])).toEqual(new Map());
      expect(await ledger.items(['S'])).toEqual(
        new Map([['S', { sku: 'S', item, barcode: '124', style: '00190', isActive: false }]]),
      );
    });

    describe('inbox', () => {
      it('keeps state and ERP numbers of an order that comes in again', async () => {
        await apply(putOrder(1, { A: 2 }), putCommit(1, composeErpTime(5)));
        await apply(putOrder(1, { A: 1 }, 'received'));
        const row = await ledger.orderByReference('W1-1');
        expect(row).toMatchObject({
          state: 'confirmed',
          erpOrder: 'E1',
          commitTime: composeErpTime(5),
          confirmedAtMs: 5,
          seenAtMs: 1,
        });
        expect(row?.order.lines[0]?.reducedEach).toBe(1);
      });

      it('finds an order by id, by the visible number with or without #, and by reference', async () => {
        await apply(putOrder(1, {}), putOrder(2, {}));
        for (const text of ['2', '102', '#102', ' #102 ', 'W1-2'])
          expect((await ledger.findOrder(text))?.orderId).toBe(2);
        expect(await ledger.findOrder('nothing')).toBeNull();
      });

      it('lists orders by state, oldest first, and counts what must be and what is in the ERP', async () => {
        await apply(putOrder(3, {}), putOrder(1, {}), putOrder(2, {}), putCommit(2, null));
        expect((await ledger.ordersIn(['received'], 10)).map((row) => row.orderId)).toEqual([1, 3]);
        expect((await ledger.ordersIn(['received', 'confirmed'], 1)).map((row) => row.orderId)).toEqual([1]);
        expect(await ledger.orderTally()).toEqual({
          exported: 3,
          inErp: 1,
          waiting: 2,
          oldestWaitingAtMs: composeOrder(1, {}).createdAtMs,
        });
        expect([...(await ledger.orders([1, 2, 99])).keys()].sort()).toEqual([1, 2]);
      });

      it('changes only what a state change names', async () => {
        await apply(putOrder(1, {}), {
          put: 'order-state',
          reference: 'W1-1',
          state: 'held',
          holdReason: 'unmapped-sku',
          erpKey: 'K1',
        });
        await apply({ put: 'order-state', reference: 'W1-1', state: 'intended', holdReason: null });
        expect(await ledger.orderByReference('W1-1')).toMatchObject({
          state: 'intended',
          holdReason: null,
          erpKey: 'K1',
          commitTime: null,
        });
      });
    });

    describeTakenUnits(() => ledger);

    it('follows the newest accepted count, signs kept, and passes over one that was held', async () => {
      await apply({
        put: 'snapshot',
        row: composeSnapshot('s1'),
        availableEach: new Map([
          ['A', 5],
          ['B', -3],
        ]),
      });
      await apply({
        put: 'snapshot',
        row: composeSnapshot('s2', { verdict: 'held', heldBy: 'shrunken' }),
        availableEach: new Map([['A', 1]]),
      });
      const accepted = await ledger.acceptedSnapshot();
      expect(accepted?.row).toEqual(composeSnapshot('s1'));
      expect(accepted?.availableEach).toEqual(
        new Map([
          ['A', 5],
          ['B', -3],
        ]),
      );
      expect((await ledger.recentSnapshots(5)).map((row) => row.id)).toEqual(['s2', 's1']);
      await apply({ put: 'snapshot', row: composeSnapshot('s2', { asOf: null }), availableEach: new Map([['A', 1]]) });
      expect((await ledger.acceptedSnapshot())?.row).toEqual(composeSnapshot('s2', { asOf: null }));
    });

    it('keeps positions and the highest generation', async () => {
      const adopted = composePosition('A', { adoptedAsOf: composeErpTime(3), position: -2 });
      await apply({ put: 'position', row: adopted }, { put: 'position', row: composePosition('B', { generation: 9 }) });
      expect(await ledger.positions()).toEqual(
        new Map([
          ['A', adopted],
          ['B', composePosition('B', { generation: 9 })],
        ]),
      );
      expect([...(await ledger.positions(['B', 'C'])).keys()]).toEqual(['B']);
      expect(await ledger.highestGeneration()).toBe(9);
    });

    it('keeps dispatches, and lists those that wait, oldest first', async () => {
      const row = (shipNum: string, firstSeenAtMs: number) =>
        ({
          shipNum,
          reference: 'W1-1',
          orderId: null,
          fingerprint: 'f',
          state: 'waiting',
          firstSeenAtMs,
          toldAtMs: null,
        }) as const;
      await apply({ put: 'shipment', row: row('2', 20) }, { put: 'shipment', row: row('1', 10) });
      expect((await ledger.shipmentsIn(['waiting'], 10)).map((one) => one.shipNum)).toEqual(['1', '2']);
      await apply({ put: 'shipment', row: { ...row('1', 10), state: 'told', toldAtMs: 30, orderId: 4 } });
      expect(await ledger.shipments(['1', '9'])).toEqual(
        new Map([['1', { ...row('1', 10), state: 'told', toldAtMs: 30, orderId: 4 }]]),
      );
    });

    describeFailures(() => ledger);

    it('keeps the last run of each flow, buffers, and the ERP clock that is furthest ahead within a day', async () => {
      const run = {
        started_at_utc: '2026-01-01T00:00:00Z',
        ended_at_utc: '2026-01-01T00:00:01Z',
        read: 1,
        written: 1,
        skipped: 0,
        held: 0,
        failed: 0,
        reasons: [],
      };
      const rules = [{ scope: 'sku', key: 'A', kind: 'fixed', unitsEach: 3 }] as const;
      const dayMs = 86_400_000;
      await apply(
        { put: 'run', flow: 'orders', run },
        { put: 'run', flow: 'orders', run: { ...run, read: 2 } },
        { put: 'buffers', revision: 4, rules },
        { put: 'erp-clock', ourMs: 0, erpMs: 9_000 },
        { put: 'erp-clock', ourMs: 1_000, erpMs: 3_000 },
        { put: 'erp-clock', ourMs: 2_000, erpMs: 2_500 },
      );
      expect(await ledger.lastRuns()).toEqual(new Map([['orders', { ...run, read: 2 }]]));
      expect(await ledger.buffers()).toEqual({ revision: 4, rules });
      expect(await ledger.erpClock()).toEqual({ ourMs: 0, erpMs: 9_000 });
      await apply({ put: 'erp-clock', ourMs: dayMs + 500, erpMs: dayMs });
      expect(await ledger.erpClock()).toEqual({ ourMs: 1_000, erpMs: 3_000 });
    });
  });
};
