import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG = ['test/**/*.long.test.ts', 'test/**/*.long.test.tsx'];

/** Take minutes each, the longest first. */
const MINUTES = [
  'breaks/fuzz.long.test.ts',
  'alerts-month.long.test.ts',
  'breaks/driver.long.test.ts',
  'breaks/clock-process.long.test.ts',
  'every-page-browser.long.test.ts',
  'reports-month.long.test.ts',
].map((name) => `/test/${name}`);

/** What takes minutes begins first; one worker would end with it while the others have nothing left to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = MINUTES.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? MINUTES.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** `npm test` runs the project `quick`, `npm run test:long` the project `long`; a file's name says where it is. */
export default defineConfig({
  test: {
    maxWorkers: Math.max(2, availableParallelism()),
    // Every file has a database of its own; loading the service anew for each would take a minute in all.
    isolate: false,
    // Sources are translated once, not at every run; the cache lies in node_modules.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
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
