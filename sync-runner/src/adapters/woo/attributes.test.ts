import { describe, expect, it } from 'vitest';
import { mergeOrder } from './attributes.ts';

describe('the order of sizes', () => {
  it('puts a missing size between its neighbours, whichever style came first', () => {
    expect(mergeOrder(['S', 'L'], ['XS', 'S', 'M', 'L', 'XL'])).toEqual(['XS', 'S', 'M', 'L', 'XL']);
  });

  it('leaves alone what the shop has and the style does not', () => {
    expect(mergeOrder(['One size', 'S', 'M'], ['S', 'M', 'L'])).toEqual(['One size', 'S', 'M', 'L']);
  });

  it('takes another letter case and HTML entities for the same option', () => {
    expect(mergeOrder(['Black &amp; White'], ['black & white', 'Navy'])).toEqual(['Black &amp; White', 'Navy']);
  });

  it('changes nothing when nothing is missing', () => {
    expect(mergeOrder(['M', 'S'], ['S', 'M'])).toEqual(['M', 'S']);
  });
});
