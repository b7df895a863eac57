/** The virtual clock and everything that is due on it. */
export interface Clock {
  mode(): ClockMode;
  rate(): number;
  /** Virtual now, ms since 1970 UTC. Stands still between two calls of `settle`, so one request sees one time. */
  nowMs(): number;
  /** Runs what is due by now. Real mode first reads the wall clock; call it at every entry from outside. */
  settle(): void;
  /** Runs due events in order up to the instant, then stands there. An earlier instant is refused by the caller. */
  advanceTo(atMs: number): void;
  /** Lower urgency runs first among events of one instant; equal ones in the order they were planned. */
  plan(atMs: number, run: () => void, urgency?: number): void;
  setMode(mode: ClockMode, rate: number): void;
  stop(): void;
}
export type ClockMode = 'manual' | 'real';

interface Planned {
  atMs: number;
  urgency: number;
  order: number;
  run: () => void;
}

const TIMER_MAX_MS = 2 ** 31 - 1;

export const startClock = (startMs: number, startMode: ClockMode, startRate: number): Clock => {
  const queue: Planned[] = [];
  let now = startMs;
  let mode = startMode;
  let rate = startRate;
  let order = 0;
  let anchor = { wallMs: Date.now(), virtualMs: startMs };
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  const readReal = (): number => anchor.virtualMs + (Date.now() - anchor.wallMs) * rate;
  const runUntil = (atMs: number): void => {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let next = queue[0]; next !== undefined && next.atMs <= atMs; next = queue[0]) {
        popFirst(queue);
        now = Math.max(now, next.atMs);
        next.run();
      }
      now = Math.max(now, atMs);
    } finally {
      isRunning = false;
    }
  };
  const setTimer = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const next = queue[0];
    if (mode !== 'real' || next === undefined) return;
    const waitMs = Math.ceil((next.atMs - readReal()) / rate);
    timer = setTimeout(settle, Math.min(Math.max(waitMs, 1), TIMER_MAX_MS));
  };
  function settle(): void {
    if (mode !== 'real') return;
    runUntil(readReal());
    setTimer();
  }
  return {
    mode: () => mode,
    rate: () => rate,
    nowMs: () => now,
    settle,
    advanceTo(atMs) {
      runUntil(atMs);
      anchor = { wallMs: Date.now(), virtualMs: now };
    },
    plan(atMs, run, urgency = 0) {
      pushSorted(queue, { atMs, urgency, order: (order += 1), run });
      if (!isRunning && queue[0]?.order === order) setTimer();
    },
    setMode(nextMode, nextRate) {
      settle();
      mode = nextMode;
      rate = nextRate;
      anchor = { wallMs: Date.now(), virtualMs: now };
      setTimer();
    },
    stop() {
      clearTimeout(timer);
      queue.length = 0;
      mode = 'manual';
    },
  };
};

const isBefore = (a: Planned, b: Planned): boolean =>
  a.atMs !== b.atMs ? a.atMs < b.atMs : a.urgency !== b.urgency ? a.urgency < b.urgency : a.order < b.order;

/** Binary heap: thousands of planned warehouse steps stay cheap. */
const pushSorted = (heap: Planned[], item: Planned): void => {
  heap.push(item);
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(heap[at]!, heap[parent]!)) return;
    [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
    at = parent;
  }
};

const popFirst = (heap: Planned[]): void => {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    let first = at;
    if (left < heap.length && isBefore(heap[left]!, heap[first]!)) first = left;
    if (right < heap.length && isBefore(heap[right]!, heap[first]!)) first = right;
    if (first === at) return;
    [heap[at], heap[first]] = [heap[first]!, heap[at]!];
    at = first;
  }
};
