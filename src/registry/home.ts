import type { Day } from '../days.ts';
import { covers, provinceOf, type Registry } from './snapshot.ts';
import type { Programme } from './types.ts';

/**
 * The programme that is meant where none is named: of those that ask an area (a locality, a province or `*`), the
 * one made first that runs on `today`; else the first to come; else the first that has ended. Undefined where
 * nothing asks the area. Pure.
 */
export function homeProgramme(registry: Registry, area: string, today: Day): Programme | undefined {
  const province = provinceOf(registry, area);
  const asking = [...registry.programmes.values()].filter((one) => area === '*' || covers(one, province));
  // What is asked every day is what people mean by "the report"; what is asked once a half-year has to be named.
  asking.sort((a, b) => Number(a.period !== 'day') - Number(b.period !== 'day'));
  return [isRunning, isToCome, () => true].flatMap((is) => asking.filter((one) => is(one, today)))[0];
}

function isRunning({ startsOn, endsOn }: Programme, today: Day): boolean {
  return startsOn !== null && startsOn <= today && (endsOn === null || today <= endsOn);
}

function isToCome({ startsOn }: Programme, today: Day): boolean {
  return startsOn === null || startsOn > today;
}
