import { provincesIn } from '../access/areas.ts';
import { may, type Principal, type Role, rolesThatMay } from '../access/principal.ts';
import type { Day } from '../days.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import { receivesFor } from './heir-rules.ts';

/**
 * Who sees money: finance and department (and who administers) all of their area, a locality what concerns itself; nobody
 * else any amount.
 */
export type Sees =
  | { all: readonly string[] }
  /** `lines`: of which localities, itself and those that it took over from. */
  | { own: string; province: string; lines: readonly string[] }
  | null;

export function seesMoney(
  registry: Registry,
  { role, area }: Pick<Principal, 'role' | 'area'>,
  today: Day,
): Sees {
  const own = registry.localities.get(area);
  if (own) return { own: area, province: own.province, lines: receivesFor(registry, area, today) };
  return may(role, 'readMoney') ? { all: provincesIn(registry, area) } : null;
}

/** Whether somebody writes money of a province: all of it lies in his area. */
export function writesMoney({ role, area }: Pick<Principal, 'role' | 'area'>, province: string): boolean {
  return may(role, 'fund') && (area === '*' || area === province);
}

/** Provinces of which he may see anything at all. */
export function provincesSeen(registry: Registry, sees: NonNullable<Sees>): readonly string[] {
  return 'all' in sees ? sees.all : [provinceOf(registry, sees.own)];
}

export const FUNDERS: readonly Role[] = rolesThatMay('fund');
