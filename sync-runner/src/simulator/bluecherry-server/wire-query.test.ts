import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestWire } from './test-wire.ts';
import { dataOf, documentOrder, headersOf, openTestWire, rowsOf } from './test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());
beforeEach(() => reset());

const reset = (body: Record<string, unknown> = {}) =>
  wire.control('reset', { noise: 'none', size: { styles: 60, colours: 1, sizes: 2 }, ...body });
const styles = async (query: string) => headersOf(await wire.get(`/api/style?${query}`)).map((row) => row['style']);

describe('filters', () => {
  test.each([
    ["$filter=style eq '00101'", ['00101']],
    ["$filter=style+eq+'00101'", ['00101']],
    ['%24filter=style%20eq%20%2700101%20%27', ['00101']],
    ["$filter=style eq '00101' and active_ok eq 'y'", ['00101']],
    ["$filter=style eq '00104' and active_ok eq 'Y'", []],
    ["$filter=style gt '00158'", ['00159', '00160']],
    ["$filter=last_mod gt '2025-03-01 10:00:00'", []],
  ])('%s finds %j', async (query, found) => {
    expect(await styles(query)).toEqual(found);
  });

  test('gt is strict, a bare date is its midnight, a T between date and time is read', async () => {
    expect(await styles("$filter=last_mod gt '2025-03-01'&_pgsize=1")).toEqual(['00101']);
    expect(await styles("$filter=last_mod gt '2025-03-01T09:59:59'&_pgsize=1")).toEqual(['00101']);
    expect(await styles("$filter=last_mod gt '2025-03-02'&_pgsize=1")).toEqual([]);
  });

  test.each([
    '$filter=style eq 00101',
    "$filter=style lt '00101'",
    "$filter=style_name eq 'Tee'",
    "$filter=style eq '00101",
    "$filter=style eq '1' or style eq '2'",
    "$filter=last_mod gt 'yesterday'",
    '_pgno=0',
    '_pgsize=-1',
    'pkey=abc',
  ])('%s is BAD_QUERY', async (query) => {
    const answer = await wire.get(`/api/style?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('BAD_QUERY');
  });

  test('read errors take their three shapes in turn', async () => {
    const shapes = [];
    for (let at = 0; at < 4; at += 1) shapes.push((await wire.get('/api/style?_pgno=0')).json);
    const text = 'BAD_QUERY: _pgno must be a whole number from 1';
    expect(shapes).toEqual([
      { errors: [{ errorMessage: text }] },
      { errors: [{ message: text }] },
      { message: text },
      { errors: [{ errorMessage: text }] },
    ]);
  });

  test('an inner quote is doubled, unless the profile escapes it otherwise', async () => {
    await wire.post('/api/salesOrder', [documentOrder({ altpo: "O'Hara" })]);
    expect(headersOf(await wire.get("/api/salesOrder?$filter=altpo eq 'o''hara'"))).toHaveLength(1);
    await reset({ profile: { filter: { escape: "\\'" } } });
    await wire.post('/api/salesOrder', [documentOrder({ altpo: "O'Hara" })]);
    expect(headersOf(await wire.get("/api/salesOrder?$filter=altpo eq 'o\\'hara'"))).toHaveLength(1);
  });

  test('pkey finds that record on the collection path, an unknown one is an empty list', async () => {
    expect(await styles('pkey=103')).toEqual(['00103']);
    expect(await styles('pkey=9')).toEqual([]);
  });
});

describe('pages', () => {
  test('25 by default, from page 1, in pkey order; past the end an empty list', async () => {
    expect(await styles('')).toHaveLength(25);
    expect((await styles('_pgno=3')).at(-1)).toBe('00160');
    expect(await styles('_pgno=4')).toEqual([]);
  });

  test('above the cap the size is clamped without a word', async () => {
    await reset({ profile: { paging: { documents: 10, lists: 20 } } });
    expect(await styles('_pgsize=500')).toHaveLength(10);
    expect(dataOf(await wire.get('/api/ats?_pgsize=500'))).toHaveLength(20);
  });
});

describe('paths and verbs', () => {
  test('paths take any case, an unknown one is 404, a wrong verb 405, each in the shape of the gateway', async () => {
    expect((await wire.get('/API/Style')).status).toBe(200);
    const unknown = await wire.get('/api/invoices');
    expect([unknown.status, unknown.json]).toEqual([404, { statusCode: 404, message: 'Resource not found' }]);
    expect((await wire.post('/api/style', [])).status).toBe(405);
    expect((await wire.get('/api/salesOrderChange')).status).toBe(405);
  });
});

describe('what the profile renames or lays out otherwise', () => {
  const sizesOf = (colour: Record<string, unknown>): string[] => Object.keys(colour['stylecolorsizes'] as object);

  test('flat: each child object once beside the header, with the rows of all parents', async () => {
    await reset({ profile: { envelope: { layout: 'flat' } } });
    const answer = (await wire.get('/api/style?_pgsize=2&_include=all')).json as {
      data: { header: object[]; styledetail: { rows: { fkey: number }[] }; stylecolorsizes: { 'rows-i': object[] } };
    };
    expect(answer.data.header[0]).not.toHaveProperty('styledetail');
    expect(answer.data.styledetail.rows.map((row) => row.fkey)).toEqual([101, 102, 102]);
    expect(answer.data.stylecolorsizes['rows-i']).toHaveLength(6);
  });

  test('numbered: the third level counts its parent rows', async () => {
    await reset({ profile: { envelope: { layout: 'numbered' } } });
    const [, style] = headersOf(await wire.get('/api/style?_pgsize=2&_include=all'));
    expect(rowsOf(style, 'styledetail').map(sizesOf)).toEqual([['rows-1'], ['rows-2']]);
  });

  test('routes, children and members go by their new names, both ways', async () => {
    const profile = {
      routes: { salesOrder: 'orders', shipment: null },
      children: { orderdetail: 'lines' },
      fields: { salesOrder: { po_num: 'cust_po' } },
      orders: { time: 'entered_at' },
      codes: { status: { OPEN: '10' } },
    };
    await reset({ profile });
    const { po_num, orderDetail, ...rest } = documentOrder();
    const receipt = await wire.post('/api/orders', [{ ...rest, cust_po: po_num, Lines: orderDetail }]);
    expect(dataOf(receipt)[0]).toMatchObject({
      cust_po: 'W1-10234',
      ord_status: '10',
      entered_at: '2025-03-03 08:00:00',
    });
    const [order] = headersOf(
      await wire.get("/api/orders?$filter=cust_po eq 'W1-10234' and ord_status eq '10'&_include=all"),
    );
    expect(order).toMatchObject({ cust_po: 'W1-10234', lines: { rows: [{ line_seq: 1 }] } });
    expect(order).not.toHaveProperty('commit_time');
    expect((await wire.get("/api/orders?$filter=po_num eq 'W1-10234'")).status).toBe(400);
    expect((await wire.get('/api/salesOrder')).status).toBe(404);
    expect((await wire.get('/api/shipment')).status).toBe(404);
  });

  test('without a commit time the member is absent; other formats and padded texts come out as asked', async () => {
    await reset({
      profile: { orders: { time: '' }, formats: { datetime: 'YYYY-MM-DDTHH:mm:ss' } },
      config: { pad_spaces: true },
    });
    const [receipt] = dataOf(await wire.post('/api/salesOrder', [documentOrder()]));
    expect(receipt).not.toHaveProperty('commit_time');
    const [order] = headersOf(await wire.get("/api/salesOrder?$filter=po_num eq 'W1-10234'"));
    expect(order).toMatchObject({ last_mod: '2025-03-03T08:00:00', shipper: 'UPG', customer: 'WEB       ' });
  });

  test('dates of another format are written, filtered and taken', async () => {
    await reset({ profile: { formats: { datetime: 'MM/DD/YYYY HH:mm:ss', date: 'MM/DD/YYYY' } } });
    await wire.post('/api/salesOrder', [documentOrder({ start_date: '03/03/2025', end_date: '04/02/2025' })]);
    const [order] = headersOf(await wire.get("/api/salesOrder?$filter=last_mod gt '03/03/2025 07:59:59'"));
    expect(order).toMatchObject({ end_date: '04/02/2025', commit_time: '03/03/2025 08:00:00' });
    expect(headersOf(await wire.get("/api/salesOrder?$filter=last_mod gt '03/03/2025 08:00:00'"))).toEqual([]);
  });
});
