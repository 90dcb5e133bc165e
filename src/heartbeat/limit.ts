/** Counts by key within a minute, then forgets; what it holds is what that minute brought. */
export interface Limit {
  /** False once a key has had its share of the current minute. */
  takes(key: string, now: Date): boolean;
  /** Whether it has had its share; takes nothing. */
  isSpent(key: string, now: Date): boolean;
}

const WINDOW_MS = 60_000;

export function createLimit(max: number): Limit {
  const counts = new Map<string, number>();
  let begun = 0;
  function turn(now: Date): void {
    const age = now.getTime() - begun;
    if (age >= 0 && age < WINDOW_MS) return;
    counts.clear();
    begun = now.getTime();
  }
  return {
    isSpent(key, now) {
      turn(now);
      return (counts.get(key) ?? 0) >= max;
    },
    takes(key, now) {
      turn(now);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= max;
    },
  };
}
