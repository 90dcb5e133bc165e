import { areaWithin, provincesIn } from '../access/areas.ts';
import { may, type Principal, ROLES } from '../access/principal.ts';
import type { Orm } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import { provinceOf } from '../registry/snapshot.ts';
import { scheduleOf } from './schedule-rules.ts';
import { listSchedules } from './schedule-store.ts';
import type { Readable, ReportHead } from './store.ts';

/**
 * Which reports somebody may read: approved ones of the provinces that his area is or lies in; drafts, too, where he
 * writes or approves them. Those of the nation are for who has the nation.
 */
export function readableBy(registry: Registry, { role, area }: Principal): Readable {
  const isWhole = area === '*' || registry.provinces.has(area);
  return {
    provinces: area === '*' ? ['*', ...provincesIn(registry, '*')] : [provinceOf(registry, area)],
    drafts: isWhole && (may(role, 'report') || may(role, 'approve')),
  };
}

/** Whether somebody works on reports of a province (or `*`): all of it lies in his area. */
export function worksOn(registry: Registry, { area }: Principal, province: string): boolean {
  return area === '*' || (registry.provinces.has(area) && areaWithin(registry, province, area));
}

/** Who may approve somewhere; whether here is asked by {@link approves}. */
export const APPROVERS = ROLES.filter((role) => may(role, 'approve') || may(role, 'report'));

/** Whether somebody may approve anything at all: asked before a report is looked for. */
export async function approvesSome(orm: Orm, { role }: Pick<Principal, 'role'>): Promise<boolean> {
  if (may(role, 'approve')) return true;
  return may(role, 'report') && (await listSchedules(orm)).some(({ approver }) => approver === 'department');
}

/** Whether somebody approves a report that he works on: leaders do, and whom the province's schedule names. */
export async function approves(
  orm: Orm,
  { role }: Pick<Principal, 'role'>,
  { programme, province }: Pick<ReportHead, 'programme' | 'province'>,
): Promise<boolean> {
  if (may(role, 'approve')) return true;
  if (!may(role, 'report')) return false;
  return scheduleOf(await listSchedules(orm), programme, province).approver === 'department';
}
