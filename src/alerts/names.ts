import type { Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Names } from './texts.ts';

/**
 * Names for the texts of one locality's alert, as they are on `day`. An indicator that is not in force
 * any more keeps the name it had last; an unknown one shows its code. Null for an unknown locality.
 */
export function namesFor(registry: Registry, code: string, day: Day): Names | null {
  const locality = registry.localities.get(code);
  if (!locality) return null;
  const find = (indicator: string) =>
    registry.indicatorsOn(day).get(indicator) ??
    registry.indicators.findLast((one) => one.code === indicator);
  return {
    locality: registry.nameOn(locality, day),
    indicatorVi: (indicator) => find(indicator)?.nameVi ?? indicator,
    indicatorEn: (indicator) => find(indicator)?.nameEn ?? indicator,
  };
}
