import type { Colour } from '../collect/types.ts';
import type { Day } from '../days.ts';
import { groupBy } from '../lib/group-by.ts';

/** What turned since another day. Pure. */

export interface Change {
  /** The day compared with. */
  since: Day;
  /** How many were green then, of how many. */
  green: number;
  total: number;
  /** Codes of those that were not green then and are now, in the order of `now`. */
  turned: string[];
  /** Codes of those that were green then and are not now. */
  fell: string[];
  /** Those that a rule of ours moved, one way or the other: neither theirs to boast of nor their fault. */
  moved: Moved[];
}

export interface Moved {
  code: string;
  /** The first day on which the rule did so. */
  day: Day;
}

/** Compares the colours of two days; who was not there on the earlier one neither turned nor fell. */
export function changeSince(
  since: Day,
  before: ReadonlyMap<string, Colour>,
  now: ReadonlyMap<string, Colour>,
): Change {
  const turned: string[] = [];
  const fell: string[] = [];
  for (const [code, colour] of now) {
    const was = before.get(code);
    if (was === undefined || (was === 'green') === (colour === 'green')) continue;
    (colour === 'green' ? turned : fell).push(code);
  }
  const green = [...before.values()].filter((colour) => colour === 'green').length;
  return { since, green, total: before.size, turned, fell, moved: [] };
}

/** The same with those apart that a rule moved. */
export function tellApart(change: Change, moves: readonly Moved[]): Change {
  const codes = new Set(moves.map((one) => one.code));
  const own = (all: readonly string[]) => all.filter((code) => !codes.has(code));
  return { ...change, turned: own(change.turned), fell: own(change.fell), moved: [...moves] };
}

/** By the day of the rule, earliest first, the codes that it moved. */
export function movesByDay(moved: readonly Moved[]): [day: Day, codes: string[]][] {
  return [...groupBy(moved, (one) => one.day)]
    .map(([day, all]): [Day, string[]] => [day, all.map((one) => one.code)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
