import { expect, test } from 'vitest';
import { composeRefusalWords } from './refusal-words.ts';

test('a known code is told in words, with the place it names', () => {
  expect(composeRefusalWords('SEASON_CLOSED: line 1')).toBe('the season of an item is closed there (line 1)');
  expect(composeRefusalWords('SKU_INACTIVE')).toBe('an item is closed there');
});

test('an unknown text stays as Blue Cherry wrote it', () => {
  expect(composeRefusalWords('Credit department says no')).toBe('Credit department says no');
  expect(composeRefusalWords('HOUSE_RULE: 7')).toBe('HOUSE_RULE: 7');
});
