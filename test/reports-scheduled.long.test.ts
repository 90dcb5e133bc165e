import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact } from './support/alerting.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

describe('reports that are drafted by themselves', { timeout: 240_000 }, () => {
  let t: TestService;
  let department: Caller;
  let leader: Caller;
  let admin: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    department = await t.caller('department', '31');
    leader = await t.caller('leader', '31');
    admin = await t.caller('admin', '*');
    await t.db.sql`update programme_settings set deadline = '2025-09-30'`;
    await t.db.sql`update registry_version set version = version + 1`;
    await addContact(t.db, { province: '31', name: 'Sở', email: 'so@so.example', role: 'department' });
    await addContact(t.db, { province: '31', name: 'Lãnh đạo', email: 'ld@so.example', role: 'leader' });
  });
  afterAll(() => t.stop());

  const drafts = async (kind: string) =>
    (await department.get(`/api/v1/reports?kind=${kind}&province=31`)).body.items as {
      id: number;
      state: string;
      createdBy: string;
      period: { from: string; to: string };
    }[];
  const at = async (time: string) => {
    t.clock.set(time);
    await t.tick();
  };
  const waiting = async (kind: string) =>
    (await department.get(`/api/v1/alerts?kind=${kind}`)).body.items as { id: number; state: string }[];

  it('are there after the close of a day, once, whoever else looks; nobody is told of a day’s', async () => {
    await at('2025-09-22 16:00');
    expect(await drafts('daily')).toEqual([]);
    await at('2025-09-22 16:01');
    const [made, ...more] = await drafts('daily');
    expect(more).toEqual([]);
    expect(made).toMatchObject({ state: 'draft', createdBy: 'Hệ thống', period: { to: '2025-09-22' } });
    await t.service.scheduler.runByHand('report', t.clock.now());
    expect(await drafts('daily')).toHaveLength(1);
    expect(await waiting('report_draft')).toEqual([]);
    // Who begins it by hand has that one, and is its author.
    const begun = await department.post('/api/v1/reports', {
      kind: 'daily',
      province: '31',
      day: '2025-09-22',
    });
    expect(begun.status).toBe(201);
    expect(begun.body).toMatchObject({ id: made?.id, createdBy: expect.stringContaining('department') });
    const again = await department.post('/api/v1/reports', {
      kind: 'daily',
      province: '31',
      day: '2025-09-22',
    });
    expect(again.body.code).toBe('report_exists');
  });

  it('are made up for after the service stood still', async () => {
    await at('2025-09-29 17:00');
    expect((await drafts('daily')).map(({ period }) => period.to)).toEqual(
      ['29', '26', '25', '24', '23', '22'].map((day) => `2025-09-${day}`),
    );
    // The programme began after the 20th: its first month is drafted on the last day.
    expect(await drafts('monthly')).toEqual([]);
    expect((await drafts('deadline')).map(({ period }) => period.to)).toEqual(['2025-09-30']);
    expect(await drafts('half_yearly')).toEqual([]);
  });

  it('tell their author, and whoever approves once they are submitted', async () => {
    await at('2025-09-30 08:30');
    expect((await drafts('monthly')).map(({ period }) => period)).toEqual([
      { from: '2025-09-01', to: '2025-09-30' },
    ]);
    expect(await waiting('report_draft')).toHaveLength(2);
    const told = await t.db.sql<{ address: string }[]>`
      select distinct o.address from outbox o join outbox_alert m on m.message = o.id join alert a on a.id = m.alert
      where a.kind = 'report_draft'`;
    expect(told.map((one) => one.address)).toEqual(['so@so.example']);
    const [monthly] = await drafts('monthly');
    const path = `/api/v1/reports/${monthly?.id}`;
    expect((await department.post(`${path}/submission`, {})).status).toBe(200);
    await at('2025-09-30 08:31');
    expect((await waiting('report_draft')).filter(({ state }) => state !== 'resolved')).toHaveLength(1);
    expect(await waiting('report_submitted')).toHaveLength(1);
    const asked = await t.db.sql<{ address: string }[]>`
      select distinct o.address from outbox o join outbox_alert m on m.message = o.id join alert a on a.id = m.alert
      where a.kind = 'report_submitted'`;
    expect(asked.map((one) => one.address)).toEqual(['ld@so.example']);
    expect((await leader.post(`${path}/approval`, {})).body.state).toBe('approved');
    await at('2025-09-30 08:32');
    expect((await waiting('report_submitted')).filter(({ state }) => state !== 'resolved')).toEqual([]);
  });

  it('that fail show on the page of jobs and in a metric, and are taken again', async () => {
    await t.db.sql`create function fail_report() returns trigger language plpgsql as
      $$ begin raise exception 'no room'; end $$`;
    await t.db.sql`create trigger fail before insert on report for each row execute function fail_report()`;
    await at('2025-09-30 16:05');
    const runs = (await admin.get('/api/v1/jobs?job=report')).body.items as {
      slot: string;
      outcome: string;
      error: string;
    }[];
    expect(runs.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      slot: 'daily haiphong-daily 16:01 2025-09-30',
      error: expect.stringContaining('31: '),
    });
    const metrics = await (await fetch(`${t.address}/metrics`)).text();
    expect(metrics).toContain('phuxanh_job_runs_total{job="report",outcome="failed"} 1');
    await t.db.sql`drop trigger fail on report`;
    await t.db.sql`update job_run set next_attempt_at = now() where job = 'report' and outcome = 'failed'`;
    await at('2025-09-30 16:10');
    expect((await drafts('daily'))[0]?.period.to).toBe('2025-09-30');
  });
});
