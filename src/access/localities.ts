import { type Day, dayOf } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, type Locality, type Programme } from '../registry/types.ts';
import { areaCovers, type Principal } from './principal.ts';

/**
 * The locality of a code, if it lies in the caller's area; undefined both for an unknown code and for
 * another's, so that nobody learns which it is. Loading and permission are this one call.
 */
export function findLocality(registry: Registry, principal: Principal, code: string): Locality | undefined {
  const locality = registry.localities.get(code);
  return locality && areaCovers(principal.area, locality) ? locality : undefined;
}

/** Whether a caller may still write: what speaks for one locality turns read-only after its last day. */
export function mayWrite(registry: Registry, principal: Principal, now: Date): boolean {
  const own = registry.localities.get(principal.area);
  return own === undefined || inForce(own, dayOf(now));
}

/** Localities that lie in the caller's area, by code, those that have ended included. */
export function everInArea(registry: Registry, principal: Principal): Locality[] {
  return [...registry.localities.values()].filter((locality) => areaCovers(principal.area, locality));
}

/** Localities in force on a day that lie in the caller's area, by code. */
export function localitiesInArea(registry: Registry, principal: Principal, day: Day): Locality[] {
  return everInArea(registry, principal).filter((locality) => inForce(locality, day));
}

/** Localities that a programme asks on a day and that lie in the caller's area, by code. */
export function localitiesAsked(
  registry: Registry,
  principal: Principal,
  asked: { programme: Programme; province: string | undefined; day: Day },
): readonly Locality[] {
  const all = registry.localitiesOf(asked.programme, asked.day, asked.province);
  return principal.area === '*' ? all : all.filter((one) => areaCovers(principal.area, one));
}
