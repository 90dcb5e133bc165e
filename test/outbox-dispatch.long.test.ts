import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { climbBatch } from '../src/alerts/climb.ts';
import { createEmailChannel } from '../src/channels/email.ts';
import { because } from '../src/channels/reasons.ts';
import { connect } from '../src/db/connect.ts';
import { claimMessages, putBack } from '../src/outbox/dispatch-store.ts';
import { enqueue } from '../src/outbox/enqueue.ts';
import { createDispatchJob, type DispatchJobDeps } from '../src/outbox/job.ts';
import { createRegistryCache, type RegistryCache } from '../src/registry/cache.ts';
import {
  addContact,
  LINKS,
  messagesTo,
  NO_LETTERS,
  openAndTell,
  recordMissing,
  runJob,
} from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { type MailServer, reply, startMailServer } from './support/mail-server.ts';

const HERE = '11737';
const NOW = instant('2026-11-19 16:02');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

/** Messages out of the outbox through real SMTP. Every test has a database and servers of its own. */
describe('dispatch', () => {
  let t: TestDatabase;
  let registry: RegistryCache;
  const cleanUp: (() => unknown)[] = [];
  beforeEach(async () => {
    t = await createTestDatabase();
    registry = createRegistryCache(t.db.orm);
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
  });
  afterEach(async () => {
    for (const undo of cleanUp.splice(0).reverse()) await undo();
    await t.drop();
  });

  async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
    const server = await startMailServer(options);
    cleanUp.push(() => server.stop());
    return server;
  }

  /** A server that speaks no SMTP library's mind: each connection is handled by hand. */
  async function bareServer(handle: (socket: Socket) => void): Promise<string> {
    const server: Server = createServer((socket) => {
      socket.on('error', () => {});
      handle(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanUp.push(() => server.close());
    const address = server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  function dispatch(smtpUrl: string, options: { timeoutMs?: number } & Partial<DispatchJobDeps> = {}) {
    const { timeoutMs = 2_000, ...deps } = options;
    const channel = createEmailChannel({ smtpUrl, mailFrom: 'phuxanh@so.example', timeoutMs });
    cleanUp.push(() => channel.close());
    const publicUrl = 'https://phuxanh.example';
    return createDispatchJob({
      ...{ sql: t.db.sql, registry, channels: [channel], publicUrl, links: LINKS, letters: NO_LETTERS },
      random: () => 0.5,
      ...deps,
    });
  }

  /** Alerts of a missing day at some localities, told to whom it concerns. */
  async function alert(localities: string[] = [HERE], day = '2026-11-19', now = NOW): Promise<void> {
    const missing = localities.map((locality) => recordMissing(locality, day));
    await openAndTell(t.db, registry, missing, now);
  }

  const resolveAll = () => t.db.sql`update alert set state = 'resolved', resolved_at = ${NOW}`;

  it('sends one message a person for all that concerns him', async () => {
    const mail = await mailServer();
    for (const locality of ['10507', '10525'])
      await addContact(t.db, { locality, name: 'An', email: 'an@xa.example' });
    await alert([HERE, '10507', '10525']);
    expect(await runJob(dispatch(mail.url), NOW)).toMatchObject({ sent: 1 });
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]?.header('subject')).toBe('3 nội dung cần xử lý ở 3 đơn vị');
    expect(mail.received[0]).toMatchObject({ from: 'phuxanh@so.example', to: ['an@xa.example'] });
    expect(mail.received[0]?.header('auto-submitted')).toBe('auto-generated');
  });

  it('knows a person again however his address is written', async () => {
    const mail = await mailServer();
    await addContact(t.db, { locality: '10507', name: 'An', email: 'An@Xa.Example' });
    await alert([HERE, '10507']);
    expect(await runJob(dispatch(mail.url), NOW)).toMatchObject({ sent: 1 });
    expect(mail.received.map((one) => one.to)).toEqual([['an@xa.example']]);
  });

  it('drops a message whose alerts have ended, and says why', async () => {
    const mail = await mailServer();
    await alert();
    await resolveAll();
    expect(await runJob(dispatch(mail.url), NOW)).toMatchObject({ sent: 0, dropped: 1 });
    expect(mail.received).toEqual([]);
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      { state: 'dropped', reason: { code: 'none_open' } },
    ]);
  });

  it('sends nothing of what has been silenced since, and all of it afterwards', async () => {
    const mail = await mailServer();
    await addContact(t.db, { locality: '10507', name: 'Bình', email: 'binh@xa.example' });
    await alert([HERE, '10507']);
    await t.db.sql`
      insert into silence (area, kind, starts_at, ends_at, reason, "by", created_at)
      values (${HERE}, 'record_missing', ${NOW}, ${later(30)}, 'mất điện', 'Sở', ${NOW})`;
    expect(await runJob(dispatch(mail.url), NOW)).toMatchObject({ sent: 1, dropped: 1 });
    expect(mail.received.map((one) => one.to)).toEqual([['binh@xa.example']]);
    const climb = async (now: Date) =>
      await climbBatch({ sql: t.db.sql, registry: await registry.fresh(), notify: enqueue }, now);
    await climb(later(29));
    expect(await runJob(dispatch(mail.url), later(29))).toMatchObject({ sent: 0 });
    await climb(later(30));
    expect(await runJob(dispatch(mail.url), later(30))).toMatchObject({ sent: 1 });
    expect(mail.received.map((one) => one.to)).toEqual([['binh@xa.example'], ['an@xa.example']]);
  });

  it('holds the rate of a channel, and leaves a broken one alone for longer each time', async () => {
    const places = (await registry.fresh()).localities;
    const codes = [...places.values()].filter((one) => one.province === '31').slice(0, 5);
    for (const { code } of codes)
      await addContact(t.db, { locality: code, name: code, email: `${code}@xa.example` });
    await alert(codes.map((one) => one.code));
    const [row] = await t.db.sql`select count(*)::int as count from outbox`;
    await t.db.sql`insert into channel (name, per_minute, updated_at) values ('email', 2, now())`;
    const nobody = dispatch('smtp://127.0.0.1:1');
    const pauses: number[] = [];
    let now = NOW;
    for (let round = 0; round < 4; round++) {
      expect(await runJob(nobody, now)).toMatchObject({ unavailable: 1, sent: 0 });
      const [channel] = await t.db.sql`select paused_until as until, failures from channel`;
      expect(channel?.failures).toBe(round + 1);
      pauses.push((channel?.until.getTime() - now.getTime()) / 60_000);
      expect(await runJob(nobody, new Date(channel?.until.getTime() - 1))).toMatchObject({ unavailable: 0 });
      now = channel?.until;
    }
    expect(pauses).toEqual([1, 2, 5, 10]);
    const mail = await mailServer();
    const job = dispatch(mail.url);
    expect(await runJob(job, now)).toMatchObject({ sent: 2 });
    expect(await runJob(job, new Date(now.getTime() + 59_000))).toMatchObject({ sent: 0 });
    expect(await runJob(job, new Date(now.getTime() + 60_001))).toMatchObject({ sent: 2 });
    const [healed] = await t.db.sql`select failures, failing_since as since from channel`;
    expect(healed).toEqual({ failures: 0, since: null });
    await runJob(job, new Date(now.getTime() + 121_000));
    expect(mail.received).toHaveLength(Math.min(row?.count, 6));
  });

  it('waits for the morning', async () => {
    const mail = await mailServer();
    const friday = instant('2026-11-20 16:59');
    await alert([HERE], '2026-11-20', friday);
    const job = dispatch(mail.url);
    await runJob(job, instant('2026-11-20 17:00'));
    await runJob(job, instant('2026-11-22 12:00'));
    expect(mail.received).toEqual([]);
    await runJob(job, instant('2026-11-23 07:30'));
    expect(mail.received).toHaveLength(1);
  });

  it('does not wake anybody when the server comes back at night', async () => {
    await alert();
    const mail = await mailServer();
    expect(await runJob(dispatch(mail.url), instant('2026-11-19 23:00'))).toMatchObject({
      postponed: 1,
      sent: 0,
    });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      { state: 'waiting', attempts: 0, notBefore: instant('2026-11-20 07:30') },
    ]);
  });

  it('keeps messages while no mail server is set', async () => {
    await alert();
    expect(await runJob(dispatch('smtp://127.0.0.1:1', { channels: [] }), NOW)).toEqual({
      kept: 1,
      unavailable: 0,
    });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([{ state: 'waiting', attempts: 0 }]);
  });

  it('tries again later what is put off (4xx), and takes further alerts meanwhile', async () => {
    let open = false;
    const mail = await mailServer({ onRcptTo: (_, __, done) => done(open ? null : reply(451)) });
    const job = dispatch(mail.url);
    await alert();
    expect(await runJob(job, NOW)).toMatchObject({ retry: 1, sent: 0 });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      {
        state: 'waiting',
        attempts: 1,
        notBefore: later(1),
        reason: { code: 'says', said: expect.stringContaining('451') },
      },
    ]);
    await alert([HERE], '2026-11-20');
    open = true;
    expect(await runJob(job, NOW)).toMatchObject({ sent: 0 });
    expect(await runJob(job, later(1))).toMatchObject({ sent: 1 });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      { state: 'sent', attempts: 2, reason: null, kinds: ['record_missing', 'record_missing'] },
    ]);
  });

  it('joins what began to wait while it was being refused', async () => {
    let duringSend = async () => {};
    const mail = await mailServer({
      onRcptTo: (_, __, done) => {
        void duringSend().then(() => done(reply(451)));
      },
    });
    await alert();
    duringSend = () => alert([HERE], '2026-11-20');
    await runJob(dispatch(mail.url), NOW);
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      { state: 'waiting', attempts: 1, kinds: ['record_missing', 'record_missing'] },
    ]);
  });

  it('keeps the sooner moment of what began to wait while it was put off', async () => {
    await alert();
    const ours = { channel: 'email', now: NOW, limit: 1, leaseSeconds: 60 } as const;
    const [claimed] = await claimMessages(t.db.sql, ours);
    if (!claimed) throw new Error('nothing was due');
    await alert([HERE], '2026-11-20', later(1));
    const morning = { notBefore: instant('2026-11-20 07:30'), reason: because('working_hours') };
    await putBack(t.db.sql, claimed, { ...morning, tried: false });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      { notBefore: later(1), kinds: ['record_missing', 'record_missing'] },
    ]);
    // A wait between tries is the server's to ask for.
    const [again] = await claimMessages(t.db.sql, { ...ours, now: later(1) });
    if (!again) throw new Error('nothing was due');
    await alert([HERE], '2026-11-23', later(2));
    await putBack(t.db.sql, again, {
      notBefore: later(20),
      reason: because('says', { said: '451' }),
      tried: true,
    });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([{ notBefore: later(20) }]);
  });

  it('starts a new message for what comes while one is on its way', async () => {
    let duringSend = async () => {};
    const mail = await mailServer({
      onRcptTo: (_, __, done) => {
        void duringSend().then(() => done());
      },
    });
    await alert();
    let once = true;
    duringSend = async () => {
      if (once) await alert([HERE], '2026-11-20');
      once = false;
    };
    await runJob(dispatch(mail.url), NOW);
    expect(mail.received).toHaveLength(2);
    expect(mail.received[0]?.text).not.toContain('20/11/2026');
    expect(mail.received[1]?.text).toContain('20/11/2026');
  });

  it('gives up after eight tries, visibly', async () => {
    const mail = await mailServer({ onRcptTo: (_, __, done) => done(reply(452)) });
    const job = dispatch(mail.url);
    await alert();
    let now = NOW;
    for (let attempt = 0; attempt < 8; attempt++) {
      await runJob(job, now);
      const [row] = await messagesTo(t.db, 'an@xa.example');
      now = row?.notBefore ?? now;
      // What comes due at night waits for the morning: these tries are of one working day.
      if (now > instant('2026-11-19 17:00') && now < instant('2026-11-20 07:30')) {
        now = instant('2026-11-20 09:00');
      }
    }
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      {
        state: 'failed',
        attempts: 8,
        reason: { code: 'given_up', tries: 8, last: { said: expect.stringContaining('452') } },
      },
    ]);
  });

  it('fails at once what is refused for good (5xx), and sends the rest', async () => {
    await addContact(t.db, { locality: HERE, name: 'Lê Thị Bình', email: 'binh@xa.example' });
    const mail = await mailServer({
      onRcptTo: ({ address }, _, done) =>
        done(address === 'an@xa.example' ? reply(550, 'no such user') : null),
    });
    await alert();
    expect(await runJob(dispatch(mail.url), NOW)).toMatchObject({ failed: 1, sent: 1 });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      {
        state: 'failed',
        attempts: 1,
        reason: { code: 'says', said: expect.stringContaining('no such user') },
      },
    ]);
  });

  it('stops on a wrong password, says so, and loses nothing', async () => {
    for (let n = 0; n < 30; n++)
      await addContact(t.db, { locality: HERE, name: `N${n}`, email: `n${n}@xa.example` });
    let signIns = 0;
    const mail = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_, __, done) => {
        signIns++;
        done(reply(535, 'wrong password'));
      },
    });
    await alert();
    const job = dispatch(mail.url.replace('//', '//user:bad@'));
    await expect(runJob(job, NOW)).rejects.toThrow(/settings.*wrong password/);
    expect(signIns).toBeLessThan(10);
    const states = await t.db
      .sql`select state, max(attempts) as attempts, count(*)::int from outbox group by state`;
    expect(states).toEqual([{ state: 'waiting', attempts: 0, count: 31 }]);
    const told = await t.db.sql`select from outbox where reason::text like '%wrong password%'`;
    expect(told.length).toBeGreaterThan(0);
  });

  it('stops when nobody listens, without using up tries', async () => {
    await alert();
    const url = await bareServer(() => {});
    for (const undo of cleanUp.splice(0)) await undo();
    const job = dispatch(url);
    expect(await runJob(job, NOW)).toMatchObject({ unavailable: 1, put_back: 1, sent: 0 });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      {
        state: 'waiting',
        attempts: 0,
        reason: { code: 'says', said: expect.stringContaining('ECONNREFUSED') },
      },
    ]);
    const mail = await mailServer();
    expect(await runJob(dispatch(mail.url), later(1))).toMatchObject({ sent: 1 });
  });

  it('does not wait for ever for a server that never greets', async () => {
    await alert();
    const url = await bareServer(() => {});
    expect(await runJob(dispatch(url, { timeoutMs: 200 }), NOW)).toMatchObject({ unavailable: 1 });
  });

  it('nor for one that never finishes its sentence', async () => {
    await alert();
    const talking: NodeJS.Timeout[] = [];
    cleanUp.push(() => talking.forEach(clearInterval));
    const url = await bareServer((socket) => {
      socket.write('220 here\r\n');
      talking.push(setInterval(() => socket.write('250-and\r\n'), 20));
    });
    // Nothing of the message has left, and nobody else's would.
    expect(await runJob(dispatch(url, { timeoutMs: 100 }), NOW)).toMatchObject({ unavailable: 1, sent: 0 });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([{ state: 'waiting', attempts: 0 }]);
  });

  it('keeps its id when the line is cut after the message went over', async () => {
    const bodies: string[] = [];
    const url = await bareServer((socket) => {
      let data = false;
      socket.write('220 here\r\n');
      socket.on('data', (chunk) => {
        const text = chunk.toString();
        if (data) {
          bodies.push(text);
          socket.destroy();
        } else if (/^DATA/m.test(text)) {
          data = true;
          socket.write('250 ok\r\n'.repeat(text.split('\r\n').length - 2));
          socket.write('354 go on\r\n');
        } else socket.write('250 ok\r\n'.repeat(text.split('\r\n').length - 1));
      });
    });
    await alert();
    expect(await runJob(dispatch(url, { timeoutMs: 1_000 }), NOW)).toMatchObject({ retry: 1 });
    expect(bodies.join('')).toContain('Message-ID');
    const [row] = await messagesTo(t.db, 'an@xa.example');
    expect(row).toMatchObject({ state: 'sending', attempts: 1, notBefore: later(1) });

    // It may have arrived: what is new must not go under the same id.
    await alert([HERE], '2026-11-20');
    const mail = await mailServer();
    expect(await runJob(dispatch(mail.url), later(1))).toMatchObject({ sent: 2 });
    const ids = mail.received.map((one) => one.header('message-id'));
    expect(ids).toContain(`<${row?.id}@so.example>`);
    expect(bodies.join('')).toContain(`<${row?.id}@so.example>`);
    expect(new Set(ids).size).toBe(2);
  });

  it('two dispatchers at once send each message once', async () => {
    const codes = [...(await registry.fresh()).localities.values()].filter((one) => one.province === '31');
    for (const { code } of codes)
      await addContact(t.db, { locality: code, name: code, email: `${code}@xa.example` });
    await alert(codes.map((one) => one.code));
    const mail = await mailServer();
    const other = connect(t.connection);
    cleanUp.push(() => other.close());
    const both = await Promise.all([
      runJob(dispatch(mail.url), NOW),
      runJob(dispatch(mail.url, { sql: other.sql, registry: createRegistryCache(other.orm) }), NOW),
    ]);
    expect(mail.received).toHaveLength(codes.length + 1);
    expect(new Set(mail.received.map((one) => one.header('message-id'))).size).toBe(codes.length + 1);
    expect(both.map((counts) => counts.sent ?? 0).reduce((a, b) => a + b)).toBe(codes.length + 1);
  });

  it('sends again, under the same id, what a killed process had in its hands', async () => {
    await alert();
    let reached: () => void = () => {};
    const inTheMiddle = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const mute = await mailServer({
      onData: (stream) => {
        stream.resume();
        stream.on('end', () => reached());
      },
    });
    const script = fileURLToPath(new URL('support/dispatch-child.ts', import.meta.url));
    const input = JSON.stringify({ connection: t.connection, smtpUrl: mute.url, now: NOW });
    const child = spawn(process.execPath, ['--import', 'tsx', script, input], { stdio: 'inherit' });
    const ended = once(child, 'exit');
    await Promise.race([inTheMiddle, ended]);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);

    const mail = await mailServer();
    const job = dispatch(mail.url);
    expect(await runJob(job, later(1))).toMatchObject({ sent: 0 });
    const [held] = await messagesTo(t.db, 'an@xa.example');
    expect(held).toMatchObject({ state: 'sending', attempts: 1 });
    await t.db.sql`update outbox set lease_until = clock_timestamp() - interval '1 second'`;
    expect(await runJob(job, later(2))).toMatchObject({ sent: 1 });
    expect(mail.received.map((one) => one.header('message-id'))).toEqual([`<${held?.id}@so.example>`]);
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('lets nobody in through a name or an address', async () => {
    const mail = await mailServer();
    await t.db.sql`delete from contact`;
    await addContact(t.db, { locality: HERE, name: 'An\r\nBcc: all@evil.example', email: 'an@xa.example' });
    await addContact(t.db, {
      locality: HERE,
      name: 'Bình',
      email: 'binh@xa.example\r\nRCPT TO:<all@evil.example>',
    });
    await addContact(t.db, { locality: HERE, name: 'Cường', email: 'cuong@xa.example, all@evil.example' });
    await alert();
    expect(await runJob(dispatch(mail.url), NOW)).toMatchObject({ sent: 1, failed: 2 });
    expect(mail.received.flatMap((one) => one.to)).toEqual(['an@xa.example']);
    expect(mail.received[0]?.header('bcc')).toBeUndefined();
    const failed = await t.db.sql`select reason from outbox where state = 'failed'`;
    expect(new Set(failed.map((row) => row.reason.code))).toEqual(new Set(['not_an_email']));
  });

  it('asks for TLS of a server elsewhere, and takes none for an answer only when told to', async () => {
    const mail = await mailServer();
    await alert();
    // The same server by an address that is not known for one of this machine.
    const elsewhere = mail.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    await expect(runJob(dispatch(elsewhere), NOW)).rejects.toThrow(/STARTTLS/);
    expect(mail.received).toEqual([]);
    expect(await runJob(dispatch(`${elsewhere}?requireTLS=false`), later(2))).toMatchObject({ sent: 1 });
  });

  it.each(['smtp://mail.so.example?tls=none', 'smtp://mail.so.example?requireTLS=maybe'])(
    'does not guess at %s',
    (smtpUrl) => {
      expect(() => createEmailChannel({ smtpUrl, mailFrom: 'phuxanh@so.example' })).toThrow(/SMTP_URL/);
    },
  );
});
