import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findToken } from '../src/access/store.ts';
import { hashToken } from '../src/access/tokens.ts';
import { isoLocal } from '../src/days.ts';
import { connect, type Database } from '../src/db/connect.ts';
import { type EmbeddedServer, startEmbedded } from '../src/db/embedded/server.ts';

/** The shell as an operator calls it: real processes beside a service that holds the database. */

const ROOT = join(import.meta.dirname, '..');
let folder: string;
let server: EmbeddedServer;
let db: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phuxanh-admin-'));
  server = await startEmbedded({ dataDir: folder, mode: 'own', durable: false });
  db = connect(
    { host: server.connection.host, user: server.connection.user, database: server.connection.database },
    2,
  );
});
afterAll(async () => {
  await db.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function admin(args: string[], env: Record<string, string> = {}, reads = true): Promise<Ended> {
  const { DATABASE_URL: _, LOG_LEVEL: __, ...rest } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, 'dist/admin/main.js'), ...args],
      { env: { ...rest, DATA_DIR: folder, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    if (!reads) child.stdout?.destroy();
  });
}

describe('the operator’s shell', () => {
  it('makes a token, alone on stdout, that opens the service until it is revoked', async () => {
    const made = await admin([
      'token',
      'create',
      '--role',
      'officer',
      '--area',
      '10903',
      '--name',
      'Xã Cẩm Giàng',
    ]);
    expect(made).toEqual({ code: 0, stderr: '', stdout: expect.stringMatching(/^px_[\w-]{43}\n$/) });
    const hash = hashToken(made.stdout.trim());
    expect((await findToken(db.sql, hash, new Date()))?.principal).toEqual({
      name: 'Xã Cẩm Giàng',
      role: 'officer',
      area: '10903',
    });

    const listed = await admin(['token', 'list']);
    expect(listed.stdout).toMatch(/^1 +officer +10903 .* - +Xã Cẩm Giàng$/m);
    expect(listed.stdout).not.toContain(made.stdout.trim());

    expect(await admin(['token', 'revoke', '1'])).toMatchObject({ code: 0, stderr: '' });
    expect(await findToken(db.sql, hash, new Date())).toBeUndefined();
    const audit = await db.sql`select actor, source, action, target, after from audit order by id`;
    expect(audit).toEqual([
      {
        actor: expect.stringMatching(/^shell:./),
        source: 'shell',
        action: 'token.create',
        target: 'Xã Cẩm Giàng',
        after: { id: 1, role: 'officer', area: '10903' },
      },
      {
        actor: expect.stringMatching(/^shell:./),
        source: 'shell',
        action: 'token.revoke',
        target: 'Xã Cẩm Giàng',
        after: null,
      },
    ]);
  }, 60_000);

  it('runs a job at an instant and prints what it did as JSON', async () => {
    const tomorrow = isoLocal(new Date(Date.now() + 86_400_000));
    const run = await admin(['job', 'run', 'collect', '--now', tomorrow]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ localities: 114, days: 228 });
    const runs = await db.sql`select job, outcome from job_run where slot like 'manual:%'`;
    expect(runs).toEqual([{ job: 'collect', outcome: 'succeeded' }]);
  }, 60_000);

  it('exits with 2 for wrong usage and 1 for the rest, says why on stderr, and shows no stack', async () => {
    const wrong = await admin(['token', 'create', '--rule', 'admin']);
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining("'--rule'") });
    const dead = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const failed = await admin(['token', 'list'], dead);
    expect(failed).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('ECONNREFUSED') });
    expect(failed.stderr).not.toMatch(/^\s+at /m);
    expect((await admin(['token', 'list'], { ...dead, LOG_LEVEL: 'debug' })).stderr).toMatch(/^\s+at /m);
    // What the rules object to is said in both languages.
    const refused = await admin(
      'locality create 123 --type xã --name A --province 98 --from 2026-12-02'.split(' '),
    );
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/There is no province “98”[\s\S]*Không có tỉnh, thành phố này/);
    const config = await admin(['token', 'list'], { PORT: 'abc' });
    expect(config).toMatchObject({ code: 1, stderr: expect.stringContaining('PORT') });
  }, 60_000);

  it('helps without a database', async () => {
    const { code, stdout } = await admin(['--help'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Usage: npm run -s admin -- COMMAND …']);
  }, 60_000);

  it('ends in order when nobody reads what it prints', async () => {
    expect(await admin(['programme', 'list'], {}, false)).toMatchObject({ code: 0, stderr: '' });
  }, 60_000);
});
