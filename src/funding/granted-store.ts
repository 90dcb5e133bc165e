import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';

/** What was granted and delivered up to a day, of many localities by few statements. */

/** That something was written down by then; nothing asked where it does not matter. */
const knownBy = (sql: Sql, by: Date | undefined) => (at: ReturnType<Sql>) =>
  by === undefined ? sql`` : sql`and ${at} <= ${by.toISOString()}::timestamptz`;

/** A line of a proposal with what has become of it up to a day. */
export interface LineGranted {
  line: number;
  proposal: number;
  locality: string;
  item: string;
  quantity: number;
  unitPrice: number;
  state: 'draft' | 'submitted' | 'approved';
  allocated: number;
  accepted: number;
}

/**
 * Lines of the proposals of provinces, of which the needs are those of a day up to this one.
 * @param by what was written down later does not count, and what was not approved by then is a draft; without it
 * everything counts as it stands
 */
export async function readLinesGranted(
  sql: Sql,
  provinces: readonly string[],
  day: Day,
  by?: Date,
): Promise<LineGranted[]> {
  const known = knownBy(sql, by);
  const state =
    by === undefined
      ? sql`p.state`
      : sql`case when p.approved_at <= ${by.toISOString()}::timestamptz then p.state else 'draft' end`;
  return await sql<LineGranted[]>`
    select l.id as line, l.proposal, l.locality, l.item, l.quantity, l.unit_price as "unitPrice", ${state} as state,
      coalesce(a.quantity, 0)::int as allocated, coalesce(c.quantity, 0)::int as accepted
    from funding_proposal p
    join funding_line l on l.proposal = p.id
    left join (select al.line, sum(al.quantity) as quantity from funding_allocation_line al
      join funding_allocation a on a.id = al.allocation where a.day <= ${day} ${known(sql`a.at`)}
      group by al.line) a on a.line = l.id
    left join (select line, sum(quantity) as quantity from funding_acceptance where day <= ${day} ${known(sql`at`)}
      group by line) c on c.line = l.id
    where p.province = any(${provinces as string[]}::text[]) and p.day <= ${day}
    order by l.id`;
}

export interface DeliveryGranted {
  id: number;
  line: number;
  receiver: string;
  item: string;
  quantity: number;
  unitPrice: number;
  day: Day;
  haveBefore: number | null;
  at: Date;
}

/** What was delivered up to a day, in the order of days. */
export async function readDeliveriesUntil(
  sql: Sql,
  provinces: readonly string[],
  day: Day,
  by?: Date,
): Promise<DeliveryGranted[]> {
  return await sql<DeliveryGranted[]>`
    select d.id, d.line, d.receiver, l.item, d.quantity, l.unit_price as "unitPrice", d.day,
      d.have_before as "haveBefore", d.at
    from funding_delivery d
    join funding_line l on l.id = d.line
    join funding_proposal p on p.id = l.proposal
    where p.province = any(${provinces as string[]}::text[]) and d.day <= ${day}
      ${knownBy(sql, by)(sql`d.at`)}
    order by d.day, d.id`;
}

/** Of which locality and item, between which deliveries, somebody asks what was recorded. */
export interface SinceAsked {
  locality: string;
  item: string;
  firstDay: Day;
  firstAt: Date;
  lastDay: Day;
  lastAt: Date;
}

export interface Since {
  locality: string;
  item: string;
  /** The most that a record since the first delivery says to be there; null where none says. */
  most: number | null;
  /** Whether a record has come since the last. */
  after: boolean;
}

/** A value as a count of units: of a ratio what there is; null of what cannot be counted. */
const units = (sql: Sql, value: ReturnType<Sql>) => sql`case jsonb_typeof(${value})
  when 'object' then (${value} ->> 'have')::float8 when 'number' then (${value} #>> '{}')::float8
  when 'boolean' then (${value} #>> '{}')::boolean::int::float8 end`;

/**
 * What the records up to a day say since the deliveries. One of the day of a delivery counts where it came in after the
 * delivery was written down.
 */
export async function readSince(sql: Sql, asked: readonly SinceAsked[], day: Day): Promise<Since[]> {
  if (asked.length === 0) return [];
  const rows = asked.map((one) => ({
    ...one,
    firstAt: one.firstAt.toISOString(),
    lastAt: one.lastAt.toISOString(),
  }));
  const value = units(sql, sql`(r.values -> x.item)`);
  return await sql<Since[]>`
    select x.locality, x.item, max(v.units) as most,
      coalesce(bool_or(v.day > x."lastDay" or (v.day = x."lastDay" and v.received_at > x."lastAt")), false) as after
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x(locality text, item text,
      "firstDay" date, "firstAt" timestamptz, "lastDay" date, "lastAt" timestamptz)
    join lateral (select distinct on (r.day) r.day, r.received_at, ${value} as units
      from record r where r.locality = x.locality and r.day >= x."firstDay" and r.day <= ${day}
      order by r.day, r.revision desc) v
      on v.units is not null and (v.day > x."firstDay" or v.received_at > x."firstAt")
    group by x.locality, x.item`;
}

/**
 * What a locality had said that it had of an item when it was delivered more. Of a delivery written down on its own day
 * that is the latest record; of one written down later the record of the day itself may tell of the items or not, so
 * that those before it come first. Null where it had said nothing.
 */
export async function readHaveBefore(
  sql: Sql,
  locality: string,
  item: string,
  { day, today }: { day: Day; today: Day },
): Promise<number | null> {
  const value = units(sql, sql`(r.values -> ${item}::text)`);
  const before = day === today ? sql`` : sql`(r.day < ${day}) desc,`;
  const [row] = await sql<{ units: number | null }[]>`
    select ${value} as units from record r
    where r.locality = ${locality} and r.day <= ${day} and r.values ? ${item}::text
      and jsonb_typeof(r.values -> ${item}::text) <> 'null'
    order by ${before} r.day desc, r.revision desc limit 1`;
  return row?.units ?? null;
}

export interface WithDeadline {
  id: number;
  title: string;
  programme: string;
  province: string;
  deadline: Day;
  state: 'draft' | 'submitted' | 'approved';
  lines: { quantity: number; allocated: number; delivered: number; accepted: number }[];
}

/** Proposals that are due by a day, with how far each of their lines has come. */
export async function readDeadlines(sql: Sql): Promise<WithDeadline[]> {
  return await sql<WithDeadline[]>`
    select p.id::int as id, p.title, p.programme, p.province, p.deadline, p.state,
      json_agg(json_build_object('quantity', l.quantity, 'allocated', coalesce(a.quantity, 0),
        'delivered', coalesce(d.quantity, 0), 'accepted', coalesce(c.quantity, 0)) order by l.id) as lines
    from funding_proposal p
    join funding_line l on l.proposal = p.id
    left join (select line, sum(quantity)::int as quantity from funding_allocation_line group by line) a
      on a.line = l.id
    left join (select line, sum(quantity)::int as quantity from funding_delivery group by line) d on d.line = l.id
    left join (select line, sum(quantity)::int as quantity from funding_acceptance group by line) c on c.line = l.id
    where p.deadline is not null
    group by p.id order by p.id`;
}

/** Provinces in which anything was delivered, with the programmes of the proposals. */
export async function readDelivered(
  sql: Sql,
): Promise<{ programme: string; province: string; localities: string[]; items: string[] }[]> {
  return await sql<{ programme: string; province: string; localities: string[]; items: string[] }[]>`
    select p.programme, p.province, array_agg(distinct d.receiver) as localities,
      array_agg(distinct l.item) as items
    from funding_delivery d
    join funding_line l on l.id = d.line
    join funding_proposal p on p.id = l.proposal
    group by p.programme, p.province order by p.programme, p.province`;
}
