import { type Day, dayOf, formatDay } from '../days.ts';
import { refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce } from '../registry/types.ts';

/** Areas: a locality code, a province code, or `*` for the nation. */

/** Whether all of an area lies in another. */
export function areaWithin(registry: Registry, inner: string, outer: string): boolean {
  return outer === '*' || inner === outer || registry.localities.get(inner)?.province === outer;
}

/** @throws {Refused} at `area`, when there is no such area, or no longer */
export function refuseArea(registry: Registry, area: string, today: Day): void {
  const locality = registry.localities.get(area);
  if (area !== '*' && !locality && !registry.provinces.has(area))
    refuse('area', [
      'Không có địa bàn này. Chọn một địa bàn trong danh sách.',
      `There is no locality or province “${area}”.`,
    ]);
  if (locality?.validTo && locality.validTo < today)
    refuse('area', [
      `Đơn vị này đã ngừng hoạt động sau ngày ${formatDay(locality.validTo)}. Chọn đơn vị khác.`,
      `Locality ${area} ended on ${locality.validTo}.`,
    ]);
}

/** The only province that a programme asks; `*` where it asks several. */
export function areaOfProgramme(registry: Registry, code: string): string {
  return areaOfProvinces(registry, registry.programmes.get(code)?.provinces ?? ['*']);
}

/** The one province of several codes, or `*`, which may be among them for every one there is. */
export function areaOfProvinces(registry: Registry, codes: readonly string[]): string {
  const [only, ...others] = codes.includes('*') ? [...registry.provinces.keys()] : codes;
  return only !== undefined && others.length === 0 ? only : '*';
}

/** Codes of the provinces that an area is, or lies in; all for the nation. */
export function provincesIn(registry: Registry, area: string): string[] {
  const codes = [...registry.provinces.keys()];
  return area === '*' ? codes : codes.filter((code) => areaWithin(registry, area, code));
}

/** An area as people call it, in the registry of today. */
export function areaName(registry: Registry, area: string, now: Date): string | undefined {
  const locality = registry.localities.get(area);
  if (!locality) return registry.provinces.get(area);
  const day = dayOf(now);
  const named = registry.nameOn(locality, inForce(locality, day) ? day : (locality.validTo ?? day));
  return `${named.type} ${named.name}`;
}
