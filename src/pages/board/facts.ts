import { localitiesAsked } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { chunks } from '../../chunks.ts';
import { percentOf } from '../../collect/judge-locality.ts';
import { type Summary, summarise } from '../../collect/summary.ts';
import type { Colour, ReportingState } from '../../collect/types.ts';
import { viewStatuses } from '../../collect/view.ts';
import { type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { gapFilter } from '../../gaps/filter.ts';
import { type GapQuery, type GapRow, readGaps, readGapTotals } from '../../gaps/store.ts';
import type { GapTotal } from '../../gaps/totals.ts';
import { compareNames, listLocalities } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { cutoffOf, isFinal, lockOf } from '../../registry/times.ts';
import type { Indicator, LocalityName, Programme } from '../../registry/types.ts';

/** A locality on the board. */
export interface BoardRow {
  named: LocalityName;
  tile: { column: number; row: number } | null;
  colour: Colour;
  percent: number | null;
  /** Required indicators that are not met, unknown ones included. */
  lacking: number;
  reporting: ReportingState;
  receivedAt: Date | null;
  missingStreak: number;
}

export interface BoardGap extends GapRow {
  named: LocalityName;
  of: Indicator;
}

/** All that the board of a day shows, read and in order; the view only writes it down. */
export interface BoardFacts {
  programme: Programme;
  day: Day;
  now: Date;
  final: boolean;
  cutoff: Date;
  lock: Date;
  /** The province asked for, and those there are to choose from, by name. */
  province: string | undefined;
  provinces: { code: string; name: string }[];
  summary: Summary;
  /** Who reported: of this day, or of the last reporting day before it; null before the first. */
  reporting: { day: Day; summary: Summary } | null;
  /** By name, as Vietnamese sorts. */
  rows: BoardRow[];
  /** As of now, whatever the day: gaps are a list of what is to do. */
  gaps: {
    totals: (GapTotal & { of: Indicator })[];
    /** How many there are in all. */
    count: number;
    /** The first of them: unmet before unknown, by name and in the catalogue's order. */
    first: BoardGap[];
  };
}

export const GAPS_SHOWN = 200;
/** Localities whose gaps are read at a time until enough are found. */
const GAP_CHUNK = 200;

export interface BoardQuestion {
  registry: Registry;
  principal: Principal;
  programme: Programme;
  province: string | undefined;
  /** Today or earlier. */
  day: Day;
  now: Date;
}

export async function loadBoard(sql: RootSql, asked: BoardQuestion): Promise<BoardFacts> {
  const { registry, principal, programme, province, day, now } = asked;
  const localities = localitiesAsked(registry, principal, asked);
  const filter = gapFilter(registry, principal, programme, { province }, dayOf(now));
  const [views, totals, first] = await Promise.all([
    viewStatuses(sql, registry, programme, localities, day, now),
    readGapTotals(sql, filter),
    firstGaps(sql, registry, filter, dayOf(now)),
  ]);
  const summary = summarise(views);
  const reportingDay = lastReportingDay(registry, programme, province, day);
  const viewOf = new Map(views.map((view) => [view.locality.code, view]));
  const rows = listLocalities(registry, day).flatMap(({ locality, named }) => {
    const view = viewOf.get(named.code);
    if (!view) return [];
    const { row, reporting, missingStreak } = view;
    return [
      {
        named,
        tile: locality.tile,
        colour: row.colour,
        percent: percentOf(row),
        lacking: row.required - row.met,
        reporting,
        receivedAt: row.receivedAt,
        missingStreak,
      },
    ];
  });
  const settings = registry.settingsOn(programme, day);
  const indicators = [...registry.indicatorsOn(dayOf(now)).values()];
  return {
    programme,
    day,
    now,
    final: isFinal(programme, day),
    cutoff: cutoffOf(settings, day),
    lock: lockOf(registry.calendar(programme, province), settings, day),
    province,
    provinces: provincesIn(registry, principal, programme, day),
    summary,
    reporting:
      reportingDay === null
        ? null
        : reportingDay === day
          ? { day, summary }
          : { day: reportingDay, summary: await summaryOf(sql, asked, reportingDay) },
    rows,
    gaps: {
      totals: indicators.flatMap((of) =>
        totals.filter((total) => total.indicator === of.code).map((total) => ({ ...total, of })),
      ),
      count: totals.reduce((sum, total) => sum + total.unmet + total.unknown, 0),
      first,
    },
  };
}

async function summaryOf(sql: RootSql, asked: BoardQuestion, day: Day): Promise<Summary> {
  const { registry, principal, programme, now } = asked;
  const localities = localitiesAsked(registry, principal, { ...asked, day });
  return summarise(await viewStatuses(sql, registry, programme, localities, day, now));
}

/** The day itself when it is one of reports, else the last before it that the programme knows. */
function lastReportingDay(
  registry: Registry,
  programme: Programme,
  province: string | undefined,
  day: Day,
): Day | null {
  const calendar = registry.calendar(programme, province);
  if (calendar.isReportingDay(day)) return day;
  const previous = calendar.previous(day);
  return programme.startsOn !== null && programme.startsOn <= previous ? previous : null;
}

/**
 * The first gaps: what is known to lack before what is not known, each by name of locality. Read of one
 * part of the localities after the other, until there are enough.
 */
async function firstGaps(
  sql: RootSql,
  registry: Registry,
  filter: GapQuery,
  today: Day,
): Promise<BoardGap[]> {
  const indicators = registry.indicatorsOn(today);
  const inCatalogue = new Map([...indicators.keys()].map((code, index) => [code, index]));
  const unmet: BoardGap[] = [];
  const unknown: BoardGap[] = [];
  const asked = new Set(filter.localities);
  const byName = listLocalities(registry, today).filter((one) => asked.has(one.named.code));
  for (const part of chunks(byName, GAP_CHUNK)) {
    const names = new Map(part.map((one, index) => [one.named.code, { named: one.named, index }]));
    const page = { after: null, limit: null };
    const rows = await readGaps(sql, { ...filter, localities: [...names.keys()] }, page);
    const gaps = rows.flatMap((row) => {
      const name = names.get(row.locality);
      const of = indicators.get(row.indicator);
      if (!name || !of) return [];
      const rank = name.index * indicators.size + (inCatalogue.get(row.indicator) ?? 0);
      return [{ ...row, named: name.named, of, rank }];
    });
    gaps.sort((a, b) => a.rank - b.rank);
    unmet.push(...gaps.filter((gap) => gap.state === 'unmet'));
    unknown.push(...gaps.filter((gap) => gap.state === 'unknown').slice(0, GAPS_SHOWN));
    if (unmet.length >= GAPS_SHOWN) break;
  }
  return [...unmet, ...unknown].slice(0, GAPS_SHOWN);
}

function provincesIn(registry: Registry, principal: Principal, programme: Programme, day: Day) {
  const codes = new Set(
    localitiesAsked(registry, principal, { programme, province: undefined, day }).map((one) => one.province),
  );
  return [...codes].map((code) => ({ code, name: registry.provinces.get(code) ?? code })).sort(compareNames);
}
