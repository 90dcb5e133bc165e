import { execFile } from 'node:child_process';
import { cp, readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const ENTRY = join(ROOT, 'dist/main.js');

/**
 * The browser's scripts, and the service compiled as for production: tests that start it in a process of its
 * own start that, since loading the sources anew costs seconds each time.
 */
export default async function setup(): Promise<void> {
  await import('../../scripts/bundle.js' as string);
  const built = await stat(ENTRY).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if ((await newestIn(join(ROOT, 'src'))) < built) return;
  const begun = new Date();
  // As `npm run build`, without looking at types: that is what `npm run check` is for, and takes five times as long.
  const compile = ['tsc', '-p', 'src/tsconfig.build.json', '--noCheck'];
  await promisify(execFile)('npx', ['--no-install', ...compile], { cwd: ROOT });
  for (const folder of ['pages/assets', 'charts/fonts'])
    await cp(join(ROOT, 'src', folder), join(ROOT, 'dist', folder), { recursive: true });
  // A source that was changed meanwhile is newer than what was made of it.
  await utimes(ENTRY, begun, begun);
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile() && !one.parentPath.includes('assets/scripts'));
  const times = await Promise.all(files.map((one) => stat(join(one.parentPath, one.name))));
  return Math.max(0, ...times.map(({ mtimeMs }) => mtimeMs));
}
