import type { Day } from '../days.ts';
import { governingFor, type Registry } from '../registry/snapshot.ts';
import { oldestFresh } from '../registry/times.ts';
import type { Indicator, Locality } from '../registry/types.ts';
import type { CurrentValues, Value } from './types.ts';

/**
 * What of a locality's current values still stands on a day, for one indicator; undefined where nothing
 * does. A value that has grown stale is left out: sent back unread, it would pass for fresh. So is one of what
 * does not apply.
 */
export type StandingValues = (
  locality: Locality,
  indicator: Indicator,
  current: CurrentValues,
) => Value | undefined;

export function standingOn(registry: Registry, day: Day): StandingValues {
  const oldest = new Map<string, Day>();
  const oldestOf = (province: string, of: Indicator): Day => {
    const key = `${province} ${of.freshness} ${of.period}`;
    const known = oldest.get(key) ?? oldestStanding(registry, province, of, day);
    oldest.set(key, known);
    return known;
  };
  return (locality, indicator, current) => {
    if (registry.exemption(locality.code, indicator.code, day)) return undefined;
    const held = current[indicator.code];
    if (!held || held.day > day || (indicator.asksAnew && held.day < indicator.validFrom)) return undefined;
    return held.day < oldestOf(locality.province, indicator) ? undefined : held.value;
  };
}

/** The earliest that any programme of the province lets a value be of; where none asks, as by the first one. */
function oldestStanding(
  registry: Registry,
  province: string,
  { freshness, period }: Indicator,
  day: Day,
): Day {
  return governingFor(registry, province, period).reduce((earliest, programme) => {
    const span = freshness ?? registry.settingsOn(programme, province, day).freshness;
    const oldest = oldestFresh(registry.calendar(programme, province), span, day);
    return oldest < earliest ? oldest : earliest;
  }, day);
}
