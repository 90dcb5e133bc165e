import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const LONG = ['test/**/*.long.test.ts', 'test/**/*.long.test.tsx'];

/** `npm test` runs the project `quick`, `npm run test:long` the project `long`; a file's name says where it is. */
export default defineConfig({
  test: {
    maxWorkers: Math.max(2, availableParallelism()),
    // Every file has a database of its own; loading the service anew for each would take a minute in all.
    isolate: false,
    // Sources are translated once, not at every run; the cache lies in node_modules.
    experimental: { fsModuleCache: true },
    // A guard against what hangs, not a measure: machines are shared and busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ['test/support/bundle.ts', 'test/support/cluster.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'quick', include: ['test/**/*.test.ts', 'test/**/*.test.tsx'], exclude: LONG },
      },
      { extends: true, test: { name: 'long', include: LONG } },
    ],
  },
});
