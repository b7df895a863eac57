import { expect, test } from 'vitest';
import { isDate, openZone } from './zone.ts';

const newYork = openZone('America/New_York');

test('local text and instant agree, in winter and summer', () => {
  expect(newYork.toInstant('2025-03-03 08:00:00')).toBe(Date.parse('2025-03-03T13:00:00Z'));
  expect(newYork.toInstant('2025-07-01T08:00:00')).toBe(Date.parse('2025-07-01T12:00:00Z'));
  expect(newYork.toText(Date.parse('2025-07-01T12:00:00.900Z'))).toBe('2025-07-01 08:00:00');
  expect(newYork.toInstant('2025-07-01')).toBe(Date.parse('2025-07-01T04:00:00Z'));
});

test('the hour that comes twice in autumn: first the earlier instant, after it the later', () => {
  const first = Date.parse('2025-11-02T05:30:00Z');
  const second = Date.parse('2025-11-02T06:30:00Z');
  expect([newYork.toText(first), newYork.toText(second)]).toEqual(['2025-11-02 01:30:00', '2025-11-02 01:30:00']);
  expect(newYork.toInstant('2025-11-02 01:30:00')).toBe(first);
  expect(newYork.toInstant('2025-11-02 01:30:00', first + 1)).toBe(second);
  expect(newYork.toInstant('2025-11-02 01:30:00', second + 1)).toBeUndefined();
});

test('the hour that spring leaves out is read as the clock would show it next', () => {
  expect(newYork.toInstant('2025-03-09 02:30:00')).toBe(Date.parse('2025-03-09T07:30:00Z'));
});

test('a day that is not in the calendar is no date', () => {
  expect([isDate('2025-02-28'), isDate('2025-02-30'), isDate('2024-02-29'), isDate('soon')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
