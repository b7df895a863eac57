import { beforeEach, describe, expect, it } from 'vitest';
import { agoText, clockText, minutesText, moneyText, setLocale, signedText, spanText, totalText } from './clock.ts';

const NOW = new Date(2026, 2, 3, 14, 2, 0).getTime();
const utc = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString();

beforeEach(() => setLocale('en_GB'));

describe('times and figures in words', () => {
  it('gives an age in the largest unit a person would use', () => {
    expect(spanText(40)).toBe('40 seconds');
    expect(spanText(60 * 12)).toBe('12 minutes');
    expect(spanText(3600 * 3)).toBe('3 hours');
    expect(spanText(86_400 * 2)).toBe('2 days');
    expect(spanText(1)).toBe('1 second');
  });

  it('never shows an age below zero, whatever two clocks say', () => {
    expect(agoText(utc(-30), NOW)).toBe('0 seconds ago');
    expect(minutesText(utc(-600), NOW)).toBe('0');
  });

  it('names the day once the time alone would mislead', () => {
    expect(clockText(utc(60), NOW)).toBe('14:01');
    expect(clockText(utc(86_400), NOW)).toBe('Mon 14:02');
    expect(clockText(utc(86_400 * 20), NOW)).toBe('11 Feb, 14:02');
  });

  it('shows times in the shop’s zone, whatever zone the browser is in', () => {
    const noonUtc = new Date('2026-03-03T12:00:00Z').getTime();
    setLocale('en_US', 'America/New_York');
    expect(clockText('2026-03-03T12:00:00Z', noonUtc)).toBe('07:00');
    setLocale('en_GB', 'Europe/Berlin');
    expect(clockText('2026-03-03T12:00:00Z', noonUtc)).toBe('13:00');
    setLocale('en_GB', 'no such zone');
    expect(clockText('2026-03-03T12:00:00Z', noonUtc)).toMatch(/^\d\d:00$/);
  });

  it('shows a dash for what Blue Cherry has not counted', () => {
    expect(minutesText(null, NOW)).toBe('–');
  });

  it('gives every difference its sign', () => {
    expect([signedText(3), signedText(-3), signedText(0)]).toEqual(['+3', '−3', '0']);
  });

  it('counts exactly up to ten thousand', () => {
    expect(totalText(4312, true)).toBe('4,312');
    expect(totalText(10_001, false)).toBe('more than 10,000');
  });

  it('keeps an unknown currency readable', () => {
    expect(moneyText({ amount: '128.00', currency: 'GBP' })).toBe('£128.00');
    expect(moneyText({ amount: '128.00', currency: '' })).toBe('128.00 ');
  });

  it('takes WordPress locale names, formal ones too', () => {
    setLocale('de_DE_formal');
    expect(totalText(4312, true)).toBe('4.312');
    setLocale('not a locale');
    expect(totalText(4312, true)).toBe('4,312');
  });
});
