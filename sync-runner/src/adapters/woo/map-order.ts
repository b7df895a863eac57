import type { Address, ShopOrder, ShopOrderCharge, ShopOrderLine } from '#domain/sales-order.ts';
import { erpKeyMeta, erpOrderMeta, parseGmt, plainText, reducedStockMeta } from './wire.ts';
import type { WireAddress, WireOrder, WireOrderLine } from './wire.ts';

type Meta = WireOrder['meta_data'];

/** Text of a meta row, "" where it is absent or no scalar. */
export const metaText = (rows: Meta, key: string): string => {
  const value = rows.find((row) => row.key === key)?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const mapAddress = (wire: WireAddress): Address => ({
  name: [wire.first_name, wire.last_name].filter((part) => part !== '').join(' '),
  company: wire.company,
  line1: wire.address_1,
  line2: wire.address_2,
  city: wire.city,
  state: wire.state,
  postcode: wire.postcode,
  country: wire.country,
  email: wire.email,
  phone: wire.phone,
});

const mapLine = (wire: WireOrderLine): ShopOrderLine => ({
  id: wire.id,
  productId: wire.product_id,
  variationId: wire.variation_id,
  sku: wire.sku,
  name: plainText(wire.name),
  quantityEach: wire.quantity,
  subtotal: wire.subtotal,
  total: wire.total,
  totalTax: wire.total_tax,
  reducedEach: Number(metaText(wire.meta_data, reducedStockMeta)) || 0,
});

const mapCharges = (wire: WireOrder): ShopOrderCharge[] => [
  ...wire.shipping_lines.map((line): ShopOrderCharge => ({
    id: line.id,
    kind: 'shipping',
    code: line.method_id,
    title: plainText(line.method_title),
    total: line.total,
    totalTax: line.total_tax,
  })),
  ...wire.fee_lines.map((line): ShopOrderCharge => ({
    id: line.id,
    kind: 'fee',
    code: '',
    title: plainText(line.name),
    total: line.total,
    totalTax: line.total_tax,
  })),
];

/** An order as the flows know it. A shop that ships to the billing address may leave the shipping one empty. */
export const mapOrder = (wire: WireOrder): ShopOrder => {
  const billing = mapAddress(wire.billing);
  const shipping = mapAddress(wire.shipping);
  const isShippingEmpty = shipping.line1 === '' && shipping.city === '' && shipping.postcode === '';
  return {
    id: wire.id,
    number: wire.number,
    status: wire.status,
    currency: wire.currency,
    createdAtMs: parseGmt(wire.date_created_gmt),
    modifiedAtMs: parseGmt(wire.date_modified_gmt),
    paidAtMs: wire.date_paid_gmt === null || wire.date_paid_gmt === undefined ? null : parseGmt(wire.date_paid_gmt),
    paymentMethod: wire.payment_method,
    customerNote: wire.customer_note,
    billing,
    shipping: isShippingEmpty ? billing : { ...shipping, email: billing.email, phone: shipping.phone || billing.phone },
    lines: wire.line_items.map(mapLine),
    charges: mapCharges(wire),
    totalTax: wire.total_tax,
    total: wire.total,
    refundIds: wire.refunds.map(({ id }) => id),
    linkedErpOrder: metaText(wire.meta_data, erpOrderMeta),
    linkedErpKey: metaText(wire.meta_data, erpKeyMeta),
  };
};
