import { addDays, type Day, dayOf, instantOf } from '../../days.ts';
import { ALL_LOCALITIES, agenciesOf } from '../../plans/agency-rules.ts';
import type { Standing } from '../../plans/state-rules.ts';
import type { ClaimRow, TaskView } from '../../plans/types.ts';
import { leadsOf, unitsOf, viewTasks } from '../../plans/view-rules.ts';
import { readWatched, type Watched } from '../../plans/watch-store.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { inForce } from '../../registry/types.ts';
import type { TaskFacts } from '../kinds/task-facts.ts';
import { type NewAlert, NO_PROGRAMME, type Resolution } from '../types.ts';
import type { Seen, Watch } from '../watch.ts';

const LONG_AGO = '0001-01-01';
type TaskKind = 'task_due_soon' | 'task_overdue' | 'task_unconfirmed' | 'task_moved';

/** What a round has read, for whoever asks in it why an alert has ended. */
const seenTasks = new WeakMap<Seen, ReadonlyMap<number, TaskView>>();

/** Tasks that a watch asks about, and those of its live alerts, as they stand today. */
async function tasksOf(seen: Seen, which: Omit<Watched, 'tasks'>): Promise<TaskView[]> {
  const { tx, registry, live, now } = seen;
  const tasks = live.map(({ facts }) => (facts as unknown as TaskFacts).task);
  const rows = await readWatched(tx, { ...which, tasks: [...new Set(tasks)] });
  const views = viewTasks(registry, rows, { day: dayOf(now), measured: new Map() });
  seenTasks.set(seen, new Map(views.map((view) => [view.task.id, view])));
  return views;
}

/** Somebody who is to act, where he is: a locality, or agencies of a province. */
interface Actor {
  area: string;
  agencies: string[];
}

/** The agencies of a plan’s province; of the nation’s plans those of each province that has them. */
function atProvinces(registry: Registry, { plan }: TaskView, codes: readonly string[], day: Day): Actor[] {
  if (codes.length === 0) return [];
  const provinces = plan.province === '*' ? [...registry.provinces.keys()] : [plan.province];
  return provinces.flatMap((area) => {
    const agencies = codes.filter(
      (code) =>
        plan.province !== '*' ||
        registry.agencies.some((one) => one.code === code && one.province === area && inForce(one, day)),
    );
    return agencies.length > 0 && registry.provinces.has(area) ? [{ area, agencies }] : [];
  });
}

/** Who leads a task: each locality by itself, the agencies of a province together. */
function leading(registry: Registry, view: TaskView, day: Day): Actor[] {
  const leads = leadsOf(view);
  const named = leads.includes(ALL_LOCALITIES) ? unitsOf(registry, view.plan, day) : [];
  const localities = new Set([
    ...named.map(({ code }) => code),
    ...leads.filter((code) => {
      const locality = registry.localities.get(code);
      return locality !== undefined && inForce(locality, day);
    }),
  ]);
  const agencies = leads.filter((code) => code !== ALL_LOCALITIES && !registry.localities.has(code));
  return [
    ...[...localities].map((area) => ({ area, agencies: [area] })),
    ...atProvinces(registry, view, agencies, day),
  ];
}

/** Names for alerts of a round; a plan of the nation names agencies of any province. */
function factsFor(registry: Registry, now: Date): (view: TaskView, actor: Actor) => TaskFacts {
  const known = new Map<string, ReturnType<typeof agenciesOf>>();
  const namesIn = (province: string) => {
    const found = known.get(province) ?? agenciesOf(registry, province, dayOf(now));
    known.set(province, found);
    return found;
  };
  return ({ task, plan, deadline }, { agencies }) => {
    const names = agencies.map((code) => namesIn(plan.province).namesOf(code));
    return {
      ...{ task: task.id, plan: plan.number ?? plan.code, no: task.no, title: task.title.slice(0, 200) },
      lastDay: deadline.lastDay,
      agencies,
      by: [names.map(([vi]) => vi).join(', '), names.map(([, en]) => en).join(', ')],
    };
  };
}

const at = ({ task }: TaskView, { area }: Actor) => ({
  programme: NO_PROGRAMME,
  area,
  subject: String(task.id),
});

/** What is made of parts is spoken of by its parts, where one of them has a deadline. */
const isSpokenOf = ({ children }: TaskView) => children.every(({ deadline }) => deadline.lastDay === null);

/** The leads of tasks of which something holds; of what each locality does for itself the localities of which it does. */
function leadAlerts(
  seen: Seen,
  views: readonly TaskView[],
  kind: 'task_due_soon' | 'task_overdue',
  holds: (standing: Standing, view: TaskView) => boolean,
): NewAlert[] {
  const { registry, now } = seen;
  const facts = factsFor(registry, now);
  const today = dayOf(now);
  return views.filter(isSpokenOf).flatMap((view): NewAlert[] => {
    const actors = view.units
      ? view.units
          .filter(({ standing }) => holds(standing, view))
          .map(({ locality }) => ({ area: locality, agencies: [locality] }))
      : holds(view.standing, view)
        ? leading(registry, view, today)
        : [];
    return actors.map((actor) => ({ ...at(view, actor), kind, facts: facts(view, actor) }));
  });
}

const isOpen = ({ state }: Standing) => state === 'not_started' || state === 'in_progress';
const isDone = ({ state }: Standing) => state === 'done_on_time' || state === 'done_late';

/** Why an alert of a task has ended, by how the task stands now. Pure. */
export function whyEnded(
  kind: TaskKind,
  { area, facts }: { area: string; facts: TaskFacts },
  view: TaskView | undefined,
  today: Day,
): Resolution {
  if (!view) return 'task_passed_on';
  const unit = view.units?.find(({ locality }) => locality === area);
  const standing = unit?.standing ?? view.standing;
  if (standing.state === 'cancelled') return 'task_cancelled';
  if (kind === 'task_unconfirmed') {
    const last = claimsOf(view).findLast(({ decidedAt }) => decidedAt !== null);
    return last?.accepted === false ? 'task_rejected' : last ? 'task_confirmed' : 'task_passed_on';
  }
  if (isDone(standing)) return 'task_confirmed';
  if (kind !== 'task_moved' && standing.state === 'claimed') return 'task_claimed';
  if (view.deadline.lastDay !== facts.lastDay) return 'deadline_moved';
  if (kind === 'task_moved') return 'told_long_enough';
  const passed = view.deadline.lastDay !== null && view.deadline.lastDay < today;
  return kind === 'task_due_soon' && passed ? 'deadline_passed' : 'task_passed_on';
}

const ended =
  (kind: TaskKind): Watch['ended'] =>
  (alert, seen) => {
    const facts = alert.facts as unknown as TaskFacts;
    return whyEnded(kind, { area: alert.area, facts }, seenTasks.get(seen)?.get(facts.task), dayOf(seen.now));
  };

/** Open tasks whose last day on time is near. */
export const taskDueSoonWatch: Watch = {
  kind: 'task_due_soon',
  byDay: true,
  async wanted(seen) {
    const today = dayOf(seen.now);
    const { daysAhead = 5 } = seen.ladders.of(NO_PROGRAMME, 'task_due_soon').settings;
    const until = addDays(today, daysAhead);
    const isNear = (day: Day | null) => day !== null && day >= today && day <= until;
    const views = await tasksOf(seen, { lastDay: { from: today, to: until } });
    return leadAlerts(
      seen,
      views,
      'task_due_soon',
      (standing, { deadline }) => isOpen(standing) && isNear(deadline.lastDay),
    );
  },
  ended: ended('task_due_soon'),
};

/** Tasks whose last day on time has passed. */
export const taskOverdueWatch: Watch = {
  kind: 'task_overdue',
  byDay: true,
  async wanted(seen) {
    const views = await tasksOf(seen, { lastDay: { from: LONG_AGO, to: addDays(dayOf(seen.now), -1) } });
    return leadAlerts(seen, views, 'task_overdue', ({ state }) => state === 'overdue');
  },
  ended: ended('task_overdue'),
};

/** All claims of a task: its own, or those of its localities. */
const claimsOf = (view: TaskView): readonly ClaimRow[] =>
  view.units ? view.units.flatMap(({ claims }) => claims) : view.claims;

/** Claims on which nobody has decided for days; whoever looks after the plan hears of a task once. */
export const taskUnconfirmedWatch: Watch = {
  kind: 'task_unconfirmed',
  byDay: true,
  async wanted(seen) {
    const { registry, now } = seen;
    const { waitDays = 3 } = seen.ladders.of(NO_PROGRAMME, 'task_unconfirmed').settings;
    const before = addDays(dayOf(now), -waitDays);
    const facts = factsFor(registry, now);
    return (await tasksOf(seen, { waiting: true })).flatMap((view): NewAlert[] => {
      if (view.standing.state === 'cancelled') return [];
      const waiting = claimsOf(view)
        .filter(({ decidedAt, at: claimed }) => decidedAt === null && dayOf(claimed) <= before)
        .map(({ at: claimed }) => dayOf(claimed))
        .sort();
      const [claimed] = waiting;
      if (claimed === undefined) return [];
      return atProvinces(registry, view, [view.plan.standing], dayOf(now)).map((actor) => ({
        ...at(view, actor),
        kind: 'task_unconfirmed' as const,
        facts: { ...facts(view, actor), claimed, waiting: waiting.length },
      }));
    });
  },
  ended: ended('task_unconfirmed'),
};

/** Deadlines that were moved in these days, of tasks that are not done; each move is told by itself. */
export const taskMovedWatch: Watch = {
  kind: 'task_moved',
  async wanted(seen) {
    const { registry, now } = seen;
    const today = dayOf(now);
    const { toldDays = 3 } = seen.ladders.of(NO_PROGRAMME, 'task_moved').settings;
    const since = instantOf(addDays(today, -toldDays));
    const facts = factsFor(registry, now);
    return (await tasksOf(seen, { movedSince: since })).flatMap((view): NewAlert[] => {
      const [before, after] = view.deadlines.slice(-2);
      if (!before || !after || after.reason === null || after.at < since) return [];
      if (isDone(view.standing) || view.standing.state === 'cancelled') return [];
      const subject = `${view.task.id}/${view.deadlines.length - 1}`;
      const moved = { before: before.asWritten, after: after.asWritten, reason: after.reason.slice(0, 300) };
      return leading(registry, view, today).map((actor) => ({
        ...{ ...at(view, actor), subject, kind: 'task_moved' as const },
        facts: { ...facts(view, actor), ...moved },
      }));
    });
  },
  ended: ended('task_moved'),
};
