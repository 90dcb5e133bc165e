import { areaWithin, provincesIn } from '../access/areas.ts';
import { may, type Principal } from '../access/principal.ts';
import { findPerson } from '../accounts/person-store.ts';
import type { Orm } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import { provinceOf } from '../registry/snapshot.ts';
import { ALL_LOCALITIES } from './agency-rules.ts';
import type { PlanRow, TaskRow } from './types.ts';

/** Who asks, with the agency that he belongs to. */
export interface Member extends Principal {
  agency: string | null;
}

/** An officer is of his locality, whoever looks after money of the department of finance; others of what is entered. */
export async function memberOf(
  orm: Orm,
  registry: Registry,
  principal: Principal,
  caller: { kind: string; id?: number | null },
): Promise<Member> {
  const { role, area } = principal;
  if (registry.localities.has(area)) return { ...principal, agency: area };
  const person = caller.kind === 'person' && caller.id ? await findPerson(orm, caller.id) : undefined;
  return { ...principal, agency: person?.agency ?? (role === 'finance' ? 'so-tai-chinh' : null) };
}

/** Provinces of which somebody reads the plans and their tasks: those of his area, and the nation's. */
export function readableProvinces(registry: Registry, { area }: Principal): string[] {
  return ['*', ...provincesIn(registry, provinceOf(registry, area))];
}

/** Those of them that a query asks for. @throws {Problem} not_found where it names a province that is not among them */
export function askedProvinces(
  registry: Registry,
  principal: Principal,
  asked: string | undefined,
): string[] {
  const readable = readableProvinces(registry, principal);
  if (asked === undefined) return readable;
  if (!readable.includes(asked)) throw new Problem('not_found');
  return [asked];
}

/** Whether somebody looks after a plan: writes it, confirms, moves deadlines. */
export function worksOn(
  registry: Registry,
  member: Member,
  plan: Pick<PlanRow, 'province' | 'standing'>,
): boolean {
  const { role, area, agency } = member;
  if (!may(role, 'report')) return false;
  const isWhole = area === '*' || (registry.provinces.has(area) && areaWithin(registry, plan.province, area));
  return isWhole && (agency === null || role === 'admin' || agency === plan.standing);
}

/**
 * Whether somebody does a task: his agency leads it, or he speaks for a locality that does it for itself. Who belongs
 * to no agency and looks after the plan may put down what a lead has told him.
 */
export function doesTask(
  registry: Registry,
  member: Member,
  plan: Pick<PlanRow, 'province' | 'standing'>,
  { perUnit, leads }: { perUnit: TaskRow['perUnit']; leads: readonly string[] },
): boolean {
  const { role, area, agency } = member;
  if (!may(role, 'carryOut')) return false;
  const ownProvince = provinceOf(registry, area);
  const isThere = plan.province === '*' || area === '*' || plan.province === ownProvince;
  if (!isThere) return false;
  if (registry.localities.has(area))
    return leads.includes(area) || ((perUnit || leads.includes(ALL_LOCALITIES)) && role !== 'leader');
  return worksOn(registry, member, plan) || (agency !== null && leads.includes(agency));
}
