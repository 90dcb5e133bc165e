import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact, openAndTell, somebodyReports } from './support/alerting.ts';
import { type MailServer, reply, startMailServer } from './support/mail-server.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const HERE = '11737';

/** What the service itself does, jobs and all, as seen over HTTP. 2026-11-19 is a Thursday. */
describe('alerts and outbox over HTTP', () => {
  let t: TestService;
  let department: Caller;
  let officer: Caller;
  let admin: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    department = await t.caller('department', '31');
    officer = await t.caller('officer', HERE);
    admin = await t.caller('admin', '*');
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    t.clock.set('2026-11-19 15:30');
    await somebodyReports(department, '2026-11-19');
    t.clock.set('2026-11-19 16:02');
    await t.tick();
  });
  afterAll(() => t.stop());

  it('lists what is open, in words of both languages', async () => {
    const { status, body } = await officer.get('/api/v1/alerts?state=open');
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          id: expect.any(Number),
          kind: 'record_missing',
          programme: 'haiphong-daily',
          area: HERE,
          locality: { code: HERE, name: expect.any(String), type: expect.any(String), province: '31' },
          subject: '2026-11-19',
          state: 'open',
          openedAt: '2026-11-19T16:02:00.000+07:00',
          resolvedAt: null,
          resolution: null,
          reason: expect.stringContaining('has not reported for 19/11/2026'),
          reasonVi: expect.stringContaining('chưa gửi báo cáo ngày 19/11/2026'),
          severity: 'normal',
          stepsTaken: 1,
          stepRole: 'officer',
          owner: null,
          promisedOn: null,
        },
      ],
      nextCursor: null,
    });
  });

  it('shows an area only its own', async () => {
    expect((await department.get('/api/v1/alerts?limit=5000')).body.items).toHaveLength(113);
    expect((await department.get(`/api/v1/alerts?locality=${HERE}`)).body.items).toHaveLength(1);
    const elsewhere = await officer.get('/api/v1/alerts?locality=10507');
    const nowhere = await officer.get('/api/v1/alerts?locality=99999');
    expect([elsewhere.status, nowhere.status]).toEqual([404, 404]);
    expect(elsewhere.body).toEqual(nowhere.body);
    const other = await t.caller('viewer', '01');
    expect((await other.get('/api/v1/alerts')).body).toEqual({ items: [], nextCursor: null });
  });

  it('shows what belongs to no programme where none asks anything, too', async () => {
    const [there] = await t.db.sql<
      { code: string }[]
    >`select code from locality where province = '01' limit 1`;
    const area = there?.code ?? '';
    const validTo = '2026-12-01';
    const of = { certificate: 1, certificateKind: 'device', holder: null, serial: null } as const;
    const facts = { ...of, validTo, expired: false };
    const certificate = {
      programme: '*',
      area,
      kind: 'certificate_expiring',
      subject: validTo,
      facts,
    } as const;
    await openAndTell(t.db, t.service.registry, [certificate], t.clock.now());
    const hanoi = await t.caller('department', '01');
    const { body } = await hanoi.get('/api/v1/alerts');
    expect(body.items).toMatchObject([{ area, kind: 'certificate_expiring' }]);
    expect((await hanoi.get(`/api/v1/alerts?locality=${area}`)).body).toEqual(body);
    expect((await department.get('/api/v1/alerts?kind=certificate_expiring')).body.items).toEqual([]);
    const [{ id }] = body.items;
    const taken = { owner: 'An', reason: 'Đang gia hạn', promisedOn: '2026-11-27' };
    expect((await hanoi.get(`/api/v1/alerts/${id}`)).status).toBe(200);
    expect((await hanoi.post(`/api/v1/alerts/${id}/acknowledgement`, taken)).status).toBe(200);
    const silence = { area, endsAt: '2026-11-20T08:00:00+07:00', reason: 'Bão' };
    expect((await hanoi.post('/api/v1/silences', silence)).status).toBe(201);
    expect((await (await t.caller('admin', '01')).get('/api/v1/outbox')).status).toBe(200);
  });

  it('pages through all of them, newest first', async () => {
    const ids: number[] = [];
    let path: string | null = '/api/v1/alerts?limit=50';
    let pages = 0;
    while (path !== null) {
      const { body }: { body: { items: { id: number }[]; nextCursor: string | null } } =
        await department.get(path);
      ids.push(...body.items.map((one) => one.id));
      path = body.nextCursor === null ? null : `/api/v1/alerts?limit=50&cursor=${body.nextCursor}`;
      pages++;
    }
    expect(pages).toBe(3);
    expect(ids).toHaveLength(113);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  });

  it.each([
    '/api/v1/alerts?state=gone',
    '/api/v1/alerts?limit=0',
    '/api/v1/alerts?cursor=x',
    '/api/v1/alerts?sort=up',
    '/api/v1/alerts?programme=none',
    '/api/v1/outbox?state=gone',
    '/api/v1/outbox?cursor=WzFd',
  ])('refuses %s', async (path) => {
    const { status, body } = await admin.get(path);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'invalid_query' });
  });

  it('shows the outbox to admins only, with the text as it would go out', async () => {
    expect((await department.get('/api/v1/outbox')).status).toBe(403);
    const { body } = await admin.get('/api/v1/outbox?state=waiting');
    expect(body).toEqual({
      items: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          recipient: 'Nguyễn Văn An',
          address: 'an@xa.example',
          channel: 'email',
          state: 'waiting',
          notBefore: '2026-11-19T16:02:00.000+07:00',
          createdAt: '2026-11-19T16:02:00.000+07:00',
          attempts: 0,
          sentAt: null,
          ...{ reasonCode: null, reason: null, reasonVi: null },
          subject: expect.stringContaining('chưa gửi báo cáo ngày 19/11/2026'),
          body: expect.stringContaining('Kính gửi anh/chị Nguyễn Văn An,'),
          alerts: [expect.any(Number)],
        },
      ],
      nextCursor: null,
    });
  });

  it('sends through the mail server that is set, and keeps what was said', async () => {
    const mail: MailServer = await startMailServer();
    const withMail = await startTestService({
      now: '2026-11-19 16:05',
      on: t,
      config: { smtpUrl: mail.url, mailFrom: 'phuxanh@so.example', publicUrl: 'https://phuxanh.example' },
    });
    await withMail.tick();
    await withMail.stop();
    await mail.stop();
    const [letter] = mail.of('an@xa.example');
    const { body } = await admin.get('/api/v1/outbox?state=sent');
    expect(body.items).toMatchObject([
      {
        state: 'sent',
        attempts: 1,
        sentAt: '2026-11-19T16:05:00.000+07:00',
        subject: letter?.header('subject'),
      },
    ]);
    // The link that opens the work without signing in is for its reader alone.
    const text = letter?.text.replaceAll('\r\n', '\n').trim();
    expect(text).toMatch(/phuxanh\.example\/xu-ly\/[\w-]{43}$/m);
    expect(text?.replace(/xu-ly\/[\w-]{43}/, 'xu-ly/…')).toBe(body.items[0].body.trim());
    expect(letter?.text).toContain('https://phuxanh.example/');
  });

  it('shows a run as failed when the mail server is not set up right', async () => {
    const mail = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(reply(535, 'wrong password')),
    });
    t.clock.set('2026-11-20 15:30');
    await somebodyReports(department, '2026-11-20');
    const withMail = await startTestService({
      now: '2026-11-20 16:02',
      on: t,
      config: { smtpUrl: mail.url.replace('//', '//user:bad@') },
    });
    await withMail.tick();
    await withMail.stop();
    await mail.stop();
    const { body } = await admin.get('/api/v1/jobs?job=dispatch&outcome=failed');
    expect(body.items[0]).toMatchObject({ error: expect.stringContaining('wrong password') });
    const { body: outbox } = await admin.get('/api/v1/outbox?state=waiting');
    expect(outbox.items).toMatchObject([{ attempts: 0, reason: expect.stringContaining('wrong password') }]);
  });
});
