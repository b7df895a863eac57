import type { Sku } from './catalogue.ts';
import { isActiveSku } from './catalogue.ts';
import { extend, writeAmount } from './money.ts';
import type { Address, Charge, Order, OrderHeader } from './order.ts';
import { sumAmounts } from './order.ts';
import type { LineDraft, OrderDraft } from './order-book.ts';
import { Refusal } from './refusal.ts';
import type { RequestRow } from './request-text.ts';
import { isAbsent, parseWhole, readAmount, readDate, readPrice, readRows, readText } from './request-text.ts';
import type { World } from './world.ts';
import { CUSTOMERS, SHIPPERS, STORES, TERMS, isLocation, poKey } from './world.ts';

/** What batch mode too refuses at once. Throws FIELD_MISSING, LEN_FIELD, PO_FORMAT. */
export const readReference = (world: World, item: RequestRow): string => {
  const { max, pattern } = world.profile.po_num;
  const poNum = readText(item, 'po_num', { isHeader: true });
  if (poNum.length > max) throw new Refusal('LEN_FIELD', `po_num has more than ${max} characters`);
  if (!new RegExp(pattern).test(poNum)) throw new Refusal('PO_FORMAT', `${poNum} is not like ${pattern}`);
  if (readRows(item, 'orderDetail').length === 0) throw new Refusal('FIELD_MISSING', 'orderDetail has no lines');
  return poNum;
};

/** The first order under this reference, if it may not or need not be entered again. Throws PO_DUP. */
export const findTwin = (world: World, item: RequestRow, poNum: string): Order | undefined => {
  const policy = world.profile.orders.duplicate;
  if (policy === 'accept') return undefined;
  const twin = world.ordersByPo.get(poKey(readText(item, 'customer'), poNum))?.[0];
  if (twin !== undefined && policy === 'reject') throw new Refusal('PO_DUP', `${poNum} is order ${twin.ordNum}`);
  return twin;
};

/** Checks a whole order. Throws the first fault as a Refusal. */
export const readDraft = (world: World, item: RequestRow): OrderDraft => {
  const header = readHeader(world, item);
  const addresses = readAddresses(readRows(item, 'orderAddress'));
  const rows = readRows(item, 'orderDetail');
  const lines = rows.map((row, at) => readLine(world, header.division, row, at + 1));
  if (new Set(lines.map((line) => line.lineSeq)).size !== lines.length)
    throw new Refusal('QTY_BAD', 'a line_seq comes twice');
  const charges = readRows(item, 'orderCharge').map(readCharge);
  checkSums(item, lines, charges);
  return { header, addresses, lines, charges };
};

const readHeader = (world: World, item: RequestRow): OrderHeader => {
  const text = (member: string, isOptional = false): string => readText(item, member, { isHeader: true, isOptional });
  const header: OrderHeader = {
    poNum: text('po_num'),
    altpo: text('altpo'),
    ordType: text('ord_type'),
    division: text('division'),
    customer: text('customer'),
    store: text('store', true),
    location: text('location', true),
    startDate: readDate(item, 'start_date'),
    endDate: readDate(item, 'end_date'),
    term: text('term'),
    shipper: text('shipper'),
    holdCode: text('hold_code', true),
    notes: text('notes', true),
    currCode: text('curr_code'),
  };
  checkCodes(world, header);
  return header;
};

const checkCodes = (world: World, header: OrderHeader): void => {
  const isDivision = world.catalogue.styles.some((style) =>
    style.colours.some((colour) => colour.division === header.division),
  );
  const checks: [string, string, boolean][] = [
    ['division', header.division, isDivision],
    ['customer', header.customer, Object.hasOwn(CUSTOMERS, header.customer)],
    ['store', header.store, header.store === '' || STORES.some((store) => store === header.store)],
    ['location', header.location, header.location === '' || isLocation(header.location)],
    ['term', header.term, Object.hasOwn(TERMS, header.term)],
    ['shipper', header.shipper, Object.hasOwn(SHIPPERS, header.shipper)],
  ];
  for (const [member, code, isKnown] of checks) if (!isKnown) throw new Refusal('CODE_BAD', `${member} ${code}`);
};

/** BT and ST are needed, each once. */
export const readAddresses = (rows: RequestRow[]): Omit<Address, 'pkey'>[] => {
  const addresses = rows.map(readAddress);
  for (const type of ['BT', 'ST']) {
    const count = addresses.filter((address) => address.addrType === type).length;
    if (count === 0) throw new Refusal('FIELD_MISSING', `orderAddress ${type}`);
    if (count > 1) throw new Refusal('CODE_BAD', `addr_type ${type} comes twice`);
  }
  return addresses;
};

export const readAddress = (row: RequestRow): Omit<Address, 'pkey'> => {
  const addrType = readText(row, 'addr_type', { where: 'orderAddress ' });
  if (!['BT', 'ST', 'VN'].includes(addrType)) throw new Refusal('CODE_BAD', `addr_type ${addrType}`);
  const where = `orderAddress ${addrType} `;
  const text = (member: string, isOptional = false): string => readText(row, member, { where, isOptional });
  return {
    addrType,
    name: text('name'),
    addr1: text('addr1'),
    addr2: text('addr2', true),
    city: text('city'),
    state: text('state', true),
    zipcode: text('zipcode', true),
    country: text('country'),
    contact: text('contact', true),
    email: text('email', true),
    phone: text('phone', true),
  };
};

const readLine = (world: World, division: string, row: RequestRow, at: number): LineDraft => {
  const lineSeq = parseWhole(row['line_seq']);
  if (lineSeq === undefined) throw new Refusal('FIELD_MISSING', `orderDetail ${at} line_seq`);
  const where = `line ${lineSeq} `;
  if (lineSeq < 1) throw new Refusal('QTY_BAD', `${where}line_seq is below 1`);
  const sku = readSku(world, division, row, lineSeq);
  if (!isActiveSku(sku)) throw new Refusal('SKU_INACTIVE', `line ${lineSeq}`);
  if (world.catalogue.closedSeasons.has(sku.colour.season)) throw new Refusal('SEASON_CLOSED', `line ${lineSeq}`);
  if (isAbsent(row['ord_qty'])) throw new Refusal('FIELD_MISSING', `${where}ord_qty`);
  const qty = parseWhole(row['ord_qty']);
  if (qty === undefined || qty < 1 || qty > 999_999) throw new Refusal('QTY_BAD', `${where}ord_qty`);
  const price = readPrice(row, 'price', where);
  const ext = readAmount(row, 'ext_amt', where);
  // Both sides in 1/10000: 0.01 + quantity x 0.00005.
  if (price < 0 || Math.abs(ext * 100 - price * qty) > 100 + qty * 0.5)
    throw new Refusal('AMT_SUM', `${where}ext_amt is ${writeAmount(ext)}, not ${writeAmount(extend(price, qty))}`);
  const disc = readAmount(row, 'disc_amt', where);
  const tax = readAmount(row, 'tax_amt', where);
  return { lineSeq, sku, qty, price, ext, disc, tax, notes: readText(row, 'notes', { where, isOptional: true }) };
};

/** By key if the style is given (a UPC beside it must be that SKU's), else by UPC. */
const readSku = (world: World, headerDivision: string, row: RequestRow, lineSeq: number): Sku => {
  const where = `line ${lineSeq} `;
  const text = (member: string, isOptional = true): string => readText(row, member, { where, isOptional });
  const upc = text('upc');
  const lblCode = text('lbl_code');
  const style = text('style');
  if (style === '') {
    if (upc === '') throw new Refusal('FIELD_MISSING', `${where}style or upc`);
    const twins = world.catalogue.byUpc.get(upc) ?? [];
    const sku = twins.length === 1 ? twins[0] : twins.find((twin) => twin.colour.lblCode === lblCode);
    if (sku === undefined) throw new Refusal('SKU_UNKNOWN', `line ${lineSeq}`);
    return sku;
  }
  const division = text('division') === '' ? headerDivision : text('division');
  const key = [division, style, text('color_code', false), lblCode, text('dimension'), text('size_desc', false)].join(
    '|',
  );
  const sku = world.catalogue.byKey.get(key);
  if (sku === undefined) throw new Refusal('SKU_UNKNOWN', `line ${lineSeq}`);
  if (upc !== '' && upc !== sku.size.upc) throw new Refusal('SKU_MISMATCH', `line ${lineSeq} upc ${upc}`);
  return sku;
};

const CHARGE_TYPES = ['SHIP', 'FEE', 'GIFTCARD', 'INSU'];

const readCharge = (row: RequestRow, at: number): Omit<Charge, 'pkey'> => {
  const where = `orderCharge ${at + 1} `;
  const chgType = readText(row, 'chg_type', { where });
  if (!CHARGE_TYPES.includes(chgType)) throw new Refusal('CODE_BAD', `chg_type ${chgType}`);
  const amt = readAmount(row, 'amt', where);
  if (chgType === 'GIFTCARD' && amt > 0) throw new Refusal('AMT_SUM', `${where}GIFTCARD amt is above 0`);
  return {
    chgCode: readText(row, 'chg_code', { where }),
    chgType,
    chgDesc: readText(row, 'chg_desc', { where, isOptional: true }),
    amt,
    taxAmt: readAmount(row, 'tax_amt', where),
  };
};

const checkSums = (item: RequestRow, lines: LineDraft[], charges: Omit<Charge, 'pkey'>[]): void => {
  const sums = sumAmounts(lines, charges);
  for (const name of ['merch', 'disc', 'frgt', 'tax', 'misc', 'insu', 'total'] as const) {
    const member = `${name}_amt`;
    const claimed = readAmount(item, member);
    if (claimed !== sums[name])
      throw new Refusal('AMT_SUM', `${member} is ${writeAmount(claimed)}, not ${writeAmount(sums[name])}`);
  }
  if (sums.total < 0) throw new Refusal('AMT_SUM', 'total_amt is below 0');
};
