import type { ErpTime } from '#domain/erp-time.ts';
import type { Profile } from './profile.ts';
import { readText, RowFault } from './row.ts';
import type { RawRow } from './row.ts';
import { readErpTime } from './time.ts';

/** A stamp member; null = empty. */
export const readStamp = (row: RawRow, member: string, profile: Profile): ErpTime | null => {
  const text = readText(row, member).trim();
  if (text === '') return null;
  const time = readErpTime(text, profile.formats.zone);
  if (time === null) throw new RowFault(member, 'is not a date and time');
  return time;
};

/** Its canonical text, fit as a cursor; "" = empty. */
export const readStampText = (row: RawRow, member: string, profile: Profile): string =>
  readStamp(row, member, profile)?.text ?? '';
