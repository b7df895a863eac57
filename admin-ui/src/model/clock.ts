import { __, _n, sprintf } from '@wordpress/i18n';

let locale = 'en-GB';
let timeZone: string | undefined;

/** WordPress says "en_GB", the browser "en-GB"; an unknown name or zone falls back. */
export function setLocale(name: string, zone = ''): void {
  timeZone = isZone(zone) ? zone : undefined;
  try {
    locale = Intl.getCanonicalLocales(name.replaceAll('_', '-').replace(/-(formal|informal|ao90)$/, ''))[0] ?? 'en-GB';
  } catch {
    locale = 'en-GB';
  }
}

function isZone(zone: string): boolean {
  if (zone === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** "14:02" today, "Mon 14:02" within six days, else "12 Mar, 14:02". */
export function clockText(utc: string, nowMs: number): string {
  const at = new Date(utc);
  const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  if (isSameDay(at, new Date(nowMs))) return time;
  if (Math.abs(nowMs - at.getTime()) < 6 * 86_400_000) {
    return `${at.toLocaleDateString(locale, { weekday: 'short', timeZone })} ${time}`;
  }
  return `${at.toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone })}, ${time}`;
}

/** The whole instant, for a tooltip: "3 March 2026 at 14:02:11". */
export function fullClockText(utc: string): string {
  return new Date(utc).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23', timeZone });
}

function isSameDay(a: Date, b: Date): boolean {
  const day = (at: Date) => at.toLocaleDateString('en', { timeZone });
  return day(a) === day(b);
}

/** Whole words for a length of time: "40 seconds", "12 minutes", "3 hours", "2 days". */
export function spanText(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 90) return sprintf(/* translators: %d: seconds */ _n('%d second', '%d seconds', s, 'cherry-bridge'), s);
  const m = Math.round(s / 60);
  if (m < 120) return sprintf(/* translators: %d: minutes */ _n('%d minute', '%d minutes', m, 'cherry-bridge'), m);
  const h = Math.round(s / 3600);
  if (h < 48) return sprintf(/* translators: %d: hours */ _n('%d hour', '%d hours', h, 'cherry-bridge'), h);
  const d = Math.round(s / 86_400);
  return sprintf(/* translators: %d: days */ _n('%d day', '%d days', d, 'cherry-bridge'), d);
}

/** Seconds from then to now, never negative: two clocks may differ a little. */
export function ageSeconds(utc: string, nowMs: number): number {
  return Math.max(0, (nowMs - new Date(utc).getTime()) / 1000);
}

/** "6 minutes ago". */
export function agoText(utc: string, nowMs: number): string {
  return sprintf(
    /* translators: %s: a length of time */ __('%s ago', 'cherry-bridge'),
    spanText(ageSeconds(utc, nowMs)),
  );
}

/** Minutes for a table column with its unit in the header. */
export function minutesText(utc: string | null, nowMs: number): string {
  if (utc === null) return '–';
  return numberText(Math.floor(ageSeconds(utc, nowMs) / 60));
}

export function numberText(value: number): string {
  return value.toLocaleString(locale);
}

/** "+3", "−2", "0": a difference carries its sign. */
export function signedText(value: number): string {
  if (value === 0) return '0';
  return (value > 0 ? '+' : '−') + numberText(Math.abs(value));
}

export function moneyText(money: { amount: string; currency: string }): string {
  const amount = Number(money.amount);
  try {
    return amount.toLocaleString(locale, { style: 'currency', currency: money.currency });
  } catch {
    return `${money.amount} ${money.currency}`;
  }
}

/** Exact to 10,000, then "more than 10,000". */
export function totalText(total: number, isExact: boolean): string {
  if (isExact) return numberText(total);
  return sprintf(
    /* translators: %s: a number */ __('more than %s', 'cherry-bridge'),
    numberText(Math.min(total, 10_000)),
  );
}
