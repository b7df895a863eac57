import { __, _n, sprintf } from '@wordpress/i18n';
import type { StockRow, StockWhyAnswer } from '@cherry-bridge/sync-runner/contracts';
import { clockText, numberText, signedText } from './clock.ts';

export const STOCK_FILTERS = ['all', 'withheld', 'negative', 'differs', 'own-rule'] as const;
export type StockFilter = (typeof STOCK_FILTERS)[number];

export function stockFilterTitle(filter: StockFilter): string {
  const titles: Record<StockFilter, string> = {
    all: __('All SKUs', 'cherry-bridge'),
    withheld: __('Withheld to zero', 'cherry-bridge'),
    negative: __('Negative in Blue Cherry', 'cherry-bridge'),
    differs: __('Shop differs', 'cherry-bridge'),
    'own-rule': __('Own buffer rule', 'cherry-bridge'),
  };
  return titles[filter];
}

export function unitsText(units: number | null): string {
  return units === null ? '–' : numberText(units);
}

/** "+3" and "shop shows more": the sign alone would leave people guessing which side is higher. */
export function differenceText(difference: number | null): { units: string; side: string } {
  if (difference === null) return { units: '–', side: '' };
  if (difference === 0) return { units: '0', side: '' };
  const side = difference > 0 ? __('shop shows more', 'cherry-bridge') : __('shop shows fewer', 'cherry-bridge');
  return { units: signedText(difference), side };
}

export interface SumLine {
  label: string;
  units: string;
  note: string;
}

/** The sum behind one number, line by line, from Blue Cherry's count to what the shop shows. */
export function sumLines({ row, why }: StockWhyAnswer, nowMs: number): SumLine[] {
  if (why === null) return [];
  const lines: SumLine[] = [
    {
      label: __('Blue Cherry counted', 'cherry-bridge'),
      units: numberText(why.ats),
      note: sprintf(/* translators: %s: a time */ __('at %s', 'cherry-bridge'), clockText(why.as_of_utc, nowMs)),
    },
    {
      label: __('In flight: sold here, not yet counted by Blue Cherry', 'cherry-bridge'),
      units: signedText(-why.in_flight),
      note: inFlightNote(why.in_flight_orders, why.in_flight),
    },
    {
      label: __('Held back by the buffer', 'cherry-bridge'),
      units: signedText(-why.held_back),
      note: why.candidates.find((candidate) => candidate.won)?.label ?? __('No rule', 'cherry-bridge'),
    },
    {
      label: __('Published', 'cherry-bridge'),
      units: unitsText(row.published),
      note: belowZeroNote(why.ats - why.in_flight - why.held_back),
    },
  ];
  lines.push({ label: __('In the shop now', 'cherry-bridge'), units: unitsText(row.in_shop), note: shopNote(row) });
  return lines;
}

function inFlightNote(orders: { order_number: string; units: number }[], total: number): string {
  if (orders.length === 0) return '';
  const named = orders.map((order) => `#${order.order_number} (${numberText(order.units)})`).join(', ');
  const rest = total - orders.reduce((sum, order) => sum + order.units, 0);
  if (rest <= 0) return named;
  /* translators: 1: order numbers, 2: a number of units */
  return sprintf(
    _n('%1$s and %2$s unit more', '%1$s and %2$s units more', rest, 'cherry-bridge'),
    named,
    numberText(rest),
  );
}

function belowZeroNote(sum: number): string {
  if (sum >= 0) return '';
  return sprintf(
    /* translators: %s: a negative number */
    __('The sum is %s; the shop never shows fewer than 0.', 'cherry-bridge'),
    signedText(sum),
  );
}

function shopNote(row: StockRow): string {
  if (row.difference === null || row.difference === 0) return __('agrees', 'cherry-bridge');
  const { units, side } = differenceText(row.difference);
  return `${units} (${side})`;
}
