import { describe, expect, it } from 'vitest';
import type { OverviewSample } from '@cherry-bridge/sync-runner/contracts';
import { knownRuns, overviewCharts } from './series.ts';

const STEP = 900_000;
const START = new Date('2026-03-03T00:00:00Z').getTime();

function sample(step: number, facts: Partial<OverviewSample>): OverviewSample {
  return {
    at_utc: new Date(START + step * STEP).toISOString(),
    orders_paid: null,
    orders_in_erp: null,
    stock_age_min: null,
    failures_opened: null,
    failures_closed: null,
    ...facts,
  };
}

describe('the charts of the overview', () => {
  it('draws a missing report as a gap, never as zero', () => {
    const points = [0, 1, null, 3, 4].map((value, step) => ({ atMs: START + step * STEP, value }));
    expect(knownRuns(points, STEP).map((run) => run.map((point) => point.value))).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });

  it('draws a gap as well where a step is not there at all', () => {
    const points = [0, 1, 5].map((step) => ({ atMs: START + step * STEP, value: step }));
    expect(knownRuns(points, STEP)).toHaveLength(2);
  });

  it('says each chart in one sentence', () => {
    const samples = [
      sample(0, { orders_paid: 400, orders_in_erp: 399, stock_age_min: 4, failures_opened: 2, failures_closed: 1 }),
      sample(1, { orders_paid: 412, orders_in_erp: 412, stock_age_min: 6.4, failures_opened: 1, failures_closed: 2 }),
      sample(2, {}),
    ];
    expect(overviewCharts(samples, 30).map((chart) => chart.summary)).toEqual([
      '412 of 412 paid orders are in Blue Cherry.',
      'The stock count is 6 minutes old; the limit is 30.',
      'In 24 hours 3 failures opened and 3 closed.',
    ]);
  });

  it('says so where no report came in 24 hours', () => {
    expect(overviewCharts([sample(0, {})], null)[0]?.summary).toBe('No report with orders in the last 24 hours.');
  });
});
