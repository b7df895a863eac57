import { describe, expect, it } from 'vitest';
import type { OverviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import { freshnessOf, shownStatus } from './freshness.ts';

const NOW = new Date('2026-03-03T14:14:00Z').getTime();

function overview(facts: Partial<OverviewAnswer>): OverviewAnswer {
  return {
    as_of_utc: '2026-03-03T14:13:40Z',
    status: 'running',
    flows: [{ flow: 'orders', status: 'running' }],
    runner: { last_heard_at_utc: '2026-03-03T14:13:30Z', silent_s: 30, version: '1' },
    ...facts,
  } as unknown as OverviewAnswer;
}

describe('an old green', () => {
  it('is green while the runner speaks and the page reaches the shop', () => {
    const fresh = freshnessOf(overview({}), NOW - 20_000, NOW);
    expect(fresh.kind).toBe('fresh');
    expect(shownStatus('running', fresh)).toBe('running');
  });

  it('is unknown once the runner is silent, and says for how long', () => {
    const silent = freshnessOf(
      overview({
        status: 'unknown',
        runner: { last_heard_at_utc: '2026-03-03T14:02:00Z', silent_s: 720, version: '1' },
      }),
      NOW,
      NOW,
    );
    expect(silent.kind).toBe('runner-silent');
    expect(silent.sentence).toContain('The runner has been silent for 12 minutes.');
    expect(shownStatus('running', silent)).toBe('unknown');
  });

  it('is unknown once this page has not reached the shop for two minutes, whatever the last answer said', () => {
    const lost = freshnessOf(overview({}), NOW - 180_000, NOW);
    expect(lost.kind).toBe('shop-silent');
    expect(lost.sentence).toContain('This page has not reached the shop for 3 minutes.');
    expect(shownStatus('running', lost)).toBe('unknown');
  });

  it('keeps a pause a pause: a person set it, not the runner', () => {
    const lost = freshnessOf(overview({}), NOW - 180_000, NOW);
    expect(shownStatus('paused', lost)).toBe('paused');
  });

  it('tells a shop that has never heard a runner from one that lost it', () => {
    const never = freshnessOf(
      overview({ status: 'unknown', flows: [], runner: { last_heard_at_utc: null, silent_s: null, version: '' } }),
      NOW,
      NOW,
    );
    expect(never.kind).toBe('never-heard');
  });
});
