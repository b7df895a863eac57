import { z } from 'zod';
import type { World } from '../../world/world.ts';
import { stampNow } from '../../world/world.ts';

const ClockBody = z.strictObject({
  advance_s: z.number().min(0).optional(),
  set: z.string().optional(),
  mode: z.enum(['manual', 'real']).optional(),
  rate: z.number().positive().optional(),
});

export const readClock = (world: World): unknown => ({
  now: stampNow(world).text,
  utc: new Date(stampNow(world).ms).toISOString(),
  mode: world.clock.mode(),
  rate: world.clock.rate(),
});

/** Moves the clock; returns when everything due by then has run. Throws a sentence for a step back. */
export const moveClock = (world: World, body: unknown): unknown => {
  const asked = ClockBody.parse(body ?? {});
  const { clock } = world;
  if (asked.mode !== undefined || asked.rate !== undefined)
    clock.setMode(asked.mode ?? clock.mode(), asked.rate ?? clock.rate());
  const leapMs = readLeap(world, asked);
  if (leapMs !== undefined) {
    clock.advanceTo(leapMs);
    // In real mode the wall clock goes on from the new time.
    clock.setMode(clock.mode(), clock.rate());
  }
  return readClock(world);
};

const readLeap = (world: World, asked: z.infer<typeof ClockBody>): number | undefined => {
  const now = world.clock.nowMs();
  if (asked.advance_s !== undefined) return now + asked.advance_s * 1000;
  if (asked.set === undefined) return undefined;
  if (world.zone.toInstant(asked.set) === undefined)
    throw new Error(`${asked.set} is no time; write YYYY-MM-DD HH:MM:SS`);
  // Whole seconds show: setting the second that runs is no step back.
  const atMs = world.zone.toInstant(asked.set, Math.floor(now / 1000) * 1000);
  if (atMs === undefined)
    throw new Error(
      `The clock shows ${stampNow(world).text} and never goes back to ${asked.set}; use POST /_sim/reset`,
    );
  return Math.max(atMs, now);
};
