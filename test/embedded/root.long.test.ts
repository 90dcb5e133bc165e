import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPackage } from '../../src/db/embedded/platform.ts';
import { type Bench, bench, isRoot, NOBODY, query } from './support.ts';

let run: Bench;
beforeEach(() => {
  run = bench();
});
afterEach(() => run.clear(), 30_000);

const one = (host: string) => query(host, (sql) => sql`select 1 as n`);

describe.skipIf(!isRoot)(
  'as root (skipped for others: PostgreSQL refuses uid 0)',
  { timeout: 120_000 },
  () => {
    test('the server runs as an ordinary user who owns the cluster, in a folder he cannot walk to', async () => {
      const parent = run.folder();
      chmodSync(parent, 0o700);
      const dataDir = join(parent, 'data');
      const service = await run.start({ dataDir, mode: 'own' });
      expect(await one(service.started.host)).toEqual([{ n: 1 }]);
      const uid = statSync(join(dataDir, 'postgres')).uid;
      expect(uid).not.toBe(0);
      expect(statSync(`/proc/${service.started.pid}`).uid).toBe(uid);
      await service.stop();
      // Again, now that the cluster exists.
      const again = await run.start({ dataDir, mode: 'own' });
      expect(await one(again.started.host)).toEqual([{ n: 1 }]);
    });

    test('a data folder of an ordinary user stays his', async () => {
      const dataDir = run.folder({ uid: NOBODY, gid: NOBODY });
      const service = await run.start({ dataDir, mode: 'own', durable: false });
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY);
      expect(statSync(join(dataDir, 'postgres.log')).uid).toBe(NOBODY);
      await service.stop();
    });

    test('a cluster that root restored from a backup is given to the server', async () => {
      const dataDir = run.folder();
      const first = await run.start({ dataDir, mode: 'own', durable: false });
      await query(first.started.host, (sql) => sql`create table kept as select 7 as n`);
      await first.stop();
      cpSync(join(dataDir, 'postgres'), join(dataDir, 'copy'), { recursive: true });
      rmSync(join(dataDir, 'postgres'), { recursive: true });
      cpSync(join(dataDir, 'copy'), join(dataDir, 'postgres'), { recursive: true });
      chownSync(join(dataDir, 'postgres'), 0, 0);
      chmodSync(join(dataDir, 'postgres'), 0o700);
      const second = await run.start({ dataDir, mode: 'own', durable: false });
      expect(await query(second.started.host, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
    });

    test('binaries in a private folder are copied once to where the server can run them', async () => {
      const home = run.folder();
      chmodSync(home, 0o700);
      const packageDir = join(home, 'linux-x64');
      cpSync(findPackage(), packageDir, { recursive: true, verbatimSymlinks: true });
      const cacheDir = join(run.folder(), 'cache');
      chmodSync(join(cacheDir, '..'), 0o755);
      const dataDir = join(home, 'data');

      const service = await run.start({ dataDir, mode: 'own', durable: false, packageDir, cacheDir });
      expect(await one(service.started.host)).toEqual([{ n: 1 }]);
      expect(service.started.logged).toContain('PostgreSQL binaries are used from a copy');
      await service.stop();

      const [copy = ''] = readdirSync(cacheDir);
      const made = statSync(join(cacheDir, copy)).ino;
      const again = await run.start({ dataDir, mode: 'own', durable: false, packageDir, cacheDir });
      await again.stop();
      expect(readdirSync(cacheDir)).toEqual([copy]);
      expect(statSync(join(cacheDir, copy)).ino).toBe(made);
    });

    test('a place for binaries that others could have prepared is refused', async () => {
      const home = run.folder();
      const packageDir = join(home, 'linux-x64');
      cpSync(findPackage(), packageDir, { recursive: true, verbatimSymlinks: true });
      const cacheDir = join(run.folder(), 'cache');
      mkdirSync(cacheDir);
      chmodSync(cacheDir, 0o777);
      const dataDir = join(home, 'data');
      expect((await run.start({ dataDir, mode: 'own', packageDir, cacheDir })).refused).toMatchObject({
        reason: 'permission',
        message: expect.stringMatching(/only it can write.*DATABASE_URL/),
      });
      expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    });
  },
);
