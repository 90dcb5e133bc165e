import { countStandingAt } from '../alerts/open-store.ts';
import { percentOf } from '../collect/judge-locality.ts';
import { summarise } from '../collect/summary.ts';
import type { IndicatorState } from '../collect/types.ts';
import { type StatusView, viewStatuses } from '../collect/view.ts';
import { type Day, dayOf, isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { documentName } from '../documents/paper.ts';
import { readIssued } from '../documents/store.ts';
import { changeSince } from '../figures/changes.ts';
import { countGreen } from '../figures/store.ts';
import { withRulesApart } from '../figures/told-apart.ts';
import { countFunding, loadMarks } from '../funding/marks.ts';
import { isFunded } from '../funding/need-rules.ts';
import { type PromiseAt, readPromisesAt } from '../gaps/promise-store.ts';
import { groupBy } from '../lib/group-by.ts';
import { agenciesOf } from '../plans/agency-rules.ts';
import { taskFigures } from '../plans/load.ts';
import type { Registry } from '../registry/snapshot.ts';
import { cutoffOf, lockOf } from '../registry/times.ts';
import type { Indicator, Locality, Programme } from '../registry/types.ts';
import { TARGET_STATES, type TargetState } from '../targets/types.ts';
import { viewTargets } from '../targets/view.ts';
import { periodBefore, reportingDays, toldDay } from './period-rules.ts';
import type { Subject } from './subject-rules.ts';
import type {
  ConditionFigures,
  IndicatorFigures,
  Lacking,
  LocalityFigures,
  Snapshot,
  TargetFigures,
} from './types.ts';

/**
 * The figures of a report as of `now`. Of a day that is final, and of a period that has passed, they are the same
 * whenever they are worked out: statuses and registry are of the day, alerts and promises of its cutoff. Undefined
 * where no day of the period has been yet, or the programme asks nobody there.
 * @param as of which day and instant an earlier one tells, for what is laid beside it: what has come to pass since is
 * no change of it
 */
export async function loadSnapshot(
  db: Clients,
  registry: Registry,
  { kind, province, programme: code, period, deadline }: Subject,
  now: Date,
  as?: Pick<Snapshot, 'day' | 'asOf'>,
): Promise<Snapshot | undefined> {
  const { sql } = db;
  const programme = registry.programmes.get(code);
  if (!programme) return undefined;
  const of = province === '*' ? undefined : province;
  const calendar = registry.calendar(programme, of);
  const today = dayOf(now);
  const day = as?.day ?? toldDay(period, programme, calendar, today);
  const localities = day === null ? [] : registry.localitiesOf(programme, day, of);
  if (day === null || localities.length === 0) return undefined;

  const settings = registry.settingsOn(programme, of, day);
  const cutoff = cutoffOf(settings, day);
  const asOf = as ? new Date(as.asOf) : cutoff < now ? cutoff : now;
  // Who is late is told as it was then; what has come in since is told as it stands.
  const at = as ? asOf : now;
  const codes = localities.map((one) => one.code);
  const earlier = toldDay(periodBefore(kind, { ...period, to: day }, calendar), programme, calendar, day);
  const earlierLocalities = earlier === null ? [] : registry.localitiesOf(programme, earlier, of);
  const days = kind === 'daily' ? [] : reportingDays({ ...period, to: day }, calendar, today);
  const [views, viewsBefore, alerts, promised, counts, issued, tasks, targets] = await Promise.all([
    viewStatuses(sql, registry, programme, localities, day, at),
    earlier === null ? [] : viewStatuses(sql, registry, programme, earlierLocalities, earlier, now),
    countStandingAt(sql, code, of === undefined ? codes : [...codes, of], asOf),
    readPromisesAt(sql, code, codes, { day, at: asOf }),
    days.length === 0 ? [] : countGreen(sql, code, days, of === undefined ? undefined : [of]),
    kind === 'deadline'
      ? readIssued(sql, { province, programme: code, from: period.from, to: day, by: asOf })
      : [],
    kind === 'daily' ? undefined : tasksOf(db, registry, province, day, at),
    kind === 'monthly' || kind === 'half_yearly'
      ? targetsOf(db, registry, of, {
          day,
          now,
          knownBy: lockOf(registry.lockCalendar(programme, of), settings, day),
        })
      : undefined,
  ]);
  const coloursOf = (some: readonly StatusView[]) =>
    new Map(some.map(({ row }) => [row.locality, row.colour]));
  const change =
    earlier === null || viewsBefore.length === 0
      ? null
      : await withRulesApart(sql, code, changeSince(earlier, coloursOf(viewsBefore), coloursOf(views)), day);
  const indicators = indicatorsOf(registry, programme, day, views, promised);
  const gaps = indicators.flatMap(({ code: indicator, lacking }) =>
    lacking.map(({ locality, missing }) => ({ locality, indicator, missing })),
  );
  const funding = await countFunding(sql, registry, { programme, localities: codes, day, gaps, by: asOf });
  if (funding.allocated > 0) await markPaid(sql, registry, codes, indicators, { day, by: asOf });
  return {
    kind,
    asOf: isoLocal(asOf),
    day,
    period,
    deadline,
    area: { code: province, name: of === undefined ? 'Cả nước' : (registry.provinces.get(of) ?? of) },
    programme: { code, nameVi: programme.nameVi },
    settings: {
      cutoff: settings.cutoff,
      amberThreshold: settings.amberThreshold,
      deadline: settings.deadline,
    },
    summary: summarise(views),
    before:
      earlier === null || viewsBefore.length === 0 ? null : { day: earlier, summary: summarise(viewsBefore) },
    change: {
      turned: change?.turned ?? [],
      fell: change?.fell ?? [],
      moved: (change?.moved ?? []).map((one) => one.code),
    },
    conditions: conditionsOf(registry, views),
    indicators,
    localities: views.map((view) => localityOf(registry, view.locality, view)),
    alerts: {
      open: sum(alerts.map((one) => one.count - one.acknowledged)),
      acknowledged: sum(alerts.map((one) => one.acknowledged)),
      byKind: Object.fromEntries(alerts.map((one) => [one.kind, one.count])),
    },
    promises: promisesOf(indicators, day),
    ...(tasks && { tasks }),
    ...(targets && { targets }),
    ...(funding.allocated > 0 && { funding }),
    trend: days.map((one) => {
      const some = counts.filter((row) => row.day === one);
      return { day: one, green: sum(some.map((row) => row.green)), total: sum(some.map((row) => row.total)) };
    }),
    urged: issued.map(({ id, kind: sort, province: from, number, day: on, subject, ...counted }) => ({
      id,
      name: documentName(
        sort,
        { code: from, name: registry.provinces.get(from) ?? from },
        { number, day: on },
      ),
      day: on ?? day,
      subject,
      localities: counted.localities,
      lacking: counted.lacking,
    })),
  };
}

const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0);

/** Tasks of the area's plans as they stood at the end of the day; undefined where there are none. */
async function tasksOf(
  db: Clients,
  registry: Registry,
  province: string,
  day: Day,
  now: Date,
): Promise<Snapshot['tasks']> {
  const { totals, overdue } = await taskFigures(db, registry, province, day, now);
  if (totals.total + totals.cancelled === 0) return undefined;
  const agencies = agenciesOf(registry, province, day);
  return {
    totals,
    overdue: overdue.map(({ leads, ...one }) => ({
      ...one,
      leads: leads.map((lead) => agencies.nameOf(lead)),
    })),
  };
}

/** Targets that hold in the area on the day, as they stood then; undefined where there are none. */
async function targetsOf(
  db: Clients,
  registry: Registry,
  province: string | undefined,
  { day, now, knownBy }: { day: Day; now: Date; knownBy: Date },
): Promise<TargetFigures[] | undefined> {
  const views = await viewTargets(db, registry, { province, day, knownBy }, now);
  if (views.length === 0) return undefined;
  const found = groupBy(views, ({ target }) => `${target.programme} ${target.indicator}`);
  return [...found.values()].flatMap((of): TargetFigures[] => {
    // A locality may have one of its own: what holds for all names the target.
    const named = of.find(({ target }) => target.locality === null) ?? of[0];
    if (!named) return [];
    const { programme, indicator, nameVi, unit, comparator, value, year, asWritten } = named.target;
    const count = (state: TargetState) => of.filter((one) => one.state === state).length;
    return [
      {
        ...{ programme, indicator, nameVi, unit, comparator, target: value, year, asWritten },
        counts: Object.fromEntries(TARGET_STATES.map((one) => [one, count(one)])) as TargetFigures['counts'],
        localities: of.map(({ locality, state, difference, actual }) => ({
          locality: locality?.code ?? null,
          state,
          difference,
          period: actual.at(-1)?.period ?? null,
          value: actual.at(-1)?.value ?? null,
        })),
      },
    ];
  });
}

/** Writes beside each gap how far the money for it had come. */
async function markPaid(
  sql: Clients['sql'],
  registry: Registry,
  codes: readonly string[],
  indicators: readonly IndicatorFigures[],
  { day, by }: { day: Day; by: Date },
): Promise<void> {
  const markOf = await loadMarks(sql, registry, codes, day, by);
  for (const { code: indicator, lacking } of indicators)
    for (const gap of lacking) {
      const { locality, missing } = gap;
      const { funding: state, allocated, delivered, shown } = markOf({ locality, indicator, missing });
      if (isFunded(state)) gap.funding = { state, allocated, delivered, shown };
    }
}

function localityOf(
  registry: Registry,
  locality: Locality,
  { row, reporting, missingStreak }: StatusView,
): LocalityFigures {
  return {
    ...registry.nameOn(locality, row.day),
    tile: locality.tile,
    colour: row.colour,
    percent: percentOf(row),
    reporting,
    missingStreak,
  };
}

function conditionsOf(registry: Registry, views: readonly StatusView[]): ConditionFigures[] {
  return registry.conditions.flatMap(({ code: group, nameVi }) => {
    const states = views.flatMap(({ row }) => {
      const state = row.conditions[group];
      return state ? [{ locality: row.locality, state }] : [];
    });
    if (states.length === 0) return [];
    const those = (state: IndicatorState) =>
      states.filter((one) => one.state === state).map((one) => one.locality);
    const localities = {
      met: those('met'),
      unmet: those('unmet'),
      unknown: those('unknown'),
      not_applicable: those('not_applicable'),
    };
    const { met, unmet, unknown, not_applicable } = localities;
    const counts = {
      met: met.length,
      unmet: unmet.length,
      unknown: unknown.length,
      not_applicable: not_applicable.length,
    };
    return [{ group, nameVi, counts, localities }];
  });
}

/** Every indicator that somebody lacks, in the catalogue's order, with who does. */
function indicatorsOf(
  registry: Registry,
  programme: Programme,
  day: Day,
  views: readonly StatusView[],
  promised: readonly PromiseAt[],
): IndicatorFigures[] {
  const promises = new Map(promised.map((one) => [`${one.locality} ${one.indicator}`, one]));
  const lackingOf = ({ code }: Indicator): Lacking[] =>
    views.flatMap(({ row }) => {
      const gap = row.gaps[code];
      if (!gap) return [];
      const promise = promises.get(`${row.locality} ${code}`);
      const { state, have, need, missing, since } = gap;
      return [
        {
          locality: row.locality,
          state,
          have,
          need,
          missing,
          since,
          promise: promise
            ? { owner: promise.owner, reason: promise.reason, promisedOn: promise.promisedOn }
            : null,
        },
      ];
    });
  const chosen = registry.settingsOn(programme, undefined, day).indicators;
  return [...registry.indicatorsOn(day).values()]
    .filter((one) => chosen === null || chosen.includes(one.code))
    .flatMap((indicator) => {
      const lacking = lackingOf(indicator);
      if (lacking.length === 0) return [];
      const { code, condition: group, nameVi, unit, agency } = indicator;
      const known = lacking.flatMap((one) => one.missing ?? []);
      return [
        {
          code,
          group,
          nameVi,
          unit,
          agency,
          unmet: lacking.filter((one) => one.state === 'unmet').length,
          unknown: lacking.filter((one) => one.state === 'unknown').length,
          missing: known.length === 0 ? null : sum(known),
          lacking,
        },
      ];
    });
}

function promisesOf(indicators: readonly IndicatorFigures[], day: Day): Snapshot['promises'] {
  const dates = indicators.flatMap(({ lacking }) => lacking.flatMap((one) => one.promise?.promisedOn ?? []));
  return {
    open: dates.filter((date) => date >= day).length,
    dueToday: dates.filter((date) => date === day).length,
    passed: dates.filter((date) => date < day).length,
  };
}
