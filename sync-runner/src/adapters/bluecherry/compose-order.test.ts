import { describe, expect, it } from 'vitest';
import type { Address, OrderDraft } from '#domain/sales-order.ts';
import { composeOrder } from './compose-order.ts';
import { splitText } from './fit-text.ts';
import { defaultProfile, overlayDeep } from './profile.ts';
import type { Profile } from './profile.ts';

const profileWith = (overlay: unknown): Profile => overlayDeep(defaultProfile, overlay) as Profile;

const buyer: Address = {
  name: 'Ann Buyer',
  company: '',
  line1: '1 Main Street',
  line2: '',
  city: 'Springfield',
  state: 'il',
  postcode: '62701',
  country: 'us',
  email: 'ann@example.com',
  phone: '555 0100',
};

const draft: OrderDraft = {
  reference: 'W1-10234',
  shopOrderId: 10234,
  visibleNumber: '#10234',
  placedAtMs: Date.UTC(2025, 2, 4, 3),
  currency: 'usd',
  paymentMethod: 'card',
  shippingMethod: 'flat_rate',
  notes: 'Ring\ntwice',
  billTo: buyer,
  shipTo: { ...buyer, name: 'Bob Receiver' },
  lines: [
    {
      lineSeq: 1,
      lineItemId: 7,
      item: {
        division: '01',
        style: '00101',
        colorCode: '010',
        lblCode: '',
        dimension: '',
        sizeDesc: 'XS',
        upc: '800101010010',
      },
      sku: '01|00101|010|||XS',
      quantityEach: 2,
      price: '29.9900',
      ext: '59.98',
      discount: '6.00',
      tax: '4.32',
    },
  ],
  charges: [
    { kind: 'SHIP', description: 'Flat rate', amount: '5.00', tax: '0.40' },
    { kind: 'GIFTCARD', description: '', amount: '-10.00', tax: '0.00' },
  ],
  totals: {
    merchandise: '59.98',
    discount: '6.00',
    freight: '5.00',
    tax: '4.72',
    misc: '-10.00',
    insurance: '0.00',
    total: '53.70',
  },
};

const nowMs = Date.UTC(2025, 2, 3, 15);
type Body = Record<string, unknown> & {
  orderAddress: Record<string, string>[];
  orderDetail: Record<string, unknown>[];
};
const compose = (more: Partial<OrderDraft> = {}, profile = defaultProfile, at = nowMs) => {
  const { body, shortenings } = composeOrder({ ...draft, ...more }, profile, at);
  return { body: body as Body, shortenings };
};
const ship = (more: Partial<Address>) => {
  const { body, shortenings } = compose({ shipTo: { ...buyer, ...more } });
  return { to: body.orderAddress[1] ?? {}, notes: String(body['notes']), shortenings };
};

describe('an order on its way to the ERP', () => {
  it('is the documented request, in its order', () => {
    const address = {
      addr1: '1 Main Street',
      addr2: '',
      city: 'Springfield',
      state: 'IL',
      zipcode: '62701',
      country: 'US',
      contact: '555 0100',
      email: 'ann@example.com',
      phone: '555 0100',
    };
    expect(compose().body).toEqual({
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
      notes: 'Ring twice',
      curr_code: 'USD',
      merch_amt: '59.98',
      disc_amt: '6.00',
      frgt_amt: '5.00',
      tax_amt: '4.72',
      misc_amt: '-10.00',
      insu_amt: '0.00',
      total_amt: '53.70',
      orderAddress: [
        { addr_type: 'BT', name: 'Ann Buyer', ...address },
        { addr_type: 'ST', name: 'Bob Receiver', ...address },
      ],
      orderDetail: [
        {
          line_seq: 1,
          division: '01',
          style: '00101',
          color_code: '010',
          lbl_code: '',
          dimension: '',
          size_desc: 'XS',
          upc: '800101010010',
          ord_qty: 2,
          price: '29.99',
          ext_amt: '59.98',
          disc_amt: '6.00',
          tax_amt: '4.32',
          notes: '',
        },
      ],
      orderCharge: [
        { chg_code: 'FRT', chg_type: 'SHIP', chg_desc: 'Flat rate', amt: '5.00', tax_amt: '0.40' },
        { chg_code: 'GC', chg_type: 'GIFTCARD', chg_desc: '', amt: '-10.00', tax_amt: '0.00' },
      ],
    });
    expect(compose().shortenings).toEqual([]);
  });

  it('uses the names, codes, constants and formats of the profile', () => {
    const profile = profileWith({
      children: { orderdetail: 'lines' },
      fields: { salesOrder: { po_num: 'cust_po', ord_qty: 'qty' } },
      codes: { ship_via: { flat_rate: 'FDX' }, term: { card: 'N30' } },
      formats: { date: 'MM/DD/YYYY' },
      orders: { defaults: { season: 'SP25', division: '02' }, end_days: 10 },
      money: { price_dp: 2 },
    });
    const { body } = compose({}, profile);
    expect(body).toMatchObject({
      cust_po: 'W1-10234',
      shipper: 'FDX',
      term: 'N30',
      season: 'SP25',
      division: '02',
      start_date: '03/03/2025',
      end_date: '03/13/2025',
    });
    expect((body['lines'] as Record<string, unknown>[])[0]).toMatchObject({ qty: 2, price: '29.99' });
    expect(body).not.toHaveProperty('po_num');
  });

  it('keeps four places of a price that needs them', () => {
    const line = { ...draft.lines[0]!, price: '9.9967' };
    expect(compose({ lines: [line] }).body.orderDetail[0]).toMatchObject({ price: '9.9967' });
  });

  it('sent weeks late is not born past its cancel date', () => {
    expect(compose({}, defaultProfile, Date.UTC(2025, 4, 1, 15)).body).toMatchObject({
      start_date: '2025-03-03',
      end_date: '2025-05-31',
    });
  });

  it.each([
    ['a reference the ERP does not take', { reference: 'w1_10234' }, 'PO_FORMAT', 'po_num'],
    ['a reference that is too long', { reference: 'W1-1234567890123' }, 'PO_FORMAT', 'po_num'],
    ['no lines', { lines: [] }, 'FIELD_MISSING', 'orderDetail'],
    ['no city', { shipTo: { ...buyer, city: '  ' } }, 'FIELD_MISSING', 'delivery address has no city'],
    ['no name', { billTo: { ...buyer, name: '' } }, 'FIELD_MISSING', 'billing address has no name'],
    ['a country in words', { shipTo: { ...buyer, country: 'Sweden' } }, 'LEN_FIELD', 'country'],
    [
      'a style longer than the ERP has',
      { lines: [{ ...draft.lines[0]!, item: { ...draft.lines[0]!.item, style: '1234567890123' } }] },
      'LEN_FIELD',
      'style',
    ],
    ['half a piece', { lines: [{ ...draft.lines[0]!, quantityEach: 0.5 }] }, 'QTY_BAD', 'ord_qty'],
    ['an amount that is none', { lines: [{ ...draft.lines[0]!, tax: 'NaN' }] }, 'AMT_SUM', 'line 1 tax_amt'],
  ] as [string, Partial<OrderDraft>, string, string][])(
    'with %s is refused before it is sent, naming the field',
    (_what, more, code, named) => {
      expect(() => compose(more)).toThrow(
        expect.objectContaining({ code, message: expect.stringContaining(named) as string }) as Error,
      );
    },
  );

  it('with a payment method nobody mapped is refused, naming the list', () => {
    const profile = { ...defaultProfile, codes: { ...defaultProfile.codes, term: { card: 'CC' } } };
    expect(() => compose({ paymentMethod: 'constructor' }, profile)).toThrow('codes.term');
  });
});

describe('texts longer than the ERP takes', () => {
  it('let a long street go on in the second line', () => {
    const { to, shortenings } = ship({ line1: 'Rear building, 1234 Avenue of the Americas North', line2: 'Apt 5' });
    expect(to).toMatchObject({ addr1: 'Rear building, 1234 Avenue of the', addr2: 'Americas North, Apt 5' });
    expect(shortenings).toEqual([]);
  });

  it('are cut at a blank, go on in the notes and are told by length, not by content', () => {
    const { to, notes, shortenings } = ship({ name: 'Maximiliana Alexandrina von Hohenstein-Waldburg' });
    expect(to['name']).toBe('Maximiliana Alexandrina von');
    expect(notes).toBe('Ring twice | ST name goes on: Hohenstein-Waldburg');
    expect(shortenings).toEqual([{ field: 'ST name', fromLength: 47, toLength: 27 }]);
  });

  it('never give half a mail address or phone number', () => {
    const email = `${'a'.repeat(60)}@example.com`;
    const { to, notes } = ship({ email, phone: '+1 (555) 010 0000 ext.' });
    expect(to).toMatchObject({ email: '', phone: '+15550100000' });
    expect(notes).toContain(email);
  });

  it('put the company first and the person to ask for beside it', () => {
    expect(ship({ company: 'Acme Ltd' }).to).toMatchObject({
      name: 'Acme Ltd',
      contact: 'Ann Buyer',
      phone: '555 0100',
    });
  });

  it('write states with three characters, or into the address where they are words', () => {
    expect(ship({ state: 'JP13', country: 'JP' }).to['state']).toBe('13');
    expect(ship({ state: 'BD-05', country: 'BD' }).to['state']).toBe('05');
    expect(ship({ state: 'Surrey', country: 'GB' }).to).toMatchObject({ state: '', addr2: 'Surrey' });
  });

  it('fill the notes up to 200 characters and no further', () => {
    const { body, shortenings } = compose({ notes: 'word '.repeat(60) });
    expect(String(body['notes']).length).toBeLessThanOrEqual(200);
    expect(shortenings).toEqual([{ field: 'notes', fromLength: 299, toLength: 199 }]);
  });

  it('are never cut inside a character', () => {
    expect(splitText('abc\ud83d\ude00def', 4)).toEqual({ kept: 'abc', rest: '\ud83d\ude00def' });
  });
});
