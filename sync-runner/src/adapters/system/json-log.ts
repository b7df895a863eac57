import { type DestinationStream, pino } from 'pino';
import { isSyncError } from '#errors/sync-error.ts';
import type { Log } from '#ports/log.ts';

export interface JsonLogOptions {
  readonly level: string;
  /** Where the lines go; standard output where absent. */
  readonly stream?: DestinationStream;
  /** Members of every line, e.g. the runner's id. */
  readonly base?: Readonly<Record<string, unknown>>;
}

/** Names of members whose values nobody may read in a log: keys and what tells of a customer. */
const SECRET_NAMES =
  /(secret|password|passwd|token|authorization|cookie|credential)|(api|shop|erp|consumer|subscription|access|private)[_-]?key|^(auth|pass)$/i;
const CUSTOMER_NAMES =
  /^(.*(e?mail|phone|address|postcode|zip_?code|customer_?note).*|billing|shipping|bill_?to|ship_?to|(first|last|full|customer|buyer|company)_?name|name|company|line1|line2|city|line_1|line_2)$/i;

/** The same inside texts: an error's sentence may quote a URL or an answer. */
const TEXT_RULES: readonly (readonly [RegExp, string])[] = [
  [/\b(ck|cs)_[a-z0-9_]{6,}/gi, '$1_[hidden]'],
  [/\b(Basic|Bearer)\s+[A-Za-z0-9+/=._-]{6,}/gi, '$1 [hidden]'],
  [/([?&](?:consumer_key|consumer_secret|api[_-]?key|subscription-key|token|password)=)[^&\s"]+/gi, '$1[hidden]'],
  [/(:\/\/[^/\s:@"]+:)[^@\s/"]+@/g, '$1[hidden]@'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[mail hidden]'],
];

const HIDDEN = '[hidden]';
const DEPTH_MAX = 6;
const TEXT_LENGTH_MAX = 4_000;

const redactText = (text: string): string =>
  TEXT_RULES.reduce(
    (kept, [pattern, replacement]) => kept.replace(pattern, replacement),
    text.slice(0, TEXT_LENGTH_MAX),
  );

const redactError = (error: Error, depth: number): Record<string, unknown> => ({
  type: error.name,
  message: redactText(error.message),
  ...(isSyncError(error) ? { code: error.code, kind: error.kind, subject: redactText(error.subject) } : {}),
  stack: redactText(error.stack ?? ''),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
});

const redact = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth > DEPTH_MAX) return '[deeper]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.slice(0, 100).map((member) => redact(member, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isHidden =
        (SECRET_NAMES.test(name) || CUSTOMER_NAMES.test(name)) &&
        member !== null &&
        member !== '' &&
        typeof member !== 'boolean';
      return [name, isHidden ? HIDDEN : redact(member, depth + 1)];
    }),
  );
};

/** JSON lines; keys, tokens, passwords, names, mails and addresses never reach the stream. */
export const createJsonLog = (options: JsonLogOptions): Log => {
  const settings = {
    level: options.level,
    base: { ...options.base },
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const named = { ...settings, formatters: { level: (label: string) => ({ level: label }) } };
  const logger = options.stream === undefined ? pino(named) : pino(named, options.stream);
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (sentence: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (logger.isLevelEnabled(level))
        logger[level](redact(fields, 0) as Record<string, unknown>, redactText(sentence));
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
};
