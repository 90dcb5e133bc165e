import type { Day } from '../days.ts';
import { covers, provinceOf, type Registry } from './snapshot.ts';
import type { Programme } from './types.ts';

/**
 * The programme that is meant where none is named: of those that ask an area (a locality, a province or `*`), the
 * one made first that runs on `today`; else the first to come; else the first that has ended. Undefined where
 * nothing asks the area. Pure.
 */
export function homeProgramme(registry: Registry, area: string, today: Day): Programme | undefined {
  const asking = askingProgrammes(registry, area);
  // What is asked every day is what people mean by "the report"; what is asked once a half-year has to be named.
  asking.sort((a, b) => Number(a.period !== 'day') - Number(b.period !== 'day'));
  return [isRunning, isToCome, () => true].flatMap((is) => asking.filter((one) => is(one, today)))[0];
}

/** Programmes that ask an area, in the order in which they were made. Pure. */
export function askingProgrammes(registry: Registry, area: string): Programme[] {
  const province = provinceOf(registry, area);
  return [...registry.programmes.values()].filter((one) => area === '*' || covers(one, province));
}

function isRunning({ startsOn, endsOn }: Programme, today: Day): boolean {
  return startsOn !== null && startsOn <= today && (endsOn === null || today <= endsOn);
}

function isToCome({ startsOn }: Programme, today: Day): boolean {
  return startsOn === null || startsOn > today;
}
