/**
 * Instants are wall-clock epoch ms everywhere. Only *durations* follow the clock rate (CHERRY_BRIDGE_CLOCK_RATE): with
 * rate 60 a wait of 900,000 ms is over after 15,000 ms on the wall. So a restart never confuses what was stored.
 */
export interface Clock {
  nowMs(): number;
  /** 1, or more beside a simulator that runs as fast. */
  readonly rate: number;
  /** The wall instant at which `durationMs` of our time, begun at `fromMs` (default now), is over. */
  after(durationMs: number, fromMs?: number): number;
  /** How much of our time has passed since a wall instant. */
  elapsedMs(sinceMs: number): number;
  /** Resolves after `durationMs` of our time, at once when the signal aborts. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}
