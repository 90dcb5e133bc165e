import type { Author } from '../access/author.ts';
import { type Day, dayOf } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { PromiseTerms } from './promise-rules.ts';

/** One gap of a programme. */
export interface GapKey {
  locality: string;
  indicator: string;
}

export interface NewPromise {
  owner: string;
  reason: string;
  promisedOn: Day;
}

export type PromiseRow = GapKey & NewPromise & PromiseTerms & { id: number; by: string; at: Date };

export async function insertPromises(
  tx: Tx,
  programme: string,
  gaps: readonly GapKey[],
  { owner, reason, promisedOn }: NewPromise,
  { now, actor, name = actor }: Author,
): Promise<void> {
  await tx`
    insert into promise (programme, locality, indicator, owner, reason, promised_on, by, at, made_on)
    select ${programme}, g.locality, g.indicator, ${owner}, ${reason}, ${promisedOn}, ${name},
      ${now.toISOString()}::timestamptz, ${dayOf(now)}
    from unnest(${gaps.map((one) => one.locality)}::text[], ${gaps.map((one) => one.indicator)}::text[])
      as g(locality, indicator)`;
}

/** Promises of a locality, newest first; of one indicator where it is given. */
export async function readPromises(
  sql: Sql,
  { programme, locality, indicator }: { programme: string; locality: string; indicator: string | null },
  today: Day,
): Promise<PromiseRow[]> {
  return await sql<PromiseRow[]>`
    select p.id, p.locality, p.indicator, p.owner, p.reason, p.promised_on as "promisedOn", p.by, p.at,
      (select n.made_on from promise n where n.locality = p.locality and n.indicator = p.indicator
        and n.programme = p.programme and n.id > p.id order by n.id limit 1) as "replacedOn",
      (select min(s.day) from status s where s.programme = p.programme and s.locality = p.locality
        and s.day >= p.made_on and s.day <= ${today} and not s.gaps ? p.indicator) as "endedOn"
    from promise p
    where p.programme = ${programme} and p.locality = ${locality}
      and (${indicator}::text is null or p.indicator = ${indicator})
    order by p.id desc limit 1000`;
}

/** Those of the gaps that are there now, by the latest status up to today. */
export async function openGapsOf(
  sql: Sql,
  programme: string,
  gaps: readonly GapKey[],
  today: Day,
): Promise<GapKey[]> {
  return await sql<GapKey[]>`
    select g.locality, g.indicator
    from unnest(${gaps.map((one) => one.locality)}::text[], ${gaps.map((one) => one.indicator)}::text[])
      as g(locality, indicator)
    cross join lateral (select gaps from status where programme = ${programme} and locality = g.locality
      and day <= ${today} order by day desc limit 1) s
    where s.gaps ? g.indicator`;
}

/** The latest promise of a gap, as it stood at an instant. */
export type PromiseAt = GapKey & NewPromise;

/** Of each gap of the localities what had been promised last by an instant, whatever was promised since. */
export async function readPromisesAt(
  sql: Sql,
  programme: string,
  codes: readonly string[],
  { day, at }: { day: Day; at: Date },
): Promise<PromiseAt[]> {
  return await sql<PromiseAt[]>`
    select distinct on (p.locality, p.indicator) p.locality, p.indicator, p.owner, p.reason,
      p.promised_on as "promisedOn"
    from promise p
    where p.programme = ${programme} and p.locality = any(${codes as string[]})
      and p.at <= ${at.toISOString()}::timestamptz
      and not exists (select from status e where e.programme = p.programme and e.locality = p.locality
        and e.day >= p.made_on and e.day <= ${day} and not e.gaps ? p.indicator)
    order by p.locality, p.indicator, p.id desc`;
}
