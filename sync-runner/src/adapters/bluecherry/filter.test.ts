import { describe, expect, it } from 'vitest';
import { composeChangedAfter, composeFilter } from './filter.ts';
import { defaultProfile, overlayDeep } from './profile.ts';
import type { Profile } from './profile.ts';

const profileWith = (overlay: unknown): Profile => overlayDeep(defaultProfile, overlay) as Profile;

describe('a filter', () => {
  it('quotes every literal and doubles inner quotes', () => {
    const terms = [
      { field: 'po_num', op: 'eq', value: "O'Neil" },
      { field: 'customer', op: 'eq', value: 'WEB' },
    ] as const;
    expect(composeFilter('salesOrder', terms, defaultProfile)).toBe("po_num eq 'O''Neil' and customer eq 'WEB'");
  });

  it('uses the names, the escape and the time format of the profile', () => {
    const profile = profileWith({
      fields: { salesOrder: { po_num: 'cust_po', last_mod: 'changed' } },
      filter: { escape: "\\'" },
      formats: { datetime: 'MM/DD/YYYY HH:mm:ss' },
    });
    expect(composeFilter('salesOrder', [{ field: 'po_num', op: 'eq', value: "a'$&b" }], profile)).toBe(
      "cust_po eq 'a\\'$&b'",
    );
    expect(composeFilter('salesOrder', composeChangedAfter('2025-03-03 09:00:00', profile), profile)).toBe(
      "changed gt '03/03/2025 09:00:00'",
    );
  });

  it('asks for everything where the ERP cannot compare', () => {
    expect(composeChangedAfter('2025-03-03 09:00:00', profileWith({ filter: { ops: ['eq'] } }))).toEqual([]);
    expect(composeChangedAfter(null, defaultProfile)).toEqual([]);
  });
});
