import { everInArea } from '../access/localities.ts';
import { may, maySeePeople, type Principal } from '../access/principal.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { SilenceRow } from './silence-store.ts';
import { SERVICE } from './types.ts';

/** Areas whose alerts somebody may see. */
export interface VisibleAreas {
  /** Codes of localities, ended ones included, and of provinces; null for all of them. */
  codes: readonly string[] | null;
  /** Whether also those about the service itself, which are for administrators of all of it. */
  service: boolean;
}

export function visibleAreas(registry: Registry, principal: Principal): VisibleAreas {
  const { area, role } = principal;
  if (area === '*') return { codes: null, service: may(role, 'administer') };
  const localities = everInArea(registry, principal).map((one) => one.code);
  return { codes: registry.provinces.has(area) ? [area, ...localities] : localities, service: false };
}

export function maySee(visible: VisibleAreas, area: string): boolean {
  return area === SERVICE ? visible.service : visible.codes === null || visible.codes.includes(area);
}

/** A silence as somebody reads it: who entered it and who ended it are null for whoever may not read names. */
export type SeenSilence = Omit<SilenceRow, 'by'> & {
  by: string | null;
  /** Whether somebody ended it before its time. */
  endedEarly: boolean;
};

export function silenceSeenBy(principal: Principal, row: SilenceRow): SeenSilence {
  const endedEarly = row.endedBy !== null;
  return maySeePeople(principal, row.area)
    ? { ...row, endedEarly }
    : { ...row, endedEarly, by: null, endedBy: null };
}
