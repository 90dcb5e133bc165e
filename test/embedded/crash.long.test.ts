import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from '../../src/db/embedded/processes.ts';
import { type Bench, bench, gone, logOf, query } from './support.ts';

let run: Bench;
let sleeper: ChildProcess | undefined;
beforeEach(() => {
  run = bench();
});
afterEach(async () => {
  sleeper?.kill('SIGKILL');
  sleeper = undefined;
  await run.clear();
}, 30_000);

describe('after kill -9', { timeout: 120_000 }, () => {
  test('of the owner: the next one adopts its server, and no acknowledged row is lost', async () => {
    const dataDir = run.folder();
    const first = await run.start({ dataDir, mode: 'own' });
    await killWhileWriting(first, 300);
    expect(isAlive(first.started.pid)).toBe(true);

    const second = await run.start({ dataDir, mode: 'own' });
    expect(second.started.pid).toBe(first.started.pid);
    await expectAllKept(second.started.host, first.output);
    await second.stop();
    expect(isAlive(first.started.pid)).toBe(false);
  });

  test('of owner and server: the dead lock file is cleared, and no acknowledged row is lost', async () => {
    const dataDir = run.folder();
    const first = await run.start({ dataDir, mode: 'own' });
    await killWhileWriting(first, 300, first.started.pid);
    await gone(first.started.pid);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(true);

    const second = await run.start({ dataDir, mode: 'own' });
    expect(second.started.pid).not.toBe(first.started.pid);
    expect(second.started.logged).toContain('cleared the lock files of a dead PostgreSQL');
    expect(logOf(dataDir)).toMatch(/was not properly shut down; automatic recovery/);
    await expectAllKept(second.started.host, first.output);
  });

  test('a dead server whose pid somebody else has by now does not fool us', async () => {
    const dataDir = run.folder();
    const first = await run.start({ dataDir, mode: 'own' });
    await first.kill();
    process.kill(first.started.pid, 'SIGKILL');
    await gone(first.started.pid);
    // Of the cluster's own user: PostgreSQL by itself would refuse to start.
    const { uid, gid } = ownerOf(join(dataDir, 'postgres'));
    sleeper = spawn('sleep', ['60'], { uid, gid });
    for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
      const path = join(dataDir, 'postgres', name);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(sleeper.pid)));
    }

    const second = await run.start({ dataDir, mode: 'own' });
    expect(second.started.pid).not.toBe(sleeper.pid);
    await second.stop();
    expect(sleeper.exitCode).toBeNull();
    expect(sleeper.signalCode).toBeNull();
  });

  test('of one backend: PostgreSQL ends all sessions, and the owner takes the folder again', async () => {
    const dataDir = run.folder();
    const owner = await run.start({ dataDir, mode: 'own' });
    const [held] = await query(
      owner.started.host,
      (sql) =>
        sql<{ pid: number }[]>`select pid from pg_stat_activity where application_name like 'phuxanh own %'`,
    );
    process.kill(held?.pid ?? 0, 'SIGKILL');
    await expect
      .poll(() => holders(owner.started.host).catch(() => 0), { timeout: 10_000, interval: 50 })
      .toBe(1);
    expect((await run.start({ dataDir, mode: 'own' })).refused.reason).toBe('busy');
    await owner.stop();
    expect(isAlive(owner.started.pid)).toBe(false);
  });
});

async function killWhileWriting(
  starter: Awaited<ReturnType<Bench['start']>>,
  rows: number,
  server?: number,
): Promise<void> {
  starter.child.stdin.write('write\n');
  await expect.poll(() => starter.output.length, { timeout: 20_000, interval: 2 }).toBeGreaterThan(rows);
  if (server !== undefined) process.kill(server, 'SIGKILL');
  await starter.kill();
}

/** The first line is the greeting; the last may be cut short, to a number that was written before. */
async function expectAllKept(host: string, output: string[]): Promise<void> {
  const acknowledged = output.slice(1).map(Number);
  const rows = await query(host, (sql) => sql<{ n: number }[]>`select n from written`);
  const kept = new Set(rows.map(({ n }) => n));
  expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
}

async function holders(host: string): Promise<number> {
  const rows = await query(
    host,
    (sql) => sql`
      select 1 from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and objid = 1 and application_name like 'phuxanh own %'`,
  );
  return rows.length;
}

function ownerOf(path: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(path);
  return { uid, gid };
}
