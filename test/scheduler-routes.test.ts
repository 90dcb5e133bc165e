import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertToken } from '../src/access/store.ts';
import { hashToken } from '../src/access/tokens.ts';
import { readConfig } from '../src/config.ts';
import { packCursor } from '../src/http/query.ts';
import { createServer, type Server } from '../src/http/server.ts';
import { createMetrics } from '../src/metrics.ts';
import { createRegistryCache } from '../src/registry/cache.ts';
import { jobRoutes } from '../src/scheduler/routes.ts';
import { addListFiles } from '../src/sheets/list-routes.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { silent, testClock } from './support/scheduler.ts';

let test: TestDatabase;
let app: Server;
let address: string;

beforeAll(async () => {
  test = await createTestDatabase();
  const { sql, orm } = test.db;
  const clock = testClock('2026-04-28T12:00:00+07:00');
  for (const role of ['admin', 'department'] as const)
    await insertToken(orm, { hash: hashToken(role), name: role, role, area: '*', createdAt: clock.now() });
  await sql`
    insert into job_run (job, slot, attempts, started_at, ended_at, outcome, counts, error, next_attempt_at) values
      ('close-day', 'haiphong-daily:2026-04-27', 1, '2026-04-27T16:01:00+07', '2026-04-27T16:01:01+07', 'succeeded',
        '{"localities": 114, "missing": 3}', null, null),
      ('dispatch', '2026-04-28T11:59+07:00', 2, '2026-04-28T11:59:00.123+07', '2026-04-28T11:59:02+07', 'failed', null,
        'no mail server', '2026-04-28T12:01:02+07')`;
  await sql`
    insert into job_run (job, slot, attempts, started_at, ended_at, outcome)
    select job, '2026-04-28T10:0' || minute || '+07:00', 1, '2026-04-28T10:00:00.456+07'::timestamptz, now(), 'succeeded'
    from unnest(array['collect', 'alert']) as job, generate_series(0, 4) as minute`;
  app = await createServer({
    metrics: createMetrics(),
    config: readConfig({ RATE_LIMIT: '0' }),
    log: silent,
    clock,
    sql,
    registry: createRegistryCache(orm),
    addListFiles,
  });
  await app.register(jobRoutes({ sql }));
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await test.drop();
});

interface Answer {
  items: { job: string; slot: string }[];
  nextCursor: string | null;
}

async function get(query: string, token = 'admin'): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${address}/api/v1/jobs${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

describe('GET /api/v1/jobs', () => {
  it('shows each run as it stands, newest first', async () => {
    const { body } = await get('');
    expect(body.nextCursor).toBeNull();
    expect(body.items).toHaveLength(12);
    expect(body.items[0]).toEqual({
      job: 'dispatch',
      slot: '2026-04-28T11:59+07:00',
      startedAt: '2026-04-28T11:59:00.123+07:00',
      endedAt: '2026-04-28T11:59:02.000+07:00',
      outcome: 'failed',
      counts: null,
      error: 'no mail server',
      attempts: 2,
      nextAttemptAt: '2026-04-28T12:01:02.000+07:00',
    });
    expect(body.items.at(-1)).toMatchObject({
      slot: 'haiphong-daily:2026-04-27',
      counts: { localities: 114, missing: 3 },
      error: null,
      nextAttemptAt: null,
    });
  });

  it('goes through pages without losing or repeating a run, even of one instant', async () => {
    const whole = (await get('')).body.items;
    const paged: Answer['items'] = [];
    let cursor: string | null = null;
    do {
      const { body } = await get(`?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(body.items.length).toBeLessThanOrEqual(3);
      paged.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole);
  });

  it.each([
    ['?job=collect', 5],
    ['?outcome=failed', 1],
    ['?job=collect&outcome=failed', 0],
  ])('%s finds %d', async (query, count) => {
    expect((await get(query)).body.items).toHaveLength(count);
  });

  it.each([
    ['?job=sweep', 'admin', 422],
    ['?outcome=lost', 'admin', 422],
    ['?limit=0', 'admin', 422],
    ['?page=2', 'admin', 422],
    ['?cursor=abc', 'admin', 422],
    [`?cursor=${packCursor({ startedAt: 8e15, job: 'alert', slot: '' })}`, 'admin', 422],
    [`?cursor=${packCursor({ startedAt: 0, job: 'alert', slot: 'a\0' })}`, 'admin', 422],
    [`?cursor=${packCursor({ startedAt: 0, job: 'alert', slot: '' })}`, 'admin', 200],
    ['', 'department', 403],
    ['', 'nobody', 401],
  ])('%s by %s is %d', async (query, token, status) => {
    expect((await get(query, token)).status).toBe(status);
  });
});
