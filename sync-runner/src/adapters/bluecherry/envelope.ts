import type { Profile } from './profile.ts';
import type { RawRow } from './row.ts';
import { routeShapes } from './wire.ts';
import type { ChildShape, RouteName } from './wire.ts';

export interface Envelope {
  /** "" = not told. */
  readonly version: string;
  /** The object beside `data` of a stock list. */
  readonly snapshot: RawRow | null;
  readonly rows: readonly RawRow[];
}

type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Member names in lower case: the ERP's spelling of names is not to be relied on. */
export const lowerNames = (members: Members): Record<string, unknown> => {
  const lowered: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(members)) lowered[name.toLowerCase()] = value;
  return lowered;
};

/**
 * Takes an answer apart, whatever its layout: children inside their parents (nested, numbered) or once beside the headers,
 * joined by fkey (flat). null = not an envelope. A page past the end has an empty list or none.
 */
export const readEnvelope = (json: unknown, route: RouteName, profile: Profile): Envelope | null => {
  if (!isMembers(json)) return null;
  const top = lowerNames(json);
  if (!('data' in top) && !('version' in top)) return null;
  const rename = composeRename(route, profile);
  const version =
    typeof top['version'] === 'string' || typeof top['version'] === 'number' ? String(top['version']) : '';
  const snapshot = isMembers(top['snapshot']) ? { members: rename(top['snapshot']), children: {} } : null;
  const given = top['data'];
  if (given === undefined || given === null) return { version, snapshot, rows: [] };
  const beside = isMembers(given) ? lowerNames(given) : {};
  const headers = Array.isArray(given) ? given : (beside['header'] ?? beside['rows'] ?? []);
  if (!Array.isArray(headers) || !headers.every(isMembers)) return null;
  const read = composeRowReader(profile, rename, beside);
  return { version, snapshot, rows: headers.map((header) => read(header, routeShapes[route].children)) };
};

/** Their member names to ours, for one route. */
export const composeRename = (route: RouteName, profile: Profile) => {
  const ours = new Map(Object.entries(profile.fields[route] ?? {}).map(([our, their]) => [their.toLowerCase(), our]));
  return (members: Members): Record<string, unknown> => {
    const lowered = lowerNames(members);
    if (ours.size === 0) return lowered;
    const renamed: Record<string, unknown> = { ...lowered };
    // A renamed member wins over one that happens to bear our name.
    for (const [their, our] of ours) if (their in lowered) renamed[our] = lowered[their];
    return renamed;
  };
};

const composeRowReader = (profile: Profile, rename: (members: Members) => Record<string, unknown>, beside: Members) => {
  const theirName = (shape: ChildShape): string => (profile.children[shape.name] ?? shape.name).toLowerCase();
  const read = (given: Members, shapes: readonly ChildShape[]): RawRow => {
    const lowered = lowerNames(given);
    const members = rename(given);
    const children: Record<string, readonly RawRow[]> = {};
    for (const shape of shapes) {
      const own = lowered[theirName(shape)];
      const rows =
        own !== undefined && own !== null
          ? readRows(own, profile)
          : joinFlat(beside[theirName(shape)], members['pkey']);
      if (rows !== null) children[shape.name] = rows.map((row) => read(row, shape.children));
      delete members[theirName(shape)];
    }
    return { members, children };
  };

  const joinFlat = (object: unknown, parentKey: unknown): Members[] | null => {
    if (object === undefined || object === null) return null;
    return readRows(object, profile).filter(
      (row) => String(lowerNames(row)['fkey'] ?? '').trim() === String(parentKey ?? '').trim(),
    );
  };
  return read;
};

/** All rows of a child object, whichever key they stand under: rows, rows-i, rows-1, or the profile's own. */
const readRows = (object: unknown, profile: Profile): Members[] => {
  if (Array.isArray(object)) return object.filter(isMembers);
  if (!isMembers(object)) return [];
  const level3 = profile.envelope.level3.toLowerCase();
  return Object.entries(object).flatMap(([key, rows]) =>
    Array.isArray(rows) && (/^rows(-.+)?$/i.test(key) || key.toLowerCase() === level3) ? rows.filter(isMembers) : [],
  );
};
