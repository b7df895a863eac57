import { describe, expect, it } from 'vitest';
import { flowFacts, hasRunSince, isPaused, listShownFlows } from './flow.ts';
import type { FlowCardFacts } from './flow.ts';

const NOW = new Date('2026-03-03T14:10:00Z').getTime();
const RUN = {
  started_at_utc: '2026-03-03T14:09:00Z',
  ended_at_utc: '2026-03-03T14:09:02Z',
  read: 10,
  written: 3,
  skipped: 6,
  held: 1,
  failed: 0,
  reasons: [],
};

function flow(facts: Partial<FlowCardFacts>): FlowCardFacts {
  return {
    flow: 'orders',
    mode: 'live',
    status: 'running',
    sentence: '',
    interval_s: 30,
    last_run: RUN,
    waiting: 0,
    oldest_waiting_at_utc: null,
    next_run_at_utc: null,
    paused_until_utc: null,
    ...facts,
  };
}

const fact = (facts: Partial<FlowCardFacts>, label: string) =>
  flowFacts(flow(facts), NOW).find((line) => line.label === label)?.text;

describe('a flow card', () => {
  it('is absent for reconciliation until a runner has told of it', () => {
    const shown = listShownFlows([flow({}), flow({ flow: 'reconciliation', last_run: null })]);
    expect(shown.map((each) => each.flow)).toEqual(['orders']);
    expect(listShownFlows([flow({ flow: 'reconciliation' })])).toHaveLength(1);
  });

  it('says what the last run did', () => {
    expect(fact({}, 'Last run')).toContain('3 written, 6 skipped, 1 held');
    expect(fact({ last_run: null }, 'Last run')).toBe('not yet');
  });

  it('says how long the oldest has waited', () => {
    expect(fact({ waiting: 3, oldest_waiting_at_utc: '2026-03-03T13:48:00Z' }, 'Waiting')).toBe(
      '3, oldest from 22 minutes ago',
    );
    expect(fact({}, 'Waiting')).toBe('nothing');
  });

  it('says that a rehearsing flow writes nothing', () => {
    expect(fact({ mode: 'rehearsing' }, 'Mode')).toBe('rehearsing: decides and shows, writes nothing');
  });

  it('ends a pause by itself when its time has come', () => {
    expect(isPaused(flow({ paused_until_utc: '2026-03-03T14:11:00Z' }), NOW)).toBe(true);
    expect(isPaused(flow({ paused_until_utc: '2026-03-03T14:09:00Z' }), NOW)).toBe(false);
  });

  it('takes "run now" as done only once a run began after it was asked', () => {
    expect(hasRunSince(flow({}), '2026-03-03T14:08:59Z')).toBe(true);
    expect(hasRunSince(flow({}), '2026-03-03T14:09:01Z')).toBe(false);
    expect(hasRunSince(flow({ last_run: null }), '2026-03-03T14:08:59Z')).toBe(false);
  });
});
