import type { SkipReason } from '#contracts/codes.ts';
import type { ShopOrder, ShopOrderLine } from './sales-order.ts';

export interface ExportRule {
  /** Without `wc-`. */
  readonly statuses: readonly string[];
  /** Gateways trusted without a paid date. */
  readonly trustedGateways: readonly string[];
  readonly minimumAgeMs: number;
}

/** Why an order does not go to the ERP (yet), or null = it goes. */
export const findExportSkip = (order: ShopOrder, rule: ExportRule, nowMs: number): SkipReason | null => {
  if (!rule.statuses.includes(order.status)) return 'status-not-exported';
  if (order.paidAtMs === null && !rule.trustedGateways.includes(order.paymentMethod)) return 'not-paid';
  if (nowMs - order.createdAtMs < rule.minimumAgeMs) return 'not-paid';
  return null;
};

/** Lines that become ERP lines, with their line_seq: 1, 2, … in the shop's order, lines of quantity 0 left out. */
export const numberLines = (order: ShopOrder): readonly { readonly lineSeq: number; readonly line: ShopOrderLine }[] =>
  order.lines.filter(({ quantityEach }) => quantityEach > 0).map((line, index) => ({ lineSeq: index + 1, line }));
