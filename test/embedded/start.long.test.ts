import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from '../../src/db/embedded/processes.ts';
import { type Bench, bench, canBeOrdinary, logOf, NOBODY, ORDINARY, query } from './support.ts';

let run: Bench;
beforeEach(() => {
  run = bench();
});
afterEach(() => run.clear(), 30_000);

describe.skipIf(!canBeOrdinary)(
  'as an ordinary user (skipped where root keeps this checkout in a private folder)',
  { timeout: 120_000 },
  () => {
    test('a first start makes a private cluster with a database for a role that is no superuser', async () => {
      const dataDir = join(run.folder(ORDINARY), 'data');
      const service = await run.start({ dataDir, mode: 'own' }, ORDINARY);
      const [row] = await query(
        service.started.host,
        (sql) => sql`
          select current_database() as database, rolsuper as super, rolcreatedb as "createDb", upper('đặng') as upper,
                 current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
                 current_setting('listen_addresses') as listens, current_setting('fsync') as fsync
          from pg_roles where rolname = current_user`,
      );
      expect(row).toEqual({
        database: 'phuxanh',
        super: false,
        createDb: true,
        upper: 'ĐẶNG',
        encoding: 'UTF8',
        zone: 'UTC',
        listens: '',
        fsync: 'on',
      });
      expect(statSync(service.started.host).mode & 0o777).toBe(0o700);
      expect(statSync(service.started.host).uid).toBe(ORDINARY?.uid ?? process.geteuid?.());
    });

    test('stop is a clean shutdown, after which the same folder starts with its rows', async () => {
      const dataDir = run.folder(ORDINARY);
      const first = await run.start({ dataDir, mode: 'own' }, ORDINARY);
      await query(first.started.host, (sql) => sql`create table kept as select 7 as n`);
      await first.stop();
      expect(isAlive(first.started.pid)).toBe(false);
      expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
      expect(logOf(dataDir)).toMatch(/received fast shutdown request[\s\S]*database system is shut down\s*$/);

      const second = await run.start({ dataDir, mode: 'own' }, ORDINARY);
      expect(await query(second.started.host, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
      expect(logOf(dataDir)).not.toMatch(/was not properly shut down/);
    });

    test('nothing of the environment reaches the server', async () => {
      const dataDir = run.folder(ORDINARY);
      const env = {
        LANG: 'xx_YY.bad',
        LC_ALL: 'xx_YY.bad',
        PGDATA: '/nowhere',
        PGPORT: '1',
        PGOPTIONS: '-c no=1',
        TZ: 'Asia/Tokyo',
      };
      const service = await run.start({ dataDir, mode: 'own', durable: false }, ORDINARY, { env });
      const [row] = await query(service.started.host, (sql) => sql`select current_setting('fsync') as fsync`);
      expect(row).toEqual({ fsync: 'off' });
    });

    test('a failed start says what PostgreSQL said, and nothing of an earlier failure', async () => {
      const dataDir = run.folder(ORDINARY);
      await (await run.start({ dataDir, mode: 'own' }, ORDINARY)).stop();
      const config = join(dataDir, 'postgres', 'postgresql.conf');
      const good = readFileSync(config);
      writeFileSync(config, 'first_nonsense = yes\n');
      expect((await run.start({ dataDir, mode: 'own' }, ORDINARY)).refused).toMatchObject({
        reason: 'start',
        message: expect.stringMatching(/"first_nonsense"[\s\S]*DATABASE_URL/),
      });
      writeFileSync(config, 'second_nonsense = yes\n');
      const { message } = (await run.start({ dataDir, mode: 'own' }, ORDINARY)).refused;
      expect(message).toContain('second_nonsense');
      expect(message).not.toContain('first_nonsense');
      writeFileSync(config, good);
      expect((await run.start({ dataDir, mode: 'own' }, ORDINARY)).started.pid).toBeGreaterThan(0);
    });

    test('the cluster of another major version is left alone', async () => {
      const dataDir = run.folder(ORDINARY);
      await (await run.start({ dataDir, mode: 'own', durable: false }, ORDINARY)).stop();
      writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
      expect((await run.start({ dataDir, mode: 'own' }, ORDINARY)).refused).toMatchObject({
        reason: 'version',
        message: expect.stringMatching(/holds 17.*needs PostgreSQL 18.*DATABASE_URL/),
      });
    });
  },
);

describe.skipIf(NOBODY !== ORDINARY?.uid || !canBeOrdinary)(
  'as an ordinary user, set up by root (skipped for others: needs to change users)',
  { timeout: 120_000 },
  () => {
    test('a user without an entry in /etc/passwd', async () => {
      const nameless = { uid: 54_321, gid: 54_321 };
      const dataDir = run.folder(nameless);
      const service = await run.start({ dataDir, mode: 'own', durable: false }, nameless);
      expect(statSync(service.started.host).uid).toBe(nameless.uid);
      await service.stop();
    });

    test('a folder he may not write, and a cluster of somebody else', async () => {
      const closed = run.folder();
      expect(
        (await run.start({ dataDir: join(closed, 'data'), mode: 'own' }, ORDINARY)).refused,
      ).toMatchObject({
        reason: 'permission',
        message: expect.stringMatching(/cannot be used \(EACCES\).*DATABASE_URL/),
      });
      const other = { uid: 54_321, gid: 54_321 };
      const dataDir = run.folder(other);
      await (await run.start({ dataDir, mode: 'own', durable: false }, other)).stop();
      chmodSync(dataDir, 0o755);
      expect((await run.start({ dataDir, mode: 'own' }, ORDINARY)).refused).toMatchObject({
        reason: 'permission',
        message: expect.stringMatching(/belongs to uid 54321.*runs as uid 65534.*DATABASE_URL/),
      });
    });
  },
);
