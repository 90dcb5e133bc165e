/**
 * Bundles the browser's scripts of `src/pages/client/` into `src/pages/assets/scripts/`, from where pages
 * load them. Plain JavaScript, so that it runs before anything is built.
 */
import { build } from 'esbuild';

await build({
  entryPoints: { client: 'src/pages/client/main.ts' },
  outdir: 'src/pages/assets/scripts',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020'],
  logLevel: 'warning',
});
