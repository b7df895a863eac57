import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestWire } from './test-wire.ts';
import { dataOf, documentLine, documentOrder, headersOf, openTestWire, rowsOf } from './test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());
beforeEach(() => reset());

const reset = async (body: Record<string, unknown> = {}): Promise<void> => {
  await wire.control('reset', { noise: 'none', size: { styles: 6, colours: 4, sizes: 6 }, ...body });
};
const place = async (order = documentOrder()): Promise<Record<string, unknown>> => {
  const answer = await wire.post('/api/salesOrder', [order]);
  if (answer.status !== 200) throw new Error(answer.text);
  return dataOf(answer)[0]!;
};
const findOrder = async (poNum = 'W1-10234'): Promise<Record<string, unknown>> => {
  const answer = await wire.get(`/api/salesOrder?$filter=po_num eq '${poNum}'&_include=all`);
  return headersOf(answer)[0]!;
};

describe('an order is entered', () => {
  test('the example of the document gets the answer of the document, member by member', async () => {
    await wire.control('clock', { set: '2025-03-03 09:12:44' });
    const answer = await wire.post('/api/salesOrder', [documentOrder()]);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(
      '{"version":"1.0","data":[{"item":0,"pkey":88121,"ord_num":"0004711","po_num":"W1-10234","ord_status":"OPEN","revision":1,"commit_time":"2025-03-03 09:12:44","existing":"N"}]}',
    );
  });

  test('it is found by its reference with all members, sums and children', async () => {
    await wire.control('clock', { set: '2025-03-03 09:12:44' });
    await place();
    const { orderdetail, orderaddress, ordercharge, ...header } = await findOrder();
    expect(header).toEqual({
      pkey: 88121,
      ord_num: '0004711',
      ord_status: 'OPEN',
      po_num: 'W1-10234',
      altpo: '#10234',
      ord_type: 'WEB',
      division: '01',
      customer: 'WEB',
      store: '0001',
      location: '',
      start_date: '2025-03-03',
      end_date: '2025-04-02',
      term: 'CC',
      shipper: 'UPG',
      hold_code: '',
      notes: '',
      curr_code: 'USD',
      merch_amt: '59.98',
      disc_amt: '6.00',
      frgt_amt: '5.00',
      tax_amt: '4.72',
      misc_amt: '-10.00',
      insu_amt: '0.00',
      total_amt: '53.70',
      split_from: '',
      commit_time: '2025-03-03 09:12:44',
      revision: 1,
      last_mod: '2025-03-03 09:12:44',
      last_mod_by: 'API',
    });
    const { pkey, ...line } = rowsOf({ orderdetail }, 'orderdetail')[0]!;
    expect(pkey).toEqual(expect.any(Number));
    expect(line).toEqual({
      ...documentLine(),
      fkey: 88121,
      org_style: '',
      org_color: '',
      org_lbl: '',
      org_dim: '',
      org_size: '',
      org_upc: '',
      ord_qty: 2,
      total_qty: 2,
      open_qty: 2,
      alloc_qty: 0,
      pick_qty: 0,
      ship_qty: 0,
      cancel_qty: 0,
      cancel_type: '',
      location: 'W1',
      last_mod: '2025-03-03 09:12:44',
    });
    expect(rowsOf({ orderaddress }, 'orderaddress').map((row) => row['addr_type'])).toEqual(['BT', 'ST']);
    expect(rowsOf({ ordercharge }, 'ordercharge').map((row) => row['amt'])).toEqual(['5.00', '-10.00']);
  });

  test('without _include=all the children are absent', async () => {
    await place();
    const [header] = headersOf(await wire.get('/api/salesOrder'));
    expect(header).not.toHaveProperty('orderdetail');
  });

  const refusals: [string, Record<string, unknown>, RegExp][] = [
    ['without reference', { po_num: '' }, /^FIELD_MISSING: po_num/],
    ['with a reference of 21 characters', { po_num: 'W1-123456789012345678' }, /^LEN_FIELD/],
    ['with a reference of another form', { po_num: 'w1/1' }, /^PO_FORMAT/],
    ['without lines', { orderDetail: [] }, /^FIELD_MISSING/],
    ['with a date that does not exist', { end_date: '2025-02-30' }, /^FIELD_MISSING: end_date/],
    ['with an unknown shipper', { shipper: 'XYZ' }, /^CODE_BAD: shipper XYZ$/],
    ['with a total one cent off', { total_amt: '53.71' }, /^AMT_SUM/],
    ['with an amount of three places', { frgt_amt: '5.001' }, /^FIELD_MISSING: frgt_amt/],
    ['without ship-to', { orderAddress: [{ ...addressOf(documentOrder()) }] }, /^FIELD_MISSING: orderAddress ST/],
    ['with a header note too long', { notes: 'x'.repeat(201) }, /^LEN_FIELD: notes/],
    ['with an unknown SKU', lines({ style: '00999' }), /^SKU_UNKNOWN: line 1/],
    ['with the UPC of another SKU beside the key', lines({ upc: '800101010027' }), /^SKU_MISMATCH: line 1/],
    ['of an inactive style', lines({ style: '00104', upc: '' }), /^SKU_INACTIVE: line 1$/],
    ['of a closed season', lines({ style: '00105', upc: '' }), /^SEASON_CLOSED: line 1/],
    ['of no units', lines({ ord_qty: 0 }), /^QTY_BAD/],
    ['with an extension out of tolerance', lines({ ext_amt: '60.01' }), /^AMT_SUM/],
    ['with a line number twice', { orderDetail: [documentLine(), documentLine()] }, /^QTY_BAD/],
    [
      'with a gift card above nothing',
      { orderCharge: [{ chg_code: 'GC', chg_type: 'GIFTCARD', amt: '1.00', tax_amt: '0.00' }] },
      /^AMT_SUM/,
    ],
  ];
  test.each(refusals)('%s it is refused, and nothing is booked', async (_why, over, text) => {
    const answer = await wire.post('/api/salesOrder', [documentOrder(over)]);
    expect(answer.status).toBe(400);
    const errors = (answer.json as { errors: { errorMessage: string }[] }).errors;
    expect(errors[0]!.errorMessage).toMatch(text);
    const { orders } = await wire.control<{ orders: unknown[] }>('truth?part=orders');
    expect(orders).toEqual([]);
  });

  test('a UPC alone finds its SKU; shared by two labels it means the label of the line', async () => {
    const byUpc = (lblCode: string) =>
      documentOrder({
        po_num: `W1-${lblCode === '' ? 1 : 2}`,
        orderDetail: [
          documentLine({ style: '', color_code: '', size_desc: '', upc: '800102010019', lbl_code: lblCode }),
        ],
      });
    await place(byUpc(''));
    await place(byUpc('SMP'));
    expect(rowsOf(await findOrder('W1-1'), 'orderdetail')[0]).toMatchObject({ style: '00102', lbl_code: '' });
    expect(rowsOf(await findOrder('W1-2'), 'orderdetail')[0]).toMatchObject({ style: '00102', lbl_code: 'SMP' });
  });

  test('a sent extension within tolerance is kept as it is', async () => {
    await place(documentOrder({ ...lines({ ext_amt: '59.99' }), merch_amt: '59.99', total_amt: '53.71' }));
    expect(rowsOf(await findOrder(), 'orderdetail')[0]).toMatchObject({ ext_amt: '59.99' });
  });

  test('a body that is no array with an object in it is BAD_JSON; refusals take the three shapes in turn', async () => {
    const texts = [];
    for (const body of ['[]', '{}', 'no json', '[1]']) texts.push((await wire.post('/api/salesOrder', body)).json);
    const text = 'BAD_JSON: the body must be an array of objects, with at least one';
    expect(texts).toEqual([
      { errors: [{ errorMessage: text }] },
      { message: [{ message: text }] },
      { message: text },
      { errors: [{ errorMessage: text }] },
    ]);
  });
});

function addressOf(order: Record<string, unknown>): Record<string, unknown> {
  return (order['orderAddress'] as Record<string, unknown>[])[0]!;
}

function lines(over: Record<string, unknown>): Record<string, unknown> {
  return { orderDetail: [documentLine(over)] };
}

describe('the same reference comes twice', () => {
  test('accept: a second order, and truth names the duplicate', async () => {
    await place();
    expect(await place()).toMatchObject({ ord_num: '0004712', existing: 'N' });
    expect(await wire.control('truth?part=duplicates')).toEqual({ duplicates: ['W1-10234'] });
  });

  test('reject: 400 with the first number, also when the first one is cancelled', async () => {
    await reset({ profile: { orders: { duplicate: 'reject' } } });
    await place();
    await wire.control('erp', { action: 'cancel_order', ord_num: '0004711' });
    const answer = await wire.post('/api/salesOrder', [documentOrder()]);
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ errors: [{ errorMessage: 'PO_DUP: W1-10234 is order 0004711' }] });
  });

  test('existing: the numbers of the first one, with existing Y', async () => {
    await reset({ profile: { orders: { duplicate: 'existing' } } });
    await place();
    expect(await place()).toMatchObject({ pkey: 88121, ord_num: '0004711', existing: 'Y' });
  });

  test('another customer may use the same reference', async () => {
    await reset({ profile: { orders: { duplicate: 'reject' } } });
    await place();
    expect(await place(documentOrder({ customer: 'WHSL' }))).toMatchObject({ ord_num: '0004712' });
  });
});

describe('an array of orders', () => {
  const bad = documentOrder({ po_num: 'W1-2', shipper: 'XYZ' });

  test('all or nothing: one bad item and none is booked', async () => {
    expect((await wire.post('/api/salesOrder', [documentOrder(), bad])).status).toBe(400);
    expect(headersOf(await wire.get('/api/salesOrder'))).toEqual([]);
  });

  test('per item: the bad one carries its error, the others are in', async () => {
    await reset({ profile: { orders: { array: 'per_item' } } });
    const answer = await wire.post('/api/salesOrder', [bad, documentOrder()]);
    expect(answer.status).toBe(200);
    expect(dataOf(answer)[0]).toEqual({ item: 0, errors: [{ errorMessage: 'CODE_BAD: shipper XYZ' }] });
    expect(dataOf(answer)[1]).toMatchObject({ item: 1, ord_num: '0004711' });
  });

  test('answer top: one object with the pkey of the last, however long the array', async () => {
    await reset({ profile: { envelope: { answer: 'top' } } });
    const answer = await wire.post('/api/salesOrder', [documentOrder(), documentOrder({ po_num: 'W1-2' })]);
    expect(answer.text).toBe('{"pkey":88122}');
  });
});

describe('batch mode', () => {
  beforeEach(() => reset({ profile: { orders: { mode: 'batch' } } }));

  test('an order is queued with 202, waits as PENDING and is in with the next batch run', async () => {
    const answer = await wire.post('/api/salesOrder', [documentOrder()]);
    expect(answer.status).toBe(202);
    expect(answer.text).toBe('{"version":"1.0","data":[{"item":0,"batch_id":"B000019","po_num":"W1-10234"}]}');
    const find = async () => dataOf(await wire.get("/api/salesOrderAck?$filter=batch_id eq 'B000019'"))[0];
    expect(await find()).toMatchObject({ pkey: 7, outcome: 'PENDING', ord_num: '', commit_time: null });
    await wire.control('clock', { advance_s: 300 });
    expect(await find()).toMatchObject({
      outcome: 'ACCEPTED',
      ord_num: '0004711',
      commit_time: '2025-03-03 08:05:00',
      last_mod: '2025-03-03 08:05:00',
    });
  });

  test('what is wrong with it comes in the ack', async () => {
    expect((await wire.post('/api/salesOrder', [documentOrder(lines({ style: '00104', upc: '' }))])).status).toBe(202);
    await wire.control('batch', { action: 'orders' });
    expect(dataOf(await wire.get('/api/salesOrderAck'))[0]).toMatchObject({
      outcome: 'REJECTED',
      ord_num: '',
      commit_time: null,
      errors: [{ errorMessage: 'SKU_INACTIVE: line 1' }],
    });
  });

  test('only the reference, no lines and no JSON are refused at once', async () => {
    expect((await wire.post('/api/salesOrder', [documentOrder({ po_num: 'x' })])).status).toBe(400);
    expect((await wire.post('/api/salesOrder', [documentOrder({ orderDetail: [] })])).status).toBe(400);
    expect((await wire.post('/api/salesOrder', [documentOrder({ total_amt: '1.00' })])).status).toBe(202);
  });
});
