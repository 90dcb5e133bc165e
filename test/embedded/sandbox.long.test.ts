import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from '../../src/db/embedded/processes.ts';
import { type Bench, bench, isRoot, query } from './support.ts';

let run: Bench;
beforeEach(() => {
  run = bench();
});
afterEach(() => run.clear(), 30_000);

/** Sandboxes as containers make them, made with a user namespace that holds one user. */
const asOnly = (uid: number): string[] => [
  'unshare',
  '--user',
  `--map-user=${uid}`,
  `--map-group=${uid}`,
  '--keep-caps',
];
const NO_NAMESPACES = ['sh', '-c', 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$0" "$@"'];

const [unshare = '', ...once] = [...asOnly(0), 'unshare', '--user', 'true'];
const possible = isRoot && spawnSync(unshare, once).status === 0;

describe.skipIf(!possible)(
  'in a sandbox (skipped where root may not nest user namespaces)',
  { timeout: 120_000 },
  () => {
    test('root that is the only user starts the server in a namespace, and adopts it', async () => {
      const dataDir = join(run.folder(), 'data');
      const around = { wrapper: asOnly(0) };
      const first = await run.start({ dataDir, mode: 'own', durable: false }, undefined, around);
      expect(await query(first.started.host, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(0);
      await first.kill();
      const second = await run.start({ dataDir, mode: 'own' }, undefined, around);
      expect(second.started.pid).toBe(first.started.pid);
      await second.stop();
      expect(isAlive(first.started.pid)).toBe(false);
    });

    test('root that may make no namespace either is told so', async () => {
      const dataDir = join(run.folder(), 'data');
      const around = { wrapper: [...asOnly(0), ...NO_NAMESPACES] };
      expect((await run.start({ dataDir, mode: 'own' }, undefined, around)).refused).toMatchObject({
        reason: 'platform',
        message: expect.stringMatching(/refuses to run as root.*ordinary user.*DATABASE_URL/),
      });
      expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    });

    test('a user without a name who may make no namespace is told so', async () => {
      const dataDir = join(run.folder(), 'data');
      const around = { wrapper: [...asOnly(54_321), ...NO_NAMESPACES] };
      expect((await run.start({ dataDir, mode: 'own' }, undefined, around)).refused).toMatchObject({
        reason: 'permission',
        message: expect.stringMatching(/uid 54321 has none.*passwd.*DATABASE_URL/),
      });
    });

    test('root without the rights a container takes away', async () => {
      const kept = 'chown dac_override fowner fsetid kill setgid setuid setpcap net_bind_service setfcap';
      const set = kept.split(' ').map((name) => `+${name}`);
      const around = { wrapper: ['setpriv', '--bounding-set', ['-all', ...set].join(',')] };
      const parent = run.folder();
      chmodSync(parent, 0o700);
      const dataDir = join(parent, 'data');
      const first = await run.start({ dataDir, mode: 'own', durable: false }, undefined, around);
      await first.kill();
      const second = await run.start({ dataDir, mode: 'own' }, undefined, around);
      expect(second.started.pid).toBe(first.started.pid);
      expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0);
      await second.stop();
      expect(isAlive(first.started.pid)).toBe(false);
    });
  },
);
