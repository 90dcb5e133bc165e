import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import type { GapDeadlineFacts } from './kinds/gap-deadline.ts';
import type { PromiseFacts } from './kinds/promise-passed.ts';
import type { ReportFacts } from './kinds/report-facts.ts';

/** What the watches read. */

/** `grey`: nothing fresh is known of the locality, so that its gaps say only that it does not report. */
export type OpenGap = { locality: string; grey: boolean } & Omit<GapDeadlineFacts, 'deadline' | 'passed'>;

/** Gaps of the latest status of each locality up to today. */
export async function readOpenGaps(
  sql: Sql,
  programme: string,
  localities: readonly string[],
  today: Day,
): Promise<OpenGap[]> {
  return await sql<OpenGap[]>`
    select s.locality, s.colour = 'grey' as grey, g.key as indicator, g.value ->> 'state' as state, (g.value ->> 'since')::date as since,
      (g.value ->> 'have')::float8 as have, (g.value ->> 'need')::float8 as need,
      (g.value ->> 'missing')::float8 as missing
    from unnest(${localities as string[]}::text[]) as asked(code)
    cross join lateral (select locality, colour, gaps from status
      where programme = ${programme} and locality = asked.code and day <= ${today}
      order by day desc limit 1) s
    cross join lateral jsonb_each(s.gaps) g
    order by s.locality, g.key`;
}

export type Promised = {
  id: number;
  programme: string;
  area: string;
  owner: string;
  promisedOn: Day;
} & PromiseFacts['about'];

/** Alerts that somebody took on, with a date that lies before `today`. */
export async function readPromisesBefore(sql: Sql, today: Day): Promise<Promised[]> {
  return await sql<Promised[]>`
    select id, programme, area, kind, facts, coalesce(owner, '') as owner, promised_on as "promisedOn" from alert
    where state = 'acknowledged' and promised_on < ${today} and kind <> 'promise_passed' order by id`;
}

export type WaitingReport = {
  programme: string;
  area: string;
  state: 'draft' | 'submitted';
} & ReportFacts;

/** Reports that wait for somebody, of periods that end on `since` or later: all that were submitted; drafts of which people are told. */
export async function readWaitingReports(
  sql: Sql,
  state: WaitingReport['state'],
  since: Day,
): Promise<WaitingReport[]> {
  return await sql<WaitingReport[]>`
    select id::int as report, programme, province as area, state, kind as "reportKind", period_from as "from",
      period_to as "to", version, coalesce(submitted_by, created_by) as by
    from report where state = ${state} and period_to >= ${since}
      and (state = 'submitted' or scheduled = 'tell') order by id`;
}
