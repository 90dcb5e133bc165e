import type { Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { LocalityName } from '../registry/types.ts';

/** What texts need to know of names. */
export interface Names {
  /** The locality that an alert is about; null when it is a province or the service itself. */
  locality: LocalityName | null;
  /** As a sentence begins with it: “Xã Cẩm Giang”, “Hải Phòng”. */
  areaVi: string;
  areaEn: string;
  /** Name of an indicator by its code. */
  indicatorVi(code: string): string;
  indicatorEn(code: string): string;
}

/**
 * Names for the texts of one alert, as they are on `day`. An indicator that is not in force any more keeps
 * the name it had last; an unknown one shows its code. Null for an unknown area.
 */
export function namesFor(registry: Registry, area: string, day: Day): Names | null {
  const called = areaNames(registry, area, day);
  if (!called) return null;
  const find = (indicator: string) =>
    registry.indicatorsOn(day).get(indicator) ??
    registry.indicators.findLast((one) => one.code === indicator);
  return {
    ...called,
    indicatorVi: (indicator) => find(indicator)?.nameVi ?? indicator,
    indicatorEn: (indicator) => find(indicator)?.nameEn ?? indicator,
  };
}

function areaNames(
  registry: Registry,
  area: string,
  day: Day,
): Pick<Names, 'locality' | 'areaVi' | 'areaEn'> | null {
  if (area === '*') return { locality: null, areaVi: 'Hệ thống', areaEn: 'The service' };
  const unit = registry.localities.get(area);
  if (unit) {
    const locality = registry.nameOn(unit, day);
    return { locality, areaVi: titleOf(locality), areaEn: `${locality.name} (${locality.code})` };
  }
  const province = registry.provinces.get(area);
  return province === undefined ? null : { locality: null, areaVi: province, areaEn: province };
}

/** “Xã Cẩm Giang”, as a sentence begins with it. */
export function titleOf({ type, name }: LocalityName): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`;
}
