import { invalidParams } from './errors.ts';

export type Params = Record<string, unknown>;

/** Reads a query string as PHP does: `a[]=1&a[]=2` is a list, `a[k]=1` is a map, the last plain value wins. */
export const parsePhpQuery = (text: string): Params => {
  const out: Params = {};
  for (const [rawKey, value] of new URLSearchParams(text)) {
    const open = rawKey.indexOf('[');
    if (open <= 0) {
      out[rawKey] = value;
      continue;
    }
    const path = [...rawKey.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
    putAt(out, [rawKey.slice(0, open), ...path], value);
  }
  return out;
};

const putAt = (root: Params, path: string[], value: string): void => {
  let at: Params = root;
  path.forEach((part, index) => {
    const key = part === '' ? String(Object.keys(at).length) : part;
    if (index === path.length - 1) {
      at[key] = value;
      return;
    }
    if (typeof at[key] !== 'object' || at[key] === null) at[key] = {};
    at = at[key] as Params;
  });
};

/** A list however it was sent: JSON array, PHP array or comma list. */
export const listOf = (value: unknown): string[] => {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'object') return Object.values(value).map(String);
  return String(value)
    .split(/[\s,]+/)
    .filter((part) => part !== '');
};

export const idsOf = (value: unknown): number[] => listOf(value).map(Number).filter(Number.isFinite);

export const textOf = (value: unknown, fallback = ''): string =>
  value === undefined || value === null ? fallback : String(value);

/** WordPress's `rest_sanitize_boolean`: "false", "0" and the empty string are false. */
export const truthOf = (value: unknown): boolean => {
  if (typeof value === 'string') return !['false', '0', ''].includes(value.toLowerCase());
  return Boolean(value);
};

/** An integer argument within its bounds, or the 400 WordPress gives. */
export const boundedInt = (params: Params, name: string, fallback: number, min: number, max?: number): number => {
  const raw = params[name];
  if (raw === undefined || raw === '') return fallback;
  const value = Number(raw);
  if (!Number.isInteger(value))
    throw invalidParams({ [name]: { code: 'rest_invalid_type', message: `${name} is not of type integer.` } });
  if (max !== undefined && (value < min || value > max)) {
    const message = `${name} must be between ${min} (inclusive) and ${max} (inclusive)`;
    throw invalidParams({ [name]: { code: 'rest_out_of_bounds', message } });
  }
  if (value < min) {
    const message = `${name} must be greater than or equal to ${min}`;
    throw invalidParams({ [name]: { code: 'rest_out_of_bounds', message } });
  }
  return value;
};

export const oneOf = (params: Params, name: string, allowed: readonly string[], fallback: string): string => {
  const value = textOf(params[name], fallback);
  if (allowed.includes(value)) return value;
  throw invalidParams({
    [name]: {
      code: 'rest_not_in_enum',
      message: `${name} is not one of ${allowed.slice(0, -1).join(', ')}, and ${allowed.at(-1)}.`,
    },
  });
};
