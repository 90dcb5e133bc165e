import { areaWithin } from '../access/areas.ts';
import { may, type Principal } from '../access/principal.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';

/** Provinces (or `*`) whose sets somebody may read: his own, and the nation's. */
export function setsOf(registry: Registry, { area }: Principal): string[] {
  return area === '*' ? ['*', ...registry.provinces.keys()] : ['*', provinceOf(registry, area)];
}

/** Whether somebody works on all scores of a set: all of its province lies in his area. */
export function worksOnSet(registry: Registry, { area }: Principal, province: string): boolean {
  return area === '*' || (registry.provinces.has(area) && areaWithin(registry, province, area));
}

/** Who sees points that are not published: whoever verifies or approves them; a locality its own. */
export function seesUnpublished({ role, area }: Principal): boolean {
  return !/^\d{5}$/.test(area) && (may(role, 'review') || may(role, 'approve'));
}
