import { localitiesAsked } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import type { ReportingState } from '../collect/types.ts';
import { viewStatuses } from '../collect/view.ts';
import { type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type GapQuestion, gapFilter } from '../gaps/filter.ts';
import { readGaps } from '../gaps/store.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';

/** Which units are reminded: loading and permission are one. */

export interface Chooser {
  registry: Registry;
  principal: Principal;
  programme: Programme;
  now: Date;
}

export interface Chosen {
  localities: Locality[];
  /** What the reminder is about, of all that is lacking; null for all of it. */
  indicators: string[] | null;
}

/** Reporting states in which a report is still waited for. */
export const OWED: readonly ReportingState[] = ['due', 'missing'];

/** Localities of the caller's area of which the day's report has not come, by code; none on a day that asks none. */
export async function notReported(
  sql: RootSql,
  { registry, principal, programme, now }: Chooser,
  { day, province }: { day: Day; province: string | undefined },
): Promise<Locality[]> {
  const asked = localitiesAsked(registry, principal, { programme, province, day });
  const views = await viewStatuses(sql, registry, programme, asked, day, now);
  return views.filter(({ reporting }) => OWED.includes(reporting)).map(({ locality }) => locality);
}

/** Localities of the caller's area that have such gaps, by code. */
export async function withGaps(
  sql: RootSql,
  { registry, principal, programme, now }: Chooser,
  asked: GapQuestion,
): Promise<Chosen> {
  const filter = gapFilter(registry, principal, programme, asked, dayOf(now));
  const rows = await readGaps(sql, filter, { after: null, limit: null });
  const codes = new Set(rows.map((row) => row.locality));
  const narrowed = asked.group !== undefined || asked.indicator !== undefined;
  return {
    localities: [...codes].flatMap((code) => registry.localities.get(code) ?? []),
    indicators: narrowed ? [...filter.indicators] : null,
  };
}
