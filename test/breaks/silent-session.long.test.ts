import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../../src/db/driver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { greenValues } from '../support/records.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

/** Returns once it does nothing any more. */
async function stop(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await until(() => / [Tt] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')), 'a stopped session');
}

/** One session that says nothing any more, while the server answers all others. */
describe.runIf(process.platform === 'linux')('a silent session', () => {
  it('is given up after its time, and the pool goes on', async () => {
    const database: TestDatabase = await createTestDatabase();
    const pool = openPool(database.connection, { max: 1, onnotice: () => {}, silence: 300 });
    const [row] = await pool<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const pid = row?.pid ?? 0;
    await stop(pid);
    try {
      const waiting = [pool`select 1`.execute(), pool.begin((tx) => tx`select 2`)];
      const ends = await Promise.allSettled(waiting);
      expect(ends[0]).toMatchObject({ status: 'rejected', reason: { code: 'CONNECTION_SILENT' } });
      expect(ends[1]?.status).toBe('rejected');
      expect(await pool`select 4 as four`).toEqual([{ four: 4 }]);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    // Who waits for nothing is not dropped, however long it is.
    const [before] = await pool`select pg_backend_pid() as pid`;
    await new Promise((go) => setTimeout(go, 1_000));
    expect(await pool`select pg_backend_pid() as pid`).toEqual([before]);
    await pool.end();
    await database.drop();
  });

  describe('of the service', () => {
    const day = '2025-09-25';
    let t: TestService;
    let other: postgres.Sql;
    beforeAll(async () => {
      t = await startTestService({ now: `${day} 08:00` });
      other = postgres({ ...t.connection, max: 1, onnotice: () => {} });
    });
    afterAll(async () => {
      await other.end();
      await t.stop();
    });

    it('is answered by 503 with Retry-After, others are served meanwhile, and the record is taken afterwards', async () => {
      const department = await t.caller('department', '31');
      const registry = await t.service.registry.fresh();
      const codes = [...registry.localities.values()]
        .filter((one) => one.province === '31')
        .map((one) => one.code);
      const values = greenValues(registry, day);
      const post = (locality = '') => department.post('/api/v1/records', { locality, day, values });
      // One at a time goes by the lane that was free last.
      expect((await post(codes[0])).status).toBe(201);
      const [lane] = await other<{ pid: number }[]>`select pid from pg_stat_activity
        where datname = current_database() and query ilike 'commit%' order by state_change desc limit 1`;
      const pid = lane?.pid ?? 0;
      await stop(pid);
      try {
        const from = performance.now();
        let told = false;
        const silent = post(codes[1]).finally(() => {
          told = true;
        });
        const others = await Promise.all(codes.slice(2, 10).map(post));
        expect(others.map(({ status }) => status)).toEqual(others.map(() => 201));
        expect(told, 'the others waited for the silent one').toBe(false);
        const { status, headers } = await silent;
        expect([status, headers.get('retry-after')]).toEqual([503, '5']);
        expect(performance.now() - from).toBeLessThan(20_000);
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      // The server may take a moment to end the session, with the lock that it holds.
      await until(async () => (await post(codes[1])).status === 201, 'the record that was not taken');
    });
  });
});
