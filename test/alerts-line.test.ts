import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmailChannel } from '../src/channels/email.ts';
import { createDispatchJob } from '../src/outbox/job.ts';
import { addContact, alertJob, LINKS, NO_LETTERS, runJob, somebodyReports } from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { startTestService, type TestService } from './support/service.ts';

/** From a day without a report to a letter in the officer's mailbox. */
describe('missing → alert → outbox → mail', () => {
  let t: TestService;
  let mail: MailServer;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    mail = await startMailServer();
  });
  afterAll(async () => {
    await mail.stop();
    await t.stop();
  });

  it('tells the officer once, after the close', async () => {
    await addContact(t.db, { locality: '11737', name: 'Nguyễn Văn An', email: 'an@xa.example' });
    t.clock.set('2026-11-19 15:30');
    await somebodyReports(await t.caller('department', '31'), '2026-11-19');
    t.clock.set('2026-11-19 16:02');
    await t.tick();
    const alerts = alertJob(t.db, t.service.registry);
    await runJob(alerts, instant('2026-11-19 16:02'));
    const channel = createEmailChannel({ smtpUrl: mail.url, mailFrom: 'phuxanh@so.example' });
    const dispatch = createDispatchJob({
      sql: t.db.sql,
      registry: t.service.registry,
      channels: [channel],
      links: LINKS,
      letters: NO_LETTERS,
      publicUrl: 'https://phuxanh.example',
    });
    await runJob(dispatch, instant('2026-11-19 16:02'));
    await runJob(dispatch, instant('2026-11-19 16:03'));
    channel.close();

    const [letter, ...more] = mail.of('an@xa.example');
    expect(more).toHaveLength(0);
    expect(letter?.header('subject')).toMatch(/chưa gửi báo cáo ngày 19\/11\/2026$/);
    expect(letter?.text).toContain('Kính gửi anh/chị Nguyễn Văn An,');
    expect(letter?.text).toContain('https://phuxanh.example/');
    expect(letter?.html).toContain('Kính gửi anh/chị Nguyễn Văn An,');
    const [row] = await t.db.sql`select * from outbox`;
    expect(row).toMatchObject({ state: 'sent', attempts: 1 });
    expect(letter?.header('message-id')).toBe(`<${row?.id}@so.example>`);
  });
});
