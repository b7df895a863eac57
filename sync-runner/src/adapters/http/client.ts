import type { Clock } from '#ports/clock.ts';
import { createBreaker } from './breaker.ts';
import type { CallVerdict } from './breaker.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { readRetryAt, saysQuota } from './retry-after.ts';
import { createRetryBudget } from './retry-budget.ts';
import { createTransport } from './transport.ts';
import type { AnswerGot, HttpAnswer, HttpClient, HttpClientOptions, HttpRequest, NothingGot } from './types.ts';

const PACE_PER_MIN_DEFAULT = 1200;
const QUICK_TRIES_MAX = 3;
/** Full jitter: the n-th wait is anything up to base x 2^n of our time. */
const JITTER_BASE_MS = 500;
/** A pause longer than this on the wall goes back to the caller instead of being sat out. */
const PAUSE_WALL_MAX_MS = 2_000;
/** How long a caller may stand in the queue of the pace, our time. */
const PACE_WAIT_MAX_MS = 20_000;

/** A client of one far side: one pace, one pause, one retry purse, a breaker for each operation. */
export const createHttpClient = (options: HttpClientOptions): HttpClient => {
  const { clock, log, system } = options;
  const transport = createTransport(options);
  const breaker = createBreaker(clock);
  const pace = createPace(options.pacePerMinMax ?? PACE_PER_MIN_DEFAULT, clock);
  const budget = createRetryBudget();
  let pausedUntilMs = 0;

  const sendOnce = async (request: HttpRequest): Promise<HttpAnswer> => {
    const wait = await waitForTurn(clock, pace, () => pausedUntilMs);
    if (wait !== null) return wait;
    const circuit = breaker.ask(request.operation);
    if (circuit.state === 'open') return composeOpen(request, circuit.retryAtMs, circuit.isAuthRefused);
    const got = await transport.attempt(request);
    const answer = got.got === 'answer' ? { ...got, retryAtMs: readRetryAt(got, system, clock) } : got;
    if (answer.got === 'answer' && answer.retryAtMs !== undefined) {
      pausedUntilMs = Math.max(pausedUntilMs, answer.retryAtMs);
      if (answer.status === 429) pace.slowDown();
    }
    const verdict = judge(answer, request);
    breaker.record(request.operation, verdict);
    if (verdict === 'ok') budget.refund();
    else log.debug('A call did not succeed.', { system, operation: request.operation, verdict, ...describe(answer) });
    return answer;
  };

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    let answer = await sendOnce(request);
    for (let tried = 1; tried < QUICK_TRIES_MAX && isWorthRetry(request, answer); tried += 1) {
      if (!budget.spend(answer.got === 'nothing' && answer.cause === 'timeout')) break;
      await clock.sleep(Math.random() * JITTER_BASE_MS * 2 ** tried);
      const next = await sendOnce(request);
      // A retry that could not start says less than the answer before it.
      if (next.got === 'nothing' && (next.cause === 'paused' || next.cause === 'breaker-open')) break;
      answer = next;
    }
    return answer;
  };

  return { send, close: () => transport.close() };
};

/** Short waits are sat out here; for longer ones the caller is told when to come back. null = it is our turn. */
const waitForTurn = async (clock: Clock, pace: Pace, readPausedUntil: () => number): Promise<NothingGot | null> => {
  const pausedMs = readPausedUntil() - clock.nowMs();
  if (pausedMs > PAUSE_WALL_MAX_MS) return composePaused(readPausedUntil(), 'They asked us to wait');
  if (pausedMs > 0) await clock.sleep(pausedMs * clock.rate);
  const turn = pace.take(PACE_WAIT_MAX_MS);
  if (!turn.isTaken) return composePaused(clock.after(turn.waitMs), 'Too many calls stand in the queue');
  if (turn.waitMs > 0) await clock.sleep(turn.waitMs);
  // While we stood in the queue another call may have been told to wait.
  const stillMs = readPausedUntil() - clock.nowMs();
  return stillMs > PAUSE_WALL_MAX_MS ? composePaused(readPausedUntil(), 'They asked us to wait') : null;
};

const composePaused = (retryAtMs: number, why: string): NothingGot => ({
  got: 'nothing',
  wasSent: false,
  cause: 'paused',
  message: `${why}; nothing was sent, and it goes on by itself.`,
  retryAtMs,
});

const composeOpen = (request: HttpRequest, retryAtMs: number, isAuthRefused: boolean): NothingGot => ({
  got: 'nothing',
  wasSent: false,
  cause: 'breaker-open',
  message: isAuthRefused
    ? `The key was refused a moment ago (${request.operation}), so nothing was sent; we try again each 30 s.`
    : `More than half of the last calls failed (${request.operation}), so nothing was sent; we try again each 30 s.`,
  retryAtMs,
  isAuthRefused,
});

/** A server fault, or a page where JSON should be (a maintenance page with status 200). */
const isFault = (answer: AnswerGot): boolean =>
  answer.status >= 500 || (answer.status < 300 && answer.status !== 204 && answer.json === undefined);

const judge = (answer: HttpAnswer, request: HttpRequest): CallVerdict => {
  if (answer.got === 'nothing') return 'failed';
  if (answer.status === 429) return 'not-counted';
  if (answer.status === 401) return 'auth-refused';
  // A 403 for one record is the far side's business; for a read it means the key lacks the right.
  if (answer.status === 403 && saysQuota(answer.text)) return 'not-counted';
  if (answer.status === 403 && answer.retryAtMs === undefined && request.verb === 'GET') return 'auth-refused';
  return isFault(answer) ? 'failed' : 'ok';
};

const isWorthRetry = (request: HttpRequest, answer: HttpAnswer): boolean => {
  if (!request.isRepeatable) return false;
  if (answer.got === 'nothing') return ['connect', 'timeout', 'reset'].includes(answer.cause);
  return answer.retryAtMs === undefined && isFault(answer);
};

const describe = (answer: HttpAnswer): Record<string, unknown> =>
  answer.got === 'answer' ? { status: answer.status } : { cause: answer.cause, wasSent: answer.wasSent };
