import { describe, expect, it } from 'vitest';
import { addDays, composeErpDate, formatParts, parseStamp, readErpDate, readErpTime, rewindStamp } from './time.ts';

const zone = 'America/New_York';
const at = (text: string) => readErpTime(text, zone);
const utc = (iso: string): number => Date.parse(iso);

describe('a stamp of the ERP', () => {
  it.each([
    ['2025-03-03 09:15:00', 'the usual spelling'],
    ['2025-03-03T09:15:00', 'with a T'],
    ['2025-03-03T09:15:00.123', 'with a fraction'],
    ['2025-03-03 09:15:00  ', 'with trailing spaces'],
    ['2025-03-03 09:15', 'without seconds'],
    ['03/03/2025 09:15:00', 'the American way'],
    ['2025-03-03T14:15:00Z', 'with a zone of its own'],
    ['2025-03-03T15:15:00+01:00', 'with an offset'],
  ])('%s is the same moment (%s)', (text) => {
    expect(at(text)).toEqual({
      text: '2025-03-03 09:15:00',
      earliestMs: utc('2025-03-03T14:15:00Z'),
      latestMs: utc('2025-03-03T14:15:00Z'),
    });
  });

  it.each(['', 'yesterday', '2025-13-01 00:00:00', '2025-02-30', '2025-03-03 25:00:00', '2025-03-03 10:61:00'])(
    '"%s" is none',
    (text) => {
      expect(at(text)).toBeNull();
    },
  );

  it('in the repeated autumn hour fits two instants, and only there', () => {
    expect(at('2025-11-02 01:30:00')).toMatchObject({
      earliestMs: utc('2025-11-02T05:30:00Z'),
      latestMs: utc('2025-11-02T06:30:00Z'),
    });
    expect(at('2025-11-02 00:59:59')).toMatchObject({
      earliestMs: utc('2025-11-02T04:59:59Z'),
      latestMs: utc('2025-11-02T04:59:59Z'),
    });
    expect(at('2025-11-02 02:00:00')).toMatchObject({
      earliestMs: utc('2025-11-02T07:00:00Z'),
      latestMs: utc('2025-11-02T07:00:00Z'),
    });
  });

  it('inside the spring gap is as far after it as it was inside', () => {
    expect(at('2025-03-09 02:30:00')).toMatchObject({
      earliestMs: utc('2025-03-09T07:30:00Z'),
      latestMs: utc('2025-03-09T07:30:00Z'),
    });
  });

  it('works in zones east of Greenwich and with half hours', () => {
    expect(readErpTime('2025-10-26 02:30:00', 'Europe/Berlin')).toMatchObject({
      earliestMs: utc('2025-10-26T00:30:00Z'),
      latestMs: utc('2025-10-26T01:30:00Z'),
    });
    expect(readErpTime('2025-03-03 09:15:00', 'Asia/Kolkata')?.earliestMs).toBe(utc('2025-03-03T03:45:00Z'));
    expect(readErpTime('2025-04-06 01:45:00', 'Australia/Lord_Howe')).toMatchObject({
      earliestMs: utc('2025-04-05T14:45:00Z'),
      latestMs: utc('2025-04-05T15:15:00Z'),
    });
  });
});

describe('rewinding a cursor', () => {
  it('takes the overlap on an ordinary day', () => {
    expect(rewindStamp('2025-03-03T09:15:00.5', 1800, zone)).toBe('2025-03-03 08:45:00');
  });

  it('takes two hours more around the repeated autumn hour, so that its second round is read', () => {
    expect(rewindStamp('2025-11-02 01:59:59', 1800, zone) ?? '').toMatch(/^2025-11-01 23:29:59$/);
    const after = rewindStamp('2025-11-02 03:00:00', 1800, zone) ?? '';
    expect(after <= '2025-11-02 01:00:00').toBe(true);
    expect(rewindStamp('2025-11-02 12:00:00', 1800, zone)).toBe('2025-11-02 11:30:00');
  });

  it('does not lose the hour that spring leaves out', () => {
    expect(rewindStamp('2025-03-09 03:10:00', 1800, zone)).toBe('2025-03-09 01:40:00');
  });

  it('is not possible for something that is no stamp', () => {
    expect(rewindStamp('never', 60, zone)).toBeNull();
  });
});

describe('calendar dates', () => {
  it('are those of the ERP, not of Greenwich', () => {
    expect(composeErpDate(utc('2025-03-04T03:00:00Z'), zone)).toBe('2025-03-03');
  });

  it('are read with or without a midnight time', () => {
    expect(
      ['2025-03-04', '2025-03-04T00:00:00', '03/04/2025', '2025-03-04 00:00:00.000'].map((text) =>
        readErpDate(text, zone),
      ),
    ).toEqual(Array(4).fill('2025-03-04'));
  });

  it('count days over a change of the clock', () => {
    expect(addDays('2025-03-03', 30)).toBe('2025-04-02');
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  });

  it('are written as the profile says', () => {
    const parts = parseStamp('2025-03-04 05:06:07', zone);
    if (parts === null) throw new Error('not read');
    expect(formatParts(parts, 'MM/DD/YYYY')).toBe('03/04/2025');
    expect(formatParts(parts, 'MM/DD/YYYY HH:MM:SS')).toBe('03/04/2025 05:06:07');
    expect(formatParts(parts, 'YYYY-MM-DDTHH:mm:ss')).toBe('2025-03-04T05:06:07');
  });
});
