import { describe, expect, it } from 'vitest';
import type { FailureRow } from '@cherry-bridge/sync-runner/contracts';
import {
  actionForMany,
  commandSteps,
  failureRights,
  isByCause,
  offeredActions,
  snoozeChoices,
  stakeText,
} from './failure.ts';

const SUPPORT = { support: true, manage: false };
const MANAGER = { support: true, manage: true };
const open = { tab: 'needs-you', remedy: 'retry', kind: 'rejected', command: null } as const;
const wish = (state: string, reason = '') => ({
  id: 1,
  kind: 'retry',
  state,
  reason,
  asked_at_utc: '2026-03-03T14:02:00Z',
});

describe('what a failure lets a person press', () => {
  it('offers a retry first where trying again can help', () => {
    expect(offeredActions(open, MANAGER)).toEqual(['retry', 'check-now', 'assign', 'snooze', 'ignore']);
  });

  it('never offers a retry while the outcome is unclear, so that no order is made twice', () => {
    expect(offeredActions({ ...open, remedy: 'look-up' }, MANAGER)).not.toContain('retry');
    expect(offeredActions({ ...open, remedy: 'look-up' }, MANAGER)[0]).toBe('look-up');
    expect(offeredActions({ ...open, kind: 'unknown-outcome' }, MANAGER)).not.toContain('retry');
  });

  it('does not ask the runner again while it has the last wish in hand', () => {
    expect(offeredActions({ ...open, command: wish('picked-up') }, MANAGER)).toEqual(['assign', 'snooze', 'ignore']);
    expect(offeredActions({ ...open, command: wish('not-done') }, MANAGER)[0]).toBe('retry');
  });

  it('keeps ignoring for people who manage', () => {
    expect(offeredActions(open, SUPPORT)).not.toContain('ignore');
  });

  it('offers nothing to those who may only look, and nothing on what is fixed', () => {
    expect(offeredActions(open, failureRights({ cherry_bridge_view: true }))).toEqual([]);
    expect(offeredActions({ ...open, tab: 'fixed' }, MANAGER)).toEqual([]);
  });

  it('offers the way back from a snooze and from ignoring', () => {
    expect(offeredActions({ ...open, tab: 'snoozed' }, MANAGER)).toContain('unsnooze');
    expect(offeredActions({ ...open, tab: 'ignored' }, MANAGER)).toContain('unignore');
    expect(offeredActions({ ...open, tab: 'ignored' }, MANAGER)).not.toContain('snooze');
  });

  it('retries only the ticked rows that allow it', () => {
    const rows = [
      { ...open, id: 1 },
      { ...open, id: 2, remedy: 'look-up' },
    ] as unknown as FailureRow[];
    expect(actionForMany('retry', rows, MANAGER).map((row) => row.id)).toEqual([1]);
    expect(actionForMany('assign', rows, MANAGER)).toHaveLength(2);
  });
});

describe('a wish to the runner', () => {
  const now = new Date('2026-03-03T14:02:20Z').getTime();

  it('is asked, picked up, done', () => {
    const reached = (state: string) => commandSteps(wish(state), now).steps.map((step) => step.isReached);
    expect(reached('asked')).toEqual([true, false, false]);
    expect(reached('picked-up')).toEqual([true, true, false]);
    expect(reached('done')).toEqual([true, true, true]);
  });

  it('says why it was not done', () => {
    const { steps, sentence } = commandSteps(wish('not-done', 'The SKU is still missing.'), now);
    expect(steps[2]?.word).toBe('Not done');
    expect(sentence).toBe('Not done, because: The SKU is still missing.');
  });

  it('is kept while the runner is silent, and says so after a minute', () => {
    expect(commandSteps(wish('asked'), now).sentence).toBe('');
    expect(commandSteps(wish('asked'), now + 60_000).sentence).toBe(
      'The runner has not answered. Your request is kept.',
    );
  });
});

describe('the list of failures', () => {
  it('opens by cause, and as rows when a link names one cause, one order or one row', () => {
    expect(isByCause({})).toBe(true);
    expect(isByCause({ code: 'ORDER_HELD' })).toBe(false);
    expect(isByCause({ open: '4' })).toBe(false);
    expect(isByCause({ code: 'ORDER_HELD', by: 'cause' })).toBe(true);
  });

  it('leaves money out for people without the right to it', () => {
    const row = { money: { amount: '128.00', currency: 'GBP' }, units: 2 };
    expect(stakeText(row, true)).toBe('£128.00');
    expect(stakeText(row, false)).toBe('2 units');
    expect(stakeText({ money: null, units: null }, true)).toBe('–');
  });

  it('snoozes until a time that lies ahead, in the form the contract wants', () => {
    const now = new Date(2026, 2, 2, 9, 0, 0).getTime();
    for (const { untilUtc } of snoozeChoices(now)) {
      expect(new Date(untilUtc).getTime()).toBeGreaterThan(now);
      expect(untilUtc).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    }
    const monday = snoozeChoices(now)[3];
    expect(new Date(monday?.untilUtc ?? '').getDate()).toBe(9);
  });
});
