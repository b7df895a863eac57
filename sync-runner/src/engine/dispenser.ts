import type { FlowName } from '#contracts/codes.ts';
import type { Claim } from '#ports/outbox.ts';
import { claimBatch, pauseSatOutWallMs, workPollWallMs } from './limits.ts';
import type { EnginePorts } from './passes.ts';

export interface DispenserOptions {
  /** `end`: undefined once nothing is due. `wait`: waits for work until the signal aborts. */
  readonly whenEmpty: 'end' | 'wait';
  readonly signal?: AbortSignal;
  /** Whether this flow writes now (live, not paused); while it does not, nothing is claimed. */
  readonly isOpen?: () => Promise<boolean>;
}

/** Due intents of one flow, for any number of workers. */
export interface Dispenser {
  /** undefined = nothing more is due, or the service stops. */
  next(): Promise<Claim | undefined>;
  /** A far side named a time, or its limit is reached: nothing is taken before (wall instant). */
  pauseUntil(atMs: number): void;
}

/**
 * Hands out due intents one by one. The next batch is claimed when the last one is handed out, not when it is done: a far
 * side that takes its time over one call holds up one worker, never the flow.
 */
export const createDispenser = (
  ports: EnginePorts,
  name: FlowName,
  { whenEmpty, signal, isOpen = () => Promise.resolve(true) }: DispenserOptions,
): Dispenser => {
  const { clock } = ports;
  const ready: Claim[] = [];
  let asking: Promise<void> | undefined;
  let pausedUntilMs = 0;
  const isOver = (): boolean => signal?.aborted === true;
  const idle = (): Promise<void> => ports.wake.waitForWork(workPollWallMs, signal ?? new AbortController().signal);

  const refill = async (): Promise<void> => {
    while (!isOver()) {
      const pauseMs = pausedUntilMs - clock.nowMs();
      if (pauseMs > pauseSatOutWallMs && whenEmpty === 'end') return;
      if (pauseMs > 0) {
        await clock.sleep(Math.min(pauseMs, workPollWallMs) * clock.rate, signal);
        continue;
      }
      if (ready.length > 0) return;
      if (await isOpen()) ready.push(...(await ports.outbox.claim(name, claimBatch)));
      if (ready.length > 0 || whenEmpty === 'end') return;
      await idle();
    }
  };

  const next = async (): Promise<Claim | undefined> => {
    while (!isOver()) {
      const mayTake = whenEmpty === 'end' || pausedUntilMs <= clock.nowMs();
      const claim = mayTake ? ready.shift() : undefined;
      if (claim !== undefined) return claim;
      asking ??= refill().finally(() => (asking = undefined));
      await asking;
      if (ready.length === 0 && whenEmpty === 'end') return undefined;
    }
    return undefined;
  };

  return {
    next,
    pauseUntil: (atMs) => {
      pausedUntilMs = Math.max(pausedUntilMs, atMs);
    },
  };
};
