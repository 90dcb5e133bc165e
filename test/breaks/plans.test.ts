import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  readLastStatuses,
  readMarks,
  readRecords,
  readStatuses,
  writeStatuses,
} from '../../src/collect/store.ts';
import { analyzeGrown } from '../../src/db/analyze-store.ts';
import type { RootSql, Tx } from '../../src/db/connect.ts';
import { insertRecords, lockFree, lockLocalities, readCurrent, readSince } from '../../src/intake/store.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** Statements of a record and of a batch, each by what runs it. */
const code = 'P00001';
const day = '2026-03-02';
const HOT: Record<string, (tx: Tx) => Promise<unknown>> = {
  lockLocalities: (tx) => lockLocalities(tx, [code]),
  lockFree: (tx) => lockFree(tx, [code]),
  readCurrent: (tx) => readCurrent(tx, [code]),
  readSince: (tx) => readSince(tx, [{ locality: code, from: day }]),
  insertRecords: (tx) =>
    insertRecords(
      tx,
      [
        {
          locality: code,
          day: '2027-01-01',
          revision: 1,
          values: {},
          note: null,
          receivedAt: new Date(),
          by: 'a',
        },
      ],
      [{ locality: code, values: {}, lastDay: '2027-01-01' }],
      'api',
    ),
  readRecords: (tx) => readRecords(tx, [code], day),
  readMarks: (tx) => readMarks(tx, [code]),
  readStatuses: (tx) => readStatuses(tx, 'p', [code], [day]),
  readLastStatuses: (tx) => readLastStatuses(tx, 'p', [code], [day]),
  writeStatuses: (tx) =>
    writeStatuses(
      tx,
      [],
      [
        {
          programme: 'p',
          locality: code,
          day,
          kind: 'colour',
          subject: '',
          from: null,
          to: 'red',
          cause: 'intake',
        },
      ],
      new Date(),
    ),
};
const HELD = new Set(['record', 'current_values', 'mark', 'status', 'transition']);

let database: TestDatabase;
let spy: RootSql;
let lastQuery = '';
beforeAll(async () => {
  database = await createTestDatabase();
  spy = postgres({
    ...database.connection,
    max: 1,
    onnotice: () => {},
    debug: (_connection, query) => {
      if (!/^(begin|rollback|commit)/i.test(query) && !query.includes('pg_catalog.pg_type'))
        lastQuery = query;
    },
  }) as unknown as RootSql;
});
afterAll(async () => {
  await spy.end();
  await database.drop();
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  Plans?: PlanNode[];
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Where the plan that the batches' connections keep reads a table otherwise than by its key. */
async function readsBesideKeys(run: (tx: Tx) => Promise<unknown>, pool: RootSql): Promise<string[]> {
  const end = new Error('rolled back');
  await spy
    .begin(async (tx) => {
      await run(tx);
      throw end;
    })
    .catch((error) => {
      if (error !== end) throw error;
    });
  const [row] = await pool.unsafe(`explain (generic_plan, format json) ${lastQuery}`);
  if (!row) throw new Error('No plan was shown.');
  const [{ Plan }] = row['QUERY PLAN'] as [{ Plan: PlanNode }];
  return nodesOf(Plan)
    .filter((one) => HELD.has(one['Relation Name'] ?? '') && one['Node Type'].includes('Scan'))
    .filter((one) => one['Node Type'] === 'Seq Scan' || !one['Index Cond'])
    .filter((one) => one['Node Type'] !== 'Bitmap Heap Scan')
    .map((one) => `${one['Node Type']} of ${one['Relation Name']}`);
}

/** Days of localities that say nothing new; the planner is told of them, or not. */
async function fill(localities: number, days: number): Promise<void> {
  const { sql } = database.db;
  await sql`insert into province values ('P', 'P') on conflict do nothing`;
  await sql`
    insert into locality (code, province, valid_from)
    select 'P' || lpad(n::text, 5, '0'), 'P', '2025-01-01' from generate_series(1, ${localities}::int) n
    on conflict do nothing`;
  await sql`
    insert into current_values (locality, "values", last_day)
    select code, '{}', '2026-12-31' from locality on conflict do nothing`;
  await sql`
    insert into record (locality, day, revision, received_at, by, channel, "values")
    select code, date '2026-01-01' + d, 1, now(), 'a', 'batch', '{"a":true}'
    from locality, generate_series(0, ${days - 1}::int) d where province = 'P' on conflict do nothing`;
  await sql`
    insert into status (programme, locality, day, colour, required, met, given, sound, conditions, gaps)
    select 'p', locality, day, 'red', 1, 0, 0, 0, '{}', '{}' from record on conflict do nothing`;
}

describe('the plan of a hot statement', () => {
  it.each([
    ['empty', 1, 1],
    ['small', 114, 3],
    ['large', 600, 12],
  ])('goes by the key in %s tables, analysed or not', async (_, localities, days) => {
    await fill(localities, days);
    const found: string[] = [];
    for (const analysed of [false, true]) {
      if (analysed) await database.db.sql`analyze record, current_values, mark, status, transition`;
      for (const [name, run] of Object.entries(HOT))
        for (const read of await readsBesideKeys(run, database.db.bulk)) found.push(`${name}: ${read}`);
    }
    expect(found).toEqual([]);
  });
});

it('the planner is told of what has doubled, and once', async () => {
  const { sql } = database.db;
  await sql`analyze`;
  await fill(600, 30);
  await sql`select pg_stat_force_next_flush()`;
  await sql`select 1`;
  await expect.poll(async () => await analyzeGrown(sql)).toEqual(['record', 'status']);
  const rows = await sql<{ rows: number }[]>`
    select reltuples::int as rows from pg_class where oid = 'record'::regclass`;
  expect(rows[0]?.rows).toBeGreaterThan(17_000);
  expect(await analyzeGrown(sql)).toEqual([]);
});
