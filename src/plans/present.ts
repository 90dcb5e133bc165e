import { isoLocal } from '../days.ts';
import type { Agencies } from './agency-rules.ts';
import { countStates, type Standing } from './state-rules.ts';
import type { Brought, DeadlineRow, PlanRow, TaskView, UnitView } from './types.ts';
import { isDraft, leadsOf } from './view-rules.ts';

/** Plans and tasks as the API answers them. */

export function presentPlan(plan: PlanRow, views: readonly TaskView[]) {
  const { code, title, kind, province, standing, number, day, version, dayNamedCounts } = plan;
  return {
    ...{ code, title, kind, province, standing, number, day, version, dayNamedCounts },
    state: isDraft(plan) ? ('draft' as const) : ('issued' as const),
    totals: countStates(views.map((view) => view.standing)),
  };
}

export function presentTask(view: TaskView) {
  const { task, plan, parent, deadlines, deadline, standing, unitTotals } = view;
  const { id, no, title, content, leads, coordinators, followers, perUnit, measure } = task;
  const [original = deadline] = deadlines;
  return {
    ...{ id, plan: plan.code, no, parent: parent?.task.no ?? null, title, content },
    leads,
    leadsFromChildren: leads.length === 0 ? leadsOf(view) : [],
    ...{ coordinators, followers },
    deadline: {
      ...written(deadline),
      original: written(original),
      changes: deadlines.slice(1).map((one) => ({
        ...written(one),
        reason: one.reason ?? '',
        basis: one.basis,
        at: isoLocal(one.at),
        by: one.by,
      })),
    },
    ...presentStanding(standing),
    products: productsOf(view),
    recurring: deadline.recurring,
    ...{ perUnit, measure, units: unitTotals },
    cancelled: task.cancelledAt && {
      reason: task.cancelReason ?? '',
      at: isoLocal(task.cancelledAt),
      by: task.cancelledBy ?? '',
    },
  };
}

const written = ({ asWritten, lastDay }: DeadlineRow) => ({ asWritten, lastDay });

export function presentStanding({
  state,
  claimedOn,
  confirmedOn,
  daysLate,
  daysLateOriginal,
  periods,
}: Standing) {
  return { state, claimedOn, confirmedOn, daysLate, daysLateOriginal, periods };
}

/** What a task is to bring, and what its last claim that was not sent back has brought; that may be more. */
export function productsOf({ task, claims }: Pick<TaskView, 'task' | 'claims'>) {
  const brought = new Map<string, Brought & { by: string; on: string }>();
  for (const { accepted, products, by, on } of claims)
    if (accepted !== false) for (const one of products) brought.set(one.name, { ...one, by, on });
  const names = [...task.products, ...[...brought.keys()].filter((name) => !task.products.includes(name))];
  return names.map((name) => {
    const one = brought.get(name);
    return one ? { ...one, provided: true } : { name, provided: false };
  });
}

export function presentUnit(agencies: Agencies, { locality, standing }: UnitView) {
  return { locality, name: agencies.nameOf(locality), ...presentStanding(standing) };
}

/** Names of all whom tasks name by a code. */
export function namesIn(agencies: Agencies, views: readonly TaskView[], standing: readonly string[] = []) {
  const codes = new Set(standing);
  for (const { task } of views)
    for (const code of [...task.leads, ...task.coordinators, ...task.followers])
      if (agencies.isKnown(code)) codes.add(code);
  return Object.fromEntries([...codes].map((code) => [code, agencies.nameOf(code)]));
}
