import { expect, it } from 'vitest';
import { fuzz } from '../support/fuzz/run.ts';

/** `FUZZ_SEED` sends others, or the same once more; `FUZZ_REQUESTS` sends fewer, to get to one sooner. */
const seed = Number(process.env.FUZZ_SEED ?? 421_315);
const requests = Number(process.env.FUZZ_REQUESTS ?? 20_000);

it(`${requests} odd requests of seed ${seed} find no failure of ours`, { timeout: 1_800_000 }, async () => {
  const { failed, jobs, counts, byRoute } = await fuzz({ seed, requests, full: true });
  const done = [...byRoute].filter(([, by]) => Object.keys(by).some((status) => Number(status) < 400));
  console.log(
    `FUZZ_SEED=${seed}: ${JSON.stringify(counts)}, ${done.length} of ${byRoute.size} routes did it`,
  );
  const wrong = [...failed, ...jobs];
  expect(wrong, wrong.join('\n')).toEqual([]);
  // They get somewhere: what is refused at the door finds nothing.
  expect(counts['2xx']).toBeGreaterThan(requests / 5);
  expect(done.length).toBeGreaterThan(byRoute.size / 2);
});
