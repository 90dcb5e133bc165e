import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmailChannel } from '../src/channels/email.ts';
import { createDispatchJob } from '../src/outbox/job.ts';
import {
  addContact,
  alertJob,
  LINKS,
  messagesTo,
  NO_LETTERS,
  openAndTell,
  runJob,
} from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { type MailServer, reply, startMailServer } from './support/mail-server.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const OFFICER = 'an@xa.example';

/**
 * Clocks that jump. What holds: forward is an outage, of which only the latest closed day is spoken; back, whatever
 * opened in the minutes that have been stays open, and is not told again. 5 March 2026 is a Thursday.
 */
describe('a clock that jumps', () => {
  let t: TestService;
  let mail: MailServer;
  let department: Caller;
  /** Whether the mail server takes anything. */
  let takes = true;
  let codes: string[];
  beforeEach(async () => {
    takes = true;
    mail = await startMailServer({ onConnect: (_, done) => done(takes ? null : reply(421)) });
    t = await startTestService({ now: '2026-03-05 08:00', config: { smtpUrl: mail.url } });
    // Reports that are drafted by themselves have tests of their own.
    await t.db.sql`update report_schedule set deadline = 'off', monthly = 'off', half_yearly = 'off'`;
    department = await t.caller('department', '31');
    await addContact(t.db, { locality: HERE, name: 'An', email: OFFICER });
    await addContact(t.db, { locality: HERE, name: 'Bình', email: 'binh@xa.example', role: 'leader' });
    await addContact(t.db, { province: '31', name: 'Sở', email: 'so@so.example', role: 'department' });
    await addContact(t.db, { name: 'Trực', email: 'truc@so.example', role: 'operator' });
    const { localities } = await t.service.registry.fresh();
    codes = [...localities.values()].filter((one) => one.province === '31').map((one) => one.code);
  });
  afterEach(async () => {
    await t.stop();
    await mail.stop();
  });

  /** Rounds of the scheduler, whichever minutes it has had already. */
  async function rounds(...times: string[]): Promise<void> {
    for (const time of times) {
      t.clock.set(time);
      await t.tick();
    }
  }
  async function reports(now: string, of: readonly string[], over: object = {}): Promise<void> {
    t.clock.set(now);
    const day = now.slice(0, 10);
    const values = { ...greenValues(await t.service.registry.fresh(), day), ...over };
    const records = of.map((locality) => ({ locality, day, values }));
    const { body } = await department.post('/api/v1/records/batch', { records });
    expect(body.accepted).toBe(of.length);
  }
  const others = () => codes.filter((code) => code !== HERE);
  async function setDeadline(day: string): Promise<void> {
    await t.db.sql`update programme_settings set deadline = ${day}`;
    await t.db.sql`update registry_version set version = version + 1`;
  }
  const to = (address: string) => mail.of(address).map((one) => one.header('subject'));
  const states = async (kind: string) =>
    (
      await t.db.sql<{ state: string; resolution: string | null }[]>`
      select state, resolution from alert where kind = ${kind} order by id`
    ).map((row) => row.resolution ?? row.state);

  it('forward by a month: an outage, of which the service is suspected, not a hundred offices', async () => {
    await reports('2026-03-05 10:00', others());
    await rounds('2026-03-05 16:01');
    expect(to(OFFICER)).toEqual([expect.stringContaining('chưa gửi báo cáo ngày 5/3/2026')]);
    await rounds('2026-04-06 09:00', '2026-04-06 09:01');
    // Of all those days nobody hears but of the last, and that only from whoever can look after it.
    expect(to(OFFICER)).toHaveLength(1);
    expect(to('binh@xa.example')).toEqual([]);
    expect(to('truc@so.example')).toHaveLength(1);
    // Besides its digest of the day.
    expect(to('so@so.example').filter((one) => one?.includes('không có báo cáo nào'))).toHaveLength(1);
    const [{ days }] = (await t.db.sql`
      select count(distinct subject)::int as days from alert where kind = 'record_missing' and state = 'open'`) as [
      { days: number },
    ];
    expect(days).toBe(1);
    // The way is open again: who is behind hears of it now, once.
    await reports('2026-04-06 09:10', others());
    await rounds('2026-04-06 09:11', '2026-04-06 09:12', '2026-04-06 09:20');
    expect(to(OFFICER)).toHaveLength(2);
    expect(to('binh@xa.example')).toEqual([expect.stringMatching(/ngày liền/)]);
    expect(to('truc@so.example')).toHaveLength(2);
  });

  it('back by an hour: nothing is told twice, and what came in meanwhile is told', async () => {
    await reports('2026-03-05 10:00', others());
    await rounds('2026-03-05 14:30', '2026-03-05 15:30', '2026-03-05 16:01');
    expect(to(OFFICER)).toHaveLength(2);
    const told = mail.received.length;
    await rounds('2026-03-05 15:30', '2026-03-05 15:02', '2026-03-05 15:31', '2026-03-05 16:01');
    expect(mail.received).toHaveLength(told);
    expect(await states('record_due_soon')).toEqual(['cutoff_passed']);
    expect(await states('record_missing')).toEqual(['open']);
    // The leader hears a working day after it opened, once.
    await reports('2026-03-06 10:00', others());
    await rounds('2026-03-06 16:00', '2026-03-06 16:02', '2026-03-06 15:10', '2026-03-06 16:03');
    expect(to('binh@xa.example').filter((one) => one?.includes('5/3/2026'))).toHaveLength(1);
  });

  it('back by an hour while nothing comes in: nobody is told that it is over', async () => {
    await rounds('2026-03-05 15:00', '2026-03-05 15:01');
    expect(to('truc@so.example')).toHaveLength(1);
    await rounds('2026-03-05 14:05', '2026-03-05 14:59', '2026-03-05 15:02');
    expect(to('truc@so.example')).toHaveLength(1);
    expect(await states('nothing_received')).toEqual(['open']);
    await reports('2026-03-05 15:10', others());
    await rounds('2026-03-05 15:11');
    expect(await states('nothing_received')).toEqual(['received_again']);
    expect(to('truc@so.example')).toHaveLength(2);
  });

  it('back by a day: what the day brought about is not undone and told anew', async () => {
    await setDeadline('2026-03-20');
    await reports('2026-03-05 10:00', codes, { 'premises.fit': false });
    await rounds('2026-03-05 16:01', '2026-03-06 07:30');
    expect(await states('gap_deadline')).toHaveLength(codes.length);
    expect(to(OFFICER)).toHaveLength(1);
    await rounds('2026-03-05 07:31', '2026-03-05 12:00', '2026-03-06 07:00', '2026-03-06 07:31');
    expect(new Set(await states('gap_deadline'))).toEqual(new Set(['open']));
    expect(to(OFFICER)).toHaveLength(1);
    // Nor is anything lost of what is due later: the leader's turn two working days after the opening.
    await rounds('2026-03-10 07:29', '2026-03-10 07:30');
    expect(to('binh@xa.example')).toHaveLength(1);
  });

  it('what was opened far ahead by a clock that was wrong ends, and opens in its own time', async () => {
    await setDeadline('2026-03-31');
    await reports('2026-03-05 10:00', codes, { 'premises.fit': false });
    // By hand, so that no day is closed that has not been.
    const alerts = alertJob(t.db, t.service.registry);
    await runJob(alerts, instant('2026-03-30 08:00'));
    expect(await states('gap_deadline')).toHaveLength(codes.length);
    await runJob(alerts, instant('2026-03-05 11:00'));
    expect(new Set(await states('gap_deadline'))).toEqual(new Set(['deadline_moved']));
  });

  it('a channel that paused by a clock that was wrong does not pause until that time', async () => {
    const { registry } = t.service;
    const channel = createEmailChannel({ smtpUrl: mail.url, mailFrom: 'phuxanh@so.example' });
    const dispatch = createDispatchJob({
      ...{ sql: t.db.sql, registry, channels: [channel], links: LINKS, letters: NO_LETTERS },
      publicUrl: 'https://phuxanh.example',
    });
    const missing = (day: string, now: string) =>
      openAndTell(
        t.db,
        registry,
        [
          {
            ...{ programme: 'haiphong-daily', area: HERE, kind: 'record_missing', subject: day },
            facts: { day, cutoff: '16:00', openThrough: '2026-03-31' },
          },
        ],
        instant(now),
      );
    await missing('2026-03-05', '2026-03-05 16:01');
    takes = false;
    expect(await runJob(dispatch, instant('2026-04-06 10:00'))).toMatchObject({ unavailable: 1, sent: 0 });
    takes = true;
    expect(await runJob(dispatch, instant('2026-03-05 16:03'))).toMatchObject({ sent: 1 });

    // So many a minute: what was sent in a minute to come is not of this one.
    await t.db.sql`update channel set per_minute = 1 where name = 'email'`;
    await missing('2026-03-04', '2026-03-05 16:04');
    expect(await runJob(dispatch, instant('2026-04-06 10:00'))).toMatchObject({ sent: 1 });
    await missing('2026-03-03', '2026-03-05 16:05');
    expect(await runJob(dispatch, instant('2026-03-05 16:06'))).toMatchObject({ sent: 1 });
    channel.close();
  });

  it('a message that waits for a morning to come is fetched by what is due now', async () => {
    const dueSoon = (day: string, now: string) =>
      openAndTell(
        t.db,
        t.service.registry,
        [
          {
            ...{ programme: 'haiphong-daily', area: HERE, kind: 'record_due_soon', subject: day },
            facts: { day, cutoff: '16:00' },
          },
        ],
        instant(now),
      );
    await dueSoon('2026-04-06', '2026-04-06 22:00');
    // It had been tried, too: a wait between tries is kept, but this one is longer.
    await t.db.sql`update outbox set attempts = 2`;
    expect(await messagesTo(t.db, OFFICER)).toMatchObject([{ notBefore: instant('2026-04-07 06:00') }]);
    await dueSoon('2026-03-05', '2026-03-05 14:30');
    expect(await messagesTo(t.db, OFFICER)).toMatchObject([{ notBefore: instant('2026-03-05 14:30') }]);
  });
});
