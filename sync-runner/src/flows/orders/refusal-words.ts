/** What the ERP's codes mean to a person; its own text stays under Details. Codes of bluecherry.md section 2. */
const WORDS: Readonly<Record<string, string>> = {
  SKU_UNKNOWN: 'it does not know an item',
  SKU_MISMATCH: 'an item and its barcode do not belong together there',
  SKU_INACTIVE: 'an item is closed there',
  SEASON_CLOSED: 'the season of an item is closed there',
  QTY_BAD: 'a quantity is not allowed there',
  AMT_SUM: 'its sums do not add up there',
  CODE_BAD: 'a code is not in its tables',
  FIELD_MISSING: 'a field is missing',
  LEN_FIELD: 'a text is too long',
  PO_FORMAT: 'the reference has a form it does not take',
};

/** "SEASON_CLOSED: line 1" -> "the season of an item is closed there (line 1)". An unknown code keeps the ERP's own text. */
export const composeRefusalWords = (text: string): string => {
  const [, code = '', detail = ''] = /^([A-Z_]+):?\s*(.*)$/s.exec(text) ?? [];
  const words = WORDS[code];
  if (words === undefined) return text;
  return detail === '' ? words : `${words} (${detail})`;
};
