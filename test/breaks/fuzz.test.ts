import { expect, it } from 'vitest';
import { fuzz } from '../support/fuzz/run.ts';

/** Odd requests over API and pages, by people of every role: the first of those that the long form sends. */
it('nothing that is asked for is answered by a failure of ours', async () => {
  const { failed, jobs, counts } = await fuzz({ seed: 1, requests: 300 });
  expect({ failed, jobs }).toEqual({ failed: [], jobs: [] });
  expect(counts['2xx']).toBeGreaterThan(50);
});
