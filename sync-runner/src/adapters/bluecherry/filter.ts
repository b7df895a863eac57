import type { Profile } from './profile.ts';
import { formatParts, parseStamp } from './time.ts';
import type { RouteName } from './wire.ts';

export interface FilterTerm {
  /** Our member name. */
  readonly field: string;
  readonly op: 'eq' | 'gt';
  readonly value: string;
  /** Stamps are written in the profile's datetime format. */
  readonly isStamp?: boolean;
}

/** `field op 'text'` joined by ` and `; every literal quoted, inner quotes as the profile says. */
export const composeFilter = (route: RouteName, terms: readonly FilterTerm[], profile: Profile): string =>
  terms
    .map((term) => {
      const field = profile.fields[route]?.[term.field] ?? term.field;
      const value = term.isStamp === true ? formatStamp(term.value, profile) : term.value;
      return `${field} ${term.op} '${value.replaceAll("'", () => profile.filter.escape)}'`;
    })
    .join(' and ');

const formatStamp = (stamp: string, profile: Profile): string => {
  const parts = parseStamp(stamp, profile.formats.zone);
  return parts === null ? stamp : formatParts(parts, profile.formats.datetime);
};

/** "Changed after a stamp", or no term at all where everything is asked for or the ERP cannot compare. */
export const composeChangedAfter = (stamp: string | null, profile: Profile): readonly FilterTerm[] =>
  stamp === null || !profile.filter.ops.includes('gt')
    ? []
    : [{ field: 'last_mod', op: 'gt', value: stamp, isStamp: true }];
