/** One generator per concern, seeded by seed + name, so that a new draw in one concern moves no other. */
export interface Random {
  /** 0 <= x < 1. */
  next(): number;
  /** Whole number, both ends included. */
  between(min: number, max: number): number;
  /** Draws always, also for 0 and 1: the sequence must not depend on the configuration. */
  isHit(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export const seedRandom = (seed: number, concern: string): Random => {
  let state = hashText(`${seed}:${concern}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    isHit: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
  };
};

const hashText = (text: string): number => {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash | 0;
};
