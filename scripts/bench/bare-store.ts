import postgres from 'postgres';
import type { ConnectionOptions, RootSql, Sql } from '../../src/db/connect.ts';
import { isRatio, type Value, type Values } from '../../src/intake/types.ts';

/** postgres.js as it comes, without any setting of the service's. */
export function plainClient(connection: Exclude<ConnectionOptions, string>): RootSql {
  return postgres({ ...connection, onnotice: () => {} }) as unknown as RootSql;
}

/** The table of the comparison: a row a value, and nothing but its key. */
export async function createReadings(sql: Sql): Promise<void> {
  await sql`create table if not exists bench_reading (
    locality text not null, day date not null, indicator text not null, have float8, need float8,
    received_at timestamptz not null default now(), primary key (locality, day, indicator))`;
}

export async function insertReadings(sql: Sql, locality: string, day: string, values: Values): Promise<void> {
  const have = Object.values(values).map(haveOf);
  const need = Object.values(values).map(needOf);
  await sql`
    insert into bench_reading (locality, day, indicator, have, need)
    select ${locality}, ${day}::date, v.indicator, v.have, v.need
    from unnest(${Object.keys(values)}::text[], ${have}::float8[], ${need}::float8[]) as v(indicator, have, need)`;
}

/** Many records in the statement that the batch is compared with; `json` is of {@link readingsJson}. */
export async function insertReadingsOf(sql: Sql, json: string): Promise<void> {
  await sql`
    insert into bench_reading (locality, day, indicator, have, need)
    select l, d, i, h, n
    from jsonb_to_recordset(${json}::text::jsonb) as x(l text, d date, i text, h float8, n float8)`;
}

export function readingsJson(records: readonly { locality: string; day: string; values: Values }[]): string {
  return JSON.stringify(
    records.flatMap(({ locality, day, values }) =>
      Object.entries(values).map(([code, value]) => ({
        l: locality,
        d: day,
        i: code,
        h: haveOf(value),
        n: needOf(value),
      })),
    ),
  );
}

function haveOf(value: Value): number | null {
  if (isRatio(value)) return value.have;
  return typeof value === 'string' ? Date.parse(value) / 86_400_000 : value === null ? null : Number(value);
}

const needOf = (value: Value) => (isRatio(value) ? value.need : null);
