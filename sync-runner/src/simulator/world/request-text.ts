import { isDate } from './zone.ts';
import { parseAmount, parsePrice } from './money.ts';
import { Refusal } from './refusal.ts';

/** One object of a request, our member names. */
export type RequestRow = Record<string, unknown>;

const LENGTHS: Record<string, number> = {
  ...lengths(2, 'addr_type country cancel_type'),
  ...lengths(3, 'shipper term state curr_code'),
  ...lengths(4, 'ord_type scac_code hold_code reason catg_dest1 catg_dest2'),
  ...lengths(6, 'division season location chg_code color_code lbl_code dimension org_color org_lbl org_dim'),
  ...lengths(8, 'size_desc org_size'),
  ...lengths(10, 'customer store zipcode ord_status pick_status outcome'),
  ...lengths(12, 'style org_style'),
  ...lengths(14, 'upc ean org_upc'),
  ...lengths(20, 'po_num ref_num carton_num batch_id snapshot_id'),
  ...lengths(40, 'altpo city name addr1 addr2 contact track_no chg_desc'),
  ...lengths(40, 'style_name color_name loc_name ship_name cust_name store_name term_name'),
  ...lengths(60, 'email'),
  ...lengths(80, 'style_desc'),
};

function lengths(max: number, members: string): Record<string, number> {
  return Object.fromEntries(members.split(' ').map((member) => [member, max]));
}

/** Longest text of a member; notes are longer on a header than on a line. */
export const lengthOf = (member: string, isHeader = false): number => {
  if (member === 'notes') return isHeader ? 200 : 80;
  return LENGTHS[member] ?? (member.endsWith('_num') ? 10 : 20);
};

export interface TextRule {
  isOptional?: boolean;
  isHeader?: boolean;
  /** Put before the member in the refusal, for example "line 1 ". */
  where?: string;
}

/** Text without trailing spaces. Throws FIELD_MISSING, LEN_FIELD. */
export const readText = (row: RequestRow, member: string, rule: TextRule = {}): string => {
  const value = row[member];
  const isScalar = typeof value === 'string' || typeof value === 'number';
  const text = isScalar ? String(value).trimEnd() : '';
  const name = `${rule.where ?? ''}${member}`;
  if (text === '' && rule.isOptional !== true) throw new Refusal('FIELD_MISSING', name);
  const max = lengthOf(member, rule.isHeader);
  if (text.length > max) throw new Refusal('LEN_FIELD', `${name} has more than ${max} characters`);
  return text;
};

/** "YYYY-MM-DD". Throws FIELD_MISSING, also for a date that does not exist. */
export const readDate = (row: RequestRow, member: string): string => {
  const text = typeof row[member] === 'string' ? row[member].trim() : '';
  if (!isDate(text)) throw new Refusal('FIELD_MISSING', `${member} must be a date YYYY-MM-DD`);
  return text.slice(0, 10);
};

/** Cents. Throws FIELD_MISSING. */
export const readAmount = (row: RequestRow, member: string, where = ''): number => {
  const amount = parseAmount(row[member]);
  if (amount === undefined) throw new Refusal('FIELD_MISSING', `${where}${member} must be an amount such as 12.30`);
  return amount;
};

/** 1/10000. Throws FIELD_MISSING. */
export const readPrice = (row: RequestRow, member: string, where = ''): number => {
  const price = parsePrice(row[member]);
  if (price === undefined) throw new Refusal('FIELD_MISSING', `${where}${member} must be a price such as 29.99`);
  return price;
};

/** Whole number as number or digits; undefined = absent or not whole. */
export const parseWhole = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : undefined;
};

export const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

export const isRow = (value: unknown): value is RequestRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A child array; absent = empty. Throws FIELD_MISSING for anything that is not an array of objects. */
export const readRows = (row: RequestRow, member: string): RequestRow[] => {
  const value = row[member];
  if (isAbsent(value)) return [];
  if (!Array.isArray(value) || !value.every(isRow)) throw new Refusal('FIELD_MISSING', `${member} must be an array`);
  return value;
};
