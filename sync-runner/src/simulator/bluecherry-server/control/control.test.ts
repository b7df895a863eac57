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

describe('the clock', () => {
  test('tells now, utc, mode and rate; advances; is set; never goes back', async () => {
    expect(await wire.control('clock')).toEqual({
      now: '2025-03-03 08:00:00',
      utc: '2025-03-03T13:00:00.000Z',
      mode: 'manual',
      rate: 1,
    });
    expect(await wire.control('clock', { advance_s: 900 })).toMatchObject({ now: '2025-03-03 08:15:00' });
    expect(await wire.control('clock', { set: '2025-03-03 09:00:00' })).toMatchObject({ now: '2025-03-03 09:00:00' });
    expect(await wire.refused('clock', { set: '2025-03-03 08:59:59' })).toContain('never goes back');
    expect(await wire.refused('clock', { set: '2025-02-30 08:00:00' })).toContain('is no time');
  });

  test('the second pass of the autumn hour can be set, and stamps then repeat', async () => {
    await reset({ start: '2025-11-02 01:40:00' });
    expect(await wire.control('clock', { set: '2025-11-02 01:10:00' })).toMatchObject({
      utc: '2025-11-02T06:10:00.000Z',
    });
    expect(await place()).toBe('0004711');
    expect(await find('0004711')).toMatchObject({ commit_time: '2025-11-02 01:10:00' });
    expect(await violations()).toEqual([]);
  });

  test('in mode real it goes on by itself, and the rate can be set', async () => {
    expect(await wire.control('clock', { mode: 'real', rate: 3600 })).toMatchObject({ mode: 'real', rate: 3600 });
    // One wall millisecond is 3.6 s there: the next answer is later, whatever the machine's speed.
    await expect
      .poll(async () => (await wire.control('clock'))['now'], { interval: 5 })
      .not.toBe('2025-03-03 08:00:00');
  });
});

describe('reset and config', () => {
  test('the same seed is the same world, another seed another one', async () => {
    const stock = async (seed: number) => {
      await reset({ seed });
      return wire.control('truth?part=stock');
    };
    const first = await stock(3);
    expect(await stock(3)).toEqual(first);
    expect(await stock(4)).not.toEqual(first);
  });

  test('the same calls get the same answers, noise and all', async () => {
    const run = async () => {
      await reset({ seed: 11, noise: 'default', config: { timeout_ms: 1, slow_ms: 1, rate_per_min: 0, p_5xx: 0.3 } });
      const answers = [];
      for (let at = 0; at < 25; at += 1) {
        const answer = await wire.post('/api/salesOrder', [documentOrder({ po_num: `W1-${at}` })]).catch(() => 'lost');
        answers.push(typeof answer === 'string' ? answer : [answer.status, answer.text]);
        await wire.control('clock', { advance_s: 30 });
      }
      return [answers, await wire.control('truth?part=orders')];
    };
    const first = await run();
    expect(await run()).toEqual(first);
  });

  test('an unknown member is refused with its path, and the world stays', async () => {
    await place();
    expect(await wire.refused('reset', { seeds: 1 })).toContain('seeds');
    expect(await wire.refused('reset', { profile: { orders: { mode: 'x' } } })).toContain('profile.orders.mode');
    expect(await wire.refused('config', { lag: 5 })).toContain('config.lag');
    expect(await find('0004711')).toMatchObject({ ord_num: '0004711' });
  });

  test('without a body reset takes the defaults of the document', async () => {
    await wire.control('reset', {});
    expect(await wire.control('config')).toMatchObject({
      ats_every_s: 900,
      rate_per_min: 60,
      p_5xx: 0.02,
      maintenance: ['02:00', '02:15'],
      keys: ['test'],
      auto: { on: false, track_s: 1800 },
    });
    expect(await wire.control('health')).toEqual({ ready: true, seed: 1, now: '2025-03-03 08:00:00' });
  });

  test('noise none silences chance, lag, rate and maintenance', async () => {
    expect(await wire.control('config')).toMatchObject({
      p_5xx: 0,
      p_fail: 0,
      lag: [],
      rate_per_min: 0,
      maintenance: null,
    });
  });
});

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

describe('the night, demand, log', () => {
  test('at 01:00 units past their end date are cancelled by the house', async () => {
    const ordNum = await place({ end_date: '2025-03-03' });
    await wire.control('clock', { set: '2025-03-04 01:00:00' });
    expect(await find(ordNum)).toMatchObject({
      ord_status: 'CANCELLED',
      last_mod_by: 'BATCH',
      last_mod: '2025-03-04 01:00:00',
    });
    expect(await lineOf(ordNum)).toMatchObject({ cancel_type: 'CH', total_qty: 0 });
  });

  test('demand by the hour brings wholesale orders until it is switched off', async () => {
    await wire.control('demand', { per_hour: 60, lump_mean: 4 });
    await wire.control('clock', { advance_s: 3600 });
    const count = async () => (await wire.control<{ orders: unknown[] }>('truth?part=orders')).orders.length;
    const afterAnHour = await count();
    expect(afterAnHour).toBeGreaterThan(30);
    await wire.control('demand', { per_hour: 0 });
    await wire.control('clock', { advance_s: 3600 });
    expect(await count()).toBe(afterAnHour);
    expect(await violations()).toEqual([]);
  });

  test('the log keeps calls in order, with bodies and without keys', async () => {
    await place();
    await wire.get('/api/pick?subscription-key=test');
    const log = await wire.control<Record<string, unknown>[]>('log?since=1&limit=1');
    expect(log).toEqual([
      {
        seq: 2,
        at: '2025-03-03 08:00:00',
        verb: 'GET',
        path: '/api/pick',
        query: 'subscription-key=***',
        status: 200,
        fault: null,
        committed: false,
        req: null,
        res: { version: '1.0', data: { header: [] } },
      },
    ]);
    expect((await wire.control<Record<string, unknown>[]>('log'))[0]).toMatchObject({
      committed: true,
      req: [documentOrder()],
    });
  });
});

describe('the catalogue call', () => {
  const add = () =>
    wire.control<{ style: string; skus: string[] }>('catalogue', {
      action: 'add',
      style: '00190',
      colours: 4,
      sizes: 6,
      retail_price: '29.99',
    });
  const read = async (style: string) =>
    headersOf(await wire.get(`/api/style?$filter=style eq '${style}'&_include=all`))[0]!;

  test('add enters a style with price, UPCs and a fresh stamp; the next snapshot has its zeros', async () => {
    const { style, skus } = await add();
    expect([style, skus.length, skus[0]]).toEqual(['00190', 24, '01|00190|010|||XS']);
    expect(await read('00190')).toMatchObject({
      retail_price: '29.99',
      curr_code: 'USD',
      last_mod: '2025-03-03 08:00:00',
    });
    await wire.control('batch', { action: 'ats' });
    const rows = dataOf(await wire.get("/api/ats?$filter=style eq '00190'&_pgsize=500"));
    expect(rows).toHaveLength(48);
    expect(rows[0]).toMatchObject({ upc: '800190010014', qoh: 0 });
    expect(await wire.refused('catalogue', { action: 'add', style: '00190' })).toContain('exists already');
  });

  test('edit changes members of style, colour and SKU; sizes come and go', async () => {
    await add();
    await wire.control('catalogue', { action: 'edit', style: '00190', style_name: 'Cap', retail_price: '31.50' });
    await wire.control('catalogue', { action: 'edit', style: '00190', color_code: '010', color_name: 'Blue' });
    await wire.control('catalogue', {
      action: 'edit',
      sku: '01|00190|010|||XS',
      retail_price: '9.99',
      ean: '4000000000001',
    });
    const style = await read('00190');
    expect(style).toMatchObject({ style_name: 'Cap', retail_price: '31.50' });
    const [colour] = rowsOf(style, 'styledetail');
    expect(colour).toMatchObject({ color_name: 'Blue', retail_price: null });
    expect((colour!['stylecolorsizes'] as { 'rows-i': object[] })['rows-i'][0]).toMatchObject({ retail_price: '9.99' });
    const grown = await wire.control<{ skus: string[] }>('catalogue', {
      action: 'add_size',
      style: '00190',
      size_desc: '3X',
    });
    expect(grown.skus).toContain('01|00190|040|||3X');
    await wire.control('catalogue', { action: 'drop_size', style: '00190', size_desc: 'XS' });
    await wire.control('batch', { action: 'ats' });
    expect(dataOf(await wire.get("/api/ats?$filter=style eq '00190'&_pgsize=500"))).toHaveLength(48);
  });

  test('rename, upc, merge and split keep stock and orders with their SKUs', async () => {
    const ordNum = await place();
    await wire.control('catalogue', { action: 'rename', style: '00101', to: '00201' });
    await wire.control('catalogue', { action: 'rename', style: '00201', color_code: '010', to: '011' });
    await wire.control('catalogue', { action: 'rename', sku: '01|00201|011|||XS', to: 'XXS' });
    await wire.control('catalogue', { action: 'upc', sku: '01|00201|011|||XXS', upc: '999999999993' });
    expect(await lineOf(ordNum)).toMatchObject({
      style: '00201',
      color_code: '011',
      size_desc: 'XXS',
      upc: '999999999993',
    });
    await wire.control('catalogue', { action: 'split', style: '00201', color_codes: ['011'], to: '00301' });
    expect(await lineOf(ordNum)).toMatchObject({ style: '00301' });
    await wire.control('catalogue', { action: 'merge', style: '00301', into: '00201' });
    expect(await read('00301')).toMatchObject({ active_ok: 'N' });
    expect(rowsOf(await read('00201'), 'styledetail').map((row) => row['color_code'])).toEqual(['020', '011']);
    await wire.control('batch', { action: 'ats' });
    expect(await violations()).toEqual([]);
  });
});
