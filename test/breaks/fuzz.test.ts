import { expect, it } from 'vitest';
import { fuzz } from '../support/fuzz/run.ts';

/** Odd requests over API and pages, with tokens of every role; the long form sends more, and as people who sign in. */
it('nothing that is asked for is answered by a failure of ours', async () => {
  const { failed, jobs, counts } = await fuzz({ seed: 1, requests: 150, full: false });
  expect({ failed, jobs }).toEqual({ failed: [], jobs: [] });
  expect(counts['2xx']).toBeGreaterThan(30);
});
