import { localitiesAsked } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { percentOf } from '../../collect/judge-locality.ts';
import { percent } from '../../collect/percent.ts';
import { type Summary, summarise } from '../../collect/summary.ts';
import { type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { type Change, changeSince } from '../../figures/changes.ts';
import { viewDay, viewReports } from '../../figures/day-view.ts';
import { namedViews } from '../../figures/named-views.ts';
import { type Placed, rank } from '../../figures/ranking.ts';
import type { EarlierRow } from '../../figures/store.ts';
import { comparedDays, type Target, targetOf } from '../../figures/target.ts';
import { withRulesApart } from '../../figures/told-apart.ts';
import {
  earlierStandings,
  localityUnits,
  type NamedView,
  provinceUnits,
  type Unit,
} from '../../figures/units.ts';
import { countFunding, type FundingCounts } from '../../funding/marks.ts';
import { anyReported } from '../../intake/store.ts';
import { isFinal } from '../../registry/locks.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { cutoffOf, lockOf } from '../../registry/times.ts';
import type { LocalityName, Programme } from '../../registry/types.ts';
import type { SharePoint } from '../charts/trend-line.tsx';
import { provincesOf } from '../parts/places.tsx';
import type { Areas, ProvinceAreas } from './areas.ts';
import { type ConditionCount, countConditions } from './condition-counts.ts';
import { type Projection, project, type TrendPoint } from './projection.ts';
import { reportingDaysBefore, type Trends } from './trend.ts';

/** All that the pages of a day show, read and in order; views only write it down. */
export interface BoardFacts {
  programme: Programme;
  /** The programme as links name it; undefined where the reader's area means it anyway. */
  inAddress: string | undefined;
  day: Day;
  /** The day of `now`. */
  today: Day;
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
  /** The three rates, of the last reporting day that is closed; null before the first. */
  rates: { day: Day; rates: Summary['rates'] } | null;
  /** Localities by name, as Vietnamese sorts. */
  views: NamedView[];
  /** Their names by code. */
  names: ReadonlyMap<string, LocalityName>;
  /** What is ranked and mapped: provinces where several are shown. */
  scale: 'locality' | 'province';
  /** By name: the order of the map stays from day to day. */
  units: Unit[];
  ranking: Placed<Unit>[];
  target: Target;
  /** Null before there is a day to compare with. */
  changes: { day: Change | null; week: Change | null };
  trend: { points: TrendPoint[]; projection: Projection };
  conditions: ConditionCount[];
  /** How what is lacking on the day is paid for. */
  funding: FundingCounts;
  /** How shares went over the last reporting days, the day itself last: of what is ranked, and of each condition. */
  shares: { units: Shares; conditions: Shares };
  /** Of the one province shown, where they have been imported. */
  areas: ProvinceAreas | null;
  /** Which map was chosen; links keep the choice. */
  map: 'tiles' | 'areas';
  /** No unit that is shown has ever reported: nothing is known, and nothing is counted. */
  blank: boolean;
}

/** By code. */
type Shares = ReadonlyMap<string, SharePoint[]>;

export interface BoardQuestion {
  registry: Registry;
  principal: Principal;
  programme: Programme;
  inAddress: string | undefined;
  province: string | undefined;
  /** Today or earlier. */
  day: Day;
  map: BoardFacts['map'];
  now: Date;
}

export interface BoardDeps {
  sql: RootSql;
  trends: Trends;
  areas: Areas;
}

export async function loadBoard(
  { sql, trends, areas }: BoardDeps,
  asked: BoardQuestion,
): Promise<BoardFacts> {
  const { registry, principal, programme, province, day, now } = asked;
  const all = localitiesAsked(registry, principal, { ...asked, province: undefined });
  const localities = province === undefined ? all : localitiesAsked(registry, principal, asked);
  const choices = provincesOf(registry, all);
  const provinces = province === undefined ? choices : choices.filter((one) => one.code === province);
  const calendar = registry.calendar(programme, province);
  const { deadline } = registry.settingsOn(programme, province, day);
  const { yesterday, lastWeek } = comparedDays(day, programme.startsOn, calendar);
  const codes = localities.map((one) => one.code);
  const [only, ...others] = provinces;
  const ends = endsOf(
    registry,
    programme,
    provinces.map((one) => one.code),
    day,
  );
  // Until the cutoff those of today say how far it has come, not how it went.
  const counts = calendar.isReportingDay(day) && now >= ends.cutoff;
  const course = { programme, provinces: provinces.map((one) => one.code), province, day };
  const scale = provinces.length > 1 ? 'province' : 'locality';
  // Of one's own unit the page shows no line.
  const lines =
    scale === 'province' || codes.length < 2
      ? []
      : reportingDaysBefore(registry, programme, province, day).slice(-UNIT_DAYS);
  const earlierDays = [...new Set([yesterday, lastWeek, ...lines])].filter(isDay);
  const [
    views,
    earlierOn,
    before,
    provinceAreas,
    funding,
    { points: pointsBefore, byProvince, byCondition },
  ] = await Promise.all([
    viewDay(sql, registry, programme, localities, day, now),
    trends.earlier(registry, { programme, days: earlierDays, localities }, now),
    counts || yesterday === null ? null : reportsOf(sql, { ...asked, day: yesterday }),
    only === undefined || others.length > 0 ? null : areas.of(registry, only.code),
    countFunding(sql, registry, { programme, localities: codes, day }),
    trends.course(registry, course, now),
  ]);

  const named = namedViews(registry, day, views);
  const summary = summarise(views);
  const units =
    scale === 'locality'
      ? localityUnits(named)
      : provinceUnits(named, provinces, (code) => registry.settingsOn(programme, code, day).amberThreshold);
  const weekRows = lastWeek === null ? undefined : earlierOn.get(lastWeek);
  const provinceOf = scale === 'locality' ? null : (code: string) => registry.localities.get(code)?.province;
  const points = [
    ...pointsBefore,
    ...(summary.grey < views.length ? [{ day, green: summary.green, total: views.length }] : []),
  ];
  const conditions = countConditions(
    registry.conditions,
    views.map(({ row }) => row),
  );
  const change = async (since: Day | null) => {
    const rows = since === null ? undefined : earlierOn.get(since);
    return since === null || rows === undefined
      ? null
      : await withRulesApart(
          sql,
          programme.code,
          changeSince(since, colours(rows), colours(named.map(({ row }) => row))),
          day,
        );
  };
  return {
    programme,
    inAddress: asked.inAddress,
    day,
    today: dayOf(now),
    now,
    final: isFinal(
      registry,
      programme,
      day,
      now,
      provinces.length === 0 ? undefined : provinces.map((one) => one.code),
    ),
    ...ends,
    province,
    provinces: choices,
    summary,
    reporting: calendar.isReportingDay(day) ? { day, summary } : before,
    rates: counts
      ? { day, rates: summary.rates }
      : before && { day: before.day, rates: before.summary.rates },
    views: named,
    names: new Map(named.map((view) => [view.named.code, view.named])),
    scale,
    units,
    ranking: rank(units, weekRows ? earlierStandings(weekRows, provinceOf) : null),
    target: targetOf(day, deadline, views.length - summary.green, calendar),
    changes: { day: await change(yesterday), week: await change(lastWeek) },
    trend: { points, projection: project(points, calendar) },
    conditions,
    funding,
    shares:
      codes.length < 2
        ? { units: new Map(), conditions: new Map() }
        : {
            units: withToday(scale === 'province' ? byProvince : sharesOn(lines, earlierOn), day, units),
            conditions: withToday(
              byCondition,
              day,
              conditions.map(({ condition: { code }, counts, total }) => ({
                code,
                percent: counts.met + counts.unmet === 0 ? null : percent(counts.met, total),
              })),
            ),
          },
    areas: provinceAreas,
    map: asked.map,
    blank: summary.grey === views.length && !(await anyReported(sql, codes)),
  };
}

/** Of each locality its share on days. */
function sharesOn(days: readonly Day[], earlier: ReadonlyMap<Day, readonly EarlierRow[]>): Shares {
  const shares = new Map<string, SharePoint[]>();
  days.forEach((day, place) => {
    for (const row of earlier.get(day) ?? []) {
      const own = shares.get(row.locality) ?? days.map((one): SharePoint => ({ day: one, percent: null }));
      own[place] = { day, percent: percentOf(row) };
      shares.set(row.locality, own);
    }
  });
  return shares;
}

/** Reporting days that the line of a unit goes back. */
const UNIT_DAYS = 30;

function withToday(
  before: Shares,
  day: Day,
  now: readonly { code: string; percent: number | null }[],
): Shares {
  return new Map(now.map(({ code, percent }) => [code, [...(before.get(code) ?? []), { day, percent }]]));
}

/** When the last of the provinces shown is late, and when the last of them locks. */
function endsOf(registry: Registry, programme: Programme, provinces: readonly string[], day: Day) {
  const each = (provinces.length > 0 ? provinces : [undefined]).map((province) => {
    const settings = registry.settingsOn(programme, province, day);
    return {
      cutoff: cutoffOf(settings, day),
      lock: lockOf(registry.lockCalendar(programme, province), settings, day),
    };
  });
  const last = (ends: readonly Date[]) => new Date(Math.max(...ends.map((end) => end.getTime())));
  return { cutoff: last(each.map((one) => one.cutoff)), lock: last(each.map((one) => one.lock)) };
}

const isDay = (day: Day | null): day is Day => day !== null;

/** Who reported on a day before the one shown, which is no reporting day itself. */
async function reportsOf(sql: RootSql, asked: BoardQuestion & { day: Day }) {
  const { registry, principal, programme, day, now } = asked;
  const localities = localitiesAsked(registry, principal, asked);
  return { day, summary: summarise(await viewReports(sql, registry, programme, localities, day, now)) };
}

function colours(rows: readonly Pick<EarlierRow, 'locality' | 'colour'>[]) {
  return new Map(rows.map((row) => [row.locality, row.colour]));
}
