import type { ErpItem } from '#domain/erp-item.ts';
import type { Profile } from './profile.ts';

/** One row of an answer in our member names (lower case), children joined whatever the layout. */
export interface RawRow {
  readonly members: Readonly<Record<string, unknown>>;
  /** Our child name to its rows; absent = the answer has no such child. */
  readonly children: Readonly<Record<string, readonly RawRow[]>>;
}

/** A member that cannot be read: the path is added on the way up ("orderdetail[2].ord_qty"). */
export class RowFault extends Error {
  readonly path: string;
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(`${path} ${problem}`);
    this.name = 'RowFault';
    this.path = path;
    this.problem = problem;
  }
}

/** Text as the ERP means it: trailing spaces cut, leading zeros kept; missing, null and "" are all "". */
export const readText = (row: RawRow, member: string): string => {
  const value = row.members[member];
  if (typeof value === 'string') return value.trimEnd();
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  return '';
};

export const readNeededText = (row: RawRow, member: string): string => {
  const text = readText(row, member);
  if (text.trim() === '') throw new RowFault(member, 'is missing');
  return text;
};

/** A whole number, written as number or text ("2", "2.00"). null = missing. */
export const readCount = (row: RawRow, member: string): number | null => {
  const text = readText(row, member).trim();
  if (text === '') return null;
  if (!/^-?\d{1,15}(\.0*)?$/.test(text)) throw new RowFault(member, 'is not a whole number');
  return Number(text) || 0;
};

export const readNeededCount = (row: RawRow, member: string): number => {
  const count = readCount(row, member);
  if (count === null) throw new RowFault(member, 'is missing');
  return count;
};

/** Decimal text as sent ("" = missing); a number becomes text. */
export const readDecimal = (row: RawRow, member: string): string => {
  const text = readText(row, member).trim();
  if (text === '') return '';
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new RowFault(member, 'is not a decimal number');
  return text.replace(/^\+/, '').replace(/^(-?)\./, '$10.');
};

export const readFlag = (row: RawRow, member: string, otherwise: boolean): boolean => {
  const text = readText(row, member).trim().toUpperCase();
  if (text === '') return otherwise;
  return text === 'Y' || text === 'YES' || text === 'TRUE' || text === '1';
};

/** Maps each row of a child; a fault inside names the row. A child that is not there at all is a fault of its own. */
export const mapChild = <T>(row: RawRow, child: string, map: (row: RawRow) => T): T[] => {
  const rows = row.children[child];
  if (rows === undefined) throw new RowFault(child, 'is missing');
  return rows.map((each, index) => {
    try {
      return map(each);
    } catch (error) {
      if (error instanceof RowFault) throw new RowFault(`${child}[${index}].${error.path}`, error.problem);
      throw error;
    }
  });
};

/** The SKU block. `division` of a row without one is the profile's constant. */
export const readItem = (row: RawRow, profile: Profile, style = readText(row, 'style')): ErpItem => ({
  division: readText(row, 'division') || (profile.orders.defaults['division'] ?? ''),
  style,
  colorCode: readText(row, 'color_code'),
  lblCode: readText(row, 'lbl_code'),
  dimension: readText(row, 'dimension'),
  sizeDesc: readText(row, 'size_desc'),
  upc: readText(row, 'upc').trim(),
});

/** The SKU in the shop: the profile's key columns joined by `|`. */
export const composeSku = (item: ErpItem, profile: Profile): string => {
  const parts = {
    division: item.division,
    style: item.style,
    color_code: item.colorCode,
    lbl_code: item.lblCode,
    dimension: item.dimension,
    size_desc: item.sizeDesc,
  };
  return profile.key.columns.map((column) => parts[column]).join('|');
};
