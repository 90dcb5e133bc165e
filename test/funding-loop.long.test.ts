import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact } from './support/alerting.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { postForm, sessionOf } from './support/person.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [A, B] = ['11737', '10507'];
const SCANNER = 'equipment.scanner';

/** The loop from a gap to a record that shows what was handed over, by records as they come in day by day. */
describe('what is paid for', () => {
  let t: TestService;
  let mail: MailServer;
  let finance: Caller;
  let department: Caller;
  let officer: Caller;
  let path = '';
  const day = '2026-04-09';
  const report = async (locality: string, on: string, have: number, need = 6) => {
    const caller = await t.caller('officer', locality);
    const values = { [SCANNER]: { have, need } };
    const answer = await caller.post('/api/v1/records', { locality, day: on, values });
    expect([200, 201]).toContain(answer.status);
  };
  const page = async (as: Caller | string, at: string) => {
    const cookie = typeof as === 'string' ? as : await sessionOf(t, as.token);
    const answer = await fetch(t.address + at, { headers: { cookie, accept: 'text/html' } });
    expect([at, answer.status]).toEqual([at, 200]);
    return await answer.text();
  };
  const gapOf = async (locality: string, as = department) =>
    (await as.get(`/api/v1/gaps?indicator=${SCANNER}&limit=5000`)).body.items.find(
      (one: { locality: { code: string } }) => one.locality.code === locality,
    );
  const needOf = async (locality: string) =>
    (await finance.get(`/api/v1/funding/needs?indicator=${SCANNER}&locality=${locality}`)).body.items[0];
  const kinds = async (as: Caller) =>
    (await as.get('/api/v1/alerts?state=open')).body.items.map((one: { kind: string }) => one.kind);

  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({ now: `${day} 08:00`, config: { smtpUrl: mail.url } });
    await t.tick();
    finance = await t.caller('finance', '31');
    department = await t.caller('department', '31');
    officer = await t.caller('officer', A);
    await report(A, day, 1);
    await report(B, day, 2);
    await finance.post('/api/v1/funding/prices', {
      ...{ item: SCANNER, unitPrice: 21_000_000, ceiling: 22_000_000, basis: '', province: '31' },
      validFrom: '2026-04-01',
    });
    const made = await finance.post('/api/v1/funding/proposals', {
      ...{ title: 'Máy quét', province: '31', needs: { indicator: SCANNER } },
    });
    path = `/api/v1/funding/proposals/${made.body.id}`;
    await finance.post(`${path}/submission`, {});
    await finance.post(`${path}/approval`, { paper: 'QĐ 7/QĐ-UBND' });
  });
  afterAll(async () => {
    await t.stop();
    await mail.stop();
  });

  it('stands beside the gap, without an amount, for everybody who sees the gap', async () => {
    expect(await gapOf(A)).toMatchObject({ missing: 5, funding: 'proposed', allocated: 0, delivered: 0 });
    const lines = [
      { locality: A, item: SCANNER, quantity: 4 },
      { locality: B, item: SCANNER, quantity: 4 },
    ];
    await finance.post(`${path}/allocations`, { lines, source: 'Chi thường xuyên' });
    expect(await gapOf(A, await t.caller('leader', '31'))).toMatchObject({
      ...{ missing: 5, funding: 'allocated', allocated: 4, delivered: 0, shown: 0 },
    });
    const csv = await (
      await fetch(`${t.address}/api/v1/gaps?indicator=${SCANNER}&format=csv`, {
        headers: { authorization: `Bearer ${department.token}` },
      })
    ).text();
    const row = csv.split('\r\n').find((line) => line.startsWith(A));
    expect(row?.endsWith(',đã cấp kinh phí,4,0')).toBe(true);
    for (const at of ['/bang-theo-doi', '/con-thieu'])
      expect(await page(department, at)).toContain('đã cấp kinh phí');
    expect(await page(finance, `/con-thieu?indicator=${SCANNER}`)).toContain(
      `/kinh-phi/nhu-cau?indicator=${SCANNER}`,
    );
    // Who sees no money is led to none.
    expect(await page(await t.caller('leader', '31'), '/con-thieu')).not.toContain('/kinh-phi/nhu-cau');
  });

  it('is said in a reminder that somebody sends', async () => {
    await addContact(t.db, { locality: A, name: 'Nguyễn Thị An', email: 'a@example.gov.vn' });
    const sent = await department.post('/api/v1/reminders', {
      filter: { province: '31', indicator: SCANNER },
    });
    expect(sent.body.reached).toBe(1);
    t.clock.set(`${day} 08:01`);
    await t.tick();
    const [letter] = mail.of('a@example.gov.vn');
    expect(letter?.text).toMatch(/Máy quét[^;]*\(thiếu 5 [^,]*, đã cấp kinh phí\)/);
  });

  it('is looked for in the next record: a line for the commune, a row for the reviewer', async () => {
    for (const [locality, quantity] of [
      [A, 3],
      [B, 4],
    ] as const)
      await finance.post(`${path}/deliveries`, { locality, item: SCANNER, quantity, day, minutes: 'BB 3' });
    expect(await needOf(A)).toMatchObject({
      recorded: 5,
      missing: 2,
      open: 1,
      funding: 'delivered',
      flag: null,
    });
    t.clock.set('2026-04-10 09:00');
    await report(A, '2026-04-10', 3);
    await report(B, '2026-04-10', 6);
    await t.tick();
    // Two of three: needed are three by the record, less the one that is looked for.
    expect(await needOf(A)).toMatchObject({
      ...{ recorded: 3, missing: 2, allocated: 4, delivered: 3, shown: 2, funding: 'not_shown' },
      flag: { delivered: 3, recorded: 2, messageVi: 'Đã cấp 3, ghi nhận tăng 2.' },
    });
    expect(await gapOf(A)).toMatchObject({ missing: 3, funding: 'not_shown', delivered: 3, shown: 2 });
    // All of what the other got is in its record: it lacks nothing more.
    expect(await gapOf(B)).toBeUndefined();
    expect(await page(officer, '/')).toContain('báo cáo chưa ghi nhận đủ');
    expect(await page(department, '/')).toContain('báo cáo chưa ghi nhận đủ');
    const queue = await page(department, '/ra-soat');
    expect(queue).toContain('Đã bàn giao, báo cáo chưa ghi nhận đủ');
    expect(queue).toContain('Đã cấp 3, ghi nhận tăng 2. Lần bàn giao gần nhất ngày 9/4/2026');
    expect(await kinds(officer)).toContain('delivery_not_shown');
  });

  it('is told by reports: how much is funded, delivered and shown', async () => {
    t.clock.set('2026-04-10 17:00');
    await t.tick();
    const made = await department.post('/api/v1/reports', {
      ...{ kind: 'daily', province: '31', day: '2026-04-10' },
    });
    expect(made.status).toBe(201);
    const { figures } = (await department.get(`/api/v1/reports/${made.body.id}`)).body;
    expect(figures.funding).toEqual({
      ...{ allocated: 8, delivered: 7, shown: 6 },
      gaps: expect.objectContaining({ not_shown: 1, allocated: 0, delivered: 0 }),
    });
    expect(await page(department, `/bao-cao-tong-hop/${made.body.id}`)).toContain(
      'Đã cấp kinh phí cho 8 thiết bị, đã bàn giao 7, báo cáo đã ghi nhận 6.',
    );
    // What is written down afterwards moves nothing of a day that is past.
    await finance.post(`${path}/deliveries`, { locality: A, item: SCANNER, quantity: 1, day: '2026-04-10' });
    t.clock.set('2026-04-20 09:00');
    await t.tick();
    expect((await department.get(`/api/v1/reports/${made.body.id}`)).body.figures.funding).toEqual(
      figures.funding,
    );
  });

  it('is looked for no more once a reviewer says that the record is right', async () => {
    await report(A, '2026-04-20', 3);
    await report(B, '2026-04-20', 6);
    t.clock.set('2026-04-20 09:01');
    await t.tick();
    expect(await needOf(A)).toMatchObject({ flag: { messageVi: 'Đã cấp 4, ghi nhận tăng 2.' }, missing: 1 });
    const cookie = await sessionOf(t, department.token);
    const html = await page(cookie, '/ra-soat');
    const csrf = /name="csrf" value="([\w-]+)"/.exec(html)?.[1] ?? '';
    expect(html).toContain('Đã cấp 4, ghi nhận tăng 2.');
    const [row] = await t.db.sql<
      { id: number }[]
    >`select id from flag where locality = ${A} and state = 'open'
      and kind = 'delivery_not_shown'`;
    const decided = await postForm(
      t,
      '/ra-soat',
      { csrf, flag: String(row?.id), decision: 'verified', reason: 'Hai máy hỏng, đã trả.' },
      { cookie },
    );
    expect(decided.status).toBe(303);
    t.clock.set('2026-04-20 09:02');
    await t.tick();
    expect(await needOf(A)).toMatchObject({ flag: null, missing: 3, shown: 2 });
    expect(await kinds(officer)).not.toContain('delivery_not_shown');
    expect(await page(officer, '/')).not.toContain('báo cáo chưa ghi nhận đủ');
  });
});
