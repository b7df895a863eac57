import { describe, expect, test } from 'vitest';
import { decideBuffer } from './buffer.ts';
import { isContained } from './erp-time.ts';
import { decidePosition } from './position.ts';

describe('position', () => {
  test('18 counted, 3 in the count since go-live, 2 held back give 19', () => {
    expect(decidePosition({ atsEach: 18, containedEach: 3, bufferEach: 2 })).toEqual({
      heldBackEach: 2,
      positionEach: 19,
    });
  });

  test('a buffer never withholds more than there is', () => {
    expect(decidePosition({ atsEach: 1, containedEach: 0, bufferEach: 5 })).toEqual({
      heldBackEach: 1,
      positionEach: 0,
    });
  });

  test('a debt keeps its sign and no buffer is booked on it', () => {
    expect(decidePosition({ atsEach: -4, containedEach: 0, bufferEach: 5 })).toEqual({
      heldBackEach: 0,
      positionEach: -4,
    });
  });

  test('the rule of the SKU beats the rule of the shop, and both are explained', () => {
    const verdict = decideBuffer(
      { scope: 'shop', key: '', kind: 'fixed', unitsEach: 2 },
      { scope: 'sku', key: 'A', kind: 'off', unitsEach: 0 },
    );
    expect(verdict.unitsEach).toBe(0);
    expect(verdict.candidates.map(({ scope, isWinner }) => [scope, isWinner])).toEqual([
      ['shop', false],
      ['sku', true],
    ]);
  });

  test('an order of the repeated autumn hour counts as inside only once the count is past that hour', () => {
    const hour = 3_600_000;
    const order = { text: '2025-11-02 01:30:00', earliestMs: 0, latestMs: hour };
    expect(isContained(order, { text: '', earliestMs: hour / 2, latestMs: hour / 2 })).toBe(false);
    expect(isContained(order, { text: '', earliestMs: hour, latestMs: hour })).toBe(true);
  });
});
