import { areaWithin, provincesIn } from '../access/areas.ts';
import { may, type Principal } from '../access/principal.ts';
import type { Registry } from '../registry/snapshot.ts';
import { provinceOf } from '../registry/snapshot.ts';
import type { Readable } from './store.ts';

/**
 * Which reports somebody may read: approved ones of the provinces that his area is or lies in; drafts, too, where he
 * writes or approves them. Those of the nation are for who has the nation.
 */
export function readableBy(registry: Registry, { role, area }: Principal): Readable {
  const isWhole = area === '*' || registry.provinces.has(area);
  return {
    provinces: area === '*' ? ['*', ...provincesIn(registry, '*')] : [provinceOf(registry, area)],
    drafts: isWhole && (may(role, 'report') || may(role, 'approve')),
  };
}

/** Whether somebody works on reports of a province (or `*`): all of it lies in his area. */
export function worksOn(registry: Registry, { area }: Principal, province: string): boolean {
  return area === '*' || (registry.provinces.has(area) && areaWithin(registry, province, area));
}
