import { describe, expect, test } from 'vitest';
import { allocateMinor, divideHalfUp, formatMinor, parseMinor } from './money.ts';

describe('money', () => {
  test.each([
    ['59.98', 2, 5998],
    ['59.985', 2, 5999],
    ['-0.005', 2, -1],
    ['0.004999', 2, 0],
    ['1234', 0, 1234],
    ['1.2345', 3, 1235],
    ['-0', 2, 0],
  ])('"%s" with %i decimals is %i minor units', (text, decimals, minor) => {
    expect(parseMinor(text, decimals)).toBe(minor);
  });

  test.each(['', '1,5', '1e3', 'NaN', '--1', '1.2.3', '99999999999999'])('"%s" is no amount', (text) => {
    expect(() => parseMinor(text, 2)).toThrow(RangeError);
  });

  test('text and minor units go both ways', () => {
    for (const text of ['0.00', '0.07', '-0.07', '12.30', '-1234.56'])
      expect(formatMinor(parseMinor(text, 2), 2)).toBe(text);
    expect(formatMinor(1234, 0)).toBe('1234');
  });

  test('half is rounded away from zero on both sides', () => {
    expect(divideHalfUp(15, 10)).toBe(2);
    expect(divideHalfUp(-15, 10)).toBe(-2);
    expect(divideHalfUp(14, 10)).toBe(1);
  });

  test('three thirds of a cent-odd amount add up to the paid total', () => {
    // 10.00 over three lines of 3.333333: the lost cent goes to the line that lost most.
    expect(allocateMinor([3_333_334, 3_333_333, 3_333_333], 10_000, 1000)).toEqual([334, 333, 333]);
  });

  test('parts that cannot belong to the total are refused', () => {
    expect(allocateMinor([1_000_000], 10_000, 250)).toBeNull();
  });
});
