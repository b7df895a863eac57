import { describe, expect, it } from 'vitest';
import type { AnswerGot } from '#adapters/http/index.ts';
import { readEnvelope } from './envelope.ts';
import { composeReadError, readMeaning } from './errors.ts';
import { mapOrder } from './map-order.ts';
import { mapShipment } from './map-shipment.ts';
import { mapStyle } from './map-style.ts';
import { defaultProfile, overlayDeep } from './profile.ts';
import type { Profile } from './profile.ts';
import { RowFault } from './row.ts';
import type { RawRow } from './row.ts';
import type { RouteName } from './wire.ts';

const profileWith = (overlay: unknown): Profile => overlayDeep(defaultProfile, overlay) as Profile;

const firstRow = (json: unknown, route: RouteName, profile = defaultProfile): RawRow => {
  const row = readEnvelope(json, route, profile)?.rows[0];
  if (row === undefined) throw new Error('no row');
  return row;
};

/** The examples of bluecherry.md 4.1, 4.4 and 4.6, blocks filled in. */
const sizeRow = (key: number, colourKey: number, size: string, position: number) => ({
  pkey: key,
  fkey: colourKey,
  color_code: '010',
  lbl_code: '',
  dimension: '',
  size_pos: position,
  size_desc: size,
  upc: '800101010010',
  ean: '',
  active_ok: 'Y',
  list_price: null,
  retail_price: '29.99',
  curr_code: 'USD',
  price_date: null,
});
const colourRow = (key: number, color: string) => ({
  pkey: key,
  fkey: 101,
  division: '01',
  season: 'SP25',
  third_party_item: '',
  std_cost: '7.15',
  gar_wgt: '0.35',
  catg_dest1: 'SHP',
  catg_dest2: '',
  color_code: color,
  color_name: 'Navy',
  lbl_code: '',
  dimension: '',
  active_ok: 'Y',
  list_price: '',
  retail_price: '',
  curr_code: '',
  price_date: null,
});
const styleRow = {
  pkey: 101,
  style: '00101',
  style_name: 'Tee',
  style_desc: '',
  group_code1: 'TOPS',
  group_code2: '',
  active_ok: 'Y',
  list_price: '35.00',
  retail_price: '31.00',
  curr_code: 'USD',
  price_date: '2025-06-01T00:00:00',
  last_mod: '2025-03-01T10:00:00.000',
};

const nestedStyle = (keys: readonly [string, string] = ['rows-i', 'rows-i']) => ({
  version: '1.0',
  data: {
    header: [
      {
        ...styleRow,
        styledetail: {
          rows: [
            { ...colourRow(2011, '010'), stylecolorsizes: { [keys[0]]: [sizeRow(30111, 2011, 'XS', 1)] } },
            {
              ...colourRow(2012, '020'),
              stylecolorsizes: { [keys[1]]: [{ ...sizeRow(30121, 2012, 'XS', 1), color_code: '020' }] },
            },
          ],
        },
      },
    ],
  },
});
const flatStyle = {
  version: '1.0',
  data: {
    header: [styleRow],
    styledetail: { rows: [colourRow(2011, '010'), colourRow(2012, '020')] },
    stylecolorsizes: {
      'rows-i': [sizeRow(30111, 2011, 'XS', 1), { ...sizeRow(30121, 2012, 'XS', 1), color_code: '020' }],
    },
  },
};

describe('a style', () => {
  it.each([
    ['nested', nestedStyle()],
    ['numbered', nestedStyle(['rows-1', 'rows-2'])],
    ['flat', flatStyle],
  ])('reads the same in the %s layout', (_layout, json) => {
    const style = mapStyle(firstRow(json, 'style'), defaultProfile);
    expect(style).toMatchObject({
      pkey: '101',
      style: '00101',
      name: 'Tee',
      isActive: true,
      lastMod: '2025-03-01 10:00:00',
      price: { listPrice: '35.00', retailPrice: '31.00', currency: 'USD', priceDate: '2025-06-01' },
    });
    expect(style.groupCodes).toEqual(['TOPS', '', '', '', '', '', '', '']);
    expect(style.colours.map((colour) => [colour.colorCode, colour.sizes.map((size) => size.sku)])).toEqual([
      ['010', ['01|00101|010|||XS']],
      ['020', ['01|00101|020|||XS']],
    ]);
    expect(style.colours[0]).toMatchObject({ season: 'SP25', channelCodes: ['SHP'], price: { retailPrice: null } });
    expect(style.colours[0]?.sizes[0]).toMatchObject({
      sizePosition: 1,
      price: { listPrice: null, retailPrice: '29.99' },
    });
  });

  it('that lost its colours in the answer is a fault, not a style without colours', () => {
    const row = firstRow({ version: '1.0', data: { header: [styleRow] } }, 'style');
    expect(() => mapStyle(row, defaultProfile)).toThrow('styledetail is missing');
  });

  it('names the field that cannot be read, with its place', () => {
    const json = nestedStyle();
    const colour = json.data.header[0]?.styledetail.rows[1];
    const size = colour?.stylecolorsizes['rows-i']?.[0] as Record<string, unknown> | undefined;
    if (size) size['size_pos'] = 'first';
    expect(() => mapStyle(firstRow(json, 'style'), defaultProfile)).toThrow(
      new RowFault('styledetail[1].stylecolorsizes[0].size_pos', 'is not a whole number'),
    );
  });
});

const line = {
  pkey: 1,
  fkey: 88121,
  line_seq: 1,
  division: '01',
  style: '00101',
  color_code: '010',
  lbl_code: '',
  dimension: '',
  size_desc: 'XS',
  upc: '800101010010',
  price: '29.99',
  ext_amt: '59.98',
  disc_amt: '6.00',
  tax_amt: '4.32',
  ord_qty: 2,
  total_qty: 2,
  open_qty: 2,
  alloc_qty: 0,
  pick_qty: 0,
  ship_qty: 0,
  cancel_qty: 0,
  cancel_type: '',
  location: 'W1',
  notes: '',
  last_mod: '2025-03-03 09:12:44',
};
const order = {
  pkey: 88121,
  ord_num: '0004711',
  ord_status: 'OPEN',
  po_num: 'W1-10234',
  customer: 'WEB',
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
  orderdetail: { rows: [line] },
  orderaddress: { rows: [] },
  ordercharge: { rows: [] },
};
const orderAnswer = (more: Record<string, unknown> = {}) => ({
  version: '1.0',
  data: { header: [{ ...order, ...more }] },
});

describe('a sales order', () => {
  it('reads as documented', () => {
    expect(mapOrder(firstRow(orderAnswer(), 'salesOrder'), defaultProfile)).toEqual({
      erpKey: '88121',
      erpOrder: '0004711',
      reference: 'W1-10234',
      status: 'OPEN',
      splitFrom: '',
      commitTime: {
        text: '2025-03-03 09:12:44',
        earliestMs: Date.UTC(2025, 2, 3, 14, 12, 44),
        latestMs: Date.UTC(2025, 2, 3, 14, 12, 44),
      },
      revision: 1,
      currency: 'USD',
      totals: {
        merchandise: '59.98',
        discount: '6.00',
        freight: '5.00',
        tax: '4.72',
        misc: '-10.00',
        insurance: '0.00',
        total: '53.70',
      },
      lines: [
        {
          lineSeq: 1,
          sku: '01|00101|010|||XS',
          item: {
            division: '01',
            style: '00101',
            colorCode: '010',
            lblCode: '',
            dimension: '',
            sizeDesc: 'XS',
            upc: '800101010010',
          },
          orderedEach: 2,
          totalEach: 2,
          openEach: 2,
          shippedEach: 0,
          cancelledEach: 0,
          price: '29.99',
          discount: '6.00',
          tax: '4.32',
        },
      ],
    });
  });

  it('reads the same with numbers as text, padded texts, upper-case names and unknown members', () => {
    const shout = (members: Record<string, unknown>): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(members).map(([name, value]) => [
          name.toUpperCase(),
          typeof value === 'string' ? `${value}   ` : value,
        ]),
      );
    const loud = shout({ ...order, pkey: '88121', revision: '1', surprise: { a: 1 }, orderdetail: undefined });
    const loudLine = shout({ ...line, ord_qty: '2.00', total_qty: '2', price: 29.99, line_seq: '1', cancel_qty: null });
    const json = { Version: '1.0', Data: { HEADER: [{ ...loud, ORDERDETAIL: { ROWS: [loudLine] } }] } };
    expect(mapOrder(firstRow(json, 'salesOrder'), defaultProfile)).toEqual(
      mapOrder(firstRow(orderAnswer(), 'salesOrder'), defaultProfile),
    );
  });

  it('reads the same under the names of another installation', () => {
    const profile = profileWith({
      children: { orderdetail: 'lines' },
      fields: { salesOrder: { po_num: 'cust_po', ord_qty: 'qty' } },
      codes: { status: { OPEN: 'O' } },
      orders: { time: 'entered' },
    });
    const renamed = { ...orderAnswer().data.header[0], orderdetail: undefined, po_num: 'something else' };
    const json = {
      version: '1.0',
      data: {
        header: [
          {
            ...renamed,
            cust_po: 'W1-10234',
            ord_status: 'o',
            entered: order.commit_time,
            lines: { rows: [{ ...line, ord_qty: 9, qty: 2 }] },
          },
        ],
      },
    };
    expect(mapOrder(firstRow(json, 'salesOrder', profile), profile)).toEqual(
      mapOrder(firstRow(orderAnswer(), 'salesOrder'), defaultProfile),
    );
  });

  it('has no commit time where the profile says the ERP has none', () => {
    const profile = profileWith({ orders: { time: '' } });
    expect(mapOrder(firstRow(orderAnswer(), 'salesOrder', profile), profile).commitTime).toBeNull();
  });
});

describe('a shipment', () => {
  it('reads cartons, lines and voids', () => {
    const carton = {
      pkey: 70,
      fkey: 55,
      carton_num: '00001000000000000700',
      track_no: ' 1Z9 ',
      weight: '0.70',
      void_ok: 'N',
      cartondetail: { 'rows-i': [{ ...line, ship_qty: 1 }] },
    };
    const json = {
      version: '1.0',
      data: {
        header: [
          {
            pkey: 55,
            ord_num: '0004711',
            po_num: 'W1-10234',
            last_mod: '2025-03-04 10:00:00',
            ship_num: '0000055',
            ship_date: '2025-03-04',
            shipper: 'UPG',
            void_ok: 'y',
            cartonheader: { rows: [carton] },
          },
        ],
      },
    };
    expect(mapShipment(firstRow(json, 'shipment'), defaultProfile)).toEqual({
      pkey: '55',
      shipNum: '0000055',
      erpOrder: '0004711',
      reference: 'W1-10234',
      shippedOn: '2025-03-04',
      shipper: 'UPG',
      isVoided: true,
      lastMod: '2025-03-04 10:00:00',
      cartons: [
        {
          cartonNum: '00001000000000000700',
          trackingNumber: '1Z9',
          isVoided: false,
          lines: [{ lineSeq: 1, sku: '01|00101|010|||XS', quantityEach: 1 }],
        },
      ],
    });
  });
});

describe('an envelope', () => {
  it.each([
    { version: '1.0' },
    { version: '1.0', data: null },
    { version: '1.0', data: {} },
    { version: '1.0', data: { header: [] } },
  ])('past the end is empty: %j', (json) => {
    expect(readEnvelope(json, 'style', defaultProfile)?.rows).toEqual([]);
  });

  it.each([
    {},
    [],
    'text',
    7,
    null,
    { data: 'x', version: '1' },
    { result: [] },
    { version: '1', data: { header: ['x'] } },
  ])('is none: %j', (json) => {
    const envelope = readEnvelope(json, 'style', defaultProfile);
    expect(envelope === null || envelope.rows.length === 0).toBe(true);
    if (typeof json !== 'object' || json === null || !('version' in json)) expect(envelope).toBeNull();
  });
});

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): AnswerGot => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { got: 'answer', status, headers, text, json: typeof body === 'string' ? undefined : body };
};
const text = 'CODE_BAD: shipper XYZ';
const html = '<html><body>Bad gateway</body></html>';

describe('what an answer means', () => {
  it.each([
    ['shape 1', { errors: [{ errorMessage: text }] }],
    ['its variant', { errors: [{ message: text }] }],
    ['shape 2', { message: [{ message: text }] }],
    ['plain', { message: text }],
    ['shape 3', { statusCode: 400, message: text }],
  ])('is a refusal with its code in %s, at any status', (_shape, body) => {
    for (const status of [200, 400, 422, 500]) {
      expect(readMeaning(answer(status, body))).toEqual({ means: 'refused', code: 'CODE_BAD', text });
    }
  });

  it.each([
    [
      'a wrong key',
      answer(401, { statusCode: 401, message: 'Access denied due to invalid subscription key.' }),
      'denied',
      'ERP_AUTH_REFUSED',
    ],
    [
      'a wrong key with status 200',
      answer(200, { statusCode: 401, message: 'Access denied.' }),
      'denied',
      'ERP_AUTH_REFUSED',
    ],
    [
      'a spent quota',
      answer(403, { statusCode: 403, message: 'Out of call volume quota.' }, { 'retry-after': '60' }),
      'limited',
      'ERP_QUOTA_SPENT',
    ],
    ['a missing right', answer(403, { message: 'Forbidden' }), 'denied', 'ERP_AUTH_REFUSED'],
    ['an unknown route', answer(404, { statusCode: 404, message: 'Resource not found' }), 'route', 'ERP_QUERY_REFUSED'],
    [
      'the rate limit',
      answer(429, { statusCode: 429, message: 'Rate limit is exceeded. Try again in 12 seconds.' }),
      'limited',
      'ERP_RATE_LIMITED',
    ],
    [
      'the rate limit with status 200',
      answer(200, { message: 'Rate limit is exceeded. Try again in 12 seconds.' }),
      'limited',
      'ERP_RATE_LIMITED',
    ],
    [
      'maintenance',
      answer(503, { statusCode: 503, message: 'Service unavailable: maintenance' }),
      'maintenance',
      'ERP_SERVER_ERROR',
    ],
    ['a server fault', answer(500, { message: 'Simulated failure' }), 'unknown', 'ERP_SERVER_ERROR'],
    ['a page with status 200', answer(200, html), 'unknown', 'ERP_SERVER_ERROR'],
    ['an empty body', answer(200, ''), 'unknown', 'ERP_SERVER_ERROR'],
    [
      'a failure with status 200',
      answer(200, { errors: [{ errorMessage: 'Simulated failure' }] }),
      'unknown',
      'ERP_SERVER_ERROR',
    ],
    ['a page with status 400', answer(400, html), 'unknown', 'ERP_ANSWER_SHAPE'],
    ['a redirect', answer(302, ''), 'unknown', 'ERP_ANSWER_SHAPE'],
    ['a bad question', answer(400, { message: 'BAD_QUERY: field x' }), 'refused', 'ERP_QUERY_REFUSED'],
  ])('is clear for %s', (_what, got, means, code) => {
    expect(readMeaning(got).means).toBe(means);
    expect(composeReadError(got, 'ats').code).toBe(code);
  });

  it('never repeats personal things of the far side', () => {
    const error = composeReadError(answer(400, { message: 'CODE_BAD: mail ann@example.com' }), 'salesOrder');
    expect(error.message).not.toContain('ann@');
  });
});
