import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ErpStyleRecord } from '#domain/product.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import { composeDraft } from './erp-draft.suite.ts';
import type { ErpPort } from './erp.ts';

/** An ERP under test: the port, and the control address of the simulator behind it (bluecherry.md 6.3). */
export interface ErpUnderTest {
  readonly erp: ErpPort;
  readonly controlUrl: string;
  /** Resets the simulator to a small quiet world (no noise, manual clock) with the profile of this port. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

interface LoggedCall {
  readonly verb: string;
  readonly path: string;
}

/** What every implementation of the ERP port must do, told to a simulator that can misbehave. */
export const describeErpPort = (name: string, open: () => Promise<ErpUnderTest>): void => {
  describe(name, () => {
    let world: ErpUnderTest;
    let size: ErpStyleRecord['colours'][number]['sizes'][number];

    const control = async (path: string, body?: unknown): Promise<unknown> => {
      const answer = await fetch(`${world.controlUrl}/_sim/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const told = (await answer.json()) as { ok: boolean; result?: unknown; error?: string };
      if (!told.ok) throw new Error(`control ${path}: ${told.error ?? 'no reason'}`);
      return told.result;
    };
    const fault = (script: Readonly<Record<string, unknown>>): Promise<unknown> =>
      control('faults', { script: [{ match: { route: '/api/salesOrder' }, ...script }] });

    const readStyles = async (after: string | null = null): Promise<ErpStyleRecord[]> => {
      const all: ErpStyleRecord[] = [];
      for await (const page of world.erp.readStyles(after)) {
        expect(page.quarantined).toEqual([]);
        all.push(...page.records);
      }
      return all;
    };
    const readShipments = async (): Promise<ErpShipment[]> => {
      const all: ErpShipment[] = [];
      for await (const page of world.erp.readShipments(null)) all.push(...page.records);
      return all;
    };
    const create = async (orderId: number): Promise<{ erpKey: string; erpOrder: string }> => {
      const got = await world.erp.createOrder(composeDraft(orderId, size));
      if (got.outcome !== 'created') throw new Error(JSON.stringify(got));
      const order = await world.erp.readOrder(got.erpKey);
      return { erpKey: got.erpKey, erpOrder: order?.erpOrder ?? '' };
    };

    beforeAll(async () => {
      world = await open();
    });
    beforeEach(async () => {
      await world.reset();
      const styles = await readStyles();
      const first = styles[0]?.colours[0]?.sizes[0];
      if (first === undefined) throw new Error('the world has no styles');
      size = first;
    });
    afterAll(() => world.close());

    describe('styles', () => {
      it('are read to the last one, with every colour and size and its SKU', async () => {
        const styles = await readStyles();
        expect(styles.length).toBeGreaterThan(4);
        expect(new Set(styles.map((style) => style.style)).size).toBe(styles.length);
        const sizes = styles.flatMap((style) => style.colours.flatMap((colour) => colour.sizes));
        expect(sizes.length).toBeGreaterThan(styles.length);
        expect(sizes.every((each) => each.sku.split('|').length === 6)).toBe(true);
        expect(styles.find((style) => style.style === '00104')?.isActive).toBe(false);
      });

      it('that did not change are not read again', async () => {
        const styles = await readStyles();
        const latest =
          styles
            .map((style) => style.lastMod)
            .sort()
            .at(-1) ?? '';
        await control('clock', { advance_s: 60 });
        await control('catalogue', { action: 'edit', style: '00101', style_name: 'Better Tee' });
        const changed = await readStyles(latest);
        expect(changed.map((style) => [style.style, style.name])).toEqual([['00101', 'Better Tee']]);
      });
    });

    describe('stock', () => {
      it('is read whole, of one count, for the web locations only, as the ERP books it', async () => {
        const reading = await world.erp.readStock();
        expect(reading).toMatchObject({ faults: [], kind: 'FULL' });
        expect(new Set(reading.rows.map((row) => row.location))).toEqual(new Set(['W1', 'W2']));
        const truth = (await control('truth?part=stock')) as {
          stock: { sku: string; location: string; ots: number }[];
        };
        const booked = new Map(truth.stock.map((row) => [`${row.sku} ${row.location}`, row.ots]));
        expect(reading.rows.length).toBeGreaterThan(20);
        for (const row of reading.rows) expect(row.figureEach).toBe(booked.get(`${row.sku} ${row.location}`));
      });

      it('tells which count it is with one small question', async () => {
        const reading = await world.erp.readStock();
        expect(await world.erp.peekStock()).toEqual({ snapshotId: reading.snapshotId, asOf: reading.asOf });
      });

      it.each([
        ['mixed', 'mixed-snapshots'],
        ['short', 'row-count-differs'],
      ])('of a %s batch is told as faulty, never as a count', async (how, expected) => {
        await control('clock', { advance_s: 900 });
        await control('batch', { action: 'half', how, share: 0.5 });
        expect((await world.erp.readStock()).faults).toContain(expected);
      });

      it('of an empty batch has no rows', async () => {
        await control('batch', { action: 'empty' });
        expect((await world.erp.readStock()).rows).toEqual([]);
      });
    });

    describe('an order', () => {
      it('is created once, found by its reference and equal to what was sent', async () => {
        const got = await world.erp.createOrder(composeDraft(10_001, size));
        expect(got).toMatchObject({ outcome: 'created', wasExisting: false });
        const found = await world.erp.findOrders('W1-10001');
        expect(found).toHaveLength(1);
        expect(found[0]).toMatchObject({
          reference: 'W1-10001',
          status: 'OPEN',
          splitFrom: '',
          totals: composeDraft(10_001, size).totals,
          lines: [{ lineSeq: 1, sku: size.sku, orderedEach: 2, totalEach: 2, discount: '6.00', tax: '4.32' }],
        });
        expect(found[0]?.commitTime?.earliestMs).toBe(Date.UTC(2025, 2, 3, 13));
      });

      it('with an unknown article is refused with the ERP\u2019s own code and text', async () => {
        const unknown = { ...size, item: { ...size.item, style: '99999', upc: '' } };
        const got = await world.erp.createOrder(composeDraft(10_002, unknown));
        expect(got).toMatchObject({ outcome: 'refused', code: 'SKU_UNKNOWN' });
        expect(await world.erp.findOrders('W1-10002')).toEqual([]);
      });

      it.each([
        ['timeout_after', {}],
        ['reset_after', {}],
        ['reset_mid_body', {}],
        ['html', { after: true }],
        ['empty_200', {}],
        ['truncated', {}],
        ['malformed', {}],
        ['status', { code: 502, after: true }],
      ])('whose answer is lost (%s) is unclear, and the look-up tells the truth', async (kind, args) => {
        await fault({ kind, args, match: { route: '/api/salesOrder', verb: 'POST' } });
        const got = await world.erp.createOrder(composeDraft(10_003, size));
        expect(got.outcome).toBe('unclear');
        const log = (await control('log?since=0&limit=1000')) as LoggedCall[];
        expect(log.filter((call) => call.verb === 'POST')).toHaveLength(1);
        const orders = (await control('truth?part=orders')) as { orders: { po_num: string }[] };
        const booked = orders.orders.filter((order) => order.po_num === 'W1-10003').length;
        expect(await world.erp.findOrders('W1-10003')).toHaveLength(booked);
      });

      it.each([
        [401, 'auth'],
        [404, 'shape'],
        [405, 'shape'],
      ])('answered with %i was certainly not taken', async (code, kind) => {
        await fault({ kind: 'status', args: { code, shape: '3' } });
        await expect(world.erp.createOrder(composeDraft(10_004, size))).rejects.toMatchObject({ kind });
      });

      it('refused by the rate limit is tried again when the ERP says', async () => {
        const beforeMs = Date.now();
        await fault({ kind: 'retry_after', args: { value: 30 } });
        const refused = await world.erp.createOrder(composeDraft(10_005, size)).catch((error: unknown) => error);
        expect(refused).toMatchObject({ kind: 'rate-limited' });
        expect((refused as { retryAtMs: number }).retryAtMs).toBeGreaterThan(beforeMs);
      });

      it('is found with everything split off it, as one family', async () => {
        const { erpOrder } = await create(10_006);
        await control('erp', { action: 'split', ord_num: erpOrder, lines: [{ line_seq: 1, qty: 1 }] });
        const found = await world.erp.findOrders('W1-10006');
        expect(found.map((order) => order.splitFrom).sort()).toEqual(['', erpOrder]);
        expect(found.flatMap((order) => order.lines).reduce((sum, line) => sum + line.totalEach, 0)).toBe(2);
      });

      it('is only found by exactly its reference', async () => {
        await create(10_007);
        expect(await world.erp.findOrders('w1-10007')).toEqual([]);
        expect(await world.erp.findOrders('W1-1000')).toEqual([]);
        expect(await world.erp.findOrders("W1-'10007")).toEqual([]);
      });

      it('that is not visible to a look-up yet can be read by its key', async () => {
        await fault({ kind: 'late_visible', args: { s: 300 } });
        const { erpKey } = await create(10_008);
        expect(await world.erp.findOrders('W1-10008')).toEqual([]);
        expect(await world.erp.readOrder(erpKey)).toMatchObject({ reference: 'W1-10008' });
        await control('clock', { advance_s: 301 });
        expect(await world.erp.findOrders('W1-10008')).toHaveLength(1);
      });

      it('that does not exist is null', async () => {
        expect(await world.erp.readOrder('99999999')).toBeNull();
      });
    });

    describe('a dispatch', () => {
      it('is read with its cartons, lines and a tracking number that comes later', async () => {
        const { erpOrder } = await create(10_009);
        await control('warehouse', { action: 'allocate', ord_num: erpOrder });
        const order = (await world.erp.findOrders('W1-10009'))[0];
        expect(order?.status).toBe('ALLOCATED');
        const truth = (await control('truth?part=orders')) as {
          orders: { ord_num: string; orderdetail: { location: string }[] }[];
        };
        const location = truth.orders.find((each) => each.ord_num === erpOrder)?.orderdetail[0]?.location;
        const pick = (await control('warehouse', { action: 'pick', ord_num: erpOrder, location })) as {
          pick_num: string;
        };
        const carton = { track_no: '', weight: '0.70', lines: [{ line_seq: 1, qty: 2 }] };
        const shipped = (await control('warehouse', {
          action: 'ship',
          pick_num: pick.pick_num,
          cartons: [carton],
        })) as {
          ship_num: string;
          carton_nums: string[];
        };
        const line = { lineSeq: 1, sku: size.sku, quantityEach: 2 };
        const expected = { cartonNum: shipped.carton_nums[0], trackingNumber: '', isVoided: false, lines: [line] };
        const seen = await readShipments();
        expect(seen).toHaveLength(1);
        expect(seen[0]).toMatchObject({ shipNum: shipped.ship_num, erpOrder, reference: 'W1-10009', isVoided: false });
        expect(seen[0]?.cartons).toEqual([expected]);
        await control('warehouse', { action: 'add_tracking', carton_num: shipped.carton_nums[0], track_no: '1Z9' });
        expect((await readShipments())[0]?.cartons).toEqual([{ ...expected, trackingNumber: '1Z9' }]);
      });
    });

    describe('trouble', () => {
      it('of one answer is cured by asking again', async () => {
        await control('faults', { script: [{ match: { route: '/api/ats' }, kind: 'html', nth: 1, count: 2 }] });
        expect((await world.erp.readStock()).faults).toEqual([]);
      });

      it('of a lowered page cap leaves no gap', async () => {
        const whole = (await world.erp.readStock()).rows.length;
        await control('faults', {
          script: [{ match: { route: '/api/ats' }, kind: 'cap', args: { size: 30 }, count: null }],
        });
        expect(await world.erp.readStock()).toMatchObject({ faults: [], rows: { length: whole } });
      });

      it.each(['dup_page', 'empty_page'])('of a %s in the middle of a list leaves no gap', async (kind) => {
        const whole = (await readStyles()).map((style) => style.style);
        await control('faults', { script: [{ match: { route: '/api/style' }, kind, nth: 2 }] });
        expect([...new Set((await readStyles()).map((style) => style.style))].sort()).toEqual(whole);
        await control('faults', { script: [{ match: { route: '/api/ats' }, kind, nth: 2 }] });
        expect((await world.erp.readStock()).faults).toEqual([]);
      });

      it('that stays is a transient error, so that the flow comes back', async () => {
        await control('faults', {
          script: [{ match: { route: '/api/style' }, kind: 'status', args: { code: 500 }, count: null }],
        });
        await expect(readStyles()).rejects.toMatchObject({ kind: 'transient' });
      });

      it('with the key stops at once and says so', async () => {
        await control('config', { keys: ['another'] });
        await expect(world.erp.check()).rejects.toMatchObject({ kind: 'auth', code: 'ERP_AUTH_REFUSED' });
      });
    });

    it('answers the connection check with its version', async () => {
      expect((await world.erp.check()).version).toMatch(/\S/);
    });
  });
};
