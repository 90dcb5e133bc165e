import { systemClock } from '../../src/clock.ts';
import { connect } from '../../src/db/connect.ts';
import { createScheduler } from '../../src/scheduler/scheduler.ts';
import { silent, testJob } from './scheduler.ts';

/** A process of its own that begins a run and never ends it: the test kills it in the middle. */
const [connection = '', slot = '', timeLimitMs = ''] = process.argv.slice(2);
const db = connect(JSON.parse(connection));
const job = testJob(
  'close-day',
  () => [slot],
  async () => {
    process.stdout.write('running\n');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    return {};
  },
  Number(timeLimitMs),
);
await createScheduler({
  sql: db.sql,
  clock: systemClock,
  log: silent,
  jobs: [job],
  leaseMarginMs: 500,
}).tick();
