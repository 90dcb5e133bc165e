import type { Random } from './random.ts';

/** What was come upon, of which each kind is picked as often, however many there are of it. */
export interface Pool<T> {
  /** `address` names it; a later one of the same address takes its place. */
  add(address: string, item: T): void;
  pick(random: Random): T | undefined;
}

/** Of each kind; more would be more of the same. */
const EACH = 60;

export function createPool<T>(): Pool<T> {
  const kinds = new Map<string, Map<string, T>>();
  return {
    add(address, item) {
      // Places and things of one kind differ by their codes alone, or by what a query sets.
      const kind = address.replace(/[\da-f-]*\d[\da-f-]*/g, '*').replace(/=[^&]*/g, '');
      const items = kinds.get(kind) ?? new Map<string, T>();
      if (items.size < EACH || items.has(address)) items.set(address, item);
      kinds.set(kind, items);
    },
    pick(random) {
      if (kinds.size === 0) return undefined;
      return random.pick([...random.pick([...kinds.values()]).values()]);
    },
  };
}
