import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderState } from '#contracts/codes.ts';
import type { FailureFact } from '#contracts/failure.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { ShopOrder } from '#domain/sales-order.ts';
import type { LedgerChange, LedgerPort, PositionRow, SnapshotRow } from './ledger.ts';

export interface LedgerFixture {
  readonly ledger: LedgerPort;
  close(): Promise<void>;
}

/** Minute `minute` of one ERP day; `hours` widens it to a stamp of the repeated hour. */
const composeErpTime = (minute: number, hours = 0): ErpTime => ({
  text: `minute ${minute}`,
  earliestMs: 1_700_000_000_000 + minute * 60_000,
  latestMs: 1_700_000_000_000 + minute * 60_000 + hours * 3_600_000,
});

const nobody = {
  name: '',
  company: '',
  line1: '',
  line2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  email: '',
  phone: '',
};

/** An order that took units of SKUs. */
const composeOrder = (id: number, units: Readonly<Record<string, number>>): ShopOrder => ({
  id,
  number: `10${id}`,
  status: 'processing',
  currency: 'EUR',
  createdAtMs: 1_700_000_000_000 + id * 1_000,
  modifiedAtMs: 1_700_000_000_000 + id * 1_000,
  paidAtMs: null,
  paymentMethod: 'test',
  customerNote: '',
  billing: nobody,
  shipping: nobody,
  lines: Object.entries(units).map(([sku, reducedEach], index) => ({
    id: id * 10 + index,
    productId: 1,
    variationId: 2,
    sku,
    name: sku,
    quantityEach: reducedEach,
    subtotal: '10.00',
    total: '10.00',
    totalTax: '0',
    reducedEach,
  })),
  charges: [],
  totalTax: '0',
  total: '10.00',
  refundIds: [],
  linkedErpOrder: '',
  linkedErpKey: '',
});

const putOrder = (
  id: number,
  units: Readonly<Record<string, number>>,
  state: OrderState = 'received',
): LedgerChange => ({
  put: 'order',
  row: {
    orderId: id,
    reference: `W1-${id}`,
    contentHash: `hash-${id}`,
    order: composeOrder(id, units),
    isExported: true,
    state,
    holdReason: null,
    seenAtMs: id,
  },
});

const putCommit = (id: number, commitTime: ErpTime | null): LedgerChange => ({
  put: 'order-state',
  reference: `W1-${id}`,
  state: 'confirmed',
  erpOrder: `E${id}`,
  commitTime,
  confirmedAtMs: 5,
});

const composePosition = (sku: string, parts: Partial<PositionRow> = {}): PositionRow => ({
  sku,
  productId: 7,
  position: 10,
  generation: 1,
  adoptedAsOf: null,
  writtenAtMs: 1,
  outcome: 'written',
  ...parts,
});

const composeSnapshot = (id: string, parts: Partial<SnapshotRow> = {}): SnapshotRow => ({
  id,
  asOf: composeErpTime(1),
  isFull: true,
  skuCount: 2,
  rowCount: 2,
  verdict: 'accepted',
  heldBy: '',
  readAtMs: 1,
  ...parts,
});

const composeFailure = (key: string, parts: Partial<FailureFact> = {}): FailureFact => ({
  key,
  flow: 'orders',
  code: 'ERP_ORDER_REJECTED',
  kind: 'rejected',
  subject: { type: 'order', id: '1', label: '#1' },
  title: 'Refused',
  meaning: '',
  next_step: '',
  if_nobody_acts: '',
  owner: 'shop',
  remedy: 'retry',
  attempts: 1,
  next_try_at_utc: null,
  first_seen_at_utc: '2026-01-01T00:00:00Z',
  last_seen_at_utc: '2026-01-01T00:00:00Z',
  money: null,
  units: null,
  detail: '',
  ...parts,
});

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

    describe('units taken', () => {
      const asOf = composeErpTime(60);
      const taken = async (sku: string, at: ErpTime | null = asOf) => (await ledger.takenUnits(at)).get(sku);

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

    describe('failures', () => {
      const later = {
        last_seen_at_utc: '2026-01-02T00:00:00Z',
        first_seen_at_utc: '2026-01-02T00:00:00Z',
        attempts: 4,
      };

      it('join one row a key, which keeps its first sighting and rises in revision', async () => {
        await apply({ put: 'failure', fact: composeFailure('k') });
        const [first] = await ledger.failuresAfter(0, 10);
        await apply({ put: 'failure', fact: composeFailure('k', later) });
        const rows = await ledger.failuresAfter(first?.revision ?? 0, 10);
        expect(rows).toHaveLength(1);
        expect(rows[0]?.fact).toEqual(composeFailure('k', { ...later, first_seen_at_utc: '2026-01-01T00:00:00Z' }));
        expect(await ledger.failuresAfter(rows[0]?.revision ?? 0, 10)).toEqual([]);
      });

      it('close with a reason, once, and open anew when the trouble comes back', async () => {
        await apply(
          { put: 'failure', fact: composeFailure('k') },
          { put: 'failure-closed', key: 'k', reason: 'healed', atMs: 9 },
        );
        const [closed] = await ledger.failuresAfter(0, 10);
        expect(closed?.closed).toEqual({ atMs: 9, reason: 'healed' });
        expect(await ledger.openFailure('k')).toBeNull();
        await apply(
          { put: 'failure-closed', key: 'k', reason: 'again', atMs: 10 },
          { put: 'failure-closed', key: 'never', reason: '', atMs: 10 },
        );
        expect(await ledger.failuresAfter(closed?.revision ?? 0, 10)).toEqual([]);
        await apply({ put: 'failure', fact: composeFailure('k', later) });
        expect(await ledger.openFailure('k')).toEqual(composeFailure('k', later));
        expect(await ledger.openFailureKeys('orders')).toEqual(['k']);
        expect(await ledger.openFailureKeys('products')).toEqual([]);
      });

      it('are told to the plugin in revisions, whose mark is kept', async () => {
        await apply({ put: 'failure', fact: composeFailure('a') }, { put: 'failure', fact: composeFailure('b') });
        const [first] = await ledger.failuresAfter(0, 1);
        await ledger.transact((tx) => tx.ledger.setReportedRevision(first?.revision ?? 0));
        const rest = await ledger.failuresAfter(await ledger.reportedRevision(), 10);
        expect(rest.map((row) => row.fact.key)).toEqual(['b']);
      });
    });

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
