/** Chance that comes out the same for the same seed. */
export interface Random {
  /** A whole number of 0 to below `below`. */
  int(below: number): number;
  pick<T>(of: readonly T[]): T;
  /** True in `share` of all cases. */
  chance(share: number): boolean;
}

/** Mulberry32 (Tommy Ettinger): 32 bits of state are enough for requests. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    pick: (of) => {
      if (of.length === 0) throw new Error('There is nothing to pick from.');
      return of[int(of.length)] as (typeof of)[number];
    },
    chance: (share) => next() < share,
  };
}
