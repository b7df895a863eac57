import { describe, expect, it } from 'vitest';
import { mapItem } from './map-item.ts';
import { mapOrder } from './map-order.ts';
import { formatGmt, parseGmt, plainText, WireBatch, WireItem, WireOrder } from './wire.ts';

const address = {
  first_name: 'Ann',
  last_name: 'Buyer',
  company: '',
  address_1: '1 Main Street',
  address_2: '',
  city: 'New York',
  state: 'NY',
  postcode: '10001',
  country: 'US',
  phone: '555 0100',
};

/** As WooCommerce 10.9 answers, cut to what is read; members we do not use stay in on purpose. */
const order = {
  id: 10482,
  parent_id: 0,
  number: '10482',
  status: 'processing',
  currency: 'USD',
  version: '10.9.2',
  prices_include_tax: false,
  date_created: '2026-03-03T04:12:44',
  date_created_gmt: '2026-03-03T09:12:44',
  date_modified_gmt: '2026-03-03T09:13:01',
  date_paid_gmt: '2026-03-03T09:12:59',
  total: '71.25',
  total_tax: '5.32',
  customer_note: '',
  payment_method: 'card',
  billing: { ...address, email: 'ann@buyer.test' },
  shipping: address,
  meta_data: [
    { id: 1, key: '_wc_order_attribution_source_type', value: 'typein' },
    { id: 2, key: '_cherry_bridge_erp_order', value: '0000501' },
    { id: 3, key: '_odd', value: { nested: [1, 2] } },
  ],
  line_items: [
    {
      id: 77,
      name: 'Shirt &amp; Tie - Navy, S',
      product_id: 90,
      variation_id: 91,
      quantity: 2,
      subtotal: '59.98',
      total: '59.98',
      total_tax: '5.32',
      sku: '00101-010-S',
      price: 29.99,
      meta_data: [{ id: 641, key: '_reduced_stock', value: '2', display_key: '_reduced_stock', display_value: '2' }],
    },
  ],
  shipping_lines: [{ id: 78, method_id: 'flat_rate', method_title: 'Flat rate', total: '5.95', total_tax: '0.00' }],
  fee_lines: [],
  refunds: [],
  coupon_lines: [],
};

const item = {
  id: 91,
  type: 'variation',
  parent_id: 90,
  sku: '00101-010-S',
  global_unique_id: '800101010011',
  regular_price: '29.99',
  status: 'publish',
  manage_stock: true,
  stock_quantity: 5,
  attributes: [{ id: 1, name: 'Colour', slug: 'pa_colour', option: 'Black &amp; White' }],
  meta_data: [{ id: 9, key: '_cherry_bridge_erp_key', value: '4711' }],
};

describe('the wire of the shop', () => {
  it('reads an order: money as text, instants in UTC, units the line has taken', () => {
    expect(mapOrder(WireOrder.parse(order))).toMatchObject({
      id: 10482,
      number: '10482',
      createdAtMs: Date.UTC(2026, 2, 3, 9, 12, 44),
      paidAtMs: Date.UTC(2026, 2, 3, 9, 12, 59),
      total: '71.25',
      linkedErpOrder: '0000501',
      linkedErpKey: '',
      billing: { name: 'Ann Buyer', email: 'ann@buyer.test' },
      shipping: { line1: '1 Main Street', email: 'ann@buyer.test' },
      lines: [{ name: 'Shirt & Tie - Navy, S', reducedEach: 2, quantityEach: 2, total: '59.98' }],
      charges: [{ kind: 'shipping', code: 'flat_rate', total: '5.95' }],
    });
  });

  it('reads an unpaid order without a payment date, also where the member is missing', () => {
    expect(mapOrder(WireOrder.parse({ ...order, date_paid_gmt: null })).paidAtMs).toBeNull();
    expect(mapOrder(WireOrder.parse({ ...order, date_paid_gmt: undefined })).paidAtMs).toBeNull();
  });

  it('ships to the billing address where the shop keeps no other', () => {
    const empty = { ...address, address_1: '', city: '', postcode: '' };
    expect(mapOrder(WireOrder.parse({ ...order, shipping: empty })).shipping.line1).toBe('1 Main Street');
  });

  it('reads a line whose product is gone, or whose quantity came as decimal text', () => {
    const line = { ...order.line_items[0], sku: null, quantity: '1.5', meta_data: [] };
    const [mapped] = mapOrder(WireOrder.parse({ ...order, line_items: [line] })).lines;
    expect(mapped).toMatchObject({ sku: '', quantityEach: 1.5, reducedEach: 0 });
  });

  it('refuses an order that names no lines, so that it is kept aside', () => {
    expect(WireOrder.safeParse({ ...order, line_items: null }).success).toBe(false);
    expect(WireOrder.safeParse({ ...order, date_created_gmt: '03/03/2026' }).success).toBe(false);
  });

  it('reads a variation with its barcode, key and options in plain letters', () => {
    expect(mapItem(WireItem.parse(item), 90)).toEqual({
      id: 91,
      parentId: 90,
      sku: '00101-010-S',
      barcode: '800101010011',
      price: '29.99',
      status: 'publish',
      isStockManaged: true,
      attributes: { Colour: 'Black & White' },
      erpKey: '4711',
    });
  });

  it('does not take stock of the parent for stock of the variation', () => {
    expect(mapItem(WireItem.parse({ ...item, manage_stock: 'parent' }), 90).isStockManaged).toBe(false);
  });

  it('reads a batch answer with good and refused rows side by side', () => {
    const parsed = WireBatch.parse({
      create: [
        { ...item },
        {
          id: 0,
          error: {
            code: 'product_invalid_sku',
            message: 'Invalid or duplicated SKU.',
            data: { status: 400, resource_id: 91 },
          },
        },
      ],
    });
    expect(parsed.create?.map((row) => ('error' in row ? row.error.code : row.id))).toEqual([
      91,
      'product_invalid_sku',
    ]);
  });

  it('sends dates in UTC without a zone and reads them back', () => {
    const atMs = Date.UTC(2026, 10, 1, 5, 30, 7, 900);
    expect(formatGmt(atMs)).toBe('2026-11-01T05:30:07');
    expect(parseGmt(formatGmt(atMs))).toBe(Date.UTC(2026, 10, 1, 5, 30, 7));
  });

  it('turns the entities of a name into letters and leaves others alone', () => {
    expect(plainText('Tom &amp; Jerry&#039;s &quot;best&quot; &eacute;')).toBe('Tom & Jerry\'s "best" &eacute;');
  });
});
