import type { Author } from '../access/author.ts';
import { type Day, dayOf } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { GapKey } from '../gaps/promise-store.ts';
import { type AlertToTake, lockToTake } from './acknowledge-store.ts';
import type { Acknowledgement } from './types.ts';

/** Subject of the alert that a promise on a gap itself has passed; else it is the number of the alert taken on. */
export const gapSubject = (indicator: string) => `gap:${indicator}`;

/** A promise whose gap has been there ever since it was made. */
const STANDS = `not exists (select from status e where e.programme = p.programme and e.locality = p.locality
  and e.day >= p.made_on and not e.gaps ? p.indicator)`;
const LATEST = `not exists (select from promise n where n.locality = p.locality and n.indicator = p.indicator
  and n.programme = p.programme and n.id > p.id)`;

/**
 * Live alerts that say nothing but that these gaps are there, locked: near the deadline, questioned, promised
 * before; a fall from green where each thing that it names is promised or there no more.
 */
export async function lockAlertsOf(
  tx: Tx,
  programme: string,
  gaps: readonly GapKey[],
): Promise<AlertToTake[]> {
  const rows = await tx<{ id: number }[]>`
    with g as (select * from unnest(${gaps.map((one) => one.locality)}::text[],
      ${gaps.map((one) => one.indicator)}::text[]) as g(locality, indicator))
    select a.id from alert a join g on g.locality = a.area
    where a.programme in (${programme}, '*') and a.state <> 'resolved'
      and ((a.kind in ('gap_deadline', 'value_questioned') and a.subject = g.indicator)
        or (a.kind = 'regressed' and a.facts -> 'lacking' ? g.indicator and not exists (
          select from jsonb_array_elements_text(a.facts -> 'lacking') l(indicator)
          where not exists (select from promise p where p.programme = a.programme and p.locality = a.area
            and p.indicator = l.indicator and ${tx.unsafe(STANDS)})
          and exists (select from (select gaps from status where programme = a.programme and locality = a.area
            order by day desc limit 1) s where s.gaps ? l.indicator))))`;
  return await lockToTake(tx, [...new Set(rows.map((one) => one.id))]);
}

/** Ends what said that promises on these gaps had passed: they are promised anew. */
export async function endPassed(
  tx: Tx,
  programme: string,
  gaps: readonly GapKey[],
  now: Date,
): Promise<EndedAlert[]> {
  const passed = await tx<{ id: number }[]>`
    select a.id from alert a
    join unnest(${gaps.map((one) => one.locality)}::text[],
      ${gaps.map((one) => gapSubject(one.indicator))}::text[]) as g(locality, subject)
      on g.locality = a.area and g.subject = a.subject
    where a.kind = 'promise_passed' and a.state <> 'resolved' and a.programme = ${programme}`;
  return await endAsPromised(
    tx,
    passed.map((one) => one.id),
    now,
  );
}

/** Those of the alerts that speak of a promise on a gap itself are over once it is promised anew. */
export async function endPassedOf(tx: Tx, broken: readonly AlertToTake[], now: Date): Promise<EndedAlert[]> {
  const ofGaps = broken.filter((one) => one.subject.startsWith(gapSubject('')));
  return await endAsPromised(
    tx,
    ofGaps.map((one) => one.id),
    now,
  );
}

interface EndedAlert {
  id: number;
  area: string;
}

async function endAsPromised(tx: Tx, ids: readonly number[], now: Date): Promise<EndedAlert[]> {
  return await tx<EndedAlert[]>`
    update alert set state = 'resolved', resolution = 'promised_anew', next_step_at = null,
      resolved_at = ${now.toISOString()}::timestamptz
    where id = any(${ids as number[]}::bigint[]) and state <> 'resolved' returning id, area`;
}

/**
 * What was promised of alerts about one gap stands with the gap, too. Who takes on that a locality fell from green has
 * spoken of its colour: of each gap it still hears when its deadline comes near.
 */
export async function promiseOfAlerts(
  tx: Tx,
  ids: readonly number[],
  { owner, reason, promisedOn }: Acknowledgement,
  { now, actor, name = actor }: Author,
): Promise<void> {
  await tx`
    insert into promise (programme, locality, indicator, owner, reason, promised_on, by, at, made_on)
    select distinct a.programme, a.area, g.indicator, ${owner}, ${reason}, ${promisedOn}::date, ${name},
      ${now.toISOString()}::timestamptz, ${dayOf(now)}::date
    from alert a
    cross join lateral (
      select a.subject as indicator where a.kind = 'gap_deadline'
      union select substr(a.subject, 5) where a.kind = 'promise_passed' and starts_with(a.subject, 'gap:')) g
    cross join lateral (select gaps from status where programme = a.programme and locality = a.area
      and day <= ${dayOf(now)} order by day desc limit 1) s
    where a.id = any(${ids as number[]}::bigint[]) and s.gaps ? g.indicator`;
}

/** Takes on open alerts about gaps that somebody has promised already, with that promise; returns them. */
export async function takeOnPromised(tx: Tx, now: Date): Promise<{ id: number; area: string }[]> {
  return await tx<{ id: number; area: string }[]>`
    update alert a set state = 'acknowledged', owner = p.owner, acknowledgement = p.reason, next_step_at = null,
      promised_on = p.promised_on, acknowledged_at = ${now.toISOString()}::timestamptz, acknowledged_by = p.by
    from promise p
    where a.state = 'open' and a.kind = 'gap_deadline' and p.programme = a.programme and p.locality = a.area
      and p.indicator = a.subject and p.promised_on >= ${dayOf(now)}
      and ${tx.unsafe(LATEST)} and ${tx.unsafe(STANDS)}
    returning a.id, a.area`;
}

export type PassedPromise = GapKey & {
  programme: string;
  owner: string;
  promisedOn: Day;
  state: 'unmet' | 'unknown';
  have: number | null;
  need: number | null;
  missing: number | null;
  since: Day;
};

/** Promises on gaps that are still there after the day promised, and that no alert was taken on for. */
export async function readPassedPromises(sql: Sql, today: Day): Promise<PassedPromise[]> {
  return await sql<PassedPromise[]>`
    select p.programme, p.locality, p.indicator, p.owner, p.promised_on as "promisedOn", g ->> 'state' as state,
      (g ->> 'since')::date as since, (g ->> 'have')::float8 as have, (g ->> 'need')::float8 as need,
      (g ->> 'missing')::float8 as missing
    from promise p
    cross join lateral (select gaps -> p.indicator as g from status where programme = p.programme
      and locality = p.locality and day <= ${today} order by day desc limit 1) s
    where p.promised_on < ${today} and g is not null and ${sql.unsafe(LATEST)} and ${sql.unsafe(STANDS)}
      and not exists (select from alert a where a.state = 'acknowledged' and a.area = p.locality
        and a.programme in (p.programme, '*') and a.promised_on is not null and a.kind <> 'promise_passed'
        and (a.subject = p.indicator or (a.kind = 'regressed' and a.facts -> 'lacking' ? p.indicator)))
    order by p.id`;
}
