/** Minor units (cents) from a REST money text or number; "" and nonsense are 0, as WooCommerce stores them. */
export const minorOf = (value: unknown): number => {
  const amount = Number(value ?? 0);
  return Number.isFinite(amount) ? Math.round((amount + Number.EPSILON * Math.sign(amount)) * 100) : 0;
};

/** "12.30": the two decimals WooCommerce answers with. */
export const moneyText = (minor: number): string => {
  const sign = minor < 0 ? '-' : '';
  const whole = Math.abs(minor);
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
};

/** Tax on an amount before tax, half up. */
export const taxOf = (minor: number, percent: number): number => Math.round((minor * percent) / 100);
