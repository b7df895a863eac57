/** The shop's time. `real` runs from the machine's clock at a rate; `virtual` stands still until it is advanced. */
export interface ShopClock {
  nowMs(): number;
  mode(): 'real' | 'virtual';
  rate(): number;
  advance(seconds: number): void;
  setMs(atMs: number): void;
  run(rate: number): void;
}

export const createShopClock = (mode: 'real' | 'virtual', rate: number): ShopClock => {
  let current = mode;
  let currentRate = rate;
  let baseShopMs = Date.now();
  let baseRealMs = baseShopMs;

  const nowMs = (): number =>
    current === 'virtual' ? baseShopMs : Math.floor(baseShopMs + (Date.now() - baseRealMs) * currentRate);
  const rebase = (atMs: number): void => {
    baseShopMs = atMs;
    baseRealMs = Date.now();
  };

  return {
    nowMs,
    mode: () => current,
    rate: () => currentRate,
    advance: (seconds) => rebase(nowMs() + Math.round(seconds * 1000)),
    setMs: (atMs) => {
      rebase(atMs);
      current = 'virtual';
    },
    run: (nextRate) => {
      rebase(nowMs());
      current = 'real';
      currentRate = nextRate;
    },
  };
};
