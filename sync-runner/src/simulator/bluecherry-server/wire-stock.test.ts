import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestWire } from './test-wire.ts';
import { dataOf, openTestWire } from './test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());
beforeEach(() => reset());

const reset = (body: Record<string, unknown> = {}) =>
  wire.control('reset', { noise: 'none', size: { styles: 6, colours: 4, sizes: 6 }, ...body });
const XS = '01|00101|010|||XS';
const XS_BLOCK = {
  division: '01',
  style: '00101',
  color_code: '010',
  lbl_code: '',
  dimension: '',
  size_desc: 'XS',
  upc: '800101010010',
};

describe('stock', () => {
  /** Brings XS at W1 to the figures of the document: 14 on hand, 5 open, 2 picked, so 7 to sell. */
  const arrange = async (): Promise<void> => {
    const { stock } = await wire.control<{ stock: { sku: string; location: string; qoh: number }[] }>(
      'truth?part=stock',
    );
    const now = stock.find((row) => row.sku === XS && row.location === 'W1')!.qoh;
    await wire.control('stock', { action: 'adjust', sku: XS, location: 'W1', qty: 14 - now });
    const { ord_num } = await wire.control('demand', { sku: XS, location: 'W1', qty: 7 });
    await wire.control('warehouse', { action: 'pick', ord_num, lines: [{ line_seq: 1, qty: 2 }] });
  };
  const readRow = async () => dataOf(await wire.get("/api/ats?$filter=upc eq '800101010010' and location eq 'W1'"))[0];

  test('it is the last snapshot, never live: as of the batch second, readable after compute_s', async () => {
    await wire.control('clock', { set: '2025-03-03 08:14:00' });
    await arrange();
    expect(await readRow()).toMatchObject({ snapshot_id: 'A20250303075959' });
    await wire.control('clock', { set: '2025-03-03 08:15:19' });
    expect(await readRow()).toMatchObject({ snapshot_id: 'A20250303075959' });
    await wire.control('clock', { set: '2025-03-03 08:15:20' });
    expect(await readRow()).toEqual({
      pkey: 1,
      snapshot_id: 'A20250303081500',
      as_of: '2025-03-03 08:15:00',
      ...XS_BLOCK,
      location: 'W1',
      qoh: 14,
      open_qty: 5,
      pick_qty: 2,
      resv_qty: 0,
      ots: 7,
      ots_wip: 7,
      wip_date: null,
      last_mod: '2025-03-03 08:15:00',
    });
  });

  test('an order of the batch second is in, one of the next second is not', async () => {
    await arrange();
    await wire.control('clock', { set: '2025-03-03 08:15:00' });
    await wire.control('demand', { sku: XS, location: 'W1', qty: 1 });
    await wire.control('clock', { advance_s: 1 });
    await wire.control('demand', { sku: XS, location: 'W1', qty: 1 });
    await wire.control('clock', { advance_s: 60 });
    expect(await readRow()).toMatchObject({ as_of: '2025-03-03 08:15:00', ots: 6 });
    expect(await wire.control('truth?part=violations')).toEqual({ violations: [] });
  });

  test('FULL has a row per active SKU and warehouse, transit locations only with stock', async () => {
    const read = async (query = '') =>
      (await wire.get(`/api/ats?_pgsize=1${query}`)).json as { snapshot: { row_count: number } };
    // 6 styles x 24 SKUs + 6 of the sample label - 24 inactive ones, at two warehouses.
    expect((await read()).snapshot).toMatchObject({ kind: 'FULL', row_count: 252 });
    await wire.control('stock', { action: 'adjust', sku: XS, location: 'FOB', qty: 5 });
    await wire.control('clock', { advance_s: 1 });
    await wire.control('batch', { action: 'ats' });
    expect((await read()).snapshot.row_count).toBe(253);
    await wire.control('stock', { action: 'adjust', sku: XS, location: 'FOB', qty: -5 });
    await wire.control('clock', { advance_s: 1 });
    await wire.control('batch', { action: 'ats' });
    expect((await read()).snapshot.row_count).toBe(252);
    const delta = await read("&$filter=last_mod gt '2025-03-03 08:00:00'");
    expect(delta).toMatchObject({ snapshot: { kind: 'DELTA', row_count: 1 }, data: [{ location: 'FOB', qoh: 0 }] });
  });

  test('an inactive SKU vanishes, the closed season stays', async () => {
    const count = async (style: string) =>
      dataOf(await wire.get(`/api/ats?$filter=style eq '${style}'&_pgsize=500`)).length;
    expect([await count('00104'), await count('00105')]).toEqual([0, 48]);
    await wire.control('catalogue', { action: 'edit', sku: XS, active_ok: 'N' });
    await wire.control('batch', { action: 'ats' });
    expect(await count('00101')).toBe(46);
  });

  test('the profile says where time, kind and count stand', async () => {
    await reset({ profile: { stock: { time: 'absent', count: 'absent', kind: 'absent', delta: false } } });
    const answer = (await wire.get('/api/ats?_pgsize=1')).json as { snapshot: object; data: object[] };
    expect(answer.snapshot).toEqual({ snapshot_id: 'A20250303075959' });
    expect(answer.data[0]).not.toHaveProperty('as_of');
    expect((await wire.get("/api/ats?$filter=last_mod gt '2025-03-03'")).status).toBe(400);
  });

  test('bad batches: mixed, short, undeclared, empty, zero, replay, stale; each marked, until the next good one', async () => {
    const read = async () =>
      (await wire.get('/api/ats?_pgsize=500')).json as {
        snapshot: { snapshot_id: string; as_of: string; row_count: number };
        data: { snapshot_id: string; qoh: number }[];
      };
    const bad = async (body: Record<string, unknown>) => {
      await wire.control('clock', { advance_s: 10 });
      await wire.control('batch', body);
      return read();
    };
    const good = await read();
    const mixed = await bad({ action: 'half', how: 'mixed' });
    expect(new Set(mixed.data.map((row) => row.snapshot_id)).size).toBe(2);
    const short = await bad({ action: 'half', how: 'short', share: 0.25 });
    expect([short.data.length, short.snapshot.row_count]).toEqual([63, 252]);
    const undeclared = await bad({ action: 'half', how: 'undeclared' });
    expect([undeclared.data.length, undeclared.snapshot.row_count]).toEqual([126, 126]);
    expect((await bad({ action: 'empty' })).snapshot.row_count).toBe(0);
    const zero = await bad({ action: 'zero' });
    expect(zero.data.every((row) => row.qoh === 0)).toBe(true);
    const replay = await bad({ action: 'replay' });
    expect(replay.snapshot.as_of < zero.snapshot.as_of).toBe(true);
    await wire.control('batch', { action: 'stale', batches: 1 });
    await wire.control('clock', { set: '2025-03-03 08:16:00' });
    expect((await read()).snapshot.as_of).toBe(replay.snapshot.as_of);
    await wire.control('clock', { set: '2025-03-03 08:31:00' });
    const healed = await read();
    expect(healed.data.map((row) => row.qoh)).toEqual(good.data.map((row) => row.qoh));
    const { snapshots } = await wire.control<{ snapshots: { forced: boolean }[] }>('truth?part=snapshots');
    expect(snapshots.map((row) => row.forced)).toEqual([false, true, true, true, true, true, true, false]);
    expect(await wire.control('truth?part=violations')).toEqual({ violations: [] });
  });
});
