import { redactText } from '#adapters/http/index.ts';
import type { AnswerGot, HttpAnswer, NothingGot } from '#adapters/http/index.ts';
import { SyncError } from '#errors/sync-error.ts';
import { isMembers, lowerNames } from './envelope.ts';
import { applicationCodes } from './wire.ts';

/**
 * What an answer says, read from the body first and the status second. `refused`, `denied`, `route`, `limited` and
 * `maintenance` are certain: nothing was committed. `unknown` is not.
 */
export type AnswerMeaning =
  | { readonly means: 'answered'; readonly json: unknown }
  | { readonly means: 'refused'; readonly code: string; readonly text: string }
  | { readonly means: 'denied' }
  | { readonly means: 'route' }
  | { readonly means: 'limited'; readonly isQuota: boolean }
  | { readonly means: 'maintenance' }
  | { readonly means: 'unknown'; readonly why: string };

/** The ERP's own text, in any of its three shapes; null = the body is no error. */
export const readErrorText = (json: unknown): { readonly text: string; readonly statusCode: number | null } | null => {
  if (!isMembers(json)) return null;
  const top = lowerNames(json);
  const listed = readListedTexts(top['errors']) ?? readListedTexts(top['message']);
  if (listed !== null) return { text: listed, statusCode: null };
  if (typeof top['message'] !== 'string' || 'data' in top) return null;
  const statusCode = Number(top['statuscode']);
  return {
    text: top['message'].trim(),
    statusCode: Number.isInteger(statusCode) && statusCode > 0 ? statusCode : null,
  };
};

/** `[{errorMessage}]`, `[{message}]` or plain texts; null = no such list. */
export const readListedTexts = (value: unknown): string | null => {
  if (!Array.isArray(value) || value.length === 0) return null;
  const texts = value.map((each) => {
    if (typeof each === 'string') return each.trim();
    const members = isMembers(each) ? lowerNames(each) : {};
    const text = members['errormessage'] ?? members['message'];
    return typeof text === 'string' ? text.trim() : '';
  });
  return texts.filter((text) => text !== '').join('; ') || 'no text given';
};

/** "CODE: detail" taken apart; code "" where the text does not begin with a code of the application. */
export const splitErrorText = (text: string): { readonly code: string; readonly text: string } => {
  const match = /^([A-Z][A-Z0-9_]{2,30})\s*:/.exec(text.trim());
  const code = match?.[1] ?? '';
  return { code: (applicationCodes as readonly string[]).includes(code) ? code : '', text: redactText(text) };
};

export const readMeaning = (answer: AnswerGot): AnswerMeaning => {
  if (answer.json === undefined) return readByStatus(answer, answer.status, redactText(answer.text, 120), true);
  const error = readErrorText(answer.json);
  if (error === null) {
    if (answer.status >= 200 && answer.status < 300) return { means: 'answered', json: answer.json };
    return readByStatus(answer, answer.status, '', false);
  }
  const { code, text } = splitErrorText(error.text);
  if (code !== '') return { means: 'refused', code, text };
  // The gateway names its status in the body; with status 200 outside, that one counts.
  const status = error.statusCode ?? (answer.status < 300 ? readStatusOfText(error.text) : answer.status);
  return readByStatus(answer, status, text, false);
};

const readStatusOfText = (text: string): number => {
  if (/rate limit/i.test(text)) return 429;
  if (/access denied|subscription key/i.test(text)) return 401;
  if (/call volume|quota/i.test(text)) return 403;
  if (/maintenance/i.test(text)) return 503;
  return 200;
};

const readByStatus = (answer: AnswerGot, status: number, text: string, isPage: boolean): AnswerMeaning => {
  const shown = text === '' ? `status ${status}` : `status ${status}: ${text}`;
  if (status === 401) return { means: 'denied' };
  if (status === 403) {
    const isQuota = answer.headers['retry-after'] !== undefined || /call volume|quota/i.test(answer.text);
    return isQuota ? { means: 'limited', isQuota: true } : { means: 'denied' };
  }
  if (status === 404 || status === 405) return { means: 'route' };
  if (status === 429) return { means: 'limited', isQuota: false };
  if (status === 503 && (/maintenance/i.test(answer.text) || answer.headers['retry-after'] !== undefined))
    return { means: 'maintenance' };
  const isHtml = isPage && /<(html|!doctype|body|head)/i.test(answer.text);
  if (status === 400 && !isHtml) return { means: 'refused', code: '', text: text === '' ? 'no reason given' : text };
  if (status >= 300 && status < 400) return { means: 'unknown', why: `the address redirects elsewhere (${status})` };
  return { means: 'unknown', why: isPage ? `a body that is not JSON (${shown})` : shown };
};

/** An answer that is certain to have changed nothing, as the error the engine knows. null = it was answered, or is unclear. */
export const composeCertainError = (meaning: AnswerMeaning, route: string, retryAtMs?: number): SyncError | null => {
  switch (meaning.means) {
    case 'denied':
      return new SyncError({
        code: 'ERP_AUTH_REFUSED',
        message: `Blue Cherry refused the key on route ${route}.`,
        subject: route,
      });
    case 'route':
      return new SyncError({
        code: 'ERP_QUERY_REFUSED',
        message: `Blue Cherry does not know the route ${route} or its verb; compare "routes" of the profile.`,
        subject: route,
      });
    case 'limited':
      return new SyncError({
        code: meaning.isQuota ? 'ERP_QUOTA_SPENT' : 'ERP_RATE_LIMITED',
        message: `Blue Cherry takes no more calls for a while (${route}).`,
        subject: route,
        retryAtMs,
      });
    case 'maintenance':
      return new SyncError({
        code: 'ERP_SERVER_ERROR',
        message: `Blue Cherry is in maintenance (${route}).`,
        subject: route,
        retryAtMs,
      });
    case 'answered':
    case 'refused':
    case 'unknown':
      return null;
  }
};

/** The error of a read that did not bring what was asked for. */
export const composeReadError = (answer: HttpAnswer, route: string): SyncError => {
  if (answer.got === 'nothing') return composeNothingError(answer, route);
  const meaning = readMeaning(answer);
  const certain = composeCertainError(meaning, route, answer.retryAtMs);
  if (certain !== null) return certain;
  if (meaning.means === 'refused') {
    return new SyncError({
      code: 'ERP_QUERY_REFUSED',
      message: `Blue Cherry refused the question on route ${route}: ${meaning.text}`,
      subject: route,
    });
  }
  if (meaning.means === 'unknown' && (answer.status < 300 || answer.status >= 500)) {
    return new SyncError({
      code: 'ERP_SERVER_ERROR',
      message: `Blue Cherry answered ${meaning.why} on route ${route}.`,
      subject: route,
    });
  }
  const why = meaning.means === 'unknown' ? meaning.why : 'an unknown shape';
  return new SyncError({
    code: 'ERP_ANSWER_SHAPE',
    message: `Blue Cherry answered ${why} on route ${route}.`,
    subject: route,
  });
};

export const composeNothingError = (answer: NothingGot, route: string): SyncError => {
  const parts = { message: answer.message, subject: route, retryAtMs: answer.retryAtMs };
  switch (answer.cause) {
    case 'paused':
      return new SyncError({ code: 'ERP_RATE_LIMITED', ...parts });
    case 'breaker-open':
      return new SyncError({ code: answer.isAuthRefused === true ? 'ERP_AUTH_REFUSED' : 'ERP_UNREACHABLE', ...parts });
    case 'timeout':
      return new SyncError({ code: 'ERP_TIMEOUT_READ', ...parts });
    case 'too-large':
      return new SyncError({ code: 'ERP_ANSWER_SHAPE', ...parts });
    case 'connect':
    case 'reset':
    case 'dns':
    case 'tls':
      return new SyncError({ code: 'ERP_UNREACHABLE', ...parts });
  }
};
