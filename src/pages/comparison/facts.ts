import { localitiesAsked } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { type Summary, summarise } from '../../collect/summary.ts';
import type { StatusView } from '../../collect/view.ts';
import { addDays, type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { type ComparedChange, compareDays } from '../../figures/compare.ts';
import { dayWithin, type Period, spanAround } from '../../figures/period.ts';
import { compareNames } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Indicator, Programme } from '../../registry/types.ts';
import { type ConditionCount, countConditions } from '../board/condition-counts.ts';

export interface Side {
  /** All of the period; a day is one of its own. */
  first: Day;
  last: Day;
  /** By which it is judged: its last reporting day that has begun. */
  day: Day;
  summary: Summary;
  /** Units asked on that day. */
  units: number;
  conditions: ConditionCount[];
}

export interface ComparisonFacts {
  programme: Programme;
  inAddress: string | undefined;
  period: Period;
  province: string | undefined;
  provinces: { code: string; name: string }[];
  today: Day;
  from: Side;
  to: Side;
  changes: ComparedChange[];
  indicators: ReadonlyMap<string, Indicator>;
}

export interface ComparisonQuestion {
  registry: Registry;
  principal: Principal;
  programme: Programme;
  inAddress: string | undefined;
  province?: string | undefined;
  period: Period;
  from?: Day | undefined;
  to?: Day | undefined;
  now: Date;
}

/** Null where the second day lies before the first, or one of them is to come. */
export async function loadPeriods(sql: RootSql, asked: ComparisonQuestion): Promise<ComparisonFacts | null> {
  const { registry, principal, programme, province, period, now } = asked;
  const today = dayOf(now);
  const calendar = registry.calendar(programme, province);
  const last = spanAround(asked.to ?? today, period);
  const before = addDays(last.first, -1);
  const usual = period === 'day' ? calendar.previous(last.first) : before;
  const first = spanAround(asked.from ?? usual, period);
  const days = { from: dayWithin(first, calendar, today), to: dayWithin(last, calendar, today) };
  if (days.from === null || days.to === null || days.to < days.from) return null;
  const compared = await compareDays(sql, {
    registry,
    programme,
    localitiesOn: (day) => localitiesAsked(registry, principal, { programme, province, day }),
    from: days.from,
    to: days.to,
    now,
  });
  const side = (span: typeof first, { day, views }: { day: Day; views: StatusView[] }): Side => ({
    ...span,
    day,
    summary: summarise(views),
    units: views.length,
    conditions: countConditions(
      registry.conditions,
      views.map(({ row }) => row),
    ),
  });
  const all = localitiesAsked(registry, principal, { programme, province: undefined, day: days.to });
  return {
    programme,
    inAddress: asked.inAddress,
    period,
    province,
    provinces: [...new Set(all.map((one) => one.province))]
      .map((code) => ({ code, name: registry.provinces.get(code) ?? code }))
      .sort(compareNames),
    today,
    from: side(first, compared.from),
    to: side(last, compared.to),
    changes: compared.changes.toSorted((a, b) => compareNames(a.locality, b.locality)),
    indicators: registry.indicatorsOn(days.to),
  };
}
