import { localitiesAsked } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { keyOf, readStandings } from '../../alerts/store.ts';
import type { Colour } from '../../collect/types.ts';
import { type Day, dayOf, daysBetween } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { type FundingMark, loadMarks } from '../../funding/marks.ts';
import { gapFilter } from '../../gaps/filter.ts';
import { type GapRow, readGaps } from '../../gaps/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import { fold, type Listed, listLocalities, matches } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Condition, Indicator, Programme } from '../../registry/types.ts';
import { provincesOf } from '../parts/places.tsx';
import { readSort, type Sort } from '../parts/sort.ts';
import { type GapsQuestion, narrowsGaps } from './question.ts';
import { filterGaps, LIST_COLUMNS, type ListColumn, type ListedGap, sortGaps } from './rules.ts';

/** What there is to choose from in the filters. */
export interface Choices {
  provinces: { code: string; name: string }[];
  conditions: Condition[];
  /** Required today, in the catalogue's order. */
  indicators: Indicator[];
  agencies: string[];
  owners: string[];
}

export interface GapsFacts {
  asked: GapsQuestion;
  programme: Programme;
  today: Day;
  now: Date;
  choices: Choices;
  /** Whether the reader's area is one locality: there is nothing to look for or to add up. */
  single: boolean;
  /** Localities asked for, by name. */
  localities: readonly Listed[];
  /** Gaps of these localities by name and in the catalogue's order: for a matrix all of them. */
  all: ListedGap[];
  /** Those that the filters let through, in the order asked for. */
  found: ListedGap[];
  /** Whether filters leave out some gaps of these localities. */
  narrowed: boolean;
  sort: Sort<ListColumn>;
}

export interface GapsAsker {
  registry: Registry;
  principal: Principal;
  programme: Programme;
  asked: GapsQuestion;
  now: Date;
  /** Codes of localities, where no others are meant. */
  only?: ReadonlySet<string> | undefined;
}

export async function loadGaps(sql: RootSql, asker: GapsAsker): Promise<GapsFacts> {
  const { registry, principal, programme, asked, now } = asker;
  const today = dayOf(now);
  const { only } = asker;
  const inArea = inAreaByName(asker, today).filter((one) => only?.has(one.named.code) ?? true);
  const inForce = registry.indicatorsOn(today);
  const { localities, indicators } = search(narrowed(inArea, asked), inForce, asked.q);
  const meant = (gap: ListedGap) => indicators === null || indicators.has(gap.indicator);
  // What a matrix calls met needs every gap; a list is read as narrow as the store can.
  const { group, indicator, minAgeDays } = asked;
  const narrow = asked.view === 'list' ? { group, indicator, minAgeDays } : {};
  const rows = await readGaps(
    sql,
    {
      ...gapFilter(registry, principal, programme, { colour: asked.colour, ...narrow }, today),
      localities: localities.map((one) => one.named.code),
    },
    { after: null, limit: null },
  );
  const mark = await loadMarks(
    sql,
    registry,
    localities.map((one) => one.named.code),
    today,
  );
  const all = listed(rows, localities, inForce, today, mark);
  const ranks = new Map([...inForce.keys()].map((code, rank) => [code, rank]));
  const sort = readSort(asked.sort, LIST_COLUMNS, { key: 'indicator', descending: false });
  return {
    asked,
    programme,
    today,
    now,
    choices: choicesOf(asker, inArea, all, today),
    single: inArea.length === 1,
    localities,
    all,
    found: sortGaps(filterGaps(all, asked).filter(meant), sort, ranks),
    narrowed: narrowsGaps(asked) || indicators !== null,
    sort,
  };
}

/** Rows by name of locality and in the catalogue's order, with what they are of. */
function listed(
  rows: readonly GapRow[],
  localities: readonly Listed[],
  indicators: ReadonlyMap<string, Indicator>,
  today: Day,
  mark: (gap: GapRow) => FundingMark,
): ListedGap[] {
  const byLocality = groupBy(rows, (row) => row.locality);
  const ages = new Map(
    [...new Set(rows.map((row) => row.since))].map((day) => [day, daysBetween(day, today)]),
  );
  return localities.flatMap(({ named }) => {
    const own = new Map(byLocality.get(named.code)?.map((row) => [row.indicator, row]));
    return [...indicators.values()].flatMap((of) => {
      const row = own.get(of.code);
      // A nation has tens of thousands of rows: they are completed, not copied.
      return row
        ? [Object.assign(row, { named, of, ageDays: ages.get(row.since) ?? 0, paid: mark(row) })]
        : [];
    });
  });
}

function inAreaByName({ registry, principal, programme }: GapsAsker, today: Day): Listed[] {
  const asked = localitiesAsked(registry, principal, { programme, province: undefined, day: today });
  const codes = new Set(asked.map((one) => one.code));
  return listLocalities(registry, today).filter((one) => codes.has(one.named.code));
}

function narrowed(inArea: readonly Listed[], { province, locality }: GapsQuestion): readonly Listed[] {
  return inArea.filter(
    ({ named }) =>
      (province === undefined || named.province === province) &&
      (locality === undefined || named.code === locality),
  );
}

/**
 * What `q` names: localities; where it names none, indicators by a part of their name in either language.
 * Null is all indicators.
 */
function search(
  localities: readonly Listed[],
  indicators: ReadonlyMap<string, Indicator>,
  q: string | undefined,
): { localities: readonly Listed[]; indicators: Set<string> | null } {
  const words = fold(q ?? '');
  if (words === '') return { localities, indicators: null };
  const named = localities.filter((one) => matches(one, words));
  if (named.length > 0) return { localities: named, indicators: null };
  const found = [...indicators.values()].filter(({ nameVi, nameEn }) =>
    [nameVi, nameEn].some((name) => fold(name).includes(words)),
  );
  return { localities, indicators: new Set(found.map((one) => one.code)) };
}

function choicesOf(
  { registry, programme }: GapsAsker,
  inArea: readonly Listed[],
  all: readonly ListedGap[],
  today: Day,
): Choices {
  const chosen = registry.settingsOn(programme, undefined, today).indicators;
  const indicators = [...registry.indicatorsOn(today).values()].filter(
    (one) => one.required && (chosen === null || chosen.includes(one.code)),
  );
  const conditions = new Set(indicators.map((one) => one.condition));
  const owners = new Set(all.flatMap((gap) => gap.owner ?? []));
  return {
    provinces: provincesOf(
      registry,
      inArea.map(({ named }) => named),
    ),
    conditions: registry.conditions.filter((one) => conditions.has(one.code)),
    indicators,
    agencies: [...new Set(indicators.map((one) => one.agency))],
    owners: [...owners].sort(new Intl.Collator('vi').compare),
  };
}

/** Colours of localities by their latest status; those of which nothing is stored yet are absent. */
export async function readColours(
  sql: RootSql,
  { programme, localities, today }: Pick<GapsFacts, 'programme' | 'localities' | 'today'>,
): Promise<Map<string, Colour>> {
  const pairs = localities.map(({ named }) => ({ programme: programme.code, locality: named.code }));
  const standings = await readStandings(sql, pairs, today);
  return new Map(
    pairs.flatMap((pair) => {
      const colour = standings.get(keyOf(pair.programme, pair.locality))?.colour;
      return colour ? [[pair.locality, colour] as const] : [];
    }),
  );
}
