import { areaWithin, provincesIn } from '../access/areas.ts';
import { may, type Principal } from '../access/principal.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import type { Readable } from './store.ts';

/**
 * Which documents somebody may read: issued ones of the provinces that his area is or lies in; drafts, too, where he
 * writes them.
 */
export function readableBy(registry: Registry, { role, area }: Principal): Readable {
  const isWhole = area === '*' || registry.provinces.has(area);
  return {
    provinces: area === '*' ? provincesIn(registry, '*') : [provinceOf(registry, area)],
    drafts: isWhole && may(role, 'report'),
  };
}

/** Whether somebody writes documents of a province: all of it lies in his area. */
export function writesFor(registry: Registry, { role, area }: Principal, province: string): boolean {
  return (
    may(role, 'report') &&
    registry.provinces.has(province) &&
    (area === '*' || (registry.provinces.has(area) && areaWithin(registry, province, area)))
  );
}
