/**
 * Money in whole minor units (cents for 2 decimals) as safe integers. Text in, text out; a float never carries an amount.
 */
const DECIMAL = /^(-?)(\d{1,13})(?:\.(\d*))?$/;

/** Decimal text to minor units, half away from zero. Throws on anything that is not a plain decimal number. */
export const parseMinor = (text: string, decimals: number): number => {
  const match = DECIMAL.exec(text.trim());
  if (!match) throw new RangeError(`"${text}" is not a decimal amount`);
  const [, sign, whole = '0', fraction = ''] = match;
  const kept = fraction.padEnd(decimals + 1, '0');
  const units = Number(`${whole}${kept.slice(0, decimals)}`) + (Number(kept[decimals]) >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(units)) throw new RangeError(`"${text}" is too large an amount`);
  return sign === '-' && units !== 0 ? -units : units;
};

/** Minor units to decimal text with exactly `decimals` places: 5998 -> "59.98". */
export const formatMinor = (minor: number, decimals: number): string => {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(digits.length - decimals)}`;
  return minor < 0 ? `-${text}` : text;
};

/** Integer division, half away from zero. */
export const divideHalfUp = (dividend: number, divisor: number): number => {
  const sign = dividend < 0 !== divisor < 0 ? -1 : 1;
  const top = Math.abs(dividend);
  const bottom = Math.abs(divisor);
  return sign * Math.floor((top * 2 + bottom) / (bottom * 2)) || 0;
};

/**
 * Rounds parts given in finer units so that they add up to `totalMinor` exactly: each part is rounded, and what is left
 * goes, one unit each, to the parts that lost or gained most. Gives null where the gap is more than one unit a part:
 * then the parts do not belong to this total.
 */
export const allocateMinor = (
  partsFine: readonly number[],
  finePerMinor: number,
  totalMinor: number,
): number[] | null => {
  const rounded = partsFine.map((part) => divideHalfUp(part, finePerMinor));
  const gap = totalMinor - rounded.reduce((sum, part) => sum + part, 0);
  if (Math.abs(gap) > partsFine.length) return null;
  const step = Math.sign(gap);
  const byLoss = partsFine
    .map((part, index) => ({ index, loss: (part - (rounded[index] ?? 0) * finePerMinor) * step }))
    .sort((a, b) => b.loss - a.loss || a.index - b.index);
  for (const { index } of byLoss.slice(0, Math.abs(gap))) rounded[index] = (rounded[index] ?? 0) + step;
  return rounded;
};
