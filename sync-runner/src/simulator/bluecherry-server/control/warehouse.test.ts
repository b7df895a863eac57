import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestWire } from '../test-wire.ts';
import { dataOf, documentLine, documentOrder, headersOf, openTestWire, rowsOf } from '../test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());
beforeEach(() => reset());

const reset = (body: Record<string, unknown> = {}) =>
  wire.control('reset', { noise: 'none', size: { styles: 6, colours: 2, sizes: 3 }, ...body });
const place = async (over: Record<string, unknown> = {}): Promise<string> => {
  const answer = await wire.post('/api/salesOrder', [documentOrder(over)]);
  if (answer.status !== 200) throw new Error(answer.text);
  return dataOf(answer)[0]!['ord_num'] as string;
};
const find = async (ordNum: string) =>
  headersOf(await wire.get(`/api/salesOrder?$filter=ord_num eq '${ordNum}'&_include=all`))[0]!;
const lineOf = async (ordNum: string) => rowsOf(await find(ordNum), 'orderdetail')[0]!;
const violations = async () => (await wire.control<{ violations: unknown[] }>('truth?part=violations')).violations;
const entries = async (doc: string) =>
  (await wire.control<{ ledger: { doc: string; rec_type: string; qty: number }[] }>('truth?part=ledger')).ledger
    .filter((entry) => entry.doc === doc)
    .map((entry) => `${entry.rec_type}${entry.qty > 0 ? '+' : ''}${entry.qty}`);

describe('the warehouse', () => {
  const two = { orderDetail: [documentLine({ ord_qty: 2 })] };
  const pick = (ordNum: string, more: Record<string, unknown> = {}) =>
    wire.control<{ pick_num: string }>('warehouse', { action: 'pick', ord_num: ordNum, ...more });

  test('allocate, pick, ship, invoice lead through the statuses; warehouse steps leave revision and line stamps', async () => {
    const ordNum = await place(two);
    const status = async () => (await find(ordNum))['ord_status'];
    await wire.control('clock', { advance_s: 60 });
    await wire.control('warehouse', { action: 'allocate', ord_num: ordNum });
    expect(await status()).toBe('ALLOCATED');
    await pick(ordNum, { lines: [{ line_seq: 1, qty: 1 }] });
    const { ship_num } = await wire.control('warehouse', { action: 'ship', pick_num: '0000912' });
    expect([ship_num, await status()]).toEqual(['0000055', 'PARTIAL']);
    await pick(ordNum);
    await wire.control('warehouse', { action: 'ship', pick_num: '0000913' });
    expect(await status()).toBe('SHIPPED');
    expect(await wire.control('warehouse', { action: 'invoice', ord_num: ordNum })).toMatchObject({
      inv_num: '0000031',
    });
    expect(await status()).toBe('INVOICED');
    expect(await find(ordNum)).toMatchObject({ revision: 1, last_mod: '2025-03-03 08:01:00' });
    expect(await lineOf(ordNum)).toMatchObject({ ship_qty: 2, open_qty: 0, last_mod: '2025-03-03 08:00:00' });
    expect(await entries(ordNum)).toEqual(['OP+2', 'OP-1', 'PK+1', 'PK-1', 'IN+1', 'OP-1', 'PK+1', 'PK-1', 'IN+1']);
    expect(await violations()).toEqual([]);
  });

  test('an invoice comes by itself, invoice_s after the shipment, on pick and shipment', async () => {
    const ordNum = await place(two);
    await pick(ordNum);
    await wire.control('warehouse', { action: 'ship', pick_num: '0000912' });
    await wire.control('clock', { advance_s: 600 });
    expect(headersOf(await wire.get('/api/shipment'))[0]).toMatchObject({ inv_num: '0000031' });
    expect(headersOf(await wire.get('/api/pick'))[0]).toMatchObject({ inv_num: '0000031', ship_date: '2025-03-03' });
  });

  test('two cartons share the units, a late tracking number moves the shipment, unpacked units reopen', async () => {
    const ordNum = await place(two);
    await pick(ordNum);
    const lines = [{ line_seq: 1, qty: 1 }];
    const { carton_nums } = await wire.control<{ carton_nums: string[] }>('warehouse', {
      action: 'ship',
      pick_num: '0000912',
      cartons: [{ track_no: '', weight: '1.5', lines }],
    });
    expect(await lineOf(ordNum)).toMatchObject({ ship_qty: 1, open_qty: 1, pick_qty: 0 });
    await wire.control('clock', { advance_s: 60 });
    await wire.control('warehouse', { action: 'add_tracking', carton_num: carton_nums[0], track_no: 'TRK1' });
    const [shipment] = headersOf(
      await wire.get("/api/shipment?$filter=last_mod gt '2025-03-03 08:00:59'&_include=all"),
    );
    expect(rowsOf(shipment, 'cartonheader')[0]).toMatchObject({ track_no: 'TRK1', weight: '1.50' });
    await pick(ordNum);
    await wire.control('warehouse', { action: 'ship', pick_num: '0000913', cartons: [{}, {}] });
    expect(rowsOf(headersOf(await wire.get('/api/shipment?_include=all'))[1], 'cartonheader')).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  test('a void shipment gives its units back to the pick, its invoice no longer stands, and it ships again', async () => {
    const ordNum = await place(two);
    await pick(ordNum);
    await wire.control('warehouse', { action: 'ship', pick_num: '0000912', cartons: [{}, {}] });
    await wire.control('warehouse', { action: 'invoice', ord_num: ordNum });
    await wire.control('warehouse', { action: 'void_shipment', ship_num: '0000055' });
    expect(headersOf(await wire.get('/api/shipment'))[0]).toMatchObject({ void_ok: 'Y' });
    expect(headersOf(await wire.get('/api/pick'))[0]).toMatchObject({ pick_status: 'RELEASED', inv_num: '' });
    expect(await lineOf(ordNum)).toMatchObject({ ship_qty: 0, pick_qty: 2 });
    await wire.control('warehouse', { action: 'ship', pick_num: '0000912' });
    expect(headersOf(await wire.get("/api/shipment?$filter=ord_num eq '0004711'"))).toHaveLength(2);
    expect(await violations()).toEqual([]);
  });

  test('a void carton leaves the other one shipped, and the rest is invoiced anew', async () => {
    const ordNum = await place(two);
    await pick(ordNum);
    const { carton_nums } = await wire.control<{ carton_nums: string[] }>('warehouse', {
      action: 'ship',
      pick_num: '0000912',
      cartons: [{}, {}],
    });
    await wire.control('clock', { advance_s: 600 });
    await wire.control('warehouse', { action: 'void_carton', carton_num: carton_nums[1] });
    expect(await lineOf(ordNum)).toMatchObject({ ship_qty: 1, pick_qty: 1 });
    expect(headersOf(await wire.get('/api/shipment'))[0]).toMatchObject({ void_ok: 'N', inv_num: '' });
    await wire.control('clock', { advance_s: 600 });
    expect(headersOf(await wire.get('/api/shipment'))[0]).toMatchObject({ inv_num: '0000032' });
    await wire.control('warehouse', { action: 'void_pick', pick_num: '0000912' });
    expect(await lineOf(ordNum)).toMatchObject({ ship_qty: 1, pick_qty: 0, open_qty: 1 });
    expect(await violations()).toEqual([]);
  });

  test('a pick at another location moves the line there, unless part of it is picked', async () => {
    const ordNum = await place(two);
    await pick(ordNum, { location: 'W2', lines: [{ line_seq: 1, qty: 1 }] });
    expect(await lineOf(ordNum)).toMatchObject({ location: 'W2', last_mod: '2025-03-03 08:00:00' });
    expect(await wire.refused('warehouse', { action: 'pick', ord_num: ordNum, location: 'W1' })).toContain('PICKED');
    await wire.control('warehouse', { action: 'void_pick', pick_num: '0000912' });
    expect(headersOf(await wire.get('/api/pick'))[0]).toMatchObject({ pick_status: 'VOID' });
    expect(await lineOf(ordNum)).toMatchObject({ pick_qty: 0, open_qty: 2 });
    expect(await violations()).toEqual([]);
  });
});
