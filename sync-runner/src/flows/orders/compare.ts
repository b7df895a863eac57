import type { ErpOrder, OrderDraft } from '#domain/sales-order.ts';
import { parseMinor, formatMinor } from '#domain/money.ts';

/** Orders that belong together: one origin and what was split from it. Empty = they are strangers (real duplicates). */
export const findFamily = (orders: readonly ErpOrder[]): readonly ErpOrder[] => {
  const origins = orders.filter(({ splitFrom }) => splitFrom === '');
  if (origins.length !== 1) return [];
  const members = new Set(origins.map(({ erpOrder }) => erpOrder));
  // A split of a split names its own origin, so members join until nothing moves.
  for (let before = 0; before !== members.size;) {
    before = members.size;
    for (const { erpOrder, splitFrom } of orders) if (members.has(splitFrom)) members.add(erpOrder);
  }
  return members.size === orders.length ? orders : [];
};

/** Where the ERP's order differs from what we sent, as sentences; [] = equal to the cent, line by line. */
export const compareOrder = (draft: OrderDraft, family: readonly ErpOrder[], decimals: number): string[] => {
  const faults: string[] = [];
  const total = family.reduce((sum, { totals }) => sum + parseMinor(totals.total || '0', decimals), 0);
  if (total !== parseMinor(draft.totals.total, decimals))
    faults.push(`its total is ${formatMinor(total, decimals)}, not ${draft.totals.total}`);
  for (const line of draft.lines) {
    const twins = family.flatMap(({ lines }) => lines.filter(({ lineSeq }) => lineSeq === line.lineSeq));
    const ordered = twins.reduce((sum, { orderedEach }) => sum + orderedEach, 0);
    if (twins.length === 0) faults.push(`line ${line.lineSeq} (${line.sku}) is missing`);
    else if (ordered !== line.quantityEach)
      faults.push(`line ${line.lineSeq} (${line.sku}) has ${ordered} units, not ${line.quantityEach}`);
    const other = twins.find(({ sku }) => sku !== line.sku);
    if (other !== undefined) faults.push(`line ${line.lineSeq} is SKU ${other.sku}, not ${line.sku}`);
  }
  return faults;
};
