import type { FlowName } from '#contracts/codes.ts';
import type { Settings } from '#contracts/settings.ts';
import type { Clock } from '#ports/clock.ts';
import { scheduleFloorWallMs } from './limits.ts';

/** How one flow stands in this process. Wall instants. */
export interface FlowPulse {
  readonly nextAtMs: number;
  /** What stopped its last pass, one sentence; "" = nothing. */
  readonly trouble: string;
  /** Since when it fails; null = it does not. */
  readonly troubleSinceMs?: number | null;
}

/** When a flow is due again after a pass that began at `startedAtMs`. */
export const composeNextRun = (clock: Clock, settings: Settings, flow: FlowName, startedAtMs: number): number =>
  Math.max(clock.after(settings.flows[flow].interval_s * 1000, startedAtMs), startedAtMs + scheduleFloorWallMs);

export const isPaused = (settings: Settings, flow: FlowName, nowMs: number): boolean => {
  const until = settings.flows[flow].paused_until_utc;
  return until !== null && Date.parse(until) > nowMs;
};
