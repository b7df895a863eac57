import type { Address, Amounts, Charge, LineAmounts, Order, OrderLine } from '../world/order.ts';
import { openOf, readAmounts, readStatus, totalOf } from '../world/order.ts';
import type { Ack } from '../world/ack.ts';
import type { Sku } from '../world/catalogue.ts';
import { writeAmount, writePrice } from '../world/money.ts';
import type { WireChild, WireNode, WireRow } from './shape.ts';

/** Block SKU. */
export const writeSku = (sku: Sku): WireRow => ({
  division: sku.colour.division,
  style: sku.style.style,
  color_code: sku.colour.colorCode,
  lbl_code: sku.colour.lblCode,
  dimension: sku.colour.dimension,
  size_desc: sku.size.sizeDesc,
  upc: sku.size.upc,
});

/** Block ADDR behind its keys. */
export const writeAddress = (address: Address, fkey: number): WireNode => ({
  row: {
    pkey: address.pkey,
    fkey,
    addr_type: address.addrType,
    name: address.name,
    addr1: address.addr1,
    addr2: address.addr2,
    city: address.city,
    state: address.state,
    zipcode: address.zipcode,
    country: address.country,
    contact: address.contact,
    email: address.email,
    phone: address.phone,
  },
  children: [],
});

/** Block AMT. */
export const writeAmounts = (currCode: string, amounts: Amounts): WireRow => ({
  curr_code: currCode,
  merch_amt: writeAmount(amounts.merch),
  disc_amt: writeAmount(amounts.disc),
  frgt_amt: writeAmount(amounts.frgt),
  tax_amt: writeAmount(amounts.tax),
  misc_amt: writeAmount(amounts.misc),
  insu_amt: writeAmount(amounts.insu),
  total_amt: writeAmount(amounts.total),
});

/** Block LAMT. */
export const writeLineAmounts = (price: number, amounts: LineAmounts): WireRow => ({
  price: writePrice(price),
  ext_amt: writeAmount(amounts.ext),
  disc_amt: writeAmount(amounts.disc),
  tax_amt: writeAmount(amounts.tax),
});

export const writeOrder = (order: Order): WireRow => ({
  pkey: order.pkey,
  ord_num: order.ordNum,
  ord_status: readStatus(order),
  po_num: order.poNum,
  altpo: order.altpo,
  ord_type: order.ordType,
  division: order.division,
  customer: order.customer,
  store: order.store,
  location: order.location,
  start_date: order.startDate,
  end_date: order.endDate,
  term: order.term,
  shipper: order.shipper,
  hold_code: order.holdCode,
  notes: order.notes,
  ...writeAmounts(order.currCode, readAmounts(order)),
  split_from: order.splitFrom,
  commit_time: order.commit.text,
  revision: order.revision,
  last_mod: order.lastMod.text,
  last_mod_by: order.lastModBy,
});

export const orderChildren = (order: Order): WireChild[] => [
  { name: 'orderdetail', nodes: order.lines.map((line) => ({ row: writeOrderLine(line, order.pkey), children: [] })) },
  { name: 'orderaddress', nodes: order.addresses.map((address) => writeAddress(address, order.pkey)) },
  { name: 'ordercharge', nodes: order.charges.map((charge) => writeCharge(charge, order.pkey)) },
];

const writeOrderLine = (line: OrderLine, fkey: number): WireRow => ({
  pkey: line.pkey,
  fkey,
  line_seq: line.lineSeq,
  ...writeSku(line.sku),
  ...writeLineAmounts(line.price, line),
  org_style: line.org?.style ?? '',
  org_color: line.org?.color ?? '',
  org_lbl: line.org?.lbl ?? '',
  org_dim: line.org?.dim ?? '',
  org_size: line.org?.size ?? '',
  org_upc: line.org?.upc ?? '',
  ord_qty: line.ordQty,
  total_qty: totalOf(line),
  open_qty: openOf(line),
  alloc_qty: line.allocQty,
  pick_qty: line.pickQty,
  ship_qty: line.shipQty,
  cancel_qty: line.cancelQty,
  cancel_type: line.cancelType,
  location: line.location,
  notes: line.notes,
  last_mod: line.lastMod.text,
});

const writeCharge = (charge: Charge, fkey: number): WireNode => ({
  row: {
    pkey: charge.pkey,
    fkey,
    chg_code: charge.chgCode,
    chg_type: charge.chgType,
    chg_desc: charge.chgDesc,
    amt: writeAmount(charge.amt),
    tax_amt: writeAmount(charge.taxAmt),
  },
  children: [],
});

export const writeAck = (ack: Ack): WireRow => ({
  pkey: ack.pkey,
  batch_id: ack.batchId,
  po_num: ack.poNum,
  outcome: ack.outcome,
  ord_num: ack.ordNum,
  commit_time: ack.commit?.text ?? null,
  errors: ack.errors.map((errorMessage) => ({ errorMessage })),
  last_mod: ack.lastMod.text,
});
