import type { Clock } from '#ports/clock.ts';

export interface Pace {
  /** Takes the next turn if it comes within `waitMaxMs` of our time; gives the wait (our ms), or the wait it would need. */
  take(waitMaxMs: number): { readonly isTaken: boolean; readonly waitMs: number };
  slowDown(): void;
  /** Calls a second of our time, for tests and the log. */
  readRate(): number;
}

/** Added to the rate each second; AIMD figures measured in stack.md section 4. */
const ADDED_PER_S = 0.05;
const CUT = 0.9;

/**
 * Calls a second towards a limit we cannot see: rises slowly, falls by a tenth on each 429. A tenth of the minute may
 * go at once; ceiling and burst together never pass `perMinMax` in any 60 s. Time is ours (the clock's rate counts).
 */
export const createPace = (perMinMax: number, clock: Clock): Pace => {
  const burst = Math.max(1, Math.floor(perMinMax / 10));
  const rateMax = Math.max(perMinMax - burst, 0.5) / 60;
  const rateMin = rateMax / 20;
  const startedAtMs = clock.nowMs();
  let rate = rateMax;
  let tokens = burst;
  let atMs = 0;

  const refill = (): void => {
    const nowMs = clock.elapsedMs(startedAtMs);
    const seconds = Math.max(nowMs - atMs, 0) / 1000;
    atMs = nowMs;
    tokens = Math.min(burst, tokens + rate * seconds);
    rate = Math.min(rateMax, rate + ADDED_PER_S * seconds);
  };

  return {
    take: (waitMaxMs) => {
      refill();
      // Tokens may go below zero: each caller waits for the turn it has taken, so turns stay in order.
      const waitMs = tokens >= 1 ? 0 : ((1 - tokens) / rate) * 1000;
      if (waitMs > waitMaxMs) return { isTaken: false, waitMs };
      tokens -= 1;
      return { isTaken: true, waitMs };
    },
    slowDown: () => {
      refill();
      rate = Math.max(rateMin, rate * CUT);
      tokens = Math.min(tokens, 0);
    },
    readRate: () => {
      refill();
      return rate;
    },
  };
};
