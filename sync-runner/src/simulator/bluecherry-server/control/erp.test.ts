import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestWire } from '../test-wire.ts';
import { dataOf, documentOrder, headersOf, openTestWire, rowsOf } from '../test-wire.ts';

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
const entries = async (doc: string) =>
  (await wire.control<{ ledger: { doc: string; rec_type: string; qty: number }[] }>('truth?part=ledger')).ledger
    .filter((entry) => entry.doc === doc)
    .map((entry) => `${entry.rec_type}${entry.qty > 0 ? '+' : ''}${entry.qty}`);

describe('people in the ERP', () => {
  test('an edited line moves revision, last_mod, editor and the ledger', async () => {
    const ordNum = await place();
    await wire.control('clock', { advance_s: 60 });
    await wire.control('erp', { action: 'edit_line', ord_num: ordNum, line_seq: 1, total_qty: 1, price: '27.99' });
    expect(await find(ordNum)).toMatchObject({ revision: 2, last_mod: '2025-03-03 08:01:00', last_mod_by: 'USER' });
    expect(await lineOf(ordNum)).toMatchObject({ total_qty: 1, price: '27.99', ext_amt: '27.99', disc_amt: '3.00' });
    expect(await entries(ordNum)).toEqual(['OP+2', 'CH+1', 'OP-1']);
    await wire.control('erp', { action: 'edit_line', ord_num: ordNum, line_seq: 1, total_qty: 4 });
    expect(await lineOf(ordNum)).toMatchObject({ ord_qty: 5, total_qty: 4, disc_amt: '12.00', tax_amt: '8.64' });
  });

  test('a substituted line keeps the SKU first ordered', async () => {
    const ordNum = await place();
    await wire.control('erp', { action: 'substitute', ord_num: ordNum, line_seq: 1, sku: '01|00101|020|||S' });
    expect(await lineOf(ordNum)).toMatchObject({
      color_code: '020',
      size_desc: 'S',
      org_style: '00101',
      org_color: '010',
      org_size: 'XS',
      org_upc: '800101010010',
    });
    expect(await entries(ordNum)).toEqual(['OP+2', 'OP-2', 'OP+2']);
  });

  test('a split takes reference, line and commit time along, charges stay, no cent is lost', async () => {
    const ordNum = await place();
    await wire.control('clock', { advance_s: 60 });
    const lines = [{ line_seq: 1, qty: 1 }];
    const { ord_num: twinNum } = await wire.control<{ ord_num: string }>('erp', {
      action: 'split',
      ord_num: ordNum,
      lines,
    });
    expect(await find(twinNum)).toMatchObject({
      ord_num: '0004712',
      po_num: 'W1-10234',
      altpo: '#10234',
      split_from: ordNum,
      commit_time: '2025-03-03 08:00:00',
      merch_amt: '29.99',
      disc_amt: '3.00',
      tax_amt: '2.16',
      frgt_amt: '0.00',
    });
    expect(await find(ordNum)).toMatchObject({ frgt_amt: '5.00', merch_amt: '29.99' });
    expect(await lineOf(ordNum)).toMatchObject({ ord_qty: 1, total_qty: 1 });
    expect(await wire.control('truth?part=duplicates')).toEqual({ duplicates: [] });
    await wire.control('erp', { action: 'split', ord_num: ordNum });
    expect((await find(ordNum))['ord_status']).not.toBe('CANCELLED');
    for (const num of [twinNum, '0004713']) await wire.control('erp', { action: 'cancel_order', ord_num: num });
    expect(await find(ordNum)).toMatchObject({ ord_status: 'CANCELLED' });
  });

  test('hold and release move units between DM and OP; held orders are neither allocated nor picked', async () => {
    const ordNum = await place();
    await wire.control('erp', { action: 'hold', ord_num: ordNum, hold_code: 'CR' });
    expect(await find(ordNum)).toMatchObject({ ord_status: 'HELD', hold_code: 'CR' });
    expect(await wire.refused('warehouse', { action: 'allocate', ord_num: ordNum })).toContain('held');
    expect(await wire.refused('warehouse', { action: 'pick', ord_num: ordNum })).toContain('held');
    await wire.control('erp', { action: 'release', ord_num: ordNum });
    expect(await entries(ordNum)).toEqual(['OP+2', 'OP-2', 'DM+2', 'DM-2', 'OP+2']);
  });

  test('address and ship-via', async () => {
    const ordNum = await place();
    const address = { name: 'B', addr1: '2 Side St', city: 'Troy', country: 'US' };
    await wire.control('erp', { action: 'address', ord_num: ordNum, address });
    await wire.control('erp', { action: 'ship_via', ord_num: ordNum, shipper: 'FDX' });
    expect(await find(ordNum)).toMatchObject({ shipper: 'FDX', revision: 3 });
    expect(await wire.refused('erp', { action: 'ship_via', ord_num: ordNum, shipper: 'XYZ' })).toBe(
      'CODE_BAD: shipper XYZ',
    );
  });
});
