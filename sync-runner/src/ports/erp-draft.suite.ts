import type { ErpSizeRecord } from '#domain/product.ts';
import type { OrderDraft } from '#domain/sales-order.ts';

const address = (name: string): OrderDraft['billTo'] => ({
  name,
  company: '',
  line1: '1 Main Street',
  line2: '',
  city: 'Springfield',
  state: 'IL',
  postcode: '62701',
  country: 'US',
  email: 'buyer@example.com',
  phone: '555 0100',
});

/** Two units of a size at 29.99, shipped for 5.00. */
export const composeDraft = (orderId: number, size: ErpSizeRecord): OrderDraft => ({
  reference: `W1-${orderId}`,
  shopOrderId: orderId,
  visibleNumber: `#${orderId}`,
  placedAtMs: Date.UTC(2025, 2, 3, 14),
  currency: 'USD',
  paymentMethod: 'card',
  shippingMethod: 'flat_rate',
  notes: '',
  billTo: address('Ann Buyer'),
  shipTo: address('Bob Receiver'),
  lines: [
    {
      lineSeq: 1,
      lineItemId: 1,
      item: size.item,
      sku: size.sku,
      quantityEach: 2,
      price: '29.9900',
      ext: '59.98',
      discount: '6.00',
      tax: '4.32',
    },
  ],
  charges: [{ kind: 'SHIP', description: 'Flat rate', amount: '5.00', tax: '0.40' }],
  totals: {
    merchandise: '59.98',
    discount: '6.00',
    freight: '5.00',
    tax: '4.72',
    misc: '0.00',
    insurance: '0.00',
    total: '63.70',
  },
});
