import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateMinor, formatMinor, parseMinor } from './money.ts';

const decimals = fc.integer({ min: 0, max: 4 });
const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('money, whatever the amounts', () => {
  test('text and minor units go both ways', () => {
    fc.assert(
      fc.property(
        minor,
        decimals,
        (amount, places) => parseMinor(formatMinor(amount, places), places) === amount || amount === 0,
      ),
    );
  });

  test('allocated parts add up to the total, and none moves by more than one unit from its own rounding', () => {
    const parts = fc.array(fc.integer({ min: -5_000_000_000, max: 5_000_000_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(parts, fc.integer({ min: -3, max: 3 }), (fine, off) => {
        const perMinor = 10_000;
        const total = Math.round(fine.reduce((sum, part) => sum + part, 0) / perMinor) + off;
        const allocated = allocateMinor(fine, perMinor, total);
        if (allocated === null) return;
        expect(allocated.reduce((sum, part) => sum + part, 0)).toBe(total);
        allocated.forEach((part, index) =>
          expect(Math.abs(part * perMinor - (fine[index] ?? 0))).toBeLessThanOrEqual(1.5 * perMinor),
        );
      }),
    );
  });
});
