import { computeLocality } from '../../src/collect/compute.ts';
import { type Day, daysFrom, instantOf } from '../../src/days.ts';
import type { Database, RootSql, Sql, Tx } from '../../src/db/connect.ts';
import type { CurrentValues } from '../../src/intake/types.ts';
import { createRegistryCache } from '../../src/registry/cache.ts';
import type { Locality, Programme } from '../../src/registry/types.ts';
import { COURSES, valuesOf } from './values.ts';

/** The programme of the bench: every locality of the nation, every day, all indicators. */
export const NATION = 'nation';

export async function addNation(sql: Sql, startsOn: Day, finalThrough: Day | null): Promise<void> {
  await sql`
    insert into programme (code, name_vi, name_en, provinces, starts_on, alerts_from, final_through)
    values (${NATION}, 'Cả nước', 'The nation', '{*}', ${startsOn}, ${startsOn}, ${finalThrough})`;
  await sql`
    insert into programme_settings (programme, valid_from, cutoff, lock_days, reporting_days, freshness,
      amber_threshold, missing_streak, due_soon_minutes)
    values (${NATION}, ${startsOn}, '16:00', 3, 'every', 3, 70, 3, 90)`;
  await sql`update registry_version set version = version + 1`;
}

export interface History {
  programme: Programme;
  /** By code; the place of one gives its course. */
  localities: readonly Locality[];
  /** What every locality holds after the last day. */
  days: Day[];
}

/**
 * Fills a fresh database with records of every locality from `from` through `last` and with the statuses
 * that the rules give them. Localities of one course say the same, so each course is worked out once.
 */
export async function fillHistory(db: Database, from: Day, last: Day): Promise<History> {
  const { sql } = db;
  const registry = await createRegistryCache(db.orm).fresh();
  const programme = registry.programmes.get(NATION);
  const localities = registry.localitiesOf(required(programme), last);
  const days = daysFrom(from, last);
  const courses = Array.from({ length: COURSES }, (_, course) => {
    const records = days.map((day, n) => ({
      day,
      revision: 1,
      values: valuesOf(course, n),
      receivedAt: instantOf(day, '09:30'),
    }));
    const current: CurrentValues = Object.fromEntries(
      Object.entries(valuesOf(course, days.length - 1)).map(([code, value]) => [
        code,
        { day: last, revision: 1, value },
      ]),
    );
    const facts = { current, records, marks: [], statuses: [] };
    const range = { first: from, through: last, cause: 'collect' as const };
    const { rows } = computeLocality(registry, required(programme), required(localities[0]), facts, range);
    return { course, current, days: rows.map((status, n) => ({ course, status, record: records[n] })) };
  });

  await sql`create table bench_course (course int primary key, current jsonb not null)`;
  await sql`create table bench_day (course int, day date, record jsonb not null, status jsonb not null,
    primary key (day, course))`;
  await sql`create table bench_locality (code text primary key, course int not null)`;
  await sql`insert into bench_course select course, current
    from jsonb_to_recordset(${JSON.stringify(courses)}::text::jsonb) as x(course int, current jsonb)`;
  for (const { days: rows } of courses)
    await sql`insert into bench_day select course, (status ->> 'day')::date, record -> 'values', status
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x(course int, record jsonb, status jsonb)`;
  await sql`insert into bench_locality select code, (place - 1) % ${COURSES}
    from unnest(${localities.map((one) => one.code)}::text[]) with ordinality as u(code, place)`;

  // Day by day, as it would have come in: a locality's rows lie far apart.
  await Promise.all([
    withoutConstraints(
      sql,
      'record',
      (tx) => tx`insert into record (locality, day, revision, received_at, by, channel, "values")
        select l.code, d.day, 1, (d.status ->> 'receivedAt')::timestamptz, 'bench', 'batch', d.record
        from bench_day d join bench_locality l using (course) order by d.day, l.code`,
    ),
    withoutConstraints(
      sql,
      'status',
      (
        tx,
      ) => tx`insert into status (programme, locality, day, colour, required, met, given, sound, received_at,
          last_reported_on, conditions, gaps, closing_colour)
        select ${NATION}, l.code, d.day, s.colour, s.required, s.met, s.given, s.sound, s."receivedAt",
          s."lastReportedOn", s.conditions, s.gaps, s.colour
        from bench_day d join bench_locality l using (course)
        cross join lateral jsonb_to_record(d.status) as s(colour text, required smallint, met smallint,
          given smallint, sound smallint, "receivedAt" timestamptz, "lastReportedOn" date, conditions jsonb, gaps jsonb)
        order by d.day, l.code`,
    ),
  ]);
  await sql`update current_values c set "values" = x.current, last_day = ${last}
    from bench_locality l join bench_course x using (course) where l.code = c.locality`;
  await vacuum(sql);
  return { programme: required(programme), localities, days };
}

/** Fills a table with its keys taken off meanwhile: they are made at the end in a fraction of the time. */
async function withoutConstraints(
  sql: RootSql,
  table: string,
  fill: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    const constraints = await tx<{ name: string; definition: string }[]>`
      select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = ${table}::regclass and contype in ('p', 'f')`;
    for (const { name } of constraints) await tx`alter table ${tx(table)} drop constraint ${tx(name)}`;
    await fill(tx);
    for (const { name, definition } of constraints)
      await tx.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
  });
}

/** Takes back all that came in since the history ended, and empties the comparison's table. */
export async function resetAfter(sql: Sql, last: Day): Promise<void> {
  await sql`delete from record where day > ${last}`;
  await sql`update current_values c set "values" = x.current, last_day = ${last}
    from bench_locality l join bench_course x using (course)
    where l.code = c.locality and c."values" <> x.current`;
  await sql`delete from status where day > ${last}`;
  await sql`truncate transition, bench_reading`;
  await vacuum(sql);
}

export async function deleteStatusesAfter(sql: Sql, last: Day): Promise<void> {
  await sql`delete from status where day > ${last}`;
  await sql`vacuum status`;
}

async function vacuum(sql: Sql): Promise<void> {
  for (const table of ['record', 'status', 'current_values', 'transition'])
    await sql.unsafe(`vacuum (analyze) ${table}`);
}

/** Version of the server, and whether its commits are durable. */
export async function serverFacts(sql: Sql): Promise<string> {
  const [row] = await sql<{ version: string; fsync: string; commit: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit`;
  return `PostgreSQL ${row?.version}, fsync ${row?.fsync}, synchronous_commit ${row?.commit}`;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The bench database lacks the nation.');
  return value;
}
