import { boardAddress, localityAddress } from '../addresses.ts';
import type { BoardFacts } from './facts.ts';
import type { Shown } from './shown.ts';

/** Id of the table that every count leads to. */
export const TABLE = 'don-vi';

export interface View {
  shown: Shown | undefined;
  sort: 'rank' | 'name';
  map: 'tiles' | 'areas';
  page: number;
}

/** The board as it is shown, with something else chosen; what is left out goes back to the default. */
export function boardLink(
  { programme, province, day, today }: Pick<BoardFacts, 'programme' | 'province' | 'day' | 'today'>,
  chosen: Partial<View> & { day?: string; province?: string } = {},
): string {
  const { shown, sort, map, page } = chosen;
  const other = chosen.day ?? day;
  return boardAddress({
    programme: programme.code,
    province: chosen.province ?? province,
    day: other === today ? undefined : other,
    map: map === 'areas' ? map : undefined,
    show: shown,
    sort: sort === 'name' ? sort : undefined,
    page: page === undefined || page === 1 ? undefined : String(page),
  });
}

/** The table narrowed to what a figure counts. */
export function countLink(facts: Parameters<typeof boardLink>[0], shown: Shown, day?: string): string {
  return `${boardLink(facts, day === undefined ? { shown } : { shown, day })}#${TABLE}`;
}

/** Where a unit of the map or the ranking leads: the page of a locality, the board of a province. */
export function unitLink(facts: Parameters<typeof boardLink>[0], code: string): string {
  if (code.length === 2) return boardLink(facts, { province: code });
  return localityAddress(code, { programme: facts.programme.code });
}
