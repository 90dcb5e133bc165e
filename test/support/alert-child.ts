import { createInterface } from 'node:readline';
import { createEmailChannel } from '../../src/channels/email.ts';
import { connect } from '../../src/db/connect.ts';
import { createDispatchJob } from '../../src/outbox/job.ts';
import { createRegistryCache } from '../../src/registry/cache.ts';
import { alertJob, LINKS, NO_LETTERS, runJob } from './alerting.ts';

/**
 * A process of its own that decides and sends, for tests that kill it. Ready, it waits for a line that says when
 * it is and where the mail goes; then it does one round of both jobs, says so, and another.
 */
const db = connect(JSON.parse(process.argv[2] ?? '{}'));
const registry = createRegistryCache(db.orm);
await registry.fresh();
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const { now, smtpUrl } = JSON.parse(line);
  const dispatch = createDispatchJob({
    sql: db.sql,
    registry,
    channels: [createEmailChannel({ smtpUrl, mailFrom: 'phuxanh@so.example', timeoutMs: 500 })],
    links: LINKS,
    letters: NO_LETTERS,
    publicUrl: 'https://phuxanh.example',
  });
  for (let round = 1; round <= 2; round++) {
    await runJob(alertJob(db, registry), new Date(now));
    await runJob(dispatch, new Date(now));
    process.stdout.write(`done ${round}\n`);
  }
}
