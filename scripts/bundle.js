/**
 * Bundles the browser's scripts of `src/pages/client/` into `src/pages/assets/scripts/`, from where pages
 * load them. Plain JavaScript, so that it runs before anything is built.
 */
import { build } from 'esbuild';

const options = {
  outdir: 'src/pages/assets/scripts',
  bundle: true,
  minify: true,
  target: ['es2020'],
  logLevel: 'warning',
};
await build({
  ...options,
  format: 'esm',
  entryPoints: {
    client: 'src/pages/client/main.ts',
    push: 'src/pages/client/push/main.ts',
    autosave: 'src/pages/client/autosave/main.ts',
    passkey: 'src/pages/client/passkey/main.ts',
  },
});
await build({ ...options, format: 'iife', entryPoints: { worker: 'src/pages/client/worker/worker.ts' } });
