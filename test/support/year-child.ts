import { createService } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { connect } from '../../src/db/connect.ts';
import { createLog } from '../../src/log.ts';
import { settableClock } from './clock.ts';

/** A process of its own that does one round of all jobs at a given time, so that what it takes is seen by itself. */
const [connection = '{}', now = ''] = process.argv.slice(2);
const db = connect(JSON.parse(connection));
const config = readConfig({ ...process.env, RATE_LIMIT: '0', PORT: '0', LOG_LEVEL: 'fatal' });
const service = await createService({ config, clock: settableClock(now), log: createLog('fatal'), db });
process.on('message', (message) => {
  if (message === 'end') process.exit(0);
  if (message === 'go') service.scheduler.tick().then(() => process.stdout.write('done\n'));
});
process.stdout.write('ready\n');
