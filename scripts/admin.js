// Starts the operator's shell: from the sources where they can run, else as it was built.
import { createRequire } from 'node:module';

const fromSource = canRunTypeScript();
if (fromSource) (await import('tsx/esm/api')).register();
await import(fromSource ? '../src/admin/main.ts' : '../dist/admin/main.js');

/** A production install leaves the development packages out. */
function canRunTypeScript() {
  try {
    createRequire(import.meta.url).resolve('tsx/esm/api');
    return true;
  } catch {
    return false;
  }
}
