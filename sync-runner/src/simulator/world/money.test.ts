import { expect, test } from 'vitest';
import { divideHalfUp, extend, parseAmount, parsePrice, scaleAmount, writeAmount, writePrice } from './money.ts';

test('amounts are whole cents, prices whole 1/10000, from text or number', () => {
  expect([parseAmount('29.99'), parseAmount(5), parseAmount('-10.00'), parseAmount('1.500')]).toEqual([
    2999, 500, -1000, 150,
  ]);
  expect([parsePrice('29.9875'), parsePrice('7')]).toEqual([299875, 70000]);
  expect([parseAmount('1.005'), parseAmount('1,00'), parseAmount(''), parseAmount(null)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('they are written with two places, prices with two to four', () => {
  expect([writeAmount(5), writeAmount(-1000), writeAmount(0)]).toEqual(['0.05', '-10.00', '0.00']);
  expect([writePrice(299900), writePrice(299875), writePrice(299870), writePrice(0)]).toEqual([
    '29.99',
    '29.9875',
    '29.987',
    '0.00',
  ]);
});

test('rounding is half up, on the extension and on what a cut leaves', () => {
  expect(extend(299875, 2)).toBe(5998);
  expect(extend(50, 1)).toBe(1);
  expect(scaleAmount(605, 1, 2)).toBe(303);
  expect(scaleAmount(605, 1, 0)).toBe(0);
  expect(divideHalfUp(-5, 10)).toBe(0);
});
