import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '../src/db/embedded/server.ts';

/** Secrets at the operator's shell, in real processes: from stdin, sealed with the service's key or not at all. */

const ROOT = join(import.meta.dirname, '..');
const SECRET_KEY = 'of this service, 32 letters or more';
const SECRETS = 'secret-key=SECRET-of-the-application\nrefresh-token=SECRET-refresh\n';
let folder: string;
let server: EmbeddedServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phuxanh-channels-'));
  server = await startEmbedded({ dataDir: folder, mode: 'own', durable: false });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function admin(args: string[], stdin = '', env: Record<string, string> = {}): Promise<[number, string]> {
  const { DATABASE_URL: _, LOG_LEVEL: __, SECRET_KEY: ___, ...rest } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, 'dist/admin/main.js'), ...args],
      { env: { ...rest, DATA_DIR: folder, ...env } },
      (error, stdout, stderr) => resolve([error ? Number(error.code) : 0, stdout + stderr]),
    );
    child.stdin?.end(stdin);
  });
}

const SET = ['channel', 'set', 'zalo_oa', '--app-id', '1', '--secrets', '-'];

it('seals nothing with a key that the service does not have', async () => {
  const [code, said] = await admin(SET, SECRETS);
  expect([code, said]).toEqual([
    1,
    expect.stringContaining('SECRET_KEY, or DATA_DIR, must be those of the service'),
  ]);
  expect(
    (await admin(['webhook', 'create', '--name', 'x', '--url', 'https://x.example', '--area', '*']))[0],
  ).toBe(1);
  expect(await readdir(folder)).not.toContain('secret-key');
  expect((await admin(['channel', 'list']))[1]).toMatch(/zalo_oa +- /);
});

it('takes secrets from stdin and tells them to nobody', async () => {
  const [code, said] = await admin(SET, SECRETS, { SECRET_KEY });
  expect([code, said]).toEqual([0, 'zalo_oa is set up.\n']);
  const list = (await admin(['channel', 'list']))[1];
  expect(list).toMatch(/zalo_oa +set /);
  const wrong = await admin(SET, 'secret-key=SECRET with spaces\nSECRET', { SECRET_KEY });
  expect(wrong).toEqual([1, 'Line 2 of the secrets is not NAME=VALUE.\n']);
  const mistyped = await admin(SET, 'secret-key=SECRET with spaces', { SECRET_KEY });
  expect(mistyped[0]).toBe(1);
  for (const text of [list, mistyped[1]]) expect(text).not.toContain('SECRET');
});

it('sends only with the key of the service', async () => {
  expect(await admin(['job', 'run', 'dispatch'])).toEqual([1, expect.stringContaining('SECRET_KEY')]);
  expect((await admin(['job', 'run', 'dispatch'], '', { SECRET_KEY }))[0]).toBe(0);
});
