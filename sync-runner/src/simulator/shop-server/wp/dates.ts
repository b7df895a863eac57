import { invalidParams } from './errors.ts';
import { truthOf, type Params } from './params.ts';

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** `YYYY-MM-DDTHH:MM:SS` without a zone, as WordPress writes every date. */
export const wpDate = (atMs: number, offsetMinutes = 0): string => {
  const at = new Date(atMs + offsetMinutes * 60_000);
  const day = `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
  return `${day}T${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
};

/** The twin members `<name>` (shop time) and `<name>_gmt`. */
export const dateTwins = (name: string, atMs: number | null, offsetMinutes: number): Record<string, string | null> => ({
  [name]: atMs === null ? null : wpDate(atMs, offsetMinutes),
  [`${name}_gmt`]: atMs === null ? null : wpDate(atMs),
});

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?([zZ]|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * What a date argument means to WordPress: it becomes shop wall time first, and with `dates_are_gmt` that wall time
 * is compared with the GMT column as it stands. So a `Z` beside the flag is wrong by the shop's offset.
 * Gives epoch milliseconds of the bound, cut to the second.
 */
export const boundMs = (params: Params, name: string, offsetMinutes: number): number | undefined => {
  const raw = params[name];
  if (raw === undefined || raw === null || raw === '') return undefined;
  const match = RFC3339.exec(String(raw));
  if (!match) throw invalidParams({ [name]: { code: 'rest_invalid_date', message: 'Invalid date.' } });
  const [, year, month, day, hour, minute, second, zone] = match;
  const asUtcMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const wallMs = zone === undefined ? asUtcMs : asUtcMs - zoneMinutes(zone) * 60_000 + offsetMinutes * 60_000;
  return truthOf(params.dates_are_gmt) ? wallMs : wallMs - offsetMinutes * 60_000;
};

const zoneMinutes = (zone: string): number => {
  if (zone === 'Z' || zone === 'z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0'));
};

const second = (atMs: number): number => Math.floor(atMs / 1000) * 1000;

/** A test over created and modified stamps: exclusive, at one second. */
export const dateFilter = (
  params: Params,
  offsetMinutes: number,
): ((row: { createdMs: number; modifiedMs: number }) => boolean) => {
  const after = boundMs(params, 'after', offsetMinutes);
  const before = boundMs(params, 'before', offsetMinutes);
  const modifiedAfter = boundMs(params, 'modified_after', offsetMinutes);
  const modifiedBefore = boundMs(params, 'modified_before', offsetMinutes);
  return ({ createdMs, modifiedMs }) =>
    (after === undefined || second(createdMs) > after) &&
    (before === undefined || second(createdMs) < before) &&
    (modifiedAfter === undefined || second(modifiedMs) > modifiedAfter) &&
    (modifiedBefore === undefined || second(modifiedMs) < modifiedBefore);
};
