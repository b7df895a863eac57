import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSystemClock } from './system-clock.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

it('lets durations pass faster, and leaves instants on the wall', () => {
  const clock = createSystemClock(60);
  expect(clock.nowMs()).toBe(1_000_000);
  expect(clock.after(900_000)).toBe(1_015_000);
  expect(clock.after(60_000, 5)).toBe(1_005);
  expect(clock.elapsedMs(999_000)).toBe(60_000);
});

it('sleeps its own time', async () => {
  let isOver = false;
  const sleep = createSystemClock(60)
    .sleep(60_000)
    .then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(999);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await sleep;
});

it('sleeps longer than one timer can', async () => {
  let isOver = false;
  const sleep = createSystemClock()
    .sleep(3_000_000_000)
    .then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(2_999_999_999);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await sleep;
});

it('wakes up at once on abort, before and during the sleep', async () => {
  const stop = new AbortController();
  const sleep = createSystemClock().sleep(60_000, stop.signal);
  stop.abort();
  await sleep;
  await createSystemClock().sleep(60_000, stop.signal);
  expect(vi.getTimerCount()).toBe(0);
});
