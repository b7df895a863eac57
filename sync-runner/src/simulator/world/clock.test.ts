import { afterEach, expect, test, vi } from 'vitest';
import { startClock } from './clock.ts';

afterEach(() => vi.useRealTimers());

test('an advance runs what is due in order of time, then urgency, then planning', () => {
  const clock = startClock(0, 'manual', 1);
  const ran: string[] = [];
  const note = (name: string) => () => ran.push(`${name}@${clock.nowMs()}`);
  clock.plan(2000, note('late'));
  clock.plan(1000, note('second'));
  clock.plan(1000, note('urgent'), -1);
  clock.plan(1000, () => {
    ran.push('planner');
    clock.plan(1500, note('planned on the way'));
  });
  clock.plan(9000, note('not yet'));
  clock.advanceTo(5000);
  expect(ran).toEqual(['urgent@1000', 'second@1000', 'planner', 'planned on the way@1500', 'late@2000']);
  expect(clock.nowMs()).toBe(5000);
});

test('a real clock runs its rate faster than the wall, by timers of its own', () => {
  vi.useFakeTimers();
  const clock = startClock(0, 'real', 60);
  const ran: number[] = [];
  const repeat = (): void => {
    ran.push(clock.nowMs());
    clock.plan(clock.nowMs() + 60_000, repeat);
  };
  clock.plan(60_000, repeat);
  vi.advanceTimersByTime(3000);
  expect(ran).toEqual([60_000, 120_000, 180_000]);
  clock.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('from real to manual the clock stands where it was', () => {
  vi.useFakeTimers();
  const clock = startClock(0, 'real', 10);
  vi.advanceTimersByTime(1000);
  clock.setMode('manual', 1);
  vi.advanceTimersByTime(1000);
  clock.settle();
  expect(clock.nowMs()).toBe(10_000);
});
