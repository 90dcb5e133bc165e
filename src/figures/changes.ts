import type { Colour } from '../collect/types.ts';
import type { Day } from '../days.ts';

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
  return { since, green, total: before.size, turned, fell };
}
