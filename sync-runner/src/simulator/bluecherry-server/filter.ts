import type { Profile } from '#adapters/bluecherry/profile.ts';
import { Refusal } from '../world/refusal.ts';
import { isDate } from '../world/zone.ts';

export type FilterOp = 'eq' | 'gt' | 'ge' | 'lt';

export interface Condition {
  field: string;
  op: FilterOp;
  /** Without trailing spaces; a date as "YYYY-MM-DD HH:MM:SS". */
  value: string;
}

const DATE_FIELD = /(_date|^last_mod|^as_of|^commit_time|^orgentdate)$/;
export const isDateField = (field: string): boolean => DATE_FIELD.test(field);

/** `field op 'text'` joined by ` and `. Throws BAD_QUERY. */
export const parseFilter = (text: string, filter: Profile['filter']): Condition[] => {
  const conditions: Condition[] = [];
  let rest = text.trim();
  for (;;) {
    const head = /^([A-Za-z_][A-Za-z0-9_]*) +([A-Za-z]+) +'/.exec(rest);
    if (head === null) throw new Refusal('BAD_QUERY', `$filter: write field op 'text' instead of ${rest.slice(0, 40)}`);
    const [opening, field = '', op = ''] = head;
    if (!filter.ops.some((known) => known === op)) throw new Refusal('BAD_QUERY', `$filter: operator ${op}`);
    const { value, length } = readLiteral(rest.slice(opening.length), filter.escape);
    conditions.push({ field, op: op as FilterOp, value });
    rest = rest.slice(opening.length + length);
    if (rest.trim() === '') return conditions;
    const joint = /^ +and +/.exec(rest);
    if (joint === null) throw new Refusal('BAD_QUERY', `$filter: conditions are joined by " and ", not by ${rest}`);
    rest = rest.slice(joint[0].length);
  }
};

const readLiteral = (text: string, escape: string): { value: string; length: number } => {
  let value = '';
  for (let at = 0; at < text.length; at += 1) {
    if (escape !== '' && text.startsWith(escape, at)) {
      value += "'";
      at += escape.length - 1;
    } else if (text[at] === "'") return { value: value.trimEnd(), length: at + 1 };
    else value += text[at];
  }
  throw new Refusal('BAD_QUERY', '$filter: a literal is not closed');
};

/** Fields are named in `allowed`; dates must be dates. Throws BAD_QUERY. */
export const checkConditions = (conditions: readonly Condition[], allowed: readonly string[]): Condition[] =>
  conditions.map((condition) => {
    if (!allowed.includes(condition.field))
      throw new Refusal('BAD_QUERY', `$filter: ${condition.field} cannot be filtered; use ${allowed.join(', ')}`);
    if (!isDateField(condition.field)) return condition;
    if (!isDate(condition.value)) throw new Refusal('BAD_QUERY', `$filter: ${condition.value} is no date`);
    return { ...condition, value: normaliseTime(condition.value) };
  });

/** A bare date is its 00:00:00, missing seconds are 00; fractions are cut. */
const normaliseTime = (text: string): string => {
  const [date = '', time = ''] = text.slice(0, 19).split(/[ T]/);
  return `${date} ${time}${'00:00:00'.slice(time.length)}`;
};

/** eq ignores case and trailing spaces; the others are strict, dates by text. */
export const isMatch = (condition: Condition, raw: unknown): boolean => {
  const text = raw === null || raw === undefined ? '' : String(raw).trimEnd();
  const isTime = isDateField(condition.field);
  const left = isTime && text !== '' ? normaliseTime(text) : text;
  switch (condition.op) {
    case 'eq':
      return left.toLowerCase() === condition.value.toLowerCase();
    case 'gt':
      return text !== '' && left > condition.value;
    case 'ge':
      return text !== '' && left >= condition.value;
    case 'lt':
      return text !== '' && left < condition.value;
    default:
      return assertNever(condition.op);
  }
};

const assertNever = (op: never): never => {
  throw new Error(`unknown operator ${String(op)}`);
};
