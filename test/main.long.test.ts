import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

/** The process as an operator starts it, where it cannot start: one line that names the setting, no stack. */
describe('a start that fails', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'phu-xanh-main-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  const start = async (env: Record<string, string>) =>
    await promisify(execFile)(process.execPath, ['dist/main.js'], {
      cwd: join(import.meta.dirname, '..'),
      env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', DATA_DIR: dataDir, ...env },
    }).then(
      () => expect.fail('it started'),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        stdout,
        stderr,
      }),
    );

  it('tells of a port that is taken, and leaves no database behind', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    try {
      expect(await start({ PORT: String(port) })).toEqual({
        code: 1,
        stdout: '',
        stderr: `HOST, PORT: cannot listen on 127.0.0.1:${port} (EADDRINUSE).\n`,
      });
      expect(existsSync(join(dataDir, 'postgres/PG_VERSION'))).toBe(true);
      expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
    } finally {
      holder.close();
    }
  });

  it('tells of a server that does not answer, without its password', async () => {
    const { code, stdout, stderr } = await start({ DATABASE_URL: 'postgres://px:sesame@127.0.0.1:1/px' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe('DATABASE_URL: the server cannot be used: connect ECONNREFUSED 127.0.0.1:1\n');
  });
});
