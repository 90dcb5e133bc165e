import { decomposed } from '../composed.ts';
import type { Day } from '../days.ts';
import type { Registry } from './snapshot.ts';
import { inForce, type Locality, type LocalityName } from './types.ts';

/** Finding localities by what people type, and the order in which Vietnamese readers look for them. */

export interface Listed {
  locality: Locality;
  named: LocalityName;
  /** Name and type without marks, as {@link fold} leaves them. */
  folded: { name: string; type: string };
}

const collator = new Intl.Collator('vi');
/** Days remembered of one snapshot; the last asked are enough, most callers ask for today. */
const DAYS_KEPT = 8;
const listings = new WeakMap<Registry, Map<Day, Listed[]>>();

/** Text without tone and vowel marks, so that both spellings (Hòa, Hoà) and none at all are the same. */
export function fold(text: string): string {
  return decomposed(text)
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim();
}

/** By name as a Vietnamese index has it; localities of one name by code. */
export function compareNames(a: { name: string; code: string }, b: { name: string; code: string }): number {
  return collator.compare(a.name, b.name) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

/** Localities in force on a day, in that order: made once for a snapshot and day. */
export function listLocalities(registry: Registry, day: Day): Listed[] {
  const byDay = listings.get(registry) ?? new Map<Day, Listed[]>();
  listings.set(registry, byDay);
  let listed = byDay.get(day);
  if (!listed) {
    listed = [...registry.localities.values()]
      .filter((locality) => inForce(locality, day))
      .map((locality) => {
        const named = registry.nameOn(locality, day);
        return { locality, named, folded: { name: fold(named.name), type: fold(named.type) } };
      })
      .sort((a, b) => compareNames(a.named, b.named));
    if (byDay.size >= DAYS_KEPT) byDay.clear();
    byDay.set(day, listed);
  }
  return listed;
}

/**
 * Whether a locality is meant by `q`, folded: part of its name, its type with the beginning of its name
 * (`phuong hong`), or the beginning of its code.
 */
export function matches({ named, folded }: Listed, q: string): boolean {
  if (folded.name.includes(q) || named.code.startsWith(q)) return true;
  return q.startsWith(`${folded.type} `) && `${folded.type} ${folded.name}`.startsWith(q);
}
