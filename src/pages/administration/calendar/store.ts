import { and, asc, between, inArray } from 'drizzle-orm';
import type { Orm } from '../../../db/connect.ts';
import * as t from '../../../db/tables/index.ts';
import type { SpecialDay } from './facts.ts';

/** Days of a year that are no plain days of their week, of these scopes. */
export async function listSpecialDays(orm: Orm, year: number, scopes: string[]): Promise<SpecialDay[]> {
  return await orm
    .select()
    .from(t.calendarDay)
    .where(
      and(between(t.calendarDay.day, `${year}-01-01`, `${year}-12-31`), inArray(t.calendarDay.scope, scopes)),
    )
    .orderBy(asc(t.calendarDay.day), asc(t.calendarDay.scope));
}
