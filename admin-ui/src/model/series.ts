import { __, sprintf } from '@wordpress/i18n';
import type { OverviewSample } from '@cherry-bridge/sync-runner/contracts';
import { numberText } from './clock.ts';

export interface SeriesPoint {
  atMs: number;
  /** null = no report in that step: a gap, never zero. */
  value: number | null;
}

export interface Series {
  name: string;
  /** At most three lines, told apart by dash and direct label. */
  dash: 'solid' | 'dashed' | 'dotted';
  points: SeriesPoint[];
}

export interface Chart {
  id: string;
  title: string;
  unit: string;
  series: Series[];
  /** A line that must not be crossed, in the chart's unit; null = none. */
  limit: number | null;
  summary: string;
}

type SampleMember = Exclude<keyof OverviewSample, 'at_utc'>;

export function seriesOf(samples: OverviewSample[], member: SampleMember, name: string, dash: Series['dash']): Series {
  const points = samples.map((sample) => ({ atMs: new Date(sample.at_utc).getTime(), value: sample[member] }));
  return { name, dash, points: points.sort((a, b) => a.atMs - b.atMs) };
}

/** Runs of known points; a break wherever a report is missing or a step is skipped. */
export function knownRuns(points: SeriesPoint[], stepMs: number): { atMs: number; value: number }[][] {
  const runs: { atMs: number; value: number }[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { atMs, value } of points) {
    if (value === null) {
      last = Number.NEGATIVE_INFINITY;
      continue;
    }
    if (atMs - last > stepMs * 1.5) runs.push([]);
    runs.at(-1)?.push({ atMs, value });
    last = atMs;
  }
  return runs;
}

export function latest(series: Series): number | null {
  return series.points.findLast((point) => point.value !== null)?.value ?? null;
}

export function highest(series: Series[], limit: number | null): number {
  const values = series.flatMap((one) => one.points.map((point) => point.value ?? 0));
  return Math.max(1, limit ?? 0, ...values);
}

function sumOf(series: Series): number {
  return series.points.reduce((sum, point) => sum + (point.value ?? 0), 0);
}

/** The three charts of the overview, each with its one-sentence summary. `limitMin`: allowed age of the count, minutes. */
export function overviewCharts(samples: OverviewSample[], limitMin: number | null): Chart[] {
  const paid = seriesOf(samples, 'orders_paid', __('paid here', 'cherry-bridge'), 'solid');
  const inErp = seriesOf(samples, 'orders_in_erp', __('in Blue Cherry', 'cherry-bridge'), 'dashed');
  const age = seriesOf(samples, 'stock_age_min', __('age', 'cherry-bridge'), 'solid');
  const opened = seriesOf(samples, 'failures_opened', __('opened', 'cherry-bridge'), 'solid');
  const closed = seriesOf(samples, 'failures_closed', __('closed', 'cherry-bridge'), 'dashed');
  return [
    {
      id: 'orders',
      title: __('Orders paid here and orders in Blue Cherry', 'cherry-bridge'),
      unit: __('orders', 'cherry-bridge'),
      series: [paid, inErp],
      limit: null,
      summary: ordersSummary(latest(paid), latest(inErp)),
    },
    {
      id: 'stock-age',
      title: __('Age of the stock count', 'cherry-bridge'),
      unit: __('minutes', 'cherry-bridge'),
      series: [age],
      limit: limitMin,
      summary: ageSummary(latest(age), limitMin),
    },
    {
      id: 'failures',
      title: __('Failures opened and closed', 'cherry-bridge'),
      unit: __('failures', 'cherry-bridge'),
      series: [opened, closed],
      limit: null,
      summary: sprintf(
        /* translators: 1, 2: numbers */
        __('In 24 hours %1$s failures opened and %2$s closed.', 'cherry-bridge'),
        numberText(sumOf(opened)),
        numberText(sumOf(closed)),
      ),
    },
  ];
}

function ordersSummary(paid: number | null, inErp: number | null): string {
  if (paid === null || inErp === null) return __('No report with orders in the last 24 hours.', 'cherry-bridge');
  return sprintf(
    /* translators: 1, 2: numbers of orders */
    __('%1$s of %2$s paid orders are in Blue Cherry.', 'cherry-bridge'),
    numberText(inErp),
    numberText(paid),
  );
}

function ageSummary(age: number | null, limitMin: number | null): string {
  if (age === null) return __('No stock count in the last 24 hours.', 'cherry-bridge');
  if (limitMin === null) {
    /* translators: %s: minutes */
    return sprintf(__('The stock count is %s minutes old.', 'cherry-bridge'), numberText(Math.round(age)));
  }
  return sprintf(
    /* translators: 1, 2: minutes */
    __('The stock count is %1$s minutes old; the limit is %2$s.', 'cherry-bridge'),
    numberText(Math.round(age)),
    numberText(Math.round(limitMin)),
  );
}
