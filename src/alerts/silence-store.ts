import type { Author } from '../access/author.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { type Order, orderBy } from '../db/order.ts';
import type { NewSilence } from './types.ts';

export type SilenceRow = NewSilence & {
  id: number;
  by: string;
  createdAt: Date;
  endedBy: string | null;
  /** The same of all that were made at once. */
  together: string | null;
};

const columns = (sql: Sql) => sql`
  id, area, kind, starts_at as "startsAt", ends_at as "endsAt", reason, "by", created_at as "createdAt",
  ended_by as "endedBy", together`;

/** One silence an area, all alike; returns their ids. More than one are known as made together. */
export async function insertSilences(
  tx: Tx,
  areas: readonly string[],
  given: Omit<NewSilence, 'area'>,
  author: Author,
): Promise<number[]> {
  const { kind, startsAt, endsAt, reason } = given;
  const { now, actor, name = actor } = author;
  const together = areas.length > 1 ? crypto.randomUUID() : null;
  const rows = await tx<{ id: number }[]>`
    insert into silence (area, kind, starts_at, ends_at, reason, "by", created_at, together)
    select area, ${kind}, ${startsAt.toISOString()}::timestamptz, ${endsAt.toISOString()}::timestamptz, ${reason},
      ${name}, ${now.toISOString()}::timestamptz, ${together}::uuid
    from unnest(${areas as string[]}::text[]) as x(area) returning id`;
  return rows.map((row) => row.id);
}

/** One silence, which stays as it is until the transaction ends. */
export async function lockSilence(tx: Tx, id: number): Promise<SilenceRow | undefined> {
  const [row] = await tx<SilenceRow[]>`select ${columns(tx)} from silence where id = ${id} for update`;
  return row;
}

/** One that has not begun yet never does. */
export async function endSilencesNow(
  tx: Tx,
  ids: readonly number[],
  { now, actor, name = actor }: Author,
): Promise<void> {
  await tx`
    update silence set ends_at = ${now.toISOString()}::timestamptz, ended_by = ${name}
    where id = any(${ids as number[]}::integer[])`;
}

/** Those that were made together and last beyond an instant, which stay as they are until the transaction ends. */
export async function lockTogether(tx: Tx, together: string, now: Date): Promise<SilenceRow[]> {
  return await tx<SilenceRow[]>`
    select ${columns(tx)} from silence
    where together = ${together}::uuid and ends_at > ${now.toISOString()}::timestamptz order by id for update`;
}

/** Lets the ladders of open alerts be looked at anew: what they wait for may have changed. */
export async function lookAgain(tx: Tx, now: Date): Promise<void> {
  await tx`
    update alert set next_step_at = ${now.toISOString()}::timestamptz
    where state = 'open' and next_step_at > ${now.toISOString()}::timestamptz`;
}

/** Silences, the latest entered first; `lastingAt` leaves out those that had ended by then. */
export async function listSilences(
  sql: Sql,
  query: { areas: readonly string[] | null; lastingAt: Date | null; limit: number; before: number | null },
): Promise<SilenceRow[]> {
  const { areas, lastingAt, limit, before } = query;
  return await sql<SilenceRow[]>`
    select ${columns(sql)} from silence
    where true ${areas ? sql`and area = any(${areas as string[]})` : sql``}
      ${lastingAt ? sql`and ends_at > ${lastingAt.toISOString()}::timestamptz` : sql``}
      ${before === null ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`;
}

/** By what they can be put. */
export const SILENCE_ORDERS = ['from'] as const;
export type SilenceOrder = Order<(typeof SILENCE_ORDERS)[number]>;

/** A page of silences, those that last or are to come first; and how many there are. */
export async function pageSilences(
  sql: Sql,
  query: {
    areas: readonly string[] | null;
    now: Date;
    limit: number;
    page: number;
    order?: SilenceOrder | undefined;
  },
): Promise<{ rows: SilenceRow[]; count: number }> {
  const { areas, now, limit, page, order } = query;
  const orders = { from: sql`starts_at` };
  const within = areas ? sql`area = any(${areas as string[]})` : sql`true`;
  const [counted, rows] = await Promise.all([
    sql<{ count: number }[]>`select count(*)::int as count from silence where ${within}`,
    sql<SilenceRow[]>`
      select ${columns(sql)} from silence where ${within}
      ${
        order
          ? orderBy(sql, orders, order, sql`id desc`)
          : sql`order by ends_at > ${now.toISOString()}::timestamptz desc, id desc`
      }
      limit ${limit} offset ${(page - 1) * limit}`,
  ]);
  return { rows, count: counted[0]?.count ?? 0 };
}

export async function findSilence(sql: Sql, id: number): Promise<SilenceRow | undefined> {
  const [row] = await sql<SilenceRow[]>`select ${columns(sql)} from silence where id = ${id}`;
  return row;
}

export async function findSilences(sql: Sql, ids: readonly number[]): Promise<SilenceRow[]> {
  return await sql<SilenceRow[]>`
    select ${columns(sql)} from silence where id = any(${ids as number[]}::integer[]) order by id`;
}
