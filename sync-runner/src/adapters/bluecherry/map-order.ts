import type { ErpOrder, ErpOrderLine, OrderTotals } from '#domain/sales-order.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import { formatMinor, parseMinor } from '#domain/money.ts';
import type { Profile } from './profile.ts';
import { readStamp } from './map-stamp.ts';
import {
  composeSku,
  mapChild,
  readCount,
  readDecimal,
  readItem,
  readNeededCount,
  readNeededText,
  readText,
  RowFault,
} from './row.ts';
import type { RawRow } from './row.ts';

const knownStatuses = ['OPEN', 'HELD', 'ALLOCATED', 'PARTIAL', 'SHIPPED', 'INVOICED', 'CANCELLED'];

export const mapOrder = (row: RawRow, profile: Profile): ErpOrder => ({
  erpKey: readNeededText(row, 'pkey').trim(),
  erpOrder: readNeededText(row, 'ord_num'),
  reference: readText(row, 'po_num'),
  status: mapStatus(readText(row, 'ord_status').trim(), profile),
  splitFrom: readText(row, 'split_from'),
  commitTime: readCommitTime(row, profile),
  revision: readCount(row, 'revision') ?? 0,
  currency: readText(row, 'curr_code').trim(),
  totals: mapTotals(row, profile),
  lines: mapChild(row, 'orderdetail', (line) => mapLine(line, profile)),
});

/** Their status word to ours. The profile lists ours to theirs; the other way round is understood too. */
const mapStatus = (status: string, profile: Profile): string => {
  const theirs = status.toUpperCase();
  const ours = Object.entries(profile.codes.status).find(([, their]) => their.toUpperCase() === theirs)?.[0];
  if (ours !== undefined) return ours;
  const turned = profile.codes.status[status]?.toUpperCase() ?? '';
  return knownStatuses.includes(turned) ? turned : theirs;
};

const readCommitTime = (row: RawRow, profile: Profile): ErpTime | null => {
  const member = profile.orders.time.toLowerCase();
  return member === '' ? null : readStamp(row, member, profile);
};

const mapLine = (row: RawRow, profile: Profile): ErpOrderLine => {
  const item = readItem(row, profile);
  const ordered = readNeededCount(row, 'ord_qty');
  const cancelled = readCount(row, 'cancel_qty') ?? 0;
  const shipped = readCount(row, 'ship_qty') ?? 0;
  const total = readCount(row, 'total_qty') ?? ordered - cancelled;
  return {
    lineSeq: readNeededCount(row, 'line_seq'),
    sku: composeSku(item, profile),
    item,
    orderedEach: ordered,
    totalEach: total,
    openEach: readCount(row, 'open_qty') ?? total - shipped,
    shippedEach: shipped,
    cancelledEach: cancelled,
    price: readDecimal(row, 'price') || '0.00',
    discount: readAmount(row, 'disc_amt', profile),
    tax: readAmount(row, 'tax_amt', profile),
  };
};

/** Amount with the profile's decimals; missing counts as nothing. */
const readAmount = (row: RawRow, member: string, profile: Profile): string => {
  const text = readDecimal(row, member) || '0';
  try {
    return formatMinor(parseMinor(text, profile.money.dp), profile.money.dp);
  } catch {
    throw new RowFault(member, 'is too large an amount');
  }
};

const mapTotals = (row: RawRow, profile: Profile): OrderTotals => {
  const totals = {
    merchandise: readAmount(row, 'merch_amt', profile),
    discount: readAmount(row, 'disc_amt', profile),
    freight: readAmount(row, 'frgt_amt', profile),
    tax: readAmount(row, 'tax_amt', profile),
    misc: readAmount(row, 'misc_amt', profile),
    insurance: readAmount(row, 'insu_amt', profile),
  };
  const minor = (text: string): number => parseMinor(text, profile.money.dp);
  // An ERP that leaves the total out means the sum rule.
  const summed =
    minor(totals.merchandise) -
    minor(totals.discount) +
    minor(totals.freight) +
    minor(totals.tax) +
    minor(totals.misc) +
    minor(totals.insurance);
  const isTold = readDecimal(row, 'total_amt') !== '';
  return { ...totals, total: isTold ? readAmount(row, 'total_amt', profile) : formatMinor(summed, profile.money.dp) };
};
