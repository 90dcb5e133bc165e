import type { Day } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { covers, firstDayIn, lastDayIn, type Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { exemptionsOn } from './exempt.ts';
import { percentOf } from './judge-locality.ts';
import { type ConditionView, conditionsOf } from './reasons.ts';
import type { Colour, ReportingState, StatusRow } from './types.ts';
import { viewOf, viewStatuses } from './view.ts';

export interface StatusAnswer {
  colour: Colour;
  percent: number | null;
  conditions: ConditionView[];
}

/** Colour, percent and conditions of a status, as every answer gives them. */
export function statusAnswer(registry: Registry, row: StatusRow): StatusAnswer {
  return {
    colour: row.colour,
    percent: percentOf(row),
    conditions: conditionsOf(row, registry.indicatorsOn(row.day), exemptionsOn(registry, row)),
  };
}

/**
 * What a record did to its locality's day, for the answer of intake: of the rows just settled where
 * there is one, else as stored. Of several programmes the first speaks.
 */
export async function recordEffect(
  sql: RootSql,
  registry: Registry,
  code: string,
  day: Day,
  settled: readonly StatusRow[],
  now: Date,
): Promise<{ reporting: ReportingState; status: StatusAnswer | null }> {
  const locality = registry.localities.get(code);
  const programme = locality && [...registry.programmes.values()].find((one) => asks(one, locality, day));
  if (!locality || !programme) return { reporting: 'not_due', status: null };
  const row = settled.find(
    (one) => one.programme === programme.code && one.locality === code && one.day === day,
  );
  const view = row
    ? viewOf(registry, programme, locality, row, now)
    : (await viewStatuses(sql, registry, programme, [locality], day, now))[0];
  if (!view) return { reporting: 'not_due', status: null };
  return { reporting: view.reporting, status: statusAnswer(registry, view.row) };
}

/** Whether a programme asks a locality on a day. */
export function asks(programme: Programme, locality: Locality, day: Day): boolean {
  const first = firstDayIn(programme, locality);
  const last = lastDayIn(programme, locality);
  return (
    covers(programme, locality.province) && first !== null && first <= day && (last === null || day <= last)
  );
}
