import type { FlowName } from '#contracts/codes.ts';
import type { Claim } from '#ports/outbox.ts';
import { claimBatch, workPollWallMs } from './limits.ts';
import type { EnginePorts } from './passes.ts';

export interface DispenserOptions {
  /** `end`: undefined once nothing is due. `wait`: waits for work until the signal aborts. */
  readonly whenEmpty: 'end' | 'wait';
  readonly signal?: AbortSignal;
  /** Whether this flow writes now (live, not paused); while it does not, nothing is claimed. */
  readonly isOpen?: () => Promise<boolean>;
}

/**
 * Hands out due intents one by one to any number of workers. The next batch is claimed when the last one is handed out,
 * not when it is done: a far side that takes its time over one call holds up one worker, never the flow.
 */
export const createDispenser = (
  ports: EnginePorts,
  name: FlowName,
  { whenEmpty, signal, isOpen = () => Promise.resolve(true) }: DispenserOptions,
): (() => Promise<Claim | undefined>) => {
  const ready: Claim[] = [];
  let asking: Promise<void> | undefined;
  const isOver = (): boolean => signal?.aborted === true;

  const refill = async (): Promise<void> => {
    while (!isOver()) {
      if (await isOpen()) ready.push(...(await ports.outbox.claim(name, claimBatch)));
      if (ready.length > 0 || whenEmpty === 'end') return;
      await ports.wake.waitForWork(workPollWallMs, signal ?? new AbortController().signal);
    }
  };

  return async () => {
    while (!isOver()) {
      const claim = ready.shift();
      if (claim !== undefined) return claim;
      asking ??= refill().finally(() => (asking = undefined));
      await asking;
      if (ready.length === 0 && whenEmpty === 'end') return undefined;
    }
    return undefined;
  };
};
