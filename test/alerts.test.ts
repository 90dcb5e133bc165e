import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDay } from '../src/collect/close-day.ts';
import { connect } from '../src/db/connect.ts';
import { enqueue } from '../src/outbox/enqueue.ts';
import { createRegistryCache } from '../src/registry/cache.ts';
import type { Job } from '../src/scheduler/job.ts';
import { addContact, alertJob, alertsOf, messagesTo, runJob, somebodyReports } from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const HERE = '11737';

/** Collector, close and alerts over a real database. 2026-11-16 is a Monday, the 24th a holiday. */
describe('alerts', () => {
  let t: TestService;
  let alerts: Job;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-16 08:00' });
    alerts = alertJob(t.db, t.service.registry);
    department = await t.caller('department', '31');
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    await addContact(t.db, { locality: HERE, name: 'Lê Thị Bình', email: 'binh@xa.example', role: 'leader' });
    await addContact(t.db, { province: '31', name: 'Sở KH&CN', email: 'so@so.example', role: 'department' });
  });
  afterAll(() => t.stop());

  async function at(time: string): Promise<void> {
    t.clock.set(time);
    await t.tick();
    await runJob(alerts, t.clock.now());
  }

  /** Somebody else reports in the hour before the cutoff: the province is not cut off. */
  async function othersReport(day: string): Promise<void> {
    t.clock.set(`${day} 15:30`);
    await somebodyReports(department, day);
  }

  async function report(day: string, values?: object): Promise<void> {
    const green = greenValues(await t.service.registry.fresh(), day);
    const { status } = await department.post('/api/v1/records', {
      locality: HERE,
      day,
      values: { ...green, ...values },
    });
    expect(status).toBe(201);
  }

  it('warns before the cutoff, at once, whoever has not reported', async () => {
    await at('2026-11-16 14:29');
    expect(await alertsOf(t.db, HERE)).toEqual([]);
    await at('2026-11-16 14:30');
    expect(await alertsOf(t.db, HERE)).toMatchObject([
      { kind: 'record_due_soon', subject: '2026-11-16', state: 'open' },
    ]);
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      { state: 'waiting', notBefore: instant('2026-11-16 14:30'), kinds: ['record_due_soon'] },
    ]);
    expect(await messagesTo(t.db, 'binh@xa.example')).toEqual([]);
  });

  it('ends the warning when the report comes, and does not warn again', async () => {
    await report('2026-11-16');
    await at('2026-11-16 15:00');
    await at('2026-11-16 15:01');
    expect(await alertsOf(t.db, HERE)).toMatchObject([{ kind: 'record_due_soon', resolution: 'reported' }]);
  });

  it('opens a missing day at its close, once however often it runs', async () => {
    await othersReport('2026-11-17');
    await at('2026-11-17 16:01');
    const first = await alertsOf(t.db, HERE);
    await runJob(alerts, instant('2026-11-17 16:02'));
    await runJob(alerts, instant('2026-11-17 16:02'));
    expect(first.at(-1)).toMatchObject({ kind: 'record_missing', subject: '2026-11-17', state: 'open' });
    expect(await alertsOf(t.db, HERE)).toEqual(first);
    const [row] = await t.db.sql`select count(*)::int as count from transition where consumed_at is null`;
    expect(row).toEqual({ count: 0 });
  });

  it('joins what is new to the message that still waits', async () => {
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([
      { state: 'waiting', kinds: ['record_due_soon', 'record_missing'] },
    ]);
  });

  it('ends it when the day is reported late', async () => {
    await report('2026-11-17');
    await at('2026-11-17 17:30');
    expect((await alertsOf(t.db, HERE)).at(-1)).toMatchObject({
      kind: 'record_missing',
      state: 'resolved',
      resolution: 'reported',
    });
  });

  it('after an outage speaks of the latest closed day only, and of the run that leads to it', async () => {
    // Down from Tuesday evening to Friday night: three closes are made up for at once.
    await at('2026-11-20 22:00');
    const opened = (await alertsOf(t.db, HERE)).filter((one) => one.state === 'open');
    expect(opened).toMatchObject([
      { kind: 'record_missing', subject: '2026-11-20' },
      { kind: 'record_missing_streak', subject: '' },
    ]);
    // Nobody could report: the department hears of that, in the morning, and no locality of itself.
    expect(await messagesTo(t.db, 'so@so.example')).toMatchObject([
      { state: 'waiting', notBefore: instant('2026-11-21 06:00'), kinds: ['nothing_received'] },
    ]);
    expect(await messagesTo(t.db, 'binh@xa.example')).toEqual([]);
  });

  it('tells them once reports come in again', async () => {
    t.clock.set('2026-11-23 09:00');
    await somebodyReports(department, '2026-11-23');
    await at('2026-11-23 09:05');
    const ofProvince = await alertsOf(t.db, '31');
    expect(ofProvince.filter(({ kind }) => kind !== 'report_draft')).toMatchObject([
      { kind: 'nothing_received', subject: '2026-11-20', state: 'resolved', resolution: 'received_again' },
    ]);
    expect(await messagesTo(t.db, 'binh@xa.example')).toMatchObject([
      { state: 'waiting', notBefore: instant('2026-11-23 09:05'), kinds: ['record_missing_streak'] },
    ]);
  });

  it('keeps count while the run goes on, without telling again', async () => {
    const count = async () =>
      (await t.db.sql`select facts from alert where area = ${HERE} and kind = 'record_missing_streak'`).map(
        (row) => row.facts.streak,
      );
    expect(await count()).toEqual([3]);
    await othersReport('2026-11-23');
    await at('2026-11-23 16:01');
    expect(await count()).toEqual([4]);
    const { body } = await department.get('/api/v1/status?province=31&day=2026-11-23&limit=5000');
    const row = body.items.find((one: { locality: { code: string } }) => one.locality.code === HERE);
    expect(row.missingStreak).toBe(4);
    const told = (await messagesTo(t.db, 'binh@xa.example')).flatMap((message) => message.kinds);
    expect(told).toEqual(['record_missing_streak']);
  });

  it('ends the run and the missing days with the next report', async () => {
    // The 24th is a holiday, so the 25th follows the 23rd.
    t.clock.set('2026-11-25 09:00');
    await report('2026-11-25');
    await at('2026-11-25 09:01');
    const open = (await alertsOf(t.db, HERE)).filter((one) => one.state !== 'resolved');
    expect(open).toEqual([]);
    expect(await alertsOf(t.db, HERE)).toContainEqual({
      kind: 'record_missing',
      subject: '2026-11-23',
      state: 'resolved',
      resolution: 'reported_since',
    });
  });

  it('a slip put right before the close is no alert; one that stays is', async () => {
    await at('2026-11-25 16:01');
    t.clock.set('2026-11-26 09:00');
    await report('2026-11-26', { 'premises.fit': false });
    await at('2026-11-26 09:01');
    t.clock.set('2026-11-26 10:00');
    await report('2026-11-26');
    await at('2026-11-26 16:01');
    t.clock.set('2026-11-27 09:00');
    await report('2026-11-27', { 'premises.fit': false });
    await at('2026-11-27 15:59');
    expect((await alertsOf(t.db, HERE)).filter((one) => one.kind === 'regressed')).toEqual([]);
    await at('2026-11-27 16:01');
    expect((await alertsOf(t.db, HERE)).at(-1)).toMatchObject({ kind: 'regressed', state: 'open' });
    const [alert] = await t.db.sql`select facts from alert where kind = 'regressed'`;
    expect(alert?.facts).toEqual({
      day: '2026-11-27',
      to: 'yellow',
      lacking: ['premises.fit'],
      next: { day: '2026-11-30', cutoff: '16:00' },
    });
    t.clock.set('2026-11-27 16:30');
    await report('2026-11-27');
    await at('2026-11-27 16:31');
    expect((await alertsOf(t.db, HERE)).at(-1)).toMatchObject({
      kind: 'regressed',
      resolution: 'green_again',
    });
  });

  it('ends a missing day that has locked', async () => {
    const elsewhere = (await alertsOf(t.db, '10525')).filter((one) => one.kind === 'record_missing');
    expect(elsewhere.find((one) => one.subject === '2026-11-17')).toMatchObject({ resolution: 'locked' });
    expect(elsewhere.find((one) => one.subject === '2026-11-27')).toMatchObject({ state: 'open' });
  });

  it('ends all that is open of a locality that has ended, on the day after', async () => {
    await t.db.sql`update locality set valid_to = '2026-11-30' where code = '10507'`;
    await t.db.sql`update registry_version set version = version + 1`;
    await at('2026-11-30 16:01');
    const isOpen = (one: { state: string }) => one.state !== 'resolved';
    expect((await alertsOf(t.db, '10507')).filter(isOpen)).not.toEqual([]);
    await at('2026-12-01 00:01');
    expect((await alertsOf(t.db, '10507')).filter(isOpen)).toEqual([]);
    expect((await alertsOf(t.db, '10507')).map((one) => one.resolution)).toContain('locality_ended');
  });
});

describe('alerts that nobody hears', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    await t.tick();
  });
  afterAll(() => t.stop());

  it('are counted: no contact, or a contact without an address', async () => {
    await somebodyReports(await t.caller('department', '31'), '2026-11-19', '10525');
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: null });
    await addContact(t.db, { locality: HERE, name: 'Trần Văn Cường', email: ' ' });
    await addContact(t.db, { locality: '10507', name: 'Lê Thị Bình', email: 'binh@xa.example' });
    const alerts = alertJob(t.db, t.service.registry);
    const counts = await runJob(alerts, instant('2026-11-19 14:31'));
    expect(counts).toMatchObject({ opened: 113, messages: 1, no_contact: 111, no_address: 2 });
  });
});

describe('two instances at the same moment', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    t.clock.set('2026-11-19 15:30');
    await somebodyReports(await t.caller('department', '31'), '2026-11-19');
    t.clock.set('2026-11-19 16:01');
  });
  afterAll(() => t.stop());

  it('open each alert once between them, with one message', async () => {
    const now = instant('2026-11-19 16:01');
    const registry = await t.service.registry.fresh();
    const programme = registry.programmes.get('haiphong-daily');
    if (!programme) throw new Error('the seed programme is missing');
    await closeDay(t.db.sql, registry, { programme, day: '2026-11-19', provinces: ['31'] }, now);
    const others = [connect(t.connection), connect(t.connection), connect(t.connection)];
    await Promise.all([t.db, ...others].map((db) => runJob(alertJob(db, createRegistryCache(db.orm)), now)));
    await Promise.all(others.map((db) => db.close()));
    const [row] = await t.db.sql`
      select count(*)::int as all, count(distinct area)::int as localities from alert where kind = 'record_missing'`;
    expect(row).toEqual({ all: 113, localities: 113 });
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([{ kinds: ['record_missing'] }]);
  });

  it('undo the message and the step together when anything fails', async () => {
    await t.db.sql`truncate alert, alert_notice, outbox, outbox_alert restart identity`;
    await t.db.sql`update transition set consumed_at = null`;
    const failing = alertJob(t.db, t.service.registry, {
      notify: {
        ...enqueue,
        tell: async (...told) => {
          await enqueue.tell(...told);
          throw new Error('killed after the decision');
        },
      },
    });
    await expect(runJob(failing, instant('2026-11-19 16:03'))).rejects.toThrow('killed');
    const [row] = await t.db.sql`
      select (select count(*)::int from alert) as alerts, (select count(*)::int from outbox) as messages,
        (select count(*)::int from alert_notice) as notices`;
    // Deciding that there is an alert is one thing, deciding whom to tell another: the second is done anew.
    expect(row).toEqual({ alerts: 113, messages: 0, notices: 0 });
    const sound = alertJob(t.db, t.service.registry);
    await runJob(sound, instant('2026-11-19 16:04'));
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([{ kinds: ['record_missing'] }]);
  });
});
