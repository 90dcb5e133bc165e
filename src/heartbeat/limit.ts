/** Counts by key within a minute, then forgets; what it holds is what that minute brought. */
export interface Limit {
  /** False once a key has had its share of the current minute. */
  takes(key: string, now: Date): boolean;
}

const WINDOW_MS = 60_000;

export function createLimit(max: number): Limit {
  const counts = new Map<string, number>();
  let begun = 0;
  return {
    takes(key, now) {
      const age = now.getTime() - begun;
      if (age < 0 || age >= WINDOW_MS) {
        counts.clear();
        begun = now.getTime();
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= max;
    },
  };
}
