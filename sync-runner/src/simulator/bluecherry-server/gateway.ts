import { seedRandom } from '../world/random.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';
import { answerWith } from './answer.ts';
import { writeErrorBody } from './error-body.ts';

const WINDOW_MS = 60_000;

/** Counts calls per key in fixed windows of the virtual clock. */
export interface Gateway {
  /** A refusal in the gateway's own shape, or undefined = go on. Refused calls do not count. */
  check(world: World, key: string | undefined): Answer | undefined;
}

export const openGateway = (keys: ReadonlySet<string>): Gateway => {
  const windows = new Map<string, { window: number; calls: number }>();
  const days = new Map<string, { day: string; calls: number }>();

  const checkRate = (world: World, key: string): Answer | undefined => {
    const now = world.clock.nowMs();
    const window = Math.floor(now / WINDOW_MS);
    let counted = windows.get(key);
    if (counted?.window !== window) windows.set(key, (counted = { window, calls: 0 }));
    if (counted.calls >= readLimit(world, window)) {
      const waitS = Math.ceil(((window + 1) * WINDOW_MS - now) / 1000);
      return refuse(429, `Rate limit is exceeded. Try again in ${waitS} seconds.`, { 'retry-after': String(waitS) });
    }
    return undefined;
  };
  const checkQuota = (world: World, key: string): Answer | undefined => {
    const now = world.clock.nowMs();
    const day = world.zone.toText(now).slice(0, 10);
    let counted = days.get(key);
    if (counted?.day !== day) days.set(key, (counted = { day, calls: 0 }));
    if (world.config.quota_day > 0 && counted.calls >= world.config.quota_day) {
      const midnight = world.zone.toInstant(`${world.zone.toText(now + readToMidnight(world)).slice(0, 10)} 00:00:00`);
      const waitS = Math.max(1, Math.ceil(((midnight ?? now) - now) / 1000));
      return refuse(403, 'Out of call volume quota.', { 'retry-after': String(waitS) });
    }
    return undefined;
  };
  return {
    check(world, key) {
      if (key === undefined || key === '') return refuse(401, 'Access denied due to missing subscription key.');
      if (!keys.has(key)) return refuse(401, 'Access denied due to invalid subscription key.');
      const refusal = checkRate(world, key) ?? checkQuota(world, key);
      if (refusal !== undefined) return refusal;
      if (isMaintenance(world)) return refuse(503, 'Service unavailable: maintenance');
      windows.get(key)!.calls += 1;
      days.get(key)!.calls += 1;
      return undefined;
    },
  };
};

/** Real gateways are not exact: each window's limit lies a little off, the same for the same seed. */
const readLimit = (world: World, window: number): number => {
  const { rate_per_min: rate, rate_fuzz: fuzz } = world.config;
  if (rate === 0) return Infinity;
  const swing = 2 * seedRandom(world.seed, `rate ${window}`).next() - 1;
  return Math.max(1, Math.round(rate * (1 + fuzz * swing)));
};

/** Milliseconds that surely lead into the next local day, from any time of this one. */
const readToMidnight = (world: World): number => {
  const hour = Number(world.zone.toText(world.clock.nowMs()).slice(11, 13));
  return (25 - hour) * 3_600_000;
};

const isMaintenance = (world: World): boolean => {
  if (world.config.maintenance === null) return false;
  const [from, to] = world.config.maintenance;
  const time = world.zone.toText(world.clock.nowMs()).slice(11, 16);
  return from <= to ? time >= from && time < to : time >= from || time < to;
};

const refuse = (statusCode: number, text: string, headers: Record<string, string> = {}): Answer =>
  answerWith(statusCode, writeErrorBody('3', statusCode, [text]), headers);
