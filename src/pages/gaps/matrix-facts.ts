import type { Colour } from '../../collect/types.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Indicator } from '../../registry/types.ts';
import type { GapsFacts } from './facts.ts';
import { type MatrixRow, matrixOf } from './matrix-rules.ts';

/** The matrix by name; where filters leave gaps out, of the localities that have some left. */
export function matrixFor(
  registry: Registry,
  facts: GapsFacts,
  colours: ReadonlyMap<string, Colour>,
): MatrixRow[] {
  const { asked, programme, today, localities, all, found, narrowed } = facts;
  const groupsOf = (indicators: readonly Indicator[]) =>
    new Set(indicators.filter((one) => one.required).map((one) => one.condition));
  const shown = localities.map(({ locality, named }) => ({
    named,
    colour: colours.get(named.code) ?? null,
    conditions: groupsOf(registry.asked(programme, locality, today)),
    exempt: groupsOf(registry.notAsked(programme, locality, today)),
  }));
  return matrixOf(shown, all, found)
    .filter((row) => asked.colour === undefined || row.colour === asked.colour)
    .filter((row) => !narrowed || row.lacking > 0);
}
