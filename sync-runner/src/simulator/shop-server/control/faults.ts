import { WpError } from '../wp/errors.ts';

export type FaultKind =
  | 'timeout_before'
  | 'timeout_after'
  | 'reset_before'
  | 'reset_after'
  | 'reset_mid_body'
  | 'status'
  | 'retry_after'
  | 'html'
  | 'malformed'
  | 'truncated'
  | 'empty_200'
  | 'error_200'
  | 'big_body'
  | 'slow'
  | 'drip';

const KINDS: readonly FaultKind[] = [
  'timeout_before',
  'timeout_after',
  'reset_before',
  'reset_after',
  'reset_mid_body',
  'status',
  'retry_after',
  'html',
  'malformed',
  'truncated',
  'empty_200',
  'error_200',
  'big_body',
  'slow',
  'drip',
];

/** One line of the script: which calls, what goes wrong, at which match and how often. */
export interface FaultRule {
  match: { verb?: string; route?: string; pattern?: string; contains?: string };
  kind: FaultKind;
  nth: number;
  /** null = for ever. */
  count: number | null;
  /** Probability instead of a count. */
  p: number | null;
  args: { code?: number; after?: boolean; ms?: number; value?: string; message?: string };
  matches: number;
  hits: number;
}

export const parseFault = (sent: unknown): FaultRule => {
  const row = (sent ?? {}) as Partial<FaultRule>;
  if (row.kind === undefined || !KINDS.includes(row.kind))
    throw new WpError('fault', `The fault kind is not one of ${KINDS.join(', ')}.`, 400);
  const p = typeof row.p === 'number' ? row.p : null;
  const count = row.count === undefined ? (p === null ? 1 : null) : row.count;
  return {
    match: row.match ?? {},
    kind: row.kind,
    nth: row.nth ?? 1,
    count,
    p,
    args: row.args ?? {},
    matches: 0,
    hits: 0,
  };
};

export interface FaultCall {
  verb: string;
  /** Path after `/wp-json`, e.g. `/wc/v3/orders/12`. */
  route: string;
  text: string;
}

const fits = (rule: FaultRule, call: FaultCall): boolean => {
  const { verb, route, pattern, contains } = rule.match;
  return (
    (verb === undefined || verb === '' || verb.toUpperCase() === call.verb) &&
    (route === undefined || call.route === route || call.route.startsWith(`${route.replace(/\/$/, '')}/`)) &&
    (pattern === undefined || new RegExp(pattern).test(call.route)) &&
    (contains === undefined || call.text.includes(contains))
  );
};

/** Deterministic random numbers from a seed (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export interface FaultScript {
  rules(): readonly FaultRule[];
  replace(rules: FaultRule[]): void;
  /** The fault of this call; every fitting rule counts the match, the first one that is due acts. */
  take(call: FaultCall): FaultRule | undefined;
}

export const createFaultScript = (seed: number): FaultScript => {
  let rules: FaultRule[] = [];
  const random = randomFrom(seed);
  const isDue = (rule: FaultRule): boolean => {
    if (rule.p !== null) return random() < rule.p && (rule.count === null || rule.hits < rule.count);
    return rule.matches >= rule.nth && (rule.count === null || rule.matches < rule.nth + rule.count);
  };
  return {
    rules: () => rules,
    replace: (next) => {
      rules = next;
    },
    take: (call) => {
      let chosen: FaultRule | undefined;
      for (const rule of rules) {
        if (!fits(rule, call)) continue;
        rule.matches += 1;
        if (chosen === undefined && isDue(rule)) {
          rule.hits += 1;
          chosen = rule;
        }
      }
      return chosen;
    },
  };
};
