import { localitiesAsked } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import { addDays, type Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import type { GapQuery } from './store.ts';

/** What a caller may narrow a gap list to. */
export interface GapQuestion {
  province?: string | undefined;
  /** Code of a condition. */
  group?: string | undefined;
  indicator?: string | undefined;
  colour?: string | undefined;
  minAgeDays?: number | undefined;
  owner?: string | undefined;
}

/** The question in terms of the store: of the caller's area, and of what is in force today. */
export function gapFilter(
  registry: Registry,
  principal: Principal,
  programme: Programme,
  asked: GapQuestion,
  today: Day,
): GapQuery {
  const { province } = asked;
  return {
    programme: programme.code,
    today,
    localities: localitiesAsked(registry, principal, { programme, province, day: today }).map(
      (one) => one.code,
    ),
    indicators: [...registry.indicatorsOn(today).values()]
      .filter((one) => asked.group === undefined || one.condition === asked.group)
      .filter((one) => asked.indicator === undefined || one.code === asked.indicator)
      .map((one) => one.code),
    colour: asked.colour ?? null,
    openedBy: asked.minAgeDays === undefined ? null : addDays(today, -asked.minAgeDays),
    owner: asked.owner ?? null,
  };
}
