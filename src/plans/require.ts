import type { FastifyRequest } from 'fastify';
import { findLocality } from '../access/localities.ts';
import type { Day } from '../days.ts';
import type { Clients, Orm } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { doesTask, memberOf, readableProvinces, worksOn } from './access.ts';
import { loadTasks } from './load.ts';
import { findPlan, findTaskPlan } from './store.ts';
import type { PlanRow, TaskView } from './types.ts';
import { leadsOf } from './view-rules.ts';

type Asking = Pick<FastifyRequest, 'registry' | 'principal' | 'caller' | 'receivedAt'>;

/** @throws {Problem} not_found where there is none of the code in the caller's area */
export async function requirePlan(
  orm: Orm,
  { registry, principal }: Pick<Asking, 'registry' | 'principal'>,
  code: string,
): Promise<PlanRow> {
  const plan = await findPlan(orm, code);
  if (!plan || !readableProvinces(registry, principal).includes(plan.province))
    throw new Problem('not_found');
  return plan;
}

/** A task as it stands on a day; of today where none is named. */
export async function requireTask(
  db: Clients,
  { registry, receivedAt: now }: Pick<Asking, 'registry' | 'receivedAt'>,
  plan: PlanRow,
  id: number,
  day?: Day,
): Promise<TaskView> {
  const view = (await loadTasks(db, registry, [plan], { day, now })).find(({ task }) => task.id === id);
  if (!view) throw new Problem('not_found');
  return view;
}

/**
 * The task that a request names, for who reads it, does it, or looks after its plan.
 * @throws {Problem} not_found outside the caller's area, forbidden where it is not his to do that
 */
export async function requireTaskFor(
  db: Clients,
  request: Asking & { params: unknown },
  what: 'read' | 'do' | 'decide',
): Promise<{ plan: PlanRow; id: number; view: TaskView }> {
  const { registry, principal, caller } = request;
  const text = String(Object.values(request.params as object)[0]);
  const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
  const plan = id === null ? undefined : await findTaskPlan(db.orm, id);
  if (id === null || !plan || !readableProvinces(registry, principal).includes(plan.province))
    throw new Problem('not_found');
  const view = await requireTask(db, request, plan, id);
  if (what !== 'read') {
    const member = await memberOf(db.orm, registry, principal, caller);
    const does = { perUnit: view.task.perUnit, leads: leadsOf(view) };
    const may = what === 'do' ? doesTask(registry, member, plan, does) : worksOn(registry, member, plan);
    if (!may) throw new Problem('forbidden');
  }
  return { plan, id, view };
}

/**
 * Of which locality somebody speaks in a task that each does for itself: his own, or the one that he names; null of all
 * other tasks.
 * @throws {Problem} invalid_body where none is named, not_found where it is outside the caller's area
 */
export function partOf(
  { registry, principal }: Pick<Asking, 'registry' | 'principal'>,
  { task, plan, units }: TaskView,
  given: string | undefined,
): string | null {
  const own = registry.localities.has(principal.area) ? principal.area : undefined;
  if (!task.perUnit) {
    if (given !== undefined)
      throw new Problem('invalid_body', [
        fault('/locality', 'invalid_value', {
          why: 'this task is not done by each locality for itself',
          whyVi: 'nhiệm vụ này không giao riêng từng xã, phường, đặc khu',
        }),
      ]);
    return null;
  }
  const code = given ?? own;
  if (code === undefined) throw new Problem('invalid_body', [fault('/locality', 'required')]);
  const locality = findLocality(registry, principal, code);
  if (!locality || (plan.province !== '*' && locality.province !== plan.province))
    throw new Problem('not_found');
  if (!units?.some((one) => one.locality === code)) throw new Problem('not_found');
  return code;
}
