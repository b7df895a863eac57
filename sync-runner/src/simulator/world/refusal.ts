export type RefusalCode =
  | 'BAD_QUERY'
  | 'BAD_JSON'
  | 'FIELD_MISSING'
  | 'LEN_FIELD'
  | 'PO_FORMAT'
  | 'PO_DUP'
  | 'SKU_UNKNOWN'
  | 'SKU_MISMATCH'
  | 'SKU_INACTIVE'
  | 'SEASON_CLOSED'
  | 'QTY_BAD'
  | 'AMT_SUM'
  | 'CODE_BAD'
  | 'NOT_FOUND'
  | 'REV_STALE'
  | 'PICKED'
  | 'SHIPPED'
  | 'NOT_INVOICED'
  | 'CREDIT_TOO_HIGH';

/** The ERP says no, with its code. On the control API the same text comes back as the error. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}
