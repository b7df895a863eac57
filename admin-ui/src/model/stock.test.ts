import { describe, expect, it } from 'vitest';
import type { StockWhyAnswer } from '@cherry-bridge/sync-runner/contracts';
import { differenceText, sumLines } from './stock.ts';

const NOW = new Date('2026-03-03T14:10:00Z').getTime();

function answer(ats: number, inFlight: number, heldBack: number): StockWhyAnswer {
  const published = Math.max(0, ats - inFlight - heldBack);
  return {
    row: { published, in_shop: published, difference: 0 },
    why: {
      ats,
      as_of_utc: '2026-03-03T14:02:00Z',
      in_flight: inFlight,
      in_flight_orders: [{ order_id: 1, order_number: '10482', units: 1 }],
      held_back: heldBack,
      candidates: [{ scope: 'sku', label: 'This SKU', kind: 'fixed', units: heldBack, won: true, note: '' }],
    },
  } as unknown as StockWhyAnswer;
}

describe('why the shop shows this number', () => {
  it('adds up line by line, from Blue Cherry’s count to the shop', () => {
    expect(sumLines(answer(18, 3, 2), NOW).map((line) => line.units)).toEqual(['18', '−3', '−2', '13', '13']);
  });

  it('names the orders in flight and the rule that decides', () => {
    const lines = sumLines(answer(18, 3, 2), NOW);
    expect(lines[1]?.note).toBe('#10482 (1) and 2 units more');
    expect(lines[2]?.note).toBe('This SKU');
  });

  it('says why a negative sum shows as zero', () => {
    expect(sumLines(answer(1, 3, 2), NOW)[3]).toEqual({
      label: 'Published',
      units: '0',
      note: 'The sum is −4; the shop never shows fewer than 0.',
    });
  });

  it('has no sum before the first write', () => {
    expect(sumLines({ ...answer(1, 0, 0), why: null }, NOW)).toEqual([]);
  });

  it('names the side that is higher', () => {
    expect(differenceText(3)).toEqual({ units: '+3', side: 'shop shows more' });
    expect(differenceText(-3)).toEqual({ units: '−3', side: 'shop shows fewer' });
    expect(differenceText(null).units).toBe('–');
  });
});
