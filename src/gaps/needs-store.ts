import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';

/** What is lacking and what was promised of it, added up: each by one statement, whatever the size of the area. */

export interface Need {
  indicator: string;
  /** Localities that lack it, and those of which it is not known. */
  unmet: number;
  unknown: number;
  /** Units in all. */
  missing: number;
}

/** What is lacking by indicator, by the latest status of each locality up to today. */
export async function readNeeds(
  sql: Sql,
  programme: string,
  localities: readonly string[],
  today: Day,
): Promise<Need[]> {
  return await sql<Need[]>`
    select e.key as indicator, (count(*) filter (where e.value ->> 'state' = 'unmet'))::int as unmet,
      (count(*) filter (where e.value ->> 'state' = 'unknown'))::int as unknown,
      coalesce(sum((e.value ->> 'missing')::float8), 0) as missing
    from unnest(${localities as string[]}::text[]) as asked(code)
    cross join lateral (select gaps from status where programme = ${programme} and locality = asked.code
      and day <= ${today} order by day desc limit 1) s
    cross join lateral jsonb_each(s.gaps) e
    group by e.key`;
}

export interface Promises {
  /** Gaps that are still there and were promised for today; and for a day before it. */
  today: number;
  passed: number;
}

/** Promises that stand: the latest of a gap that has been there ever since. */
export async function countPromises(
  sql: Sql,
  programme: string,
  localities: readonly string[],
  today: Day,
): Promise<Promises> {
  const [row] = await sql<Promises[]>`
    select (count(*) filter (where p.promised_on = ${today}))::int as today,
      (count(*) filter (where p.promised_on < ${today}))::int as passed
    from promise p
    where p.programme = ${programme} and p.promised_on <= ${today} and p.locality = any(${localities as string[]})
      and not exists (select from promise n where n.locality = p.locality and n.indicator = p.indicator
        and n.programme = p.programme and n.id > p.id)
      and not exists (select from status e where e.programme = p.programme and e.locality = p.locality
        and e.day >= p.made_on and e.day <= ${today} and not e.gaps ? p.indicator)`;
  return row ?? { today: 0, passed: 0 };
}
