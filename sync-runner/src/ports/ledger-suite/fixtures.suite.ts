import type { OrderState } from '#contracts/codes.ts';
import type { FailureFact } from '#contracts/failure.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { ShopOrder } from '#domain/sales-order.ts';
import type { LedgerChange, PositionRow, SnapshotRow } from '../ledger.ts';

/** Minute `minute` of one ERP day; `hours` widens it to a stamp of the repeated hour. */
export const composeErpTime = (minute: number, hours = 0): ErpTime => ({
  text: `minute ${minute}`,
  earliestMs: 1_700_000_000_000 + minute * 60_000,
  latestMs: 1_700_000_000_000 + minute * 60_000 + hours * 3_600_000,
});

const nobody = {
  name: '',
  company: '',
  line1: '',
  line2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  email: '',
  phone: '',
};

/** An order that took units of SKUs. */
export const composeOrder = (id: number, units: Readonly<Record<string, number>>): ShopOrder => ({
  id,
  number: `10${id}`,
  status: 'processing',
  currency: 'EUR',
  createdAtMs: 1_700_000_000_000 + id * 1_000,
  modifiedAtMs: 1_700_000_000_000 + id * 1_000,
  paidAtMs: null,
  paymentMethod: 'test',
  customerNote: '',
  billing: nobody,
  shipping: nobody,
  lines: Object.entries(units).map(([sku, reducedEach], index) => ({
    id: id * 10 + index,
    productId: 1,
    variationId: 2,
    sku,
    name: sku,
    quantityEach: reducedEach,
    subtotal: '10.00',
    total: '10.00',
    totalTax: '0',
    reducedEach,
  })),
  charges: [],
  totalTax: '0',
  total: '10.00',
  refundIds: [],
  linkedErpOrder: '',
  linkedErpKey: '',
});

export const putOrder = (
  id: number,
  units: Readonly<Record<string, number>>,
  state: OrderState = 'received',
): LedgerChange => ({
  put: 'order',
  row: {
    orderId: id,
    reference: `W1-${id}`,
    contentHash: `hash-${id}`,
    order: composeOrder(id, units),
    isExported: true,
    state,
    holdReason: null,
    seenAtMs: id,
  },
});

export const putCommit = (id: number, commitTime: ErpTime | null): LedgerChange => ({
  put: 'order-state',
  reference: `W1-${id}`,
  state: 'confirmed',
  erpOrder: `E${id}`,
  commitTime,
  confirmedAtMs: 5,
});

export const composePosition = (sku: string, parts: Partial<PositionRow> = {}): PositionRow => ({
  sku,
  productId: 7,
  position: 10,
  generation: 1,
  adoptedAsOf: null,
  writtenAtMs: 1,
  outcome: 'written',
  ...parts,
});

export const composeSnapshot = (id: string, parts: Partial<SnapshotRow> = {}): SnapshotRow => ({
  id,
  asOf: composeErpTime(1),
  isFull: true,
  skuCount: 2,
  rowCount: 2,
  verdict: 'accepted',
  heldBy: '',
  readAtMs: 1,
  ...parts,
});

export const composeFailure = (key: string, parts: Partial<FailureFact> = {}): FailureFact => ({
  key,
  flow: 'orders',
  code: 'ERP_ORDER_REJECTED',
  kind: 'rejected',
  subject: { type: 'order', id: '1', label: '#1' },
  title: 'Refused',
  meaning: '',
  next_step: '',
  if_nobody_acts: '',
  owner: 'shop',
  remedy: 'retry',
  attempts: 1,
  next_try_at_utc: null,
  first_seen_at_utc: '2026-01-01T00:00:00Z',
  last_seen_at_utc: '2026-01-01T00:00:00Z',
  money: null,
  units: null,
  detail: '',
  ...parts,
});
