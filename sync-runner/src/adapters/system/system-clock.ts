import type { Clock } from '#ports/clock.ts';

/** Node's timers take at most 2^31 - 1 ms; longer waits are slept in pieces. */
const TIMER_MAX_MS = 2_000_000_000;

const sleepOnWall = (durationMs: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(durationMs, TIMER_MAX_MS));
    signal?.addEventListener('abort', end, { once: true });
  });

/** The wall clock; durations pass `rate` times faster (CHERRY_BRIDGE_CLOCK_RATE). */
export const createSystemClock = (rate = 1): Clock => {
  const nowMs = (): number => Date.now();
  return {
    rate,
    nowMs,
    after: (durationMs, fromMs = nowMs()) => fromMs + Math.ceil(durationMs / rate),
    elapsedMs: (sinceMs) => (nowMs() - sinceMs) * rate,
    sleep: async (durationMs, signal) => {
      for (let leftMs = Math.max(0, durationMs / rate); ; leftMs -= TIMER_MAX_MS) {
        await sleepOnWall(Math.max(0, leftMs), signal);
        if (leftMs <= TIMER_MAX_MS || signal?.aborted === true) return;
      }
    },
  };
};
