import type { Day } from '../days.ts';
import { fold } from './search.ts';
import type { Registry } from './snapshot.ts';
import type { Locality } from './types.ts';

/** Localities by all the names they ever had, ended ones too, for who looks for one anywhere. Pure. */

interface Place {
  locality: Locality;
  /** Every name, folded, with its type before it. */
  names: string[];
}

const known = new WeakMap<Registry, Place[]>();

function placesOf(registry: Registry): Place[] {
  const places =
    known.get(registry) ??
    [...registry.localities.values()].map((locality) => ({
      locality,
      names: locality.names.map(({ type, name }) => `${fold(type)} ${fold(name)}`),
    }));
  known.set(registry, places);
  return places;
}

/**
 * Those meant by `q`, folded: by the beginning of the code, the beginning of a word of a name, or part of one; the
 * nearest first, then in force before ended, then by code.
 */
export function findPlaces(
  registry: Registry,
  q: string,
  today: Day,
  isSeen: (locality: Locality) => boolean,
): Locality[] {
  const found = placesOf(registry).flatMap(({ locality, names }) => {
    const worth = locality.code.startsWith(q) ? 3 : Math.max(...names.map((name) => nearness(name, q)));
    return worth > 0 && isSeen(locality) ? [{ locality, worth }] : [];
  });
  const ended = ({ validTo }: Locality) => (validTo !== null && validTo < today ? 1 : 0);
  return found
    .sort(
      (a, b) =>
        b.worth - a.worth ||
        ended(a.locality) - ended(b.locality) ||
        (a.locality.code < b.locality.code ? -1 : 1),
    )
    .map((one) => one.locality);
}

/** 3 the whole name, 2 the beginning of a word of it, 1 part of it, 0 none. */
export function nearness(name: string, q: string): number {
  if (name === q || name.endsWith(` ${q}`)) return 3;
  const at = name.indexOf(q);
  if (at < 0) return 0;
  return at === 0 || name.includes(` ${q}`) ? 2 : 1;
}
