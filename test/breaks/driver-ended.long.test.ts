import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertToken } from '../../src/access/store.ts';
import { hashToken, newToken } from '../../src/access/tokens.ts';
import { openPool } from '../../src/db/driver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { postRecords } from '../support/poster-load.ts';
import { onServer, startProcess } from '../support/service-process.ts';

const ROOT = join(import.meta.dirname, '../..');

let database: TestDatabase;
let killer: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  killer = postgres({ ...database.connection, max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await killer.end();
  await database.drop();
});

const endAllSessions = () => killer`
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

describe('a session that ends inside a transaction', () => {
  it('fails the transaction, and its later statements reach nobody else’s', async () => {
    const pool = openPool(database.connection, { max: 1, onnotice: () => {} });
    await pool`create table marks (who text)`;
    let failed: unknown;
    const dead = pool
      .begin(async (tx) => {
        await tx`insert into marks values ('dead, before')`;
        await endAllSessions();
        await sleep(50);
        // By now the connection is opened anew for the other transaction, in the middle of which we come.
        const other = pool.begin(async (their) => {
          await their`insert into marks values ('other')`;
          await tx`insert into marks values ('dead, after')`.catch(() => {});
          throw new Error('rolled back');
        });
        await expect(other).rejects.toThrow('rolled back');
        await tx`commit`;
      })
      .catch((error) => {
        failed = error;
      });
    await dead;
    expect((failed as { code: string }).code).toBe('CONNECTION_CLOSED');
    expect(await pool`select who from marks`).toEqual([]);
    await pool.end();
  });

  it('in the middle of a statement leaves the connection of use, and nothing waiting', async () => {
    const pool = openPool(database.connection, { max: 1, onnotice: () => {}, backoff: () => 0 });
    for (let round = 0; round < 3; round++) {
      const statements: Promise<unknown>[] = [];
      const ended = pool.begin(async (tx) => {
        for (let i = 0; i < 4; i++) statements.push(tx`select pg_sleep(5)`.execute());
        await Promise.all(statements);
      });
      const refused = expect(ended).rejects.toThrow();
      await sleep(50);
      await endAllSessions();
      await refused;
      expect((await Promise.allSettled(statements)).map(({ status }) => status)).toEqual(
        Array(4).fill('rejected'),
      );
      expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
    }
    await pool.end();
  });

  it('costs the service under load no record that it acknowledged, and not its life', async () => {
    const token = newToken();
    await insertToken(database.db.orm, {
      hash: hashToken(token),
      name: 'poster',
      role: 'department',
      area: '31',
      createdAt: new Date(),
    });
    await database.db.close();
    const service = await startProcess(onServer(database.connection));
    const load = postRecords(service.address, token);
    for (let round = 0; round < 3; round++) {
      await load.further(30);
      await endAllSessions();
    }
    await load.further(30);
    await load.stop();
    expect(await load.lost()).toEqual([]);
    expect(service.alive()).toBe(true);
    expect(await service.stop()).toBe(0);
    expect([...load.others.keys()].filter((status) => status !== 503)).toEqual([]);
  });
});

describe('the driver as it was released', () => {
  it('is refused at the start, with what to do', async () => {
    const driver = pathToFileURL(join(ROOT, 'node_modules/postgres/src/index.js'));
    const unmend = `import driver from '${driver}'; delete driver.patched;`;
    const start = startProcess(onServer(database.connection), ['--import', `data:text/javascript,${unmend}`]);
    await expect(start).rejects.toThrow(/ended with 1:\nThe driver "postgres" is not mended.*npm ci/);
  });

  it('is not mended by half: where the patch does not fit, the installation fails', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mend-'));
    try {
      for (const path of [
        'scripts/patch-driver.js',
        'scripts/patches',
        'node_modules/diff',
        'node_modules/postgres',
      ])
        cpSync(join(ROOT, path), join(folder, path), { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      const mend = () =>
        spawnSync(process.execPath, ['scripts/patch-driver.js'], { cwd: folder, encoding: 'utf8' });
      expect(mend().status).toBe(0);
      const [index, connection] = ['index', 'connection'].map((name) =>
        join(folder, `node_modules/postgres/src/${name}.js`),
      ) as [string, string];
      const before = readFileSync(index, 'utf8');
      writeFileSync(connection, readFileSync(connection, 'utf8').replaceAll('socket', 'plug'));
      expect(mend()).toMatchObject({ status: 1, stderr: expect.stringContaining('not as it was released') });
      expect(readFileSync(index, 'utf8')).toBe(before);
      const of = join(folder, 'node_modules/postgres/package.json');
      writeFileSync(of, readFileSync(of, 'utf8').replace('"3.4.9"', '"3.4.10"'));
      expect(mend()).toMatchObject({ status: 1, stderr: expect.stringContaining('it is 3.4.10') });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
