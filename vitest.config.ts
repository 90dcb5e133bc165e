import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/support/bundle.ts', 'test/support/cluster.ts'],
    // A guard against what hangs, not a measure: machines are shared and busy.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Every file has a database of its own; loading the service anew for each would take a minute in all.
    isolate: false,
  },
});
