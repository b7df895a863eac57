/** Amounts are whole cents, prices whole 1/10000: no floats between the wire and the sum rule. */
const PRICE_SCALE = 4;
const AMOUNT_SCALE = 2;

/** Decimal text or number to a whole number of 10^-scale; undefined = not a number, or finer than the scale. */
const parseScaled = (value: unknown, scale: number): number | undefined => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const found = /^(-?)(\d{1,11})(?:\.(\d+))?$/.exec(text);
  if (found === null) return undefined;
  const fraction = (found[3] ?? '').replace(/0+$/, '');
  if (fraction.length > scale) return undefined;
  const size = Number(found[2]) * 10 ** scale + Number(fraction.padEnd(scale, '0') || 0);
  return found[1] === '-' ? 0 - size : size;
};

export const parseAmount = (value: unknown): number | undefined => parseScaled(value, AMOUNT_SCALE);
export const parsePrice = (value: unknown): number | undefined => parseScaled(value, PRICE_SCALE);

/** Cents to "12.30". */
export const writeAmount = (cents: number): string => {
  const size = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
};

/** 1/10000 to "29.99" or "29.9875": two to four places. */
export const writePrice = (price: number): string => {
  const size = Math.abs(price);
  const fraction = String(size % 10000)
    .padStart(4, '0')
    .replace(/0{1,2}$/, '');
  return `${price < 0 ? '-' : ''}${Math.floor(size / 10000)}.${fraction}`;
};

/** n / d, half up. */
export const divideHalfUp = (n: number, d: number): number => Math.floor((2 * n + d) / (2 * d));

/** price x quantity in cents, half up to two places. */
export const extend = (price: number, quantity: number): number => divideHalfUp(price * quantity, 100);

/** Scales cents by new / old, half up; from nothing nothing grows. */
export const scaleAmount = (cents: number, newQty: number, oldQty: number): number =>
  oldQty === 0 ? 0 : divideHalfUp(cents * newQty, oldQty);
