import type { Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Agency, inForce } from '../registry/types.ts';

/** Agencies to which somebody of an area can belong on a day; whoever is of a locality belongs to that. Pure. */
export function agenciesFor(registry: Registry, area: string, day: Day): Agency[] {
  return registry.agencies.filter((one) => (area === '*' || one.province === area) && inForce(one, day));
}
