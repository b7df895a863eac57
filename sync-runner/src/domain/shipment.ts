export interface ErpCarton {
  readonly cartonNum: string;
  /** "" = not known yet. */
  readonly trackingNumber: string;
  readonly isVoided: boolean;
  readonly lines: readonly { readonly lineSeq: number; readonly sku: string; readonly quantityEach: number }[];
}

/** One dispatch of the warehouse, in one or more cartons (bluecherry.md 4.6). */
export interface ErpShipment {
  readonly pkey: string;
  readonly shipNum: string;
  readonly erpOrder: string;
  readonly reference: string;
  /** "YYYY-MM-DD" in the ERP's calendar. */
  readonly shippedOn: string;
  readonly shipper: string;
  readonly isVoided: boolean;
  /** ERP stamp text. */
  readonly lastMod: string;
  readonly cartons: readonly ErpCarton[];
}
