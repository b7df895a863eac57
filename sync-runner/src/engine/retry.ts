import type { Clock } from '#ports/clock.ts';
import { backoffCapMs, backoffFirstMs } from './limits.ts';

/** Full jitter below a doubling cap. `random` is 0..1, drawn from the intent so that a replay waits the same. */
export const composeBackoffMs = (attempts: number, random: number): number => {
  const ceiling = Math.min(backoffCapMs, backoffFirstMs * 2 ** Math.min(attempts, 20));
  return Math.max(1000, Math.floor(ceiling * random));
};

/** A number 0..1 from an id and a count: spread like chance, the same at each replay. */
export const drawFraction = (id: string, attempts: number): number => {
  let hash = 2166136261;
  for (const char of `${id}:${attempts}`) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
  return hash / 4294967296;
};

/** When to try again: where the far side names a time, not before it. */
export const composeNextTry = (clock: Clock, id: string, attempts: number, retryAtMs: number | undefined): number => {
  const own = clock.after(composeBackoffMs(attempts, drawFraction(id, attempts)));
  return retryAtMs === undefined ? own : Math.max(own, retryAtMs);
};
