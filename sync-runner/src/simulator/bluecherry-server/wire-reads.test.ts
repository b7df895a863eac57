import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestWire } from './test-wire.ts';
import { dataOf, documentLine, documentOrder, headersOf, openTestWire, rowsOf } from './test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());
beforeEach(() => reset());

const reset = () => wire.control('reset', { noise: 'none', size: { styles: 6, colours: 4, sizes: 6 } });
const XS_BLOCK = {
  division: '01',
  style: '00101',
  color_code: '010',
  lbl_code: '',
  dimension: '',
  size_desc: 'XS',
  upc: '800101010010',
};

test('the connection check: GET pick without a query tells the version', async () => {
  const answer = await wire.get('/api/pick');
  expect(answer.status).toBe(200);
  expect(answer.text).toBe('{"version":"1.0","data":{"header":[]}}');
});

test('a style is the one of the document: three levels, each row with its members', async () => {
  const [style] = headersOf(await wire.get("/api/style?$filter=style eq '00101'&_include=all"));
  const price = { list_price: null, retail_price: null, curr_code: '', price_date: null };
  const { styledetail, ...header } = style!;
  expect(header).toEqual({
    pkey: 101,
    style: '00101',
    style_name: 'Tee',
    style_desc: '',
    group_code1: 'TOPS',
    group_code2: '',
    group_code3: '',
    group_code4: '',
    group_code5: '',
    group_code6: '',
    group_code7: '',
    group_code8: '',
    ...price,
    active_ok: 'Y',
    last_mod: '2025-03-01 10:00:00',
  });
  const { stylecolorsizes, ...colour } = rowsOf({ styledetail }, 'styledetail')[0]!;
  expect(colour).toEqual({
    pkey: 2011,
    fkey: 101,
    division: '01',
    season: 'SP25',
    third_party_item: '',
    std_cost: '7.15',
    gar_wgt: '0.35',
    catg_dest1: 'SHP',
    catg_dest2: '',
    color_code: '010',
    color_name: 'Navy',
    lbl_code: '',
    dimension: '',
    active_ok: 'Y',
    ...price,
  });
  expect((stylecolorsizes as { 'rows-i': unknown[] })['rows-i'][0]).toEqual({
    pkey: 30111,
    fkey: 2011,
    color_code: '010',
    lbl_code: '',
    dimension: '',
    size_pos: 1,
    size_desc: 'XS',
    upc: '800101010010',
    ean: '',
    active_ok: 'Y',
    list_price: null,
    retail_price: '29.99',
    curr_code: 'USD',
    price_date: null,
  });
});

test('the special styles: a sample label under the same UPCs, a colour without UPC, one inactive, one closed', async () => {
  const read = async (style: string) =>
    headersOf(await wire.get(`/api/style?$filter=style eq '${style}'&_include=all`))[0]!;
  const sizes = (row: Record<string, unknown>) => (row['stylecolorsizes'] as { 'rows-i': { upc: string }[] })['rows-i'];
  const labelled = rowsOf(await read('00102'), 'styledetail');
  expect(labelled.map((row) => [row['color_code'], row['lbl_code']])).toContainEqual(['010', 'SMP']);
  expect(sizes(labelled.at(-1)!).map((row) => row.upc)).toEqual(sizes(labelled[0]!).map((row) => row.upc));
  expect(sizes(rowsOf(await read('00103'), 'styledetail').at(-1)!).map((row) => row.upc)).toEqual([
    '',
    '',
    '',
    '',
    '',
    '',
  ]);
  expect(await read('00104')).toMatchObject({ active_ok: 'N' });
  expect(rowsOf(await read('00105'), 'styledetail')[0]).toMatchObject({ season: 'HO24' });
});

test('the code lists have the members of the document', async () => {
  expect(dataOf(await wire.get("/api/location?$filter=loc_type eq 'W'"))[0]).toEqual({
    pkey: 1,
    location: 'W1',
    loc_name: 'Main',
    loc_type: 'W',
    resv_wh: '',
  });
  const codes = async (list: string, member: string) =>
    dataOf(await wire.get(`/api/${list}`)).map((row) => row[member]);
  expect(await codes('location', 'location')).toEqual(['W1', 'W2', 'FOB', 'POE']);
  expect(await codes('shipper', 'shipper')).toEqual(['UPG', 'UPS', 'FDX']);
  expect(await codes('term', 'term')).toEqual(['CC', 'N30']);
  expect(await codes('store', 'customer')).toEqual(['WEB', 'WHSL']);
  expect(dataOf(await wire.get("/api/customer?$filter=customer eq 'web'"))[0]).toMatchObject({
    pkey: 5,
    customer: 'WEB',
    cust_name: 'Web',
    division: '01',
    curr_code: 'USD',
    term: 'CC',
    shipper: 'UPG',
    active_ok: 'Y',
  });
});

test('a pick and its shipment look as in the document', async () => {
  await wire.post('/api/salesOrder', [documentOrder()]);
  await wire.control('warehouse', { action: 'pick', ord_num: '0004711', lines: [{ line_seq: 1, qty: 1 }] });
  const [pick] = headersOf(await wire.get("/api/pick?$filter=ord_num eq '0004711'&_include=all"));
  expect(pick).toMatchObject({
    ord_num: '0004711',
    po_num: 'W1-10234',
    pick_num: '0000912',
    altpo: '#10234',
    pick_status: 'RELEASED',
    customer: 'WEB',
    end_date: '2025-04-02',
    pick_date: '2025-03-03',
    shipper: 'UPG',
    location: 'W1',
    store: '0001',
    ship_date: null,
    inv_num: '',
    ord_status: 'ALLOCATED',
    curr_code: 'USD',
    merch_amt: '29.99',
    disc_amt: '3.00',
    tax_amt: '2.16',
    frgt_amt: '0.00',
    total_amt: '29.15',
    department: '',
    vicsmbol: '',
    notes: '',
  });
  expect(rowsOf(pick, 'pickdetail')[0]).toMatchObject({
    fkey: 912,
    line_seq: 1,
    ...XS_BLOCK,
    pick_num: '0000912',
    price: '29.99',
    bk_qty: 1,
    total_qty: 1,
    location: 'W1',
    org_color: '',
    notes: '',
    vas_serial_no: '',
  });
  expect(rowsOf(pick, 'pickaddress')).toHaveLength(2);
  await wire.control('clock', { set: '2025-03-04 10:00:00' });
  await wire.control('warehouse', { action: 'ship', pick_num: '0000912', cartons: [{ track_no: '' }] });
  const [shipment] = headersOf(await wire.get("/api/shipment?$filter=po_num eq 'W1-10234'&_include=all"));
  const { cartonheader, ...header } = shipment!;
  expect(header).toEqual({
    pkey: 55,
    ord_num: '0004711',
    po_num: 'W1-10234',
    last_mod: '2025-03-04 10:00:00',
    ship_num: '0000055',
    pick_num: '0000912',
    ship_date: '2025-03-04',
    shipper: 'UPG',
    scac_code: 'UPGN',
    location: 'W1',
    inv_num: '',
    void_ok: 'N',
  });
  const { cartondetail, ...carton } = rowsOf({ cartonheader }, 'cartonheader')[0]!;
  expect(carton).toEqual({
    pkey: 70,
    fkey: 55,
    carton_num: '00001000000000000700',
    track_no: '',
    weight: '0.70',
    void_ok: 'N',
  });
  const [detail] = (cartondetail as { 'rows-i': Record<string, unknown>[] })['rows-i'];
  expect(detail).toEqual({ pkey: expect.any(Number), fkey: 70, line_seq: 1, ...XS_BLOCK, ship_qty: 1 });
  expect(documentLine()).toMatchObject(XS_BLOCK);
});
