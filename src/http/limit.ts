/** Counts by key within a minute, then forgets; what it holds is what that minute brought. */
export interface Limit {
  /** False once a key has had its share of the current minute. */
  takes(key: string, now: Date): boolean;
  /** Whether a key has had its share of the current minute; counts nothing. */
  isSpent(key: string, now: Date): boolean;
  /** Seconds until the current minute ends and all begin anew; at least one. */
  wait(now: Date): number;
}

const WINDOW_MS = 60_000;
/** Keys told apart in a minute; those after them share one count, so that no number of them fills the memory. */
const KEYS = 100_000;
const ALL_OTHERS = '';

export function createLimit(max: number): Limit {
  const counts = new Map<string, number>();
  let begun = 0;

  function age(now: Date): number {
    const since = now.getTime() - begun;
    if (since >= 0 && since < WINDOW_MS) return since;
    counts.clear();
    begun = now.getTime();
    return 0;
  }
  const placeOf = (key: string) => (counts.has(key) || counts.size < KEYS ? key : ALL_OTHERS);

  return {
    takes(key, now) {
      age(now);
      const place = placeOf(key);
      const count = (counts.get(place) ?? 0) + 1;
      counts.set(place, count);
      return count <= max;
    },
    isSpent(key, now) {
      age(now);
      return (counts.get(placeOf(key)) ?? 0) >= max;
    },
    wait: (now) => Math.ceil((WINDOW_MS - age(now)) / 1_000),
  };
}
