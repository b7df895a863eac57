import { z } from 'zod';

/**
 * The profile: everything in which one Blue Cherry installation may differ from another, as data.
 * The adapter (client) and the simulator (server) read the same JSON file, so they cannot drift apart.
 */

const text = z.string();
const count = z.int().min(1);
const countOrZero = z.int().min(0);
const renames = z.record(z.string(), z.string());
const codeMap = z.record(z.string(), z.string());

export const Profile = z.strictObject({
  /** What customers hold ends before `/api/`; `readApiBase` adds it where it is missing. */
  base_url: z.url({ protocol: /^https?$/ }),
  key_header: z.string().regex(/^[A-Za-z0-9-]+$/),
  transport: z.enum(['rest', 'files']),
  /** Our route name to theirs; null = the flow is off. Differences only, like `children` and `fields`. */
  routes: z.record(z.string(), z.string().nullable()),
  /** Our child name (as read, for example `orderdetail`) to theirs; posts use the same new name. */
  children: renames,
  /** Per route (our name): our member name to theirs. */
  fields: z.record(z.string(), renames),
  envelope: z.strictObject({
    layout: z.enum(['nested', 'flat', 'numbered']),
    level3: text.min(1),
    answer: z.enum(['items', 'top']),
  }),
  filter: z.strictObject({ ops: z.array(z.enum(['eq', 'gt', 'ge', 'lt'])).min(1), escape: text }),
  /** Page caps, in rows. */
  paging: z.strictObject({ documents: count, lists: count }),
  formats: z.strictObject({
    datetime: text.min(1),
    date: text.min(1),
    us_date: text.min(1),
    zone: z.string().refine(isZone, 'is not a time zone name'),
  }),
  money: z.strictObject({ dp: countOrZero.max(4), price_dp: countOrZero.max(4) }),
  key: z.strictObject({
    columns: z.array(z.enum(['division', 'style', 'color_code', 'lbl_code', 'dimension', 'size_desc'])).min(1),
    upc_first: z.boolean(),
  }),
  /** Rows outside these lists are ignored; an empty list = all. */
  scope: z.strictObject({
    division: z.array(text),
    lbl_code: z.array(text),
    catg_dest1: z.array(text),
    season: z.array(text),
  }),
  stock: z.strictObject({
    figure: z.enum(['ots', 'qoh', 'ots_wip']),
    locations: z.array(text).min(1),
    time: z.enum(['row', 'header', 'absent']),
    count: z.enum(['header', 'absent']),
    kind: z.enum(['header', 'absent']),
    delta: z.boolean(),
    /** Seconds from one batch to the next. */
    every_s: count,
    /** Seconds from as_of until the snapshot can be read. */
    compute_s: countOrZero,
  }),
  po_num: z.strictObject({
    prefix: text.min(1),
    format: text.includes('{id}'),
    pattern: z.string().refine(isPattern, 'is not a regular expression'),
    max: count,
  }),
  ref_num: z.strictObject({ format: text.includes('{id}'), max: count }),
  altpo: z.strictObject({ max: count }),
  orders: z.strictObject({
    mode: z.enum(['sync', 'batch']),
    batch_s: count,
    duplicate: z.enum(['accept', 'reject', 'existing']),
    array: z.enum(['all_or_nothing', 'per_item']),
    end_days: countOrZero,
    /** Name of the commit time member; "" = the ERP has none. */
    time: text,
    defaults: z.record(z.string(), z.string()),
  }),
  /** Shop value to ERP code; `*` = every other value. `status` renames theirs to ours, differences only. */
  codes: z.strictObject({
    ship_via: codeMap,
    term: codeMap,
    charge: codeMap,
    reason: codeMap,
    hold: codeMap,
    status: codeMap,
  }),
  limits: z.strictObject({
    per_min: count,
    /** Calls a day; 0 = no quota. */
    quota_day: countOrZero,
    connect_ms: count,
    total_ms: count,
    /** The worst measured time until a new order can be found by filter. */
    read_lag_s: countOrZero,
  }),
  files: z.strictObject({ reject: z.enum(['file', 'row']) }),
});
export type Profile = z.infer<typeof Profile>;

export const defaultProfile: Profile = {
  base_url: 'https://erp.example/api/',
  key_header: 'Ocp-Apim-Subscription-Key',
  transport: 'rest',
  routes: {},
  children: {},
  fields: {},
  envelope: { layout: 'nested', level3: 'rows-i', answer: 'items' },
  filter: { ops: ['eq', 'gt'], escape: "''" },
  paging: { documents: 200, lists: 500 },
  formats: {
    datetime: 'YYYY-MM-DD HH:mm:ss',
    date: 'YYYY-MM-DD',
    us_date: 'MM/DD/YYYY',
    zone: 'America/New_York',
  },
  money: { dp: 2, price_dp: 4 },
  key: { columns: ['division', 'style', 'color_code', 'lbl_code', 'dimension', 'size_desc'], upc_first: true },
  scope: { division: ['01'], lbl_code: [''], catg_dest1: [], season: [] },
  stock: {
    figure: 'ots',
    locations: ['W1', 'W2'],
    time: 'row',
    count: 'header',
    kind: 'header',
    delta: true,
    every_s: 900,
    compute_s: 20,
  },
  po_num: { prefix: 'W1', format: '{prefix}-{id}', pattern: '^[A-Z0-9]{1,6}-[0-9]{1,12}$', max: 20 },
  ref_num: { format: '{prefix}-R{id}', max: 20 },
  altpo: { max: 40 },
  orders: {
    mode: 'sync',
    batch_s: 300,
    duplicate: 'accept',
    array: 'all_or_nothing',
    end_days: 30,
    time: 'commit_time',
    defaults: { ord_type: 'WEB', division: '01', customer: 'WEB', store: '0001', location: '' },
  },
  codes: {
    ship_via: { '*': 'UPG' },
    term: { '*': 'CC' },
    charge: { SHIP: 'FRT', FEE: 'FEE', GIFTCARD: 'GC', INSU: 'INS' },
    reason: { '*': 'REF' },
    hold: { '*': 'FR' },
    status: {},
  },
  limits: { per_min: 60, quota_day: 0, connect_ms: 5000, total_ms: 40000, read_lag_s: 600 },
  files: { reject: 'file' },
};

/** One thing wrong with a profile: where (dotted path), what, and what to write instead. */
export interface ProfileFault {
  path: string;
  problem: string;
  fix: string;
}

export type ProfileOutcome = { outcome: 'parsed'; profile: Profile } | { outcome: 'faulty'; faults: ProfileFault[] };

/**
 * Lays a partial profile over the complete default (objects merge member by member, lists and values replace)
 * and checks the result. Never throws: a faulty profile comes back with every fault, not the first one.
 */
export const parseProfile = (overlay: unknown): ProfileOutcome => {
  const merged = overlayDeep(defaultProfile, overlay ?? {});
  const parsed = Profile.safeParse(merged);
  if (!parsed.success) return { outcome: 'faulty', faults: parsed.error.issues.flatMap(describeIssue) };
  const faults = crossCheck(parsed.data);
  return faults.length > 0 ? { outcome: 'faulty', faults } : { outcome: 'parsed', profile: parsed.data };
};

/** base_url with `/api/` at its end, whatever the customer wrote down. */
export const readApiBase = (profile: Profile): string => {
  const bare = profile.base_url.replace(/\/+$/, '');
  return /\/api$/i.test(bare) ? `${bare}/` : `${bare}/api/`;
};

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `over` wins; only plain objects are merged, so a list in the overlay replaces the default list. */
export const overlayDeep = (base: unknown, over: unknown): unknown => {
  if (over === undefined) return base;
  if (!isPlain(base) || !isPlain(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    Object.defineProperty(merged, name, {
      value: overlayDeep(Object.hasOwn(base, name) ? base[name] : undefined, value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return merged;
};

const readDefault = (path: readonly PropertyKey[]): unknown => {
  let at: unknown = defaultProfile;
  for (const step of path) at = isPlain(at) ? at[String(step)] : undefined;
  return at;
};

const describeIssue = (issue: z.core.$ZodIssue): ProfileFault[] => {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys((readDefault(issue.path) ?? {}) as object).join(', ');
    return issue.keys.map((name) => ({
      path: path === '' ? name : `${path}.${name}`,
      problem: 'is not a member of the profile',
      fix: `remove it, or use one of: ${known}`,
    }));
  }
  const standard = readDefault(issue.path);
  const isScalar = typeof standard !== 'object' || standard === null;
  const example = standard === undefined || !isScalar ? '' : `; the default is ${JSON.stringify(standard)}`;
  return [{ path: path === '' ? '(profile)' : path, problem: issue.message, fix: `${readFix(issue)}${example}` }];
};

const readFix = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_value') return `write one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type')
    return issue.path.length === 0 ? 'give one JSON object' : `write a ${issue.expected}`;
  if (issue.code === 'too_small') return `write at least ${String(issue.minimum)}`;
  if (issue.code === 'too_big') return `write at most ${String(issue.maximum)}`;
  return 'correct this value';
};

/** Rules over more than one member: each member is fine alone, together they cannot work. */
const crossCheck = (profile: Profile): ProfileFault[] => {
  const faults: ProfileFault[] = [];
  if (profile.envelope.answer === 'top' && profile.orders.array === 'per_item')
    faults.push({
      path: 'orders.array',
      problem: 'answer "top" has no place for errors of single items',
      fix: 'write "all_or_nothing", or set envelope.answer to "items"',
    });
  if (!profile.filter.ops.includes('eq'))
    faults.push({ path: 'filter.ops', problem: 'orders are looked up with eq', fix: 'add "eq"' });
  if (new Set(profile.key.columns).size !== profile.key.columns.length)
    faults.push({ path: 'key.columns', problem: 'names a column twice', fix: 'name each column once' });
  return faults;
};

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
