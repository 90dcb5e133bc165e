import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEmailChannel } from '../src/channels/email.ts';
import { closeDay } from '../src/collect/close-day.ts';
import { addDays, weekday } from '../src/days.ts';
import { connect, type Database } from '../src/db/connect.ts';
import { createDispatchJob } from '../src/outbox/job.ts';
import { createRegistryCache } from '../src/registry/cache.ts';
import { addContact, alertJob, LINKS, NO_LETTERS, runJob, somebodyReports } from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { type MailServer, type ReceivedMail, reply, startMailServer } from './support/mail-server.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/**
 * Processes that decide and send are killed at random, alone or two at once, in front of mail servers in all
 * moods; then one that nobody kills finishes. Every round is a day on which nobody but one has reported.
 */
const ROUNDS = 20;
const REPORTING = '10507';
/** What the mail server does while they are killed. */
const MOODS = [
  'well',
  'slow',
  'cut',
  'well',
  'away',
  'slow',
  'greylists',
  'hangs up',
  'slow',
  'cut',
] as const;
type Mood = (typeof MOODS)[number];

let t: TestService;
let mail: MailServer;
let department: Caller;
let mood: Mood = 'well';
let other: Database;
/** A server that greets and dies, and one that nobody listens at. */
const rude = createServer((socket: Socket) => {
  socket.on('error', () => {});
  socket.end('220 here\r\n');
});
let rudeUrl = '';

beforeAll(async () => {
  const cutOnce = new Set<string>();
  mail = await startMailServer(
    {
      onRcptTo: ({ address }, _, done) =>
        done(mood === 'greylists' && Number(address.slice(3, 5)) % 2 === 0 ? reply(451) : null),
    },
    async (one) => {
      const id = one.header('message-id') ?? '';
      if (mood === 'cut' && !cutOnce.has(id) && Math.random() < 0.3) {
        cutOnce.add(id);
        return 'cut';
      }
      if (mood === 'slow') await wait(20 + Math.random() * 60);
      return 'answer';
    },
  );
  rude.listen(0, '127.0.0.1');
  await once(rude, 'listening');
  const address = rude.address();
  rudeUrl = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

  t = await startTestService({ now: '2026-03-02 08:00' });
  other = connect(t.connection);
  department = await t.caller('department', '31');
  await t.db.sql`update programme_settings set missing_streak = 99`;
  await t.db.sql`update registry_version set version = version + 1`;
  const registry = await t.service.registry.fresh();
  for (const { code, province } of registry.localities.values())
    if (province === '31')
      await addContact(t.db, { locality: code, name: code, email: `${code}@xa.example` });
});
afterAll(async () => {
  rude.close();
  await other.close();
  await t.stop();
  await mail.stop();
});

interface Child {
  process: ChildProcess;
  ended: Promise<unknown>;
  go(now: Date, smtpUrl: string): void;
  rounds(): number;
}

async function ready(): Promise<Child> {
  const script = fileURLToPath(new URL('support/alert-child.ts', import.meta.url));
  const process_ = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(t.connection)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  process_.stdin.on('error', () => {});
  const isReady = new Promise<void>((resolve) => {
    process_.stdout.on('data', (data) => {
      said += data;
      if (said.includes('ready')) resolve();
    });
  });
  const ended = once(process_, 'exit');
  await Promise.race([isReady, ended.then(() => Promise.reject(new Error('the child ended early')))]);
  return {
    process: process_,
    ended,
    go: (now, smtpUrl) => process_.stdin.write(`${JSON.stringify({ now, smtpUrl })}\n`),
    rounds: () => said.split('done').length - 1,
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whoever is left finishes: here, and at once on another connection. */
async function finish(db: Database, now: Date): Promise<void> {
  const registry = createRegistryCache(db.orm);
  await runJob(alertJob(db, registry), now);
  const channel = createEmailChannel({ smtpUrl: mail.url, mailFrom: 'phuxanh@so.example' });
  await runJob(
    createDispatchJob({
      ...{ sql: db.sql, registry, channels: [channel], links: LINKS, letters: NO_LETTERS },
      publicUrl: 'https://phuxanh.example',
    }),
    now,
  );
  channel.close();
}

/** How often each message came that somebody got of a day. */
function timesOf(mails: readonly ReceivedMail[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const one of mails) {
    const to = one.to.join();
    const ids = found.get(to) ?? new Map<string, number>();
    const id = one.header('message-id') ?? '';
    found.set(to, ids.set(id, (ids.get(id) ?? 0) + 1));
  }
  return found;
}

it('loses nothing, and says nothing more than twice, under the same id', async () => {
  const tally = { undecided: 0, unsent: 0, partly: 0, through: 0, twice: 0 };
  const wrong: string[] = [];
  const registry = await t.service.registry.fresh();
  const programme = registry.programmes.get('haiphong-daily');
  if (!programme) throw new Error('the seed programme is missing');
  let children = [await ready()];
  let lasts = 900;
  let day = '2026-03-02';
  for (let round = 0; round < ROUNDS; round++) {
    mood = MOODS[round % MOODS.length] ?? 'well';
    t.clock.set(`${day} 15:30`);
    await somebodyReports(department, day, REPORTING);
    const closed = instant(`${day} 16:01`);
    await closeDay(t.db.sql, registry, { programme, day, provinces: ['31'] }, closed);
    const before = mail.received.length;

    const url = mood === 'away' ? 'smtp://127.0.0.1:1' : mood === 'hangs up' ? rudeUrl : mail.url;
    const begun = performance.now();
    for (const child of children) child.go(closed, url);
    await Promise.all(
      children.map(async ({ process: victim, ended, rounds }) => {
        const mercy = Math.random() * lasts * 1.1;
        await Promise.race([ended, wait(mercy)]);
        if (rounds() > 0) lasts = 0.5 * lasts + 0.5 * (performance.now() - begun) * 0.8;
        else if (mercy > 0.6 * lasts) lasts *= 1.2;
        victim.kill('SIGKILL');
        await ended;
      }),
    );
    const following = Promise.all(Array.from({ length: round % 2 === 0 ? 2 : 1 }, ready));

    const [at] = await t.db.sql<{ decided: number; sent: number }[]>`
      select count(*)::int as decided, (count(*) filter (where state = 'sent'))::int as sent from outbox
      where created_at = ${closed.toISOString()}::timestamptz`;
    if (!at || at.decided === 0) tally.undecided++;
    else if (at.sent === 0) tally.unsent++;
    else if (at.sent < at.decided) tally.partly++;
    else tally.through++;

    mood = 'well';
    await t.db
      .sql`update outbox set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null`;
    // Both decide and send at the same moment; then what had to wait is due.
    await Promise.all([finish(t.db, instant(`${day} 16:20`)), finish(other, instant(`${day} 16:20`))]);
    await finish(t.db, instant(`${day} 16:50`));

    const came = timesOf(mail.received.slice(before));
    for (const { code } of registry.localitiesOf(programme, day)) {
      if (code === REPORTING) continue;
      const ids = came.get(`${code}@xa.example`) ?? new Map<string, number>();
      if (ids.size !== 1) wrong.push(`${day} ${code}: ${ids.size} messages`);
      for (const times of ids.values()) {
        if (times > 2) wrong.push(`${day} ${code}: the same one ${times} times`);
        if (times === 2) tally.twice++;
      }
    }
    if (came.has(`${REPORTING}@xa.example`)) wrong.push(`${day} ${REPORTING}: has reported, and was told`);
    await t.db.sql`update alert set state = 'resolved', resolved_at = ${instant(`${day} 16:55`)}`;
    children = await following;
    do day = addDays(day, 1);
    while (weekday(day) === 0 || weekday(day) === 6);
  }
  for (const { process: left, ended } of children) {
    left.kill('SIGKILL');
    await ended;
  }
  console.info(
    `killed in ${ROUNDS} rounds: ${tally.undecided} before a decision, ${tally.unsent} between it and sending, ` +
      `${tally.partly} in the middle of sending, ${tally.through} after it; ${tally.twice} messages came twice, ${mail.received.length} in all`,
  );
  expect(wrong).toEqual([]);
  const states = await t.db.sql`select state, count(*)::int from outbox group by state`;
  expect(states).toEqual([{ state: 'sent', count: ROUNDS * 113 }]);
}, 300_000);
