import type { Day } from '../../../days.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import { type Condition, type Indicator, inForce } from '../../../registry/types.ts';
import type { FormBody } from '../../parts/filled.ts';

/** An indicator by what holds now, or will, or did last. */
export interface ListedIndicator {
  now: Indicator;
  /** A version that starts later. */
  next: Indicator | undefined;
}

/** The catalogue by conditions, those that have ended included. */
export function catalogue(
  registry: Registry,
  day: Day,
): { condition: Condition; listed: ListedIndicator[] }[] {
  const codes = [...new Set(registry.indicators.map((one) => one.code))];
  const all = codes.flatMap((code) => {
    const versions = versionsOf(registry, code);
    const now = versions.findLast((one) => one.validFrom <= day) ?? versions[0];
    return now ? [{ now, next: versions.find((one) => one.validFrom > day && one !== now) }] : [];
  });
  return registry.conditions.map((condition) => ({
    condition,
    listed: all.filter(({ now }) => now.condition === condition.code),
  }));
}

/** Every version of an indicator, oldest first; none of an unknown code. */
export function versionsOf(registry: Registry, code: string): Indicator[] {
  return registry.indicators
    .filter((one) => one.code === code)
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}

/** The version that a change on a day would start from. */
export function versionFor(versions: readonly Indicator[], day: Day): Indicator | undefined {
  return versions.find((one) => inForce(one, day)) ?? versions.at(-1);
}

/** Fields of the form as an indicator fills them. */
export function typedOf(one: Indicator, from: Day): FormBody {
  const yesNo = (value: boolean) => (value ? 'yes' : 'no');
  const orBlank = (value: unknown) => (value === null ? '' : String(value));
  return {
    from,
    required: yesNo(one.required),
    threshold: orBlank(one.threshold),
    direction: orBlank(one.direction),
    freshness: orBlank(one.freshness),
    'unit-cost': orBlank(one.unitCost),
    'applies-to': one.appliesTo.length === 0 ? 'all' : one.appliesTo.join(','),
    'allows-surplus': yesNo(one.allowsSurplus),
    'allows-zero-need': yesNo(one.allowsZeroNeed),
    'asks-anew': 'no',
    'name-vi': one.nameVi,
    'name-en': one.nameEn,
    unit: orBlank(one.unit),
    agency: one.agency,
    basis: one.basis,
  };
}
