import { createEmailChannel } from '../../src/channels/email.ts';
import { connect } from '../../src/db/connect.ts';
import { createLog } from '../../src/log.ts';
import { createDispatchJob } from '../../src/outbox/job.ts';
import { createRegistryCache } from '../../src/registry/cache.ts';
import { LINKS, NO_LETTERS } from './alerting.ts';

/** A process of its own that sends what is due, for tests that kill it. Arguments: one JSON object. */
const { connection, smtpUrl, now } = JSON.parse(process.argv[2] ?? '{}');
const db = connect(connection);
const job = createDispatchJob({
  sql: db.sql,
  registry: createRegistryCache(db.orm),
  channels: [createEmailChannel({ smtpUrl, mailFrom: 'phuxanh@so.example' })],
  links: LINKS,
  letters: NO_LETTERS,
  publicUrl: 'https://phuxanh.example',
});
await job.run({
  now: new Date(now),
  slot: 'child',
  signal: new AbortController().signal,
  log: createLog('silent'),
});
