import { describe, expect, it } from 'vitest';
import type { Clock } from '#ports/clock.ts';
import { createBreaker } from './breaker.ts';
import { createPace } from './pace.ts';
import { redactText } from './redact.ts';
import { readRetrySeconds } from './retry-after.ts';
import { createRetryBudget } from './retry-budget.ts';

const createFakeClock = (): Clock & { move(ms: number): void } => {
  let now = 1_000_000;
  return {
    rate: 1,
    nowMs: () => now,
    after: (ms, from = now) => from + ms,
    elapsedMs: (since) => now - since,
    sleep: async () => undefined,
    move: (ms) => {
      now += ms;
    },
  };
};

describe('pace', () => {
  it('never lets more calls into a minute than the limit', () => {
    const clock = createFakeClock();
    const pace = createPace(60, clock);
    const sentAt: number[] = [];
    for (let second = 0; second < 300; second += 0.1) {
      if (pace.take(0).isTaken) sentAt.push(second);
      clock.move(100);
    }
    const worst = Math.max(...sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + 60).length));
    expect(worst).toBeLessThanOrEqual(60);
    expect(sentAt.length).toBeGreaterThan(260);
  });

  it('queues callers one behind the other and turns away those who would wait too long', () => {
    const pace = createPace(60, createFakeClock());
    const waits = Array.from({ length: 16 }, () => pace.take(10_000));
    expect(waits.slice(0, 6).every((turn) => turn.waitMs === 0)).toBe(true);
    expect(waits[6]?.waitMs).toBeCloseTo(1111, 0);
    expect(waits[15]).toMatchObject({ isTaken: false });
  });

  it('falls by a tenth on a 429 and rises by 0.05 a second each second', () => {
    const clock = createFakeClock();
    const pace = createPace(600, clock);
    pace.slowDown();
    pace.slowDown();
    expect(pace.readRate()).toBeCloseTo(9 * 0.81, 5);
    clock.move(10_000);
    expect(pace.readRate()).toBeCloseTo(9 * 0.81 + 0.5, 5);
  });
});

describe('breaker', () => {
  it('opens above half of twenty calls, lets one probe through each 30 s and closes on its success', () => {
    const clock = createFakeClock();
    const breaker = createBreaker(clock);
    for (let n = 0; n < 9; n += 1) breaker.record('read', 'ok');
    for (let n = 0; n < 10; n += 1) breaker.record('read', 'failed');
    expect(breaker.ask('read').state).toBe('closed');
    breaker.record('read', 'failed');
    expect(breaker.ask('read').state).toBe('open');
    expect(breaker.ask('create').state).toBe('closed');
    clock.move(30_000);
    expect(breaker.ask('read').state).toBe('closed');
    expect(breaker.ask('read').state).toBe('open');
    breaker.record('read', 'ok');
    expect(breaker.ask('read').state).toBe('closed');
  });

  it('forgets calls older than a minute', () => {
    const clock = createFakeClock();
    const breaker = createBreaker(clock);
    for (let n = 0; n < 19; n += 1) breaker.record('read', 'failed');
    clock.move(60_001);
    breaker.record('read', 'failed');
    expect(breaker.ask('read').state).toBe('closed');
  });
});

describe('retry budget', () => {
  it('runs dry when everything fails and fills again with successes', () => {
    const budget = createRetryBudget();
    let retries = 0;
    while (budget.spend(false)) retries += 1;
    expect(retries).toBe(100);
    for (let n = 0; n < 9; n += 1) budget.refund();
    expect(budget.spend(true)).toBe(false);
    budget.refund();
    expect(budget.spend(true)).toBe(true);
  });
});

describe('Retry-After', () => {
  const at = (status: number, headers: Record<string, string>, text = '') =>
    readRetrySeconds({ got: 'answer', status, headers, text, json: undefined }, Date.UTC(2025, 2, 3, 8));

  it.each([
    ['seconds', 429, { 'retry-after': '12' }, '', 12],
    ['a date', 429, { 'retry-after': 'Mon, 03 Mar 2025 08:01:00 GMT' }, '', 60],
    [
      'the sentence of the gateway',
      429,
      {},
      '{"statusCode":429,"message":"Rate limit is exceeded. Try again in 7 seconds."}',
      7,
    ],
    ['an absurd wait', 429, { 'retry-after': '99999999' }, '', 3600],
    ['a negative wait', 429, { 'retry-after': '-5' }, '', 10],
    ['a date in the past', 429, { 'retry-after': 'Mon, 03 Mar 2025 07:00:00 GMT' }, '', 10],
    ['words', 429, { 'retry-after': 'soon' }, '', 10],
    ['a quota until tomorrow', 403, { 'retry-after': '50000' }, '', 50_000],
    ['a maintenance without a time', 503, {}, '', null],
    ['a plain refusal', 403, {}, 'no right', null],
  ])('reads %s', (_name, status, headers, text, expected) => {
    expect(at(status, headers as Record<string, string>, text)).toBe(expected);
  });
});

describe('redaction', () => {
  it('hides people, mail addresses and keys and keeps the fault', () => {
    const text = redactText(
      '{"name":"Ann Lee","email":"ann@example.com"} ck_0123456789abcdef CODE_BAD: shipper XYZ W1-10234',
    );
    expect(text).not.toMatch(/Ann|example\.com|ck_0123/);
    expect(text).toContain('CODE_BAD: shipper XYZ W1-10234');
    expect(redactText('call 555 010-0000 about 2025-03-03 09:15:00')).toBe('call [hidden] about 2025-03-03 09:15:00');
  });
});
