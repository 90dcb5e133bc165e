import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';

/** What one locality lacks of one indicator on a day. */
export interface Lacking {
  locality: string;
  indicator: string;
  state: 'unmet' | 'unknown';
  /** Units; null where that cannot be known. */
  missing: number | null;
  have: number | null;
  need: number | null;
  since: Day;
}

/** Who lacks what of some indicators, by the latest status of each locality up to a day, in the order of codes. */
export async function readLacking(
  sql: Sql,
  programme: string,
  localities: readonly string[],
  indicators: readonly string[],
  day: Day,
): Promise<Lacking[]> {
  return await sql<Lacking[]>`
    select s.locality, e.key as indicator, e.value ->> 'state' as state,
      (e.value ->> 'missing')::float8 as missing, (e.value ->> 'have')::float8 as have,
      (e.value ->> 'need')::float8 as need, (e.value ->> 'since')::date as since
    from unnest(${localities as string[]}::text[]) as asked(code)
    cross join lateral (select locality, gaps from status where programme = ${programme}
      and locality = asked.code and day <= ${day} order by day desc limit 1) s
    cross join lateral jsonb_each(s.gaps) e
    where e.key = any(${indicators as string[]})
    order by s.locality, e.key`;
}

/** Whether anything at all is known of any of these localities up to a day. */
export async function anyStatus(
  sql: Sql,
  programme: string,
  localities: readonly string[],
  day: Day,
): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`select exists (select from status
    where programme = ${programme} and locality = any(${localities as string[]}) and day <= ${day}) as any`;
  return row?.any ?? false;
}
