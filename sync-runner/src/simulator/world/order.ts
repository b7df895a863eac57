import type { Sku, Stamp } from './catalogue.ts';
import { extend, scaleAmount } from './money.ts';

export interface Address {
  pkey: number;
  addrType: string;
  name: string;
  addr1: string;
  addr2: string;
  city: string;
  state: string;
  zipcode: string;
  country: string;
  contact: string;
  email: string;
  phone: string;
}

/** Cents. */
export interface Charge {
  pkey: number;
  chgCode: string;
  chgType: string;
  chgDesc: string;
  amt: number;
  taxAmt: number;
}

/** A SKU as it was written down, for org_* after a substitution. */
export interface SkuText {
  style: string;
  color: string;
  lbl: string;
  dim: string;
  size: string;
  upc: string;
}

/** total = ord - cancel = open + ship; 0 <= alloc + pick <= open. Price in 1/10000, amounts in cents. */
export interface OrderLine {
  pkey: number;
  lineSeq: number;
  sku: Sku;
  org: SkuText | undefined;
  ordQty: number;
  cancelQty: number;
  cancelType: string;
  allocQty: number;
  pickQty: number;
  shipQty: number;
  price: number;
  ext: number;
  disc: number;
  tax: number;
  location: string;
  notes: string;
  lastMod: Stamp;
}

export type Editor = 'API' | 'USER' | 'BATCH';

export interface OrderHeader {
  poNum: string;
  altpo: string;
  ordType: string;
  division: string;
  customer: string;
  store: string;
  location: string;
  startDate: string;
  endDate: string;
  term: string;
  shipper: string;
  holdCode: string;
  notes: string;
  currCode: string;
}

export interface Order extends OrderHeader {
  pkey: number;
  ordNum: string;
  lines: OrderLine[];
  addresses: Address[];
  charges: Charge[];
  splitFrom: string;
  /** All orders of one split tree, this one included; shared by its members. */
  family: Order[];
  commit: Stamp;
  revision: number;
  lastMod: Stamp;
  lastModBy: Editor;
  /** Lists show it from here on. */
  visibleAtMs: number;
  picks: Pick[];
  invoices: Invoice[];
}

export type PickStatus = 'RELEASED' | 'SHIPPED' | 'VOID';

export interface PickLine {
  pkey: number;
  line: OrderLine;
  /** Units on this pick. */
  qty: number;
}

export interface Pick {
  pkey: number;
  pickNum: string;
  order: Order;
  status: PickStatus;
  location: string;
  pickDate: string;
  shipDate: string | null;
  lines: PickLine[];
  addresses: Address[];
  shipments: Shipment[];
  invNum: string;
  lastMod: Stamp;
}

export interface CartonLine {
  pkey: number;
  line: OrderLine;
  qty: number;
}

export interface Carton {
  pkey: number;
  cartonNum: string;
  trackNo: string;
  weight: string;
  isVoid: boolean;
  lines: CartonLine[];
}

export interface Shipment {
  pkey: number;
  shipNum: string;
  pick: Pick;
  shipDate: string;
  shipper: string;
  scacCode: string;
  invNum: string;
  isVoid: boolean;
  cartons: Carton[];
  lastMod: Stamp;
}

export interface Invoice {
  pkey: number;
  invNum: string;
  pick: Pick;
  status: 'POSTED' | 'VOID';
  lastMod: Stamp;
}

/** Cents. */
export interface Amounts {
  merch: number;
  disc: number;
  frgt: number;
  tax: number;
  misc: number;
  insu: number;
  total: number;
}

export interface LineAmounts {
  ext: number;
  disc: number;
  tax: number;
}

export const totalOf = (line: OrderLine): number => line.ordQty - line.cancelQty;
export const openOf = (line: OrderLine): number => totalOf(line) - line.shipQty;

/** The sum rule. */
export const sumAmounts = (lines: readonly LineAmounts[], charges: readonly Omit<Charge, 'pkey'>[]): Amounts => {
  const sum = { merch: 0, disc: 0, frgt: 0, tax: 0, misc: 0, insu: 0 };
  for (const line of lines) {
    sum.merch += line.ext;
    sum.disc += line.disc;
    sum.tax += line.tax;
  }
  for (const charge of charges) {
    sum.tax += charge.taxAmt;
    if (charge.chgType === 'SHIP') sum.frgt += charge.amt;
    else if (charge.chgType === 'INSU') sum.insu += charge.amt;
    else sum.misc += charge.amt;
  }
  return { ...sum, total: sum.merch - sum.disc + sum.frgt + sum.tax + sum.misc + sum.insu };
};

export const readAmounts = (order: Order): Amounts => sumAmounts(order.lines, order.charges);

/** The amounts of some units of a line, without touching it. */
export const shareOf = (line: OrderLine, units: number): LineAmounts => {
  const total = totalOf(line);
  if (units === total) return { ext: line.ext, disc: line.disc, tax: line.tax };
  return {
    ext: extend(line.price, units),
    disc: scaleAmount(line.disc, units, total),
    tax: scaleAmount(line.tax, units, total),
  };
};

const isInvoiced = (shipment: Shipment): boolean => shipment.invNum !== '';

/** First status that fits; CANCELLED is judged over the whole split family. */
export const readStatus = (order: Order): string => {
  const isDead = order.family.every((member) => member.lines.every((line) => totalOf(line) === 0));
  if (isDead) return 'CANCELLED';
  if (order.lines.every((line) => openOf(line) === 0)) {
    const live = order.picks.flatMap((pick) => pick.shipments).filter((shipment) => !shipment.isVoid);
    return live.every(isInvoiced) ? 'INVOICED' : 'SHIPPED';
  }
  if (order.lines.some((line) => line.shipQty > 0)) return 'PARTIAL';
  if (order.holdCode !== '') return 'HELD';
  if (order.lines.some((line) => line.allocQty + line.pickQty > 0)) return 'ALLOCATED';
  return 'OPEN';
};
