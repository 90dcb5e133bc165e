import { countOnTime } from '../collect/store.ts';
import { addDays, type Day, dayOf, instantOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { homeProgramme } from '../registry/home.ts';
import { firstDayIn, type Registry } from '../registry/snapshot.ts';
import { cutoffOf } from '../registry/times.ts';
import type { Programme } from '../registry/types.ts';
import { countStates, type Periods, type Totals } from './state-rules.ts';
import { listPlans, readEvents, readTasks } from './store.ts';
import type { PlanRow, TaskView } from './types.ts';
import { givenOn, isDraft, unitsOf, viewTasks } from './view-rules.ts';

/** Tasks as they stand on a day, read and worked out. */

export interface AskedOf {
  /** Today where none is named. */
  day?: Day | undefined;
  now: Date;
  /** Whose standing is asked of tasks that each locality does for itself. */
  locality?: string | undefined;
}

/** All tasks of plans; of a day in the past as it was known at its end. */
export async function loadTasks(
  db: Clients,
  registry: Registry,
  plans: readonly PlanRow[],
  { day: asked, now, locality }: AskedOf,
): Promise<TaskView[]> {
  const today = dayOf(now);
  const day = asked ?? today;
  const ids = plans.map(({ id }) => id);
  const [all, events] = await Promise.all([readTasks(db.orm, ids), readEvents(db.orm, ids)]);
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  const originals = new Map(events.deadlines.toReversed().map((one) => [one.task, one.lastDay]));
  const tasks = all.filter((task) => {
    const plan = byId.get(task.plan);
    const first = plan && givenOn(plan, task, originals.get(task.id));
    return first !== undefined && (first <= day || dayOf(task.createdAt) <= day);
  });
  const measured = new Map<number, Map<string, Periods>>();
  // What is counted hangs on whose the plan is and since when: for tasks that share both it is counted once.
  const counted = new Map<string, Map<string, Periods>>();
  const until = day < today ? instantOf(addDays(day, 1)) : now;
  for (const task of tasks) {
    const plan = byId.get(task.plan);
    if (!plan || task.measure !== 'daily_records') continue;
    const from = givenOn(plan, task, null);
    const key = `${plan.province} ${from}`;
    const periods =
      counted.get(key) ?? (await measureRecords(db, registry, { plan, from, day, until, locality }));
    counted.set(key, periods);
    measured.set(task.id, periods);
  }
  return viewTasks(registry, { plans, tasks, ...events }, { day, locality, measured });
}

/** Days of the reports of localities that have closed, and those of which the report came before the cutoff. */
async function measureRecords(
  db: Clients,
  registry: Registry,
  of: {
    plan: PlanRow;
    from: Day;
    day: Day;
    until: Date;
    locality: string | undefined;
  },
): Promise<Map<string, Periods>> {
  const { plan, from, day, until, locality } = of;
  const units = unitsOf(registry, plan, day).filter(
    ({ code }) => locality === undefined || code === locality,
  );
  const counted = new Map<string, Periods>();
  const byProgramme = new Map<Programme, Set<string>>();
  for (const { province } of units) {
    const programme = homeProgramme(registry, province, day);
    if (programme) byProgramme.set(programme, (byProgramme.get(programme) ?? new Set()).add(province));
  }
  for (const [programme, provinces] of byProgramme) {
    const closed = [...provinces].flatMap((province) =>
      closedDays(registry, programme, province, { from, day, until }),
    );
    const onTime = await countOnTime(db.sql, programme.code, closed);
    for (const unit of units.filter(({ province }) => provinces.has(province))) {
      const first = firstDayIn(programme, unit);
      const days = closed.filter(
        (one) => one.province === unit.province && first !== null && one.day >= first,
      );
      counted.set(unit.code, { total: days.length, onTime: onTime.get(unit.code) ?? 0 });
    }
  }
  return counted;
}

function closedDays(
  registry: Registry,
  programme: Programme,
  province: string,
  { from, day, until }: { from: Day; day: Day; until: Date },
): { day: Day; province: string; cutoff: Date }[] {
  const calendar = registry.calendar(programme, province);
  const first = programme.startsOn !== null && programme.startsOn > from ? programme.startsOn : from;
  const last = programme.endsOn !== null && programme.endsOn < day ? programme.endsOn : day;
  const days: { day: Day; province: string; cutoff: Date }[] = [];
  for (let one = first; one <= last; one = addDays(one, 1)) {
    if (programme.startsOn === null || !calendar.isReportingDay(one)) continue;
    const cutoff = cutoffOf(registry.settingsOn(programme, province, one), one);
    if (cutoff <= until) days.push({ day: one, province, cutoff });
  }
  return days;
}

/** How the tasks of a province stood at the end of a day: all together, plan by plan, and those that are late. */
export interface TaskFigures {
  day: Day;
  totals: Totals;
  plans: { code: string; number: string | null; title: string; totals: Totals }[];
  overdue: {
    plan: string;
    no: string;
    title: string;
    leads: string[];
    lastDay: Day | null;
    daysLate: number;
  }[];
}

/**
 * What reports say of the tasks of a province, those of drafts aside (`*`: of the nation's own plans and every province's). What is asked of
 * a day in the past is answered by what was known at its end.
 */
export async function taskFigures(
  db: Clients,
  registry: Registry,
  province: string,
  day: Day,
  now: Date,
): Promise<TaskFigures> {
  const provinces = province === '*' ? ['*', ...registry.provinces.keys()] : [province];
  const plans = (await listPlans(db.orm, { provinces })).filter((one) => !isDraft(one));
  const views = await loadTasks(db, registry, plans, { day, now });
  const standings = (of: readonly TaskView[]) => countStates(of.map(({ standing }) => standing));
  return {
    day,
    totals: standings(views),
    plans: plans
      .map(({ id, code, number, title }) => ({
        code,
        number,
        title,
        totals: standings(views.filter((view) => view.plan.id === id)),
      }))
      .filter(({ totals }) => totals.total + totals.cancelled > 0),
    overdue: views
      .filter(({ standing }) => standing.state === 'overdue')
      .map(({ plan, task, deadline, standing }) => ({
        plan: plan.code,
        no: task.no,
        title: task.title,
        leads: task.leads,
        lastDay: deadline.lastDay,
        daysLate: standing.daysLate ?? 0,
      })),
  };
}
