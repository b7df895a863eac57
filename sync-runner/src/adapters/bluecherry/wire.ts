/**
 * Blue Cherry's wire as data: routes, their kind and their children, by our names. The profile renames them; adapter and
 * simulator read the same table.
 */
export type RouteName =
  | 'style'
  | 'location'
  | 'shipper'
  | 'customer'
  | 'store'
  | 'term'
  | 'ats'
  | 'salesOrder'
  | 'salesOrderAck'
  | 'salesOrderChange'
  | 'pick'
  | 'shipment'
  | 'invoice'
  | 'creditMemo'
  | 'return';

/** Documents are headers with children; lists are plain rows. Each kind has its own page cap. */
export type RouteKind = 'documents' | 'lists';

export interface ChildShape {
  /** As read; a post uses `postName`. */
  readonly name: string;
  readonly postName: string;
  readonly children: readonly ChildShape[];
}

const child = (name: string, postName: string, children: readonly ChildShape[] = []): ChildShape => ({
  name,
  postName,
  children,
});

export const routeShapes: Readonly<
  Record<RouteName, { readonly kind: RouteKind; readonly children: readonly ChildShape[] }>
> = {
  style: {
    kind: 'documents',
    children: [child('styledetail', 'styleDetail', [child('stylecolorsizes', 'styleColorSizes')])],
  },
  location: { kind: 'lists', children: [] },
  shipper: { kind: 'lists', children: [] },
  customer: { kind: 'lists', children: [] },
  store: { kind: 'lists', children: [] },
  term: { kind: 'lists', children: [] },
  ats: { kind: 'lists', children: [] },
  salesOrder: {
    kind: 'documents',
    children: [
      child('orderdetail', 'orderDetail'),
      child('orderaddress', 'orderAddress'),
      child('ordercharge', 'orderCharge'),
    ],
  },
  salesOrderAck: { kind: 'lists', children: [] },
  salesOrderChange: { kind: 'documents', children: [child('orderaddress', 'orderAddress')] },
  pick: { kind: 'documents', children: [child('pickdetail', 'pickDetail'), child('pickaddress', 'pickAddress')] },
  shipment: {
    kind: 'documents',
    children: [child('cartonheader', 'cartonHeader', [child('cartondetail', 'cartonDetail')])],
  },
  invoice: {
    kind: 'documents',
    children: [child('invoicedetail', 'invoiceDetail'), child('invoicecharge', 'invoiceCharge')],
  },
  creditMemo: {
    kind: 'documents',
    children: [child('creditdetail', 'creditDetail'), child('creditcharge', 'creditCharge')],
  },
  return: { kind: 'documents', children: [child('returndetail', 'returnDetail')] },
};

/** Without `_pgsize` a page has this many rows; a poll whose page is shorter has reached the end. */
export const PAGE_ROWS_DEFAULT = 25;

/** Codes of the application, as `CODE: detail`. */
export const applicationCodes = [
  'BAD_QUERY',
  'BAD_JSON',
  'FIELD_MISSING',
  'LEN_FIELD',
  'PO_FORMAT',
  'PO_DUP',
  'SKU_UNKNOWN',
  'SKU_MISMATCH',
  'SKU_INACTIVE',
  'SEASON_CLOSED',
  'QTY_BAD',
  'AMT_SUM',
  'CODE_BAD',
  'NOT_FOUND',
  'REV_STALE',
  'PICKED',
  'SHIPPED',
  'NOT_INVOICED',
  'CREDIT_TOO_HIGH',
] as const;

/** The ERP's member names of one sellable unit. */
export const skuMembers = ['division', 'style', 'color_code', 'lbl_code', 'dimension', 'size_desc'] as const;
export type SkuMember = (typeof skuMembers)[number];

/** Longest texts in characters, by member. */
export const textMax: Readonly<Record<string, number>> = {
  addr_type: 2,
  country: 2,
  shipper: 3,
  term: 3,
  state: 3,
  curr_code: 3,
  ord_type: 4,
  hold_code: 4,
  division: 6,
  location: 6,
  chg_code: 6,
  color_code: 6,
  lbl_code: 6,
  dimension: 6,
  size_desc: 8,
  customer: 10,
  store: 10,
  zipcode: 10,
  style: 12,
  upc: 14,
  po_num: 20,
  phone: 20,
  altpo: 40,
  name: 40,
  addr1: 40,
  addr2: 40,
  city: 40,
  contact: 40,
  chg_desc: 40,
  email: 60,
  line_notes: 80,
  notes: 200,
};
