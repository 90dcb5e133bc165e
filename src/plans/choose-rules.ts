import type { Day } from '../days.ts';
import { ALL_LOCALITIES } from './agency-rules.ts';
import type { TaskState } from './state-rules.ts';
import type { TaskView } from './types.ts';
import { leadsOf, names } from './view-rules.ts';

/** Which tasks a list shows. Pure. */

export interface TaskFilter {
  /** A code that a task names, in any role where none is said. */
  agency?: string | undefined;
  role?: 'lead' | 'coordinator' | 'follower' | undefined;
  locality?: string | undefined;
  state?: TaskState | undefined;
  /** Last day on time before this one. */
  dueBefore?: Day | undefined;
}

export function choose(
  views: readonly TaskView[],
  { agency, role, locality, state, dueBefore }: TaskFilter,
  isLocality: (code: string) => boolean,
): TaskView[] {
  return views.filter((view) => {
    const { standing, deadline, task } = view;
    if (state !== undefined && standing.state !== state) return false;
    if (dueBefore !== undefined && (deadline.lastDay === null || deadline.lastDay >= dueBefore)) return false;
    if (locality !== undefined && !names(view, locality, true)) return false;
    if (agency === undefined) return true;
    if (role === undefined) return names(view, agency, isLocality(agency));
    const named = { lead: leadsOf(view), coordinator: task.coordinators, follower: task.followers }[role];
    return named.includes(agency) || (isLocality(agency) && named.includes(ALL_LOCALITIES));
  });
}
