import type { LadderSettings, Step } from './ladder.ts';
import type { AlertKind } from './types.ts';

export interface Ladder {
  id: number;
  /** Code of a programme, or `*` for each that has none of its own. */
  programme: string;
  kind: AlertKind;
  steps: Step[];
  settings: LadderSettings;
}

/** The ladders in force. */
export interface Ladders {
  /** @throws when there is none, not even for all programmes: the database came without its seed */
  of(programme: string, kind: AlertKind): Ladder;
}

export function indexLadders(inForce: readonly Ladder[]): Ladders {
  const known = new Map(inForce.map((one) => [`${one.programme} ${one.kind}`, one]));
  return {
    of(programme, kind) {
      const found = known.get(`${programme} ${kind}`) ?? known.get(`* ${kind}`);
      if (!found) throw new Error(`There is no ladder for alerts of the kind ${kind}.`);
      return found;
    },
  };
}
