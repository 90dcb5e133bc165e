/**
 * Bundles the demo, and the service with it, into `node_modules/.cache/demo/`: read one by one through tsx, more than a
 * thousand sources take longer to load than all else of a start takes. Run after the browser's scripts are there.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** A source finds what lies beside it by its address: it keeps its own, wherever the bundle stands. */
const ownAddress = {
  name: 'own-address',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/(src|scripts)\/.*\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('import.meta.url')) return undefined;
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
};

const OUT = 'node_modules/.cache/demo';

/** Of folders as well: what was taken away changes them. */
function newestSource() {
  const all = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))),
  );
  return Math.max(...[...all, 'src', 'scripts', 'package-lock.json'].map((path) => statSync(path).mtimeMs));
}

const made = join(OUT, 'demo.mjs');
if (!existsSync(made) || statSync(made).mtimeMs < newestSource())
  await build({
    entryPoints: ['scripts/demo.ts'],
    outdir: OUT,
    bundle: true,
    // The application is loaded while the database is being made.
    splitting: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    packages: 'external',
    plugins: [ownAddress],
    logLevel: 'warning',
  });
