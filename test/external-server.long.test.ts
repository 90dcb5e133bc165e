import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/db/connect.ts';
import { journalLength, migrate } from '../src/db/migrate.ts';
import { greenValues } from './support/records.ts';
import { startTestService } from './support/service.ts';

/** The oldest server that an operator may bring, from the system's packages. */
const OLDEST = '/usr/lib/postgresql/15/bin';
const SERVER_UID = 65_534;
const isRoot = process.getuid?.() === 0;

const run = (program: string, args: string[]) => {
  // PostgreSQL refuses to run as root.
  const identity = isRoot ? { uid: SERVER_UID, gid: SERVER_UID } : {};
  const done = spawnSync(join(OLDEST, program), args, {
    ...identity,
    encoding: 'utf8',
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
};

describe.skipIf(!existsSync(join(OLDEST, 'initdb')))(
  'a PostgreSQL 15 of one’s own [needs postgresql-15]',
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'pg15-'));
      if (isRoot) chownSync(folder, SERVER_UID, SERVER_UID);
      run('initdb', ['-D', join(folder, 'data'), '-U', 'phuxanh', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
      run('pg_ctl', [
        '-D',
        join(folder, 'data'),
        '-w',
        '-l',
        join(folder, 'log'),
        '-o',
        `-k ${folder} -c listen_addresses= -c fsync=off`,
        'start',
      ]);
      const admin = postgres({ host: folder, user: 'phuxanh', database: 'postgres', max: 1 });
      await admin`create database phuxanh`;
      await admin.end();
    });
    afterAll(() => {
      run('pg_ctl', ['-D', join(folder, 'data'), '-m', 'immediate', '-w', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    });

    it('is migrated once, by several instances that start at once', async () => {
      const connection = { host: folder, user: 'phuxanh', database: 'phuxanh' };
      await Promise.all([migrate(connection), migrate(connection), migrate(connection)]);
      await migrate(connection);
      const db = connect(connection);
      const [applied] = await db.sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
      expect(applied?.n).toBe(journalLength());
      await db.close();
    });

    it('lets a reader, made as the README says, read the views of `export` and nothing behind them', async () => {
      const connection = { host: folder, user: 'phuxanh', database: 'phuxanh' };
      await migrate(connection);
      const owner = postgres({ ...connection, max: 1 });
      await owner.unsafe(`create role grafana login;
        grant usage on schema export to grafana;
        grant select on all tables in schema export to grafana;
        alter default privileges in schema export grant select on tables to grafana`);
      const views = await owner<{ name: string }[]>`
        select table_name as name from information_schema.views where table_schema = 'export'`;
      const columns = await owner<{ name: string }[]>`
        select distinct column_name as name from information_schema.columns where table_schema = 'export'`;
      await owner.end();
      expect(views.length).toBeGreaterThan(10);
      expect(columns.filter(({ name }) => /mail|phone|note|reason|price|amount|^by$/.test(name))).toEqual([]);
      const reader = postgres({ ...connection, user: 'grafana', max: 1 });
      for (const { name } of views)
        expect(await reader`select count(*)::int from export.${reader(name)}`).toHaveLength(1);
      for (const table of ['contact', 'token', 'record', 'outbox'])
        await expect(reader`select from public.${reader(table)}`).rejects.toThrow('permission denied');
      await expect(reader`update export.programme set name_vi = ''`).rejects.toThrow();
      await reader.end();
    });

    it('does the main job', async () => {
      const connection = { host: folder, user: 'phuxanh', database: 'phuxanh' };
      const db = connect(connection);
      const t = await startTestService({
        on: { db, connection, drop: async () => {} },
        now: '2025-09-22 08:00',
      });
      const department = await t.caller('department', '31');
      const values = greenValues(await t.service.registry.fresh(), '2025-09-22');
      expect(
        (await department.post('/api/v1/records', { locality: '11737', day: '2025-09-22', values })).status,
      ).toBe(201);
      expect(
        (
          await department.post('/api/v1/records', {
            locality: '11737',
            day: '2025-09-22',
            values: { ...values, 'network.lan': false },
          })
        ).body,
      ).toMatchObject({ revision: 2, status: { colour: 'yellow' } });
      for (const time of ['2025-09-22 14:30', '2025-09-22 16:01', '2025-09-23 09:00']) {
        t.clock.set(time);
        await t.tick();
      }
      const failed = await db.sql`select job, slot, error from job_run where outcome <> 'succeeded'`;
      expect(failed).toEqual([]);
      const { body } = await department.get('/api/v1/gaps?indicator=network.lan&limit=5000');
      expect(body.totals).toEqual([{ indicator: 'network.lan', unmet: 1, unknown: 113, missing: 1 }]);
      expect((await department.get('/api/v1/alerts?limit=5000')).body.items.length).toBeGreaterThan(100);
      await t.stop();
      await db.close();
    });
  },
);
