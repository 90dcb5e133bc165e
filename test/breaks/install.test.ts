import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** A warning that everybody sees and nobody heeds hides the one that counts. */
it('installing asks nothing of npm that this Node does not have, and warns of nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'phuxanh-install-'));
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc'])
      await copyFile(join(ROOT, name), join(folder, name));
    const args = ['ci', '--dry-run', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    const { stderr } = await promisify(execFile)('npm', args, { cwd: folder });
    expect(stderr.split('\n').filter((line) => line.includes('warn'))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('every package that would run a script when installed is named, with what was decided', async () => {
  const read = async (name: string) => JSON.parse(await readFile(join(ROOT, name), 'utf8'));
  const lock: Record<string, { hasInstallScript?: boolean }> = (await read('package-lock.json')).packages;
  const asking = Object.entries(lock)
    .filter(([path, one]) => path !== '' && one.hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect([...new Set(asking)].sort()).toEqual(Object.keys((await read('package.json')).allowScripts).sort());
});
