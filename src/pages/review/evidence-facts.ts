import { mayWrite } from '../../access/localities.ts';
import { may, type Principal, WRITERS } from '../../access/principal.ts';
import type { Day } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { lockedSince } from '../../intake/lock.ts';
import { governingProgrammes, type Registry } from '../../registry/snapshot.ts';
import type { Indicator, Locality, LocalityName } from '../../registry/types.ts';
import { type Evidence, listEvidence } from '../../review/evidence-store.ts';

export interface EvidenceFacts {
  named: LocalityName;
  day: Day;
  /** What a file can be about: what is asked of the locality that day. */
  indicators: Indicator[];
  /** Files of the day, and of other days, the latest first. */
  ofDay: EvidenceRow[];
  others: EvidenceRow[];
  /** Why the day takes no file of this caller; null when it does. */
  closed: 'locked' | 'reader' | null;
}

export interface EvidenceRow {
  file: Evidence;
  /** Undefined when it is not asked any more. */
  indicator: Indicator | undefined;
  mayRemove: boolean;
}

/** Files listed at most. */
const LISTED = 100;

export interface EvidenceAsked {
  registry: Registry;
  principal: Principal;
  person: number | null;
  locality: Locality;
  day: Day;
  now: Date;
}

export async function loadEvidence(sql: RootSql, asked: EvidenceAsked): Promise<EvidenceFacts> {
  const { registry, principal, locality, day, now } = asked;
  const files = await listEvidence(sql, locality.code, LISTED);
  const writes = WRITERS.includes(principal.role) && mayWrite(registry, principal, now);
  const rows = files.map((file): EvidenceRow => {
    const indicator = registry.indicatorsOn(file.day).get(file.indicator);
    return { file, indicator, mayRemove: writes && mayRemove(asked, file) };
  });
  const governing = governingProgrammes(registry, locality.province);
  const asks = new Set(governing.flatMap((one) => registry.asked(one, locality, day)));
  return {
    named: registry.nameOn(locality, day),
    day,
    indicators: [...registry.indicatorsOn(day).values()].filter((one) => asks.has(one)),
    ofDay: rows.filter(({ file }) => file.day === day),
    others: rows.filter(({ file }) => file.day !== day),
    closed: !writes ? 'reader' : lockedSince(registry, locality, day, now) === null ? null : 'locked',
  };
}

/** An officer takes away what he brought himself, the department whatever is in its area. */
export function mayRemove(
  { principal, person }: Pick<EvidenceAsked, 'principal' | 'person'>,
  file: Evidence,
): boolean {
  if (may(principal.role, 'removeEvidence')) return true;
  return person === null ? file.person === null && file.by === principal.name : file.person === person;
}
