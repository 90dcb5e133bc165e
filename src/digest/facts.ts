import type { Principal } from '../access/principal.ts';
import { countAlerts, readEscalations, readPromises } from '../alerts/said-store.ts';
import { summarise } from '../collect/summary.ts';
import type { Colour } from '../collect/types.ts';
import { viewStatuses } from '../collect/view.ts';
import { addDays, type Day } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { changeSince } from '../figures/changes.ts';
import { namedViews } from '../figures/named-views.ts';
import { rank } from '../figures/ranking.ts';
import { readEarlier } from '../figures/store.ts';
import { comparedDays, targetOf } from '../figures/target.ts';
import { withRulesApart } from '../figures/told-apart.ts';
import { earlierStandings, localityUnits } from '../figures/units.ts';
import { loadMarks } from '../funding/marks.ts';
import { gapOf } from '../gaps/answer.ts';
import { gapFilter } from '../gaps/filter.ts';
import { readGaps } from '../gaps/store.ts';
import { totalsOf } from '../gaps/totals.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { DigestContent, DigestFacts } from './types.ts';

/** Promises of so many days ahead are told. */
const AHEAD: Record<DigestContent['period'], number> = { day: 1, week: 7 };

/**
 * All that a digest says, as of `now`. Statuses, rates and gaps come from the functions that answer the
 * API, changes and ranks from those of the board. Undefined when nobody is asked there any more.
 */
export async function loadDigest(
  sql: RootSql,
  registry: Registry,
  content: DigestContent,
  now: Date,
): Promise<DigestFacts | undefined> {
  const { province, day, period } = content;
  const programme = registry.programmes.get(content.programme);
  const localities = programme ? registry.localitiesOf(programme, day, province) : [];
  if (!programme || localities.length === 0) return undefined;
  const codes = localities.map((one) => one.code);
  const calendar = registry.calendar(programme, province);
  const compared = comparedDays(day, programme.startsOn, calendar);
  const since = period === 'day' ? compared.yesterday : compared.lastWeek;
  const within = { programme: programme.code, areas: [...codes, province] };
  const through = period === 'day' ? calendar.nthAfter(day, AHEAD.day) : addDays(day, AHEAD.week);
  const reader: Principal = { name: 'digest', role: 'viewer', area: province };
  const [views, earlier, alerts, escalations, promises, rows, mark] = await Promise.all([
    viewStatuses(sql, registry, programme, localities, day, now),
    since === null ? [] : readEarlier(sql, programme.code, [since], codes),
    countAlerts(sql, within),
    readEscalations(sql, within),
    readPromises(sql, within, through),
    readGaps(sql, gapFilter(registry, reader, programme, { province }, day), { after: null, limit: null }),
    loadMarks(sql, registry, codes, day),
  ]);
  const named = namedViews(registry, day, views);
  const units = localityUnits(named);
  const summary = summarise(views);
  const { deadline } = registry.settingsOn(programme, province, day);
  return {
    programme,
    province: { code: province, name: registry.provinces.get(province) ?? province },
    period,
    day,
    now,
    summary,
    views: named,
    units,
    ranking: rank(units, earlier.length > 0 ? earlierStandings(earlier, null) : null),
    names: new Map(named.map((view) => [view.named.code, view.named])),
    change: await withRulesApart(
      sql,
      programme.code,
      since === null || earlier.length === 0 ? null : changeOf(since, earlier, named),
      day,
    ),
    target: targetOf(day, deadline, views.length - summary.green, calendar),
    alerts,
    escalations,
    promises,
    gaps: rows.map((row) => gapOf(registry, row, day, mark(row))),
    totals: totalsOf(rows),
    indicators: registry.indicatorsOn(day),
  };
}

function changeOf(
  since: Day,
  earlier: readonly { locality: string; colour: Colour }[],
  views: DigestFacts['views'],
) {
  return changeSince(
    since,
    new Map(earlier.map((row) => [row.locality, row.colour])),
    new Map(views.map(({ row }) => [row.locality, row.colour])),
  );
}
