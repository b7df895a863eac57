import type { Clock } from '#ports/clock.ts';
import type { AnswerGot, FarSide } from './types.ts';

const SECONDS_DEFAULT = 10;
/** A named wait above this is taken for a slip, except for a quota, which may last until the next day. */
const SECONDS_MAX = 3600;
const QUOTA_SECONDS_MAX = 86_400;

/**
 * Seconds the answer asks us to wait; null = it asks for nothing. Reads Retry-After as seconds or date, then the sentence
 * of the gateway ("Try again in 12 seconds."). A 429 without a readable time counts as 10 s.
 */
export const readRetrySeconds = (answer: AnswerGot, nowMs: number): number | null => {
  const isLimit = answer.status === 429;
  const isQuota = answer.status === 403 && (answer.headers['retry-after'] !== undefined || saysQuota(answer.text));
  if (!isLimit && !isQuota && answer.status !== 503) return null;
  const named = readHeaderSeconds(answer.headers, nowMs) ?? readSentenceSeconds(answer.text);
  if (named === null) return answer.status === 503 ? null : SECONDS_DEFAULT;
  return Math.min(Math.max(named, 1), isQuota ? QUOTA_SECONDS_MAX : SECONDS_MAX);
};

/**
 * The same as a wall instant. Seconds of an ERP that runs `rate` times faster (a simulator) pass as fast as our own time;
 * the shop's are seconds on the wall.
 */
export const readRetryAt = (answer: AnswerGot, system: FarSide, clock: Clock): number | undefined => {
  const seconds = readRetrySeconds(answer, clock.nowMs());
  if (seconds === null) return undefined;
  return system === 'erp' ? clock.after(seconds * 1000) : clock.nowMs() + seconds * 1000;
};

export const saysQuota = (text: string): boolean => /out of call volume|quota/i.test(text);

const readHeaderSeconds = (headers: Readonly<Record<string, string>>, nowMs: number): number | null => {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const at = Date.parse(value);
  if (!Number.isFinite(at)) return null;
  // Measured against their own Date where there is one, so that a wrong clock on either side does not matter.
  const theirNow = Date.parse(headers['date'] ?? '');
  const seconds = (at - (Number.isFinite(theirNow) ? theirNow : nowMs)) / 1000;
  return seconds > 0 ? seconds : null;
};

const readSentenceSeconds = (text: string): number | null => {
  const match = /try again in (\d{1,6}) second/i.exec(text.slice(0, 2000));
  return match ? Number(match[1]) : null;
};
