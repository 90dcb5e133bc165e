import { everInArea } from '../../../access/localities.ts';
import type { Principal } from '../../../access/principal.ts';
import type { Day } from '../../../days.ts';
import { compareNames, fold } from '../../../registry/search.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import type { Locality, LocalityName } from '../../../registry/types.ts';
import { lastNamed } from '../../parts/places.tsx';

export interface ListedLocality {
  locality: Locality;
  named: LocalityName;
}

/** Localities of an area whose name, type with name, or code is meant by `q`; those that have ended too. */
export function findLocalities(
  registry: Registry,
  principal: Principal,
  q: string,
  day: Day,
): ListedLocality[] {
  const words = fold(q);
  return everInArea(registry, principal)
    .map((locality) => ({ locality, named: lastNamed(registry, locality, day) }))
    .filter(
      ({ named }) => fold(`${named.type} ${named.name}`).includes(words) || named.code.startsWith(words),
    )
    .sort((a, b) => compareNames(a.named, b.named));
}
