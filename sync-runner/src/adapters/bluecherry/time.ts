import type { ErpTime } from '#domain/erp-time.ts';

/** A calendar reading without a zone, as the ERP writes it. Months from 1. */
export interface StampParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?$/;
const US = /^(\d{2})\/(\d{2})\/(\d{4})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Reads a stamp in any spelling the ERP may use: ISO with blank or T, US, with or without fraction or time. A stamp that
 * names an offset is turned into the zone's own reading. null = not a stamp.
 */
export const parseStamp = (text: string, zone: string): StampParts | null => {
  const clean = text.trim();
  if (ZONED.test(clean)) {
    const atMs = Date.parse(clean.replace(' ', 'T').replace(/\s+/, ''));
    return Number.isFinite(atMs) ? readZoneParts(atMs, zone) : null;
  }
  const iso = ISO.exec(clean);
  if (iso) return checkParts(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6]);
  const us = US.exec(clean);
  return us ? checkParts(us[3], us[1], us[2], us[4], us[5], us[6]) : null;
};

const checkParts = (...fields: (string | undefined)[]): StampParts | null => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.map((field) => Number(field ?? 0));
  const parts = { year, month, day, hour, minute, second };
  const back = new Date(asUtcMs(parts));
  const isReal = back.getUTCMonth() + 1 === month && back.getUTCDate() === day && back.getUTCHours() === hour;
  return isReal && minute < 60 && second < 60 ? parts : null;
};

/** The parts as if they were UTC: for arithmetic on the text alone. */
const asUtcMs = (parts: StampParts): number =>
  Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);

const fromUtcMs = (ms: number): StampParts => {
  const at = new Date(ms);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
};

const formatters = new Map<string, Intl.DateTimeFormat>();

const readZoneParts = (atMs: number, zone: string): StampParts => {
  let formatter = formatters.get(zone);
  if (!formatter) {
    const two = '2-digit' as const;
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      calendar: 'gregory',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    formatters.set(zone, formatter);
  }
  const read: Record<string, number> = {};
  for (const part of formatter.formatToParts(atMs)) read[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = read;
  return { year, month, day, hour, minute, second };
};

const readOffsetMs = (atMs: number, zone: string): number => {
  const whole = Math.floor(atMs / 1000) * 1000;
  return asUtcMs(readZoneParts(whole, zone)) - whole;
};

/**
 * The instants a reading may mean in a zone. The repeated autumn hour fits two; a reading inside the spring gap is taken
 * as the time that far after the gap began.
 */
const readInstants = (parts: StampParts, zone: string): { earliestMs: number; latestMs: number } => {
  const naiveMs = asUtcMs(parts);
  const offsets = [readOffsetMs(naiveMs - DAY_MS, zone), readOffsetMs(naiveMs + DAY_MS, zone)] as const;
  const fits = offsets
    .map((offset) => naiveMs - offset)
    .filter((atMs) => asUtcMs(readZoneParts(atMs, zone)) === naiveMs);
  const atMs = fits.length > 0 ? fits : [naiveMs - offsets[0]];
  return { earliestMs: Math.min(...atMs), latestMs: Math.max(...atMs) };
};

/** The one spelling stamps have inside the runner: "YYYY-MM-DD HH:MM:SS", so that text order is time order. */
const formatCanonical = (parts: StampParts): string => formatParts(parts, 'YYYY-MM-DD HH:mm:ss');

/** Tokens YYYY MM DD HH mm ss (and the spelling HH:MM:SS of some papers). */
export const formatParts = (parts: StampParts, format: string): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  return format
    .replace('HH:MM:SS', 'HH:mm:ss')
    .replace('YYYY', String(parts.year).padStart(4, '0'))
    .replace('MM', two(parts.month))
    .replace('DD', two(parts.day))
    .replace('HH', two(parts.hour))
    .replace('mm', two(parts.minute))
    .replace('ss', two(parts.second));
};

/** null = not a stamp. The text comes back in the canonical spelling. */
export const readErpTime = (text: string, zone: string): ErpTime | null => {
  const parts = parseStamp(text, zone);
  return parts === null ? null : { text: formatCanonical(parts), ...readInstants(parts, zone) };
};

/** Calendar date "YYYY-MM-DD" from any spelling of a date; null = not a date. */
export const readErpDate = (text: string, zone: string): string | null => {
  const parts = parseStamp(text, zone);
  return parts === null ? null : formatParts(parts, 'YYYY-MM-DD');
};

export const composeErpDate = (atMs: number, zone: string): string =>
  formatParts(readZoneParts(atMs, zone), 'YYYY-MM-DD');

/** "YYYY-MM-DD" some calendar days later. */
export const addDays = (date: string, days: number): string =>
  formatParts(fromUtcMs(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS), 'YYYY-MM-DD');

/**
 * A stamp some seconds earlier, for overlaps. The ERP compares stamps by text, so the earlier of text and clock
 * arithmetic counts (in spring the clock skips an hour that the text would spend), and 2 h more are taken where the
 * repeated autumn hour is near: stamps written in its second round look older than the cursor.
 */
export const rewindStamp = (stamp: string, seconds: number, zone: string): string | null => {
  const parts = parseStamp(stamp, zone);
  if (parts === null) return null;
  const { earliestMs, latestMs } = readInstants(parts, zone);
  const backMs = seconds * 1000;
  const nearMs = 3 * 3_600_000;
  const isAutumn =
    readOffsetMs(earliestMs - backMs - nearMs, zone) > readOffsetMs(latestMs + nearMs, zone) || earliestMs !== latestMs;
  const wholeMs = backMs + (isAutumn ? 2 * 3_600_000 : 0);
  const byText = formatCanonical(fromUtcMs(asUtcMs(parts) - wholeMs));
  const byClock = formatCanonical(readZoneParts(earliestMs - wholeMs, zone));
  return byText < byClock ? byText : byClock;
};
