import type { Clock } from '#ports/clock.ts';

export type CallVerdict = 'ok' | 'failed' | 'auth-refused' | 'not-counted';

export type BreakerState =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly retryAtMs: number; readonly isAuthRefused: boolean };

export interface Breaker {
  /** Asks to call. Open lets one probe through each 30 s; that probe is told `closed`. */
  ask(operation: string): BreakerState;
  record(operation: string, verdict: CallVerdict): void;
}

const WINDOW_MS = 60_000;
const CALLS_MIN = 20;
const FAILED_SHARE = 0.5;
const PROBE_EACH_MS = 30_000;

interface Circuit {
  calls: { readonly atMs: number; readonly isFailed: boolean }[];
  /** null = closed. Wall epoch ms. */
  probeAtMs: number | null;
  isAuthRefused: boolean;
}

/** One circuit an operation: orders may be ill while stock is well. All spans are of our time. */
export const createBreaker = (clock: Clock): Breaker => {
  const circuits = new Map<string, Circuit>();

  const read = (operation: string): Circuit => {
    const known = circuits.get(operation) ?? { calls: [], probeAtMs: null, isAuthRefused: false };
    circuits.set(operation, known);
    return known;
  };

  const open = (circuit: Circuit, isAuthRefused: boolean): void => {
    circuit.probeAtMs = clock.after(PROBE_EACH_MS);
    circuit.isAuthRefused = isAuthRefused;
  };

  const count = (circuit: Circuit, isFailed: boolean): void => {
    circuit.calls.push({ atMs: clock.nowMs(), isFailed });
    circuit.calls = circuit.calls.filter((call) => clock.elapsedMs(call.atMs) <= WINDOW_MS);
    const failed = circuit.calls.filter((call) => call.isFailed).length;
    if (circuit.calls.length >= CALLS_MIN && failed > circuit.calls.length * FAILED_SHARE) open(circuit, false);
  };

  return {
    ask: (operation) => {
      const circuit = read(operation);
      if (circuit.probeAtMs === null) return { state: 'closed' };
      if (clock.nowMs() < circuit.probeAtMs)
        return { state: 'open', retryAtMs: circuit.probeAtMs, isAuthRefused: circuit.isAuthRefused };
      // The next probe waits its turn even if this one never comes back.
      circuit.probeAtMs = clock.after(PROBE_EACH_MS);
      return { state: 'closed' };
    },
    record: (operation, verdict) => {
      const circuit = read(operation);
      if (verdict === 'not-counted') return;
      if (verdict === 'auth-refused') return open(circuit, true);
      if (circuit.probeAtMs === null) return count(circuit, verdict === 'failed');
      if (verdict === 'failed') return open(circuit, circuit.isAuthRefused);
      circuits.set(operation, { calls: [], probeAtMs: null, isAuthRefused: false });
    },
  };
};
