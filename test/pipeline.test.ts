import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact, somebodyReports } from './support/alerting.ts';
import { opener } from './support/gap-pages.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2026-11-19';
const REPORTS = '11737';
const SILENT = '11755';

/**
 * The README's picture, running: a day of Hải Phòng from records in to messages out and back to green. Nothing is
 * called but the service over HTTP; its own jobs do the rest, minute by minute, and a real SMTP server takes the mail.
 */
describe('the way of a day', () => {
  let t: TestService;
  let mail: MailServer;
  let department: Caller;
  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({
      now: `${DAY} 08:00`,
      config: { smtpUrl: mail.url, mailFrom: 'phuxanh@so.example', publicUrl: 'https://phuxanh.example' },
    });
    department = await t.caller('department', '31');
    await addContact(t.db, { locality: SILENT, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    await addContact(t.db, { province: '31', name: 'Sở KH&CN', email: 'so@so.example', role: 'department' });
  });
  afterAll(async () => {
    await t.stop();
    await mail.stop();
  });

  const at = async (time: string) => {
    t.clock.set(`${DAY} ${time}`);
    await t.tick();
  };
  const post = async (caller: Caller, locality: string) => {
    const values = greenValues(await t.service.registry.fresh(), DAY);
    return await caller.post('/api/v1/records', { locality, day: DAY, values });
  };
  const summary = async () =>
    (await department.get(`/api/v1/status?province=31&day=${DAY}&limit=5000`)).body.summary;
  const alerts = async () =>
    (await department.get(`/api/v1/alerts?locality=${SILENT}`)).body.items.map(
      (one: { kind: string; state: string }) => `${one.kind} ${one.state}`,
    );
  const page = async (path: string) => (await (await opener(t, department))(path)).text;

  it('begins with a record, which is judged as it is stored', async () => {
    const posted = await post(await t.caller('officer', REPORTS), REPORTS);
    expect(posted.status).toBe(201);
    expect(posted.body).toMatchObject({
      revision: 1,
      reporting: 'on_time',
      status: { colour: 'green', percent: 100 },
    });
  });

  it('is collected into status and gaps', async () => {
    await at('08:01');
    expect(await summary()).toMatchObject({ green: 1, grey: 113, expected: 114, received: 1, onTime: 1 });
    const { body: gaps } = await department.get('/api/v1/gaps?province=31&limit=5000');
    const registry = await t.service.registry.fresh();
    const required = [...registry.indicatorsOn(DAY).values()].filter((one) => one.required).length;
    expect(gaps.items).toHaveLength(113 * required);
    expect(gaps.items[0]).toMatchObject({ state: 'unknown', since: DAY, ageDays: 0, missing: null });
  });

  it('reminds before the cutoff who has not reported', async () => {
    await at('14:31');
    await at('14:32');
    expect(await alerts()).toEqual(['record_due_soon open']);
    expect(mail.of('an@xa.example')).toHaveLength(1);
  });

  it('closes after the cutoff, and tells who is missing by one letter', async () => {
    t.clock.set(`${DAY} 15:30`);
    await somebodyReports(department, DAY);
    await at('16:02');
    await at('16:03');
    expect(await summary()).toMatchObject({ missing: 112, onTime: 2 });
    expect(await alerts()).toEqual(['record_missing open', 'record_due_soon resolved']);
    const [, letter, ...more] = mail.of('an@xa.example');
    expect(more).toHaveLength(0);
    expect(letter?.header('subject')).toMatch(/chưa gửi báo cáo ngày 19\/11\/2026$/);
    expect(letter?.text).toContain('Kính gửi anh/chị Nguyễn Văn An,');
    expect(letter?.text).toContain('https://phuxanh.example/');
    expect(letter?.html).toContain('Kính gửi anh/chị Nguyễn Văn An,');
    const id = /^<(.+)@so\.example>$/.exec(letter?.header('message-id') ?? '')?.[1];
    expect((await (await t.caller('admin', '*')).get('/api/v1/outbox?state=sent')).body.items).toContainEqual(
      expect.objectContaining({ id, attempts: 1 }),
    );
  });

  it('shows on the pages, until the late record ends it', async () => {
    expect(await page(`/don-vi/${SILENT}`)).toContain('chưa báo cáo');
    t.clock.set(`${DAY} 16:30`);
    expect((await post(await t.caller('officer', SILENT), SILENT)).body.reporting).toBe('late');
    await at('16:31');
    expect(await alerts()).toEqual(['record_missing resolved', 'record_due_soon resolved']);
    expect(await summary()).toMatchObject({ green: 2, missing: 111, late: 1 });
    expect(await page('/bang-theo-doi')).toContain('111 đơn vị');
    expect(mail.of('an@xa.example')).toHaveLength(2);
  });
});
