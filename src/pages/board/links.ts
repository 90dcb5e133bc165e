import { boardAddress, localityAddress } from '../addresses.ts';
import type { BoardFacts } from './facts.ts';
import type { Shown } from './shown.ts';

/** Id of the table that every count leads to. */
export const TABLE = 'don-vi';

type Basis = Pick<BoardFacts, 'inAddress' | 'province' | 'day' | 'today' | 'map'>;

/** The board as it is shown, with something else chosen; what is left out goes back to the default. */
export function boardLink(
  facts: Basis,
  chosen: { shown?: Shown; day?: string; province?: string; map?: BoardFacts['map'] } = {},
): string {
  const { inAddress: programme, province, day, today } = facts;
  const { shown, map = facts.map } = chosen;
  const other = chosen.day ?? day;
  return boardAddress({
    programme,
    province: chosen.province ?? province,
    day: other === today ? undefined : other,
    map: map === 'areas' ? map : undefined,
    show: shown,
  });
}

/** The table narrowed to what a figure counts. */
export function countLink(facts: Basis, shown: Shown, day?: string): string {
  return `${boardLink(facts, day === undefined ? { shown } : { shown, day })}#${TABLE}`;
}

/** Where a unit of the map or the ranking leads: the page of a locality, the board of a province. */
export function unitLink(facts: Basis, code: string): string {
  if (code.length === 2) return boardLink(facts, { province: code });
  return localityAddress(code, { programme: facts.inAddress });
}
