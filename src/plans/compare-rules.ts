import { type Day, dayOf } from '../days.ts';
import type { TaskState } from './state-rules.ts';
import type { DeadlineRow, TaskView } from './types.ts';

/** A plan on two days side by side: what is met now, what is met no more, what was moved and why. Pure. */

export type ChangeKind =
  | 'now_met'
  | 'no_longer_met'
  | 'fell_overdue'
  | 'moved'
  | 'added'
  | 'cancelled'
  | 'state';

export interface TaskChange {
  view: TaskView;
  what: ChangeKind[];
  /** Null of a task that was not there yet. */
  from: TaskState | null;
  to: TaskState;
  /** How its deadline was moved in between. */
  moved: { before: DeadlineRow; after: DeadlineRow }[];
}

const isDone = (state: TaskState) => state === 'done_on_time' || state === 'done_late';
/** What stood well once may do so no longer: a task that is done, or in time, has been claimed late or sent back since. */
const isMet = (state: TaskState) => isDone(state) || state === 'claimed';

/** Tasks that stand otherwise than they did, in the order of the later day. */
export function compareTasks(
  earlier: readonly TaskView[],
  later: readonly TaskView[],
  { from, to }: { from: Day; to: Day },
): TaskChange[] {
  const before = new Map(earlier.map((view) => [view.task.id, view]));
  return later.flatMap((view) => {
    const old = before.get(view.task.id);
    const now = view.standing.state;
    const then = old?.standing.state ?? null;
    const moved = movesBetween(view.deadlines, from, to);
    const what: ChangeKind[] = [];
    if (then === null) what.push('added');
    else if (then !== now) {
      if (isDone(now) && !isDone(then)) what.push('now_met');
      else if (isMet(then) && !isMet(now)) what.push('no_longer_met');
      if (now === 'overdue') what.push('fell_overdue');
      if (now === 'cancelled') what.push('cancelled');
    }
    if (moved.length > 0) what.push('moved');
    if (then !== null && then !== now && what.length === 0) what.push('state');
    return what.length === 0 ? [] : [{ view, what, from: then, to: now, moved }];
  });
}

function movesBetween(deadlines: readonly DeadlineRow[], from: Day, to: Day) {
  return deadlines.flatMap((after, at) => {
    const before = deadlines[at - 1];
    const on = dayOf(after.at);
    return before && on > from && on <= to ? [{ before, after }] : [];
  });
}
