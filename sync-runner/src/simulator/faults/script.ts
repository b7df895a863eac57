import { z } from 'zod';
import type { Random } from '../world/random.ts';

export const FAULT_KINDS = [
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
  'bad_charset',
  'big_body',
  'slow',
  'drip',
  'dup_page',
  'shift_page',
  'empty_page',
  'cap',
  'mixed_snapshot',
  'late_visible',
  'skew',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FaultArgs = z.strictObject({
  /** status, retry_after, html: the code. */
  code: z.int().min(200).max(599).optional(),
  /** status, html, error_200: the request is carried out first. */
  after: z.boolean().optional(),
  /** status, error_200: one of the error shapes. */
  shape: z.enum(['1', 'variant', '2', 'plain', '3', 'html']).optional(),
  /** retry_after: the header, as it goes out. */
  value: z.union([z.string(), z.number()]).optional(),
  /** slow, timeouts: milliseconds on the wall clock; drip: between two pieces. */
  ms: z.number().min(0).optional(),
  /** drip: bytes a piece; big_body: bytes in all. */
  bytes: z.int().min(1).optional(),
  /** shift_page: rows by which every page moves. */
  rows: z.int().optional(),
  /** cap: the page cap. */
  size: z.int().min(1).optional(),
  /** late_visible, skew: seconds. */
  s: z.number().optional(),
});
export type FaultArgs = z.infer<typeof FaultArgs>;

const FaultRule = z.strictObject({
  match: z
    .strictObject({ verb: z.string().optional(), route: z.string().optional(), contains: z.string().optional() })
    .default({}),
  kind: z.enum(FAULT_KINDS),
  nth: z.int().min(1).default(1),
  count: z.int().min(1).nullable().optional(),
  p: z.number().min(0).max(1).optional(),
  // A shape may be written as a number: 1, 2, 3.
  args: z.preprocess((args) => readShapeAsText(args), FaultArgs).default({}),
});
export type FaultRule = z.infer<typeof FaultRule>;

export const FaultScript = z.strictObject({ script: z.array(FaultRule) });

function readShapeAsText(args: unknown): unknown {
  if (typeof args !== 'object' || args === null || !('shape' in args)) return args;
  return { ...args, shape: String(args.shape) };
}

export interface Fault {
  kind: FaultKind;
  args: FaultArgs;
}

export interface FaultState {
  rules: { rule: FaultRule; matches: number; hits: number }[];
}

export const openFaults = (): FaultState => ({ rules: [] });

export interface FaultSubject {
  verb: string;
  /** Our path, `/api/salesOrder`, whatever the profile calls it. */
  route: string;
  path: string;
  text: string;
}

/** The fault of this call: the first rule that fires. Every rule that matches counts the match. */
export const findFault = (state: FaultState, subject: FaultSubject, random: Random): Fault | undefined => {
  let found: Fault | undefined;
  for (const entry of state.rules) {
    if (!isSubject(entry.rule, subject)) continue;
    entry.matches += 1;
    if (found !== undefined || !isDue(entry.rule, entry.matches, random)) continue;
    entry.hits += 1;
    found = { kind: entry.rule.kind, args: entry.rule.args };
  }
  return found;
};

const isSubject = ({ match }: FaultRule, subject: FaultSubject): boolean =>
  (match.verb === undefined || match.verb.toUpperCase() === subject.verb) &&
  (match.route === undefined || isRoute(match.route, subject)) &&
  (match.contains === undefined || subject.text.includes(match.contains));

const isRoute = (route: string, subject: FaultSubject): boolean =>
  [subject.route.toLowerCase(), subject.path.toLowerCase()].includes(route.toLowerCase());

/** At matches nth to nth + count - 1; count null = for ever, absent = 1, or for ever beside p. */
const isDue = (rule: FaultRule, match: number, random: Random): boolean => {
  const count = rule.count === undefined ? (rule.p === undefined ? 1 : null) : rule.count;
  const isInside = match >= rule.nth && (count === null || match < rule.nth + count);
  if (!isInside) return false;
  return rule.p === undefined || random.isHit(rule.p);
};
