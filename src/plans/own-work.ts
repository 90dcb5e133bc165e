import { addDays, type Day, dayOf } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Member, readableProvinces, worksOn } from './access.ts';
import { ALL_LOCALITIES } from './agency-rules.ts';
import type { TaskView } from './types.ts';
import { leadsOf, viewTasks } from './view-rules.ts';
import { readWatched } from './watch-store.ts';

/** Within how many days a task is said to be due soon. */
export const NEAR_DAYS = 7;
const EVER = { from: '0001-01-01', to: '9999-12-31' };

/** Tasks that wait for somebody: those of his agency, and those on which he is to decide; each by its last day. */
export interface OwnWork {
  /** Null of who belongs to none and looks after plans: tasks are then of all that he looks after. */
  agency: string | null;
  overdue: TaskView[];
  dueSoon: TaskView[];
  /** Neither overdue nor due soon. */
  open: TaskView[];
  /** Claimed, and to be confirmed. */
  toConfirm: TaskView[];
}

/** What waits for somebody of the tasks that he may read; tasks that come again are no next step of anybody's. */
export async function ownWork(sql: Sql, registry: Registry, member: Member, now: Date): Promise<OwnWork> {
  const { agency, area } = member;
  const day = dayOf(now);
  const provinces = readableProvinces(registry, member);
  const rows = await readWatched(sql, { lastDay: EVER, waiting: true, tasks: [], provinces });
  const locality = registry.localities.has(area) ? area : undefined;
  const views = viewTasks(registry, rows, { day, locality, measured: new Map() })
    // What is made of parts is done by doing those.
    .filter(({ children }) => children.length === 0)
    .sort((a, b) => compareDays(a.deadline.lastDay, b.deadline.lastDay));
  const own = views.filter((view) => isOwn(registry, member, view));
  const soon = addDays(day, NEAR_DAYS);
  const inTime = own.filter(({ standing: { state } }) => state === 'not_started' || state === 'in_progress');
  const isSoon = ({ deadline: { lastDay } }: TaskView) => lastDay !== null && lastDay <= soon;
  return {
    agency,
    overdue: own.filter(({ standing }) => standing.state === 'overdue'),
    dueSoon: inTime.filter(isSoon),
    open: inTime.filter((view) => !isSoon(view)),
    toConfirm: views.filter((view) => waits(view) && worksOn(registry, member, view.plan)),
  };
}

function isOwn(registry: Registry, member: Member, view: TaskView): boolean {
  const { agency } = member;
  if (agency === null) return worksOn(registry, member, view.plan);
  const leads = leadsOf(view);
  const isEach = view.task.perUnit || leads.includes(ALL_LOCALITIES);
  return leads.includes(agency) || (isEach && registry.localities.has(agency));
}

const waits = ({ standing, units }: TaskView) =>
  standing.state === 'claimed' || (units?.some((unit) => unit.standing.state === 'claimed') ?? false);

/** Those without a day come last. */
function compareDays(a: Day | null, b: Day | null): number {
  const [one, other] = [a ?? EVER.to, b ?? EVER.to];
  return one < other ? -1 : one > other ? 1 : 0;
}
