/** The ERP's item key: what one sellable unit is called over there. Text, leading zeros kept, trailing spaces cut. */
export interface ErpItem {
  readonly division: string;
  readonly style: string;
  readonly colorCode: string;
  readonly lblCode: string;
  readonly dimension: string;
  readonly sizeDesc: string;
  readonly upc: string;
}
