import type { Day } from '../days.ts';
import { decomposed } from '../lib/composed.ts';
import { groupBy } from '../lib/group-by.ts';
import { memo } from '../lib/memo.ts';
import type { Registry } from './snapshot.ts';
import { inForce, type Locality, type LocalityName } from './types.ts';

/** Finding localities by what people type, and the order in which Vietnamese readers look for them. */

export interface Listed {
  locality: Locality;
  named: LocalityName;
  /** Name and type without marks, as {@link fold} leaves them. */
  folded: Folded;
  /** The same of what it was called before, and of units that it took over from. */
  former: Folded[];
}

interface Folded {
  name: string;
  type: string;
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

/** Of names in the registry, which are the same ones whenever it is read anew. */
const foldKnown = memo((text: string) => text, fold, 20_000);
const foldName = ({ name, type }: Folded): Folded => ({ name: foldKnown(name), type: foldKnown(type) });

/** Where each stood when the order was made last: what begins nearly in order is sorted at a glance. */
let lastPlaces: ReadonlyMap<string, number> = new Map();
const lastPlaceOf = ({ code }: Locality): number => lastPlaces.get(code) ?? Number.MAX_SAFE_INTEGER;

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
    const all = [...registry.localities.values()];
    const ended = groupBy(
      all
        .filter((one) => one.validTo !== null && one.validTo < day)
        .flatMap(({ names, successors }) => successors.map((successor) => ({ names, successor }))),
      (one) => one.successor,
    );
    listed = all
      .filter((locality) => inForce(locality, day))
      .sort((a, b) => lastPlaceOf(a) - lastPlaceOf(b))
      .map((locality) => {
        const named = registry.nameOn(locality, day);
        const earlier = locality.names.filter((one) => one.validFrom <= day && one.name !== named.name);
        const takenOver = (ended.get(locality.code) ?? []).flatMap((one) => one.names);
        return { locality, named, folded: foldName(named), former: [...earlier, ...takenOver].map(foldName) };
      })
      .sort((a, b) => compareNames(a.named, b.named));
    if (byDay.size >= DAYS_KEPT) byDay.clear();
    byDay.set(day, listed);
    lastPlaces = new Map(listed.map(({ named }, place) => [named.code, place]));
  }
  return listed;
}

const orders = new WeakMap<Listed[], Map<string, { place: number; named: LocalityName }>>();

/** Of each locality in force on a day, its place in {@link listLocalities}: for who orders a few of them. */
export function placesInOrder(
  registry: Registry,
  day: Day,
): ReadonlyMap<string, { place: number; named: LocalityName }> {
  const listed = listLocalities(registry, day);
  const places =
    orders.get(listed) ?? new Map(listed.map(({ named }, place) => [named.code, { place, named }]));
  orders.set(listed, places);
  return places;
}

/**
 * Whether a locality is meant by `q`, folded: part of its name, its type with the beginning of its name
 * (`phuong hong`), or the beginning of its code; or the same of what it was called before.
 */
export function matches({ named, folded, former }: Listed, q: string): boolean {
  return named.code.startsWith(q) || [folded, ...former].some((one) => isCalled(one, q));
}

const isCalled = ({ name, type }: Folded, q: string): boolean =>
  name.includes(q) || (q.startsWith(`${type} `) && `${type} ${name}`.startsWith(q));
