import { describe, expect, it } from 'vitest';
import { readEnvelope } from './envelope.ts';
import { mapOrder } from './map-order.ts';
import { mapShipment } from './map-shipment.ts';
import { defaultProfile, overlayDeep } from './profile.ts';
import type { Profile } from './profile.ts';
import type { RawRow } from './row.ts';
import type { RouteName } from './wire.ts';

const profileWith = (overlay: unknown): Profile => overlayDeep(defaultProfile, overlay) as Profile;

const firstRow = (json: unknown, route: RouteName, profile = defaultProfile): RawRow => {
  const row = readEnvelope(json, route, profile)?.rows[0];
  if (row === undefined) throw new Error('no row');
  return row;
};

/** The examples of bluecherry.md 4.4 and 4.6, blocks filled in. */
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
