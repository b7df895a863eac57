import { formatMinor, parseMinor } from '#domain/money.ts';
import type { DraftCharge, DraftLine, OrderDraft } from '#domain/sales-order.ts';
import { composeAddress } from './compose-address.ts';
import { createFitter, readMax } from './fit-text.ts';
import type { Fitter, Shortening } from './fit-text.ts';
import { OrderRefusal } from './order-refusal.ts';
import type { Profile } from './profile.ts';
import { addDays, composeErpDate, formatParts, parseStamp } from './time.ts';
import { routeShapes } from './wire.ts';

type Members = Record<string, unknown>;

/** One order as POST salesOrder takes it, in the profile's names. Throws OrderRefusal with a sentence naming the member. */
export const composeOrder = (
  draft: OrderDraft,
  profile: Profile,
  nowMs: number,
): { readonly body: Members; readonly shortenings: readonly Shortening[] } => {
  checkReference(draft.reference, profile);
  const fitter = createFitter();
  const addresses = [composeAddress('BT', draft.billTo, fitter), composeAddress('ST', draft.shipTo, fitter)];
  const lines = draft.lines.map((line) => composeLine(line, profile));
  if (lines.length === 0) throw new OrderRefusal('FIELD_MISSING', 'The order has no lines (orderDetail).');
  const charges = draft.charges.map((charge) => composeCharge(charge, profile, fitter));
  const header = composeHeader(draft, profile, fitter, nowMs);
  const children = { orderaddress: addresses, orderdetail: lines, ordercharge: charges };
  return { body: renameBody(header, children, profile), shortenings: fitter.shortenings };
};

const checkReference = (reference: string, profile: Profile): void => {
  const { pattern, max } = profile.po_num;
  if (reference.length <= max && new RegExp(pattern).test(reference)) return;
  throw new OrderRefusal(
    'PO_FORMAT',
    `The reference ${reference.slice(0, 60)} does not fit the ERP's rule for po_num (${pattern}, at most ${max} characters).`,
  );
};

const composeHeader = (draft: OrderDraft, profile: Profile, fitter: Fitter, nowMs: number): Members => {
  const start = composeErpDate(draft.placedAtMs, profile.formats.zone);
  const today = composeErpDate(nowMs, profile.formats.zone);
  // An order sent late (held, backfilled) must not be born past its cancel date.
  const end = addDays(start > today ? start : today, profile.orders.end_days);
  const amount = (text: string, member: string): string => composeAmount(text, profile, member);
  const header: Members = {
    po_num: draft.reference,
    altpo: draft.visibleNumber.slice(0, profile.altpo.max),
    ord_type: '',
    division: '',
    customer: '',
    store: '',
    location: '',
    start_date: composeDate(start, profile),
    end_date: composeDate(end, profile),
    term: readCode(profile.codes.term, draft.paymentMethod, 'term', 'payment method'),
    shipper: readCode(profile.codes.ship_via, draft.shippingMethod, 'ship_via', 'shipping method'),
    hold_code: '',
    notes: fitter.composeNotes(draft.notes),
    curr_code: draft.currency.toUpperCase(),
    merch_amt: amount(draft.totals.merchandise, 'merch_amt'),
    disc_amt: amount(draft.totals.discount, 'disc_amt'),
    frgt_amt: amount(draft.totals.freight, 'frgt_amt'),
    tax_amt: amount(draft.totals.tax, 'tax_amt'),
    misc_amt: amount(draft.totals.misc, 'misc_amt'),
    insu_amt: amount(draft.totals.insurance, 'insu_amt'),
    total_amt: amount(draft.totals.total, 'total_amt'),
  };
  // Constants of the installation fill what the order itself does not say.
  for (const [member, value] of Object.entries(profile.orders.defaults)) header[member] = header[member] || value;
  return header;
};

const composeDate = (date: string, profile: Profile): string => {
  const parts = parseStamp(date, profile.formats.zone);
  return parts === null ? date : formatParts(parts, profile.formats.date);
};

const readCode = (codes: Readonly<Record<string, string>>, value: string, list: string, what: string): string => {
  const code = (Object.hasOwn(codes, value) ? codes[value] : undefined) ?? codes['*'];
  if (code !== undefined) return code;
  throw new OrderRefusal(
    'CODE_BAD',
    `The profile has no ERP code for the ${what} "${value}"; add it to codes.${list}.`,
  );
};

const composeLine = (line: DraftLine, profile: Profile): Members => {
  const sku = {
    division: line.item.division,
    style: line.item.style,
    color_code: line.item.colorCode,
    lbl_code: line.item.lblCode,
    dimension: line.item.dimension,
    size_desc: line.item.sizeDesc,
    upc: line.item.upc,
  };
  for (const [member, value] of Object.entries(sku)) {
    // A key is never cut: half of one is another article.
    if (value.length > readMax(member))
      throw new OrderRefusal(
        'LEN_FIELD',
        `Line ${line.lineSeq}: ${member} is longer than ${readMax(member)} characters.`,
      );
  }
  if (!Number.isSafeInteger(line.quantityEach) || line.quantityEach <= 0)
    throw new OrderRefusal('QTY_BAD', `Line ${line.lineSeq}: the quantity is not a whole number above zero (ord_qty).`);
  const at = `line ${line.lineSeq} `;
  return {
    line_seq: line.lineSeq,
    ...sku,
    ord_qty: line.quantityEach,
    price: composePrice(line.price, profile, `${at}price`),
    ext_amt: composeAmount(line.ext, profile, `${at}ext_amt`),
    disc_amt: composeAmount(line.discount, profile, `${at}disc_amt`),
    tax_amt: composeAmount(line.tax, profile, `${at}tax_amt`),
    notes: '',
  };
};

const composeCharge = (charge: DraftCharge, profile: Profile, fitter: Fitter): Members => ({
  chg_code: readCode(profile.codes.charge, charge.kind, 'charge', 'charge'),
  chg_type: charge.kind,
  chg_desc: fitter.fit(`charge ${charge.kind}`, 'chg_desc', charge.description),
  amt: composeAmount(charge.amount, profile, `${charge.kind} amt`),
  tax_amt: composeAmount(charge.tax, profile, `${charge.kind} tax_amt`),
});

const composeAmount = (text: string, profile: Profile, member: string): string =>
  composeDecimal(text, profile.money.dp, member);

/** As many places as the price needs, between those of money and those the ERP allows. */
const composePrice = (text: string, profile: Profile, member: string): string => {
  const full = composeDecimal(text, profile.money.price_dp, member);
  const [whole = '', fraction = ''] = full.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(Math.min(profile.money.dp, profile.money.price_dp), '0');
  return kept === '' ? whole : `${whole}.${kept}`;
};

const composeDecimal = (text: string, places: number, member: string): string => {
  try {
    return formatMinor(parseMinor(text, places), places);
  } catch {
    throw new OrderRefusal('AMT_SUM', `The amount of ${member} cannot be read as a decimal number.`);
  }
};

/** Our member and child names to theirs. */
const renameBody = (
  header: Members,
  children: Readonly<Record<string, readonly Members[]>>,
  profile: Profile,
): Members => {
  const names = profile.fields['salesOrder'] ?? {};
  const rename = (members: Members): Members =>
    Object.fromEntries(Object.entries(members).map(([member, value]) => [names[member] ?? member, value]));
  const body = rename(header);
  for (const [name, rows] of Object.entries(children)) {
    const shape = routeShapes.salesOrder.children.find((child) => child.name === name);
    body[profile.children[name] ?? shape?.postName ?? name] = rows.map(rename);
  }
  return body;
};
