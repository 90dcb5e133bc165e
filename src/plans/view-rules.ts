import { type Day, dayOf } from '../days.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, type Locality } from '../registry/types.ts';
import { ALL_LOCALITIES } from './agency-rules.ts';
import {
  countStates,
  deadlineOn,
  type Periods,
  type Standing,
  standingOfParts,
  standingOn,
  type TaskFacts,
} from './state-rules.ts';
import type { ClaimRow, DeadlineRow, PlanRow, TaskRow, TaskView, UnitView } from './types.ts';

/** Tasks put together with all that was said and decided of them: as they stand on a day. Pure. */

export interface Rows {
  plans: readonly PlanRow[];
  tasks: readonly TaskRow[];
  deadlines: readonly DeadlineRow[];
  claims: readonly ClaimRow[];
  begun: readonly { task: number; locality: string | null; at: Date }[];
}

export interface Asked {
  day: Day;
  /** Whose standing is asked of tasks that each locality does for itself; else that of all together. */
  locality?: string | undefined;
  /** Of tasks that measure themselves: their periods by locality. */
  measured: ReadonlyMap<number, ReadonlyMap<string, Periods>>;
}

/**
 * The first day on which a task can have been done: that of its paper. Of a paper without a day it is the day on which
 * the task was put down; of one that was put down after its deadline all that is known is the deadline's year.
 */
export function givenOn(
  plan: Pick<PlanRow, 'day'>,
  task: Pick<TaskRow, 'createdAt'>,
  original: Day | null | undefined,
): Day {
  if (plan.day) return plan.day;
  const madeOn = dayOf(task.createdAt);
  return original && original < madeOn ? `${original.slice(0, 4)}-01-01` : madeOn;
}

/**
 * A plan without number and day is a draft: nobody has been given anything by it. Nothing of it goes out or up by itself,
 * no alert, no day's work, no report; whoever looks for it finds it in lists, marked as what it is.
 */
export const isDraft = ({ number, day }: Pick<PlanRow, 'number' | 'day'>): boolean =>
  number === null && day === null;

/** Localities that do a task each for itself on a day. */
export function unitsOf(registry: Registry, plan: Pick<PlanRow, 'province'>, day: Day): Locality[] {
  return [...registry.localities.values()].filter(
    (one) => (plan.province === '*' || one.province === plan.province) && inForce(one, day),
  );
}

/** Every task as it stands: plans in the order given, tasks in that of their paper. */
export function viewTasks(registry: Registry, rows: Rows, asked: Asked): TaskView[] {
  const { day, locality, measured } = asked;
  const plans = new Map(rows.plans.map((plan) => [plan.id, plan]));
  const deadlines = groupBy(rows.deadlines, ({ task }) => task);
  const claims = groupBy(rows.claims, (claim) => keyOf(claim.task, claim.locality));
  const begun = new Map(rows.begun.map((one) => [keyOf(one.task, one.locality), dayOf(one.at)]));
  const children = groupBy(rows.tasks, ({ parent }) => parent ?? 0);
  const units = new Map(rows.plans.map((plan) => [plan.id, undefined as Locality[] | undefined]));
  const unitsIn = (plan: PlanRow): Locality[] => {
    const known = units.get(plan.id) ?? unitsOf(registry, plan, day);
    units.set(plan.id, known);
    return known;
  };
  const views = new Map<number, TaskView>();

  const build = (task: TaskRow, plan: PlanRow, parent: TaskView | null): TaskView | undefined => {
    const own = deadlines.get(task.id) ?? [];
    const dated = own.map((one) => ({ ...one, since: dayOf(one.at) }));
    const deadline = deadlineOn(dated, day);
    if (!deadline) return undefined;
    const first = givenOn(plan, task, dated[0]?.lastDay);
    const cancelled = task.cancelledAt ? dayOf(task.cancelledAt) : (parent?.task.cancelledAt ?? null);
    const facts = (of: string | null): TaskFacts => ({
      givenOn: first,
      deadlines: dated,
      claims: (claims.get(keyOf(task.id, of)) ?? []).map(claimFacts),
      begun: begun.get(keyOf(task.id, of)) ?? null,
      cancelled: cancelled instanceof Date ? dayOf(cancelled) : cancelled,
    });
    const standingAt = (code: string): Standing => {
      const standing = standingOn(facts(code), day);
      const periods = measured.get(task.id)?.get(code);
      return periods && standing.state === 'ongoing' ? { ...standing, periods } : standing;
    };
    const view: TaskView = {
      task,
      plan,
      parent,
      children: [],
      deadlines: own,
      deadline,
      claims: claims.get(keyOf(task.id, null)) ?? [],
      standing: { ...NO_STANDING },
      units: null,
      unitTotals: null,
    };
    views.set(task.id, view);
    if (!task.parent || parent)
      for (const child of children.get(task.id) ?? []) {
        const built = build(child, plan, view);
        if (built) view.children.push(built);
      }
    if (task.perUnit && locality !== undefined) {
      view.claims = claims.get(keyOf(task.id, locality)) ?? [];
      view.standing = standingAt(locality);
    } else if (task.perUnit) {
      view.units = unitsIn(plan).map(
        ({ code }): UnitView => ({
          locality: code,
          claims: claims.get(keyOf(task.id, code)) ?? [],
          standing: standingAt(code),
        }),
      );
      view.unitTotals = countStates(view.units.map(({ standing }) => standing));
      view.standing = standingOfParts(
        facts(null),
        view.units.map(({ standing }) => standing),
        day,
      );
    } else if (view.children.length > 0)
      view.standing = standingOfParts(
        facts(null),
        view.children.map(({ standing }) => standing),
        day,
      );
    else view.standing = standingOn(facts(null), day);
    return view;
  };
  for (const task of rows.tasks) {
    const plan = plans.get(task.plan);
    if (plan && task.parent === null) build(task, plan, null);
  }
  const byPlan = groupBy(rows.tasks, ({ plan }) => plan);
  return rows.plans.flatMap(({ id }) => (byPlan.get(id) ?? []).flatMap((task) => views.get(task.id) ?? []));
}

const NO_STANDING: Standing = {
  state: 'not_started',
  claimedOn: null,
  confirmedOn: null,
  daysLate: null,
  daysLateOriginal: null,
  periods: null,
};

const keyOf = (task: number, locality: string | null) => `${task} ${locality ?? ''}`;

const claimFacts = (claim: ClaimRow) => ({
  on: claim.on,
  claimed: dayOf(claim.at),
  decided:
    claim.decidedAt === null ? null : { accepted: claim.accepted === true, day: dayOf(claim.decidedAt) },
});

/** Who leads a task: whoever it names, else those of its children. */
export function leadsOf(view: TaskView): string[] {
  if (view.task.leads.length > 0) return view.task.leads;
  return [...new Set(view.children.flatMap(leadsOf))];
}

/** Whether a task names somebody, in any role; a locality is named with all others, too. */
export function names(view: TaskView, code: string, isLocality: boolean): boolean {
  const { coordinators, followers } = view.task;
  const named = [...leadsOf(view), ...coordinators, ...followers];
  return named.includes(code) || (isLocality && named.includes(ALL_LOCALITIES));
}
