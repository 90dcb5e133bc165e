import type { Day } from '../days.ts';
import { inTurns } from '../lib/turns.ts';
import type { CurrentValues, Values } from './types.ts';

interface Revision {
  locality: string;
  day: Day;
  revision: number;
  values: Values;
}

export interface Merged {
  /** The current values that the revisions leave, with the latest day that has a record. */
  merged: { locality: string; values: CurrentValues; lastDay: Day }[];
  /** Localities where only all the records can tell. */
  toRebuild: string[];
  /** What the records of those may hold: of anything else, all of history would be searched in vain. */
  indicators: string[];
}

/**
 * The current values that new revisions leave: a value counts unless one of a later day stands. Only where a
 * revision leaves out what the one before it had said of the same day, the value of an earlier day comes back,
 * which current values do not hold.
 */
export async function mergeCurrent(
  accepted: readonly Revision[],
  held: ReadonlyMap<string, { values: CurrentValues; lastDay: Day | null }>,
): Promise<Merged> {
  const states = new Map<string, { values: CurrentValues; lastDay: Day }>();
  const toRebuild = new Set<string>();
  const byDay = [...accepted].sort((a, b) => (a.day < b.day ? -1 : 1));
  for await (const { locality, day, revision, values: said } of inTurns(byDay)) {
    const before = states.get(locality) ?? held.get(locality);
    const values: CurrentValues = { ...before?.values };
    for (const [code, standing] of Object.entries(values))
      if (standing.day === day && said[code] === undefined) toRebuild.add(locality);
    for (const [code, value] of Object.entries(said))
      if ((values[code]?.day ?? day) <= day) values[code] = { day, revision, value };
    const lastDay = before?.lastDay && before.lastDay > day ? before.lastDay : day;
    states.set(locality, { values, lastDay });
  }
  const merged = [...states].flatMap(([locality, state]) =>
    toRebuild.has(locality) ? [] : [{ locality, ...state }],
  );
  const indicators = new Set([...toRebuild].flatMap((code) => Object.keys(states.get(code)?.values ?? {})));
  return { merged, toRebuild: [...toRebuild], indicators: [...indicators] };
}
