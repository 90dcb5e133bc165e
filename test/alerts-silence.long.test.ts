import { afterEach, beforeEach, expect, it } from 'vitest';
import { addContact, somebodyReports } from './support/alerting.ts';
import { type MailServer, reply, startMailServer } from './support/mail-server.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const HERE = '11737';

/** A silence over what has been decided and not been sent. 2026-03-05 is a Thursday. */
let t: TestService;
let mail: MailServer;
let department: Caller;
let takes = false;
beforeEach(async () => {
  takes = false;
  mail = await startMailServer({ onConnect: (_, done) => done(takes ? null : reply(421)) });
  t = await startTestService({ now: '2026-03-05 08:00', config: { smtpUrl: mail.url } });
  department = await t.caller('department', '31');
  await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
  t.clock.set('2026-03-05 15:30');
  await somebodyReports(department, '2026-03-05');
});
afterEach(async () => {
  await t.stop();
  await mail.stop();
});

async function rounds(...times: string[]): Promise<void> {
  for (const time of times) {
    t.clock.set(time);
    await t.tick();
  }
}

it('takes it back once, keeps still while it lasts, and lets it be said as it ends', async () => {
  await rounds('2026-03-05 16:01');
  takes = true;
  t.clock.set('2026-03-05 16:02');
  const typhoon = { area: '31', endsAt: '2026-03-06T09:00:00+07:00', reason: 'Bão' };
  expect((await department.post('/api/v1/silences', typhoon)).status).toBe(201);
  await rounds(
    '2026-03-05 16:10',
    '2026-03-05 16:11',
    '2026-03-05 16:12',
    '2026-03-05 16:40',
    '2026-03-06 08:59',
  );
  expect(mail.received).toEqual([]);
  // One that was taken back, and no more begun only to be taken back.
  expect(await t.db.sql`select state, reason from outbox`).toMatchObject([{ state: 'dropped' }]);
  const { body } = await department.get(`/api/v1/alerts?state=open&locality=${HERE}`);
  const story = await department.get(`/api/v1/alerts/${body.items[0].id}`);
  expect(story.body).toMatchObject({ waiting: 'silenced', next: [{ role: 'officer' }, { role: 'leader' }] });
  await rounds('2026-03-06 09:00', '2026-03-06 09:01');
  expect(mail.of('an@xa.example')).toHaveLength(1);
});
