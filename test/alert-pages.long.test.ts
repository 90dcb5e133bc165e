import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { severityOf } from '../src/alerts/severity-rules.ts';
import { addContact, somebodyReports } from './support/alerting.ts';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const DAY = '2026-11-19';
const PROMISED = '2026-11-24';

/** What people see of alerts and do about them. 2026-11-19 is a Thursday. */
describe('pages of alerts', () => {
  let t: TestService;
  let officer: PageBrowser;
  let department: PageBrowser;
  let viewer: PageBrowser;
  let elsewhere: PageBrowser;
  let missing: number;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    for (const [login, role, area] of [
      ['canbo', 'officer', HERE],
      ['soxd', 'department', '31'],
      ['xem', 'viewer', '31'],
      ['khac', 'officer', '10507'],
    ] as const)
      await createPerson(t, { login, role, area });
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    await addContact(t.db, { locality: HERE, name: 'Lê Thị Bình', email: 'binh@xa.example', role: 'leader' });
    t.clock.set(`${DAY} 15:30`);
    await somebodyReports(await t.caller('department', '31'), DAY);
    t.clock.set(`${DAY} 16:02`);
    await t.tick();
    officer = await pageBrowser(t, 'canbo');
    department = await pageBrowser(t, 'soxd');
    viewer = await pageBrowser(t, 'xem');
    elsewhere = await pageBrowser(t, 'khac');
    const [row] = await t.db.sql`select id from alert where area = ${HERE} and kind = 'record_missing'`;
    missing = row?.id;
  });
  afterAll(() => t.stop());

  const given = { owner: 'Nguyễn Văn An', reason: 'Máy hỏng, đang sửa', promisedOn: PROMISED };
  const plain = (text: string) =>
    text
      .replace(/<[^>]*>/g, ' ')
      .replaceAll('\u00a0', ' ')
      .replace(/\s+/g, ' ');

  it('lists what is open in the area, with counts that lead on', async () => {
    const { status, text } = await officer.get('/canh-bao');
    expect(status).toBe(200);
    expect(plain(text)).toContain('Chưa xử lý : 1'.replace(' :', ':'));
    expect(text).toContain(`href="/canh-bao/${missing}"`);
    expect(text).toContain('chưa gửi báo cáo ngày 19/11/2026');
    expect((await elsewhere.get('/canh-bao?state=all')).text).not.toContain(`/canh-bao/${missing}"`);
  });

  it('keeps kind, state and locality in the address, and pages', async () => {
    const all = (await department.get('/canh-bao')).text;
    expect(all).toContain('page=2');
    expect(plain((await department.get('/canh-bao?page=2')).text)).toMatch(/51–\d+ trong \d+/);
    const one = (await department.get(`/canh-bao?kind=record_missing&locality=${HERE}`)).text;
    expect(one.match(/href="\/canh-bao\/\d+"/g)).toEqual([`href="/canh-bao/${missing}"`]);
    expect(one).toContain(`href="/canh-bao?kind=record_missing&amp;locality=${HERE}&amp;state=all"`);
    expect((await department.get('/canh-bao?kind=regressed')).text).toContain('Không có cảnh báo phù hợp');
    const typo = await department.get('/canh-bao?locality=khong-co');
    expect([typo.status, typo.text.includes('Không thấy đơn vị này')]).toEqual([200, true]);
    expect((await department.get('/canh-bao?kind=no-such')).status).toBe(422);
  });

  it('leads there from the locality and the list of gaps', async () => {
    expect((await officer.get(`/don-vi/${HERE}`)).text).toContain(`href="/canh-bao/${missing}"`);
  });

  it('tells the whole story, and whom the ladder tells next', async () => {
    const text = plain((await officer.get(`/canh-bao/${missing}`)).text);
    expect(text).toContain('16:02 19/11/2026 Phát sinh cảnh báo');
    expect(text).toContain('Cán bộ báo cáo: đã báo cho 1 người.');
    expect(text).toContain('Nguyễn Văn An, email: chờ gửi');
    expect(text).toContain('Lãnh đạo, trong giờ làm việc');
    expect(text).toContain('Chờ đến 16:02 20/11/2026');
  });

  it('says to who looks after others that what is asked is asked of the unit', async () => {
    expect((await officer.get(`/canh-bao/${missing}`)).text).not.toContain('Lời nhắc đơn vị');
    expect((await department.get(`/canh-bao/${missing}`)).text).toContain('Lời nhắc đơn vị');
  });

  it('names nobody to whom it is no business', async () => {
    const text = plain((await viewer.get(`/canh-bao/${missing}`)).text);
    expect(text).toContain('đã báo cho 1 người');
    expect(text).not.toContain('Nguyễn Văn An');
    expect(text).not.toContain('Nhận xử lý');
  });

  it('gives what a mail server said to whoever may read whom it spoke of', async () => {
    await t.db.sql`update outbox set reason = '{"code": "says", "said": "450 <an@xa.example>: greylisted"}'`;
    expect((await viewer.get(`/canh-bao/${missing}`)).text).not.toContain('an@xa.example');
    expect((await officer.get(`/canh-bao/${missing}`)).text).toContain('an@xa.example');
    await t.db.sql`update outbox set reason = null`;
  });

  it('is not there for another area', async () => {
    expect((await elsewhere.get(`/canh-bao/${missing}`)).status).toBe(404);
    expect((await elsewhere.post(`/canh-bao/${missing}/nhan-xu-ly`, given)).status).toBe(404);
    expect((await officer.get('/canh-bao/999999')).status).toBe(404);
  });

  it('says all that is wrong at once, each at its field', async () => {
    const { status, text } = await officer.post(`/canh-bao/${missing}/nhan-xu-ly`, {
      owner: ' ',
      reason: '',
      promisedOn: '2026-11-18',
    });
    expect(status).toBe(422);
    for (const field of ['owner', 'reason', 'promisedOn']) expect(text).toContain(`id="${field}-error"`);
    expect(text).toContain('Ngày hẹn phải từ hôm nay');
  });

  it('fills in the name of who reads', async () => {
    expect((await officer.get(`/canh-bao/${missing}`)).text).toMatch(/id="owner"[^>]*value="Người canbo"/);
  });

  it('is taken on, says so, and stops telling', async () => {
    const { status, to } = await officer.post(`/canh-bao/${missing}/nhan-xu-ly`, given);
    expect([status, to]).toEqual([303, `/canh-bao/${missing}?done=nhan`]);
    const text = plain((await officer.get(to ?? '')).text);
    expect(text).toContain('Đã ghi nhận: Nguyễn Văn An xử lý, hẹn hoàn thành ngày 24/11/2026.');
    expect(text).toContain('Đã có người xử lý. Quá ngày hẹn 24/11/2026');
    expect(text).toContain('Lý do: Máy hỏng, đang sửa');
    expect(text).toContain('Người nhập: Người canbo.');
    const list = plain((await officer.get('/canh-bao?state=acknowledged')).text);
    expect(list).toContain('Người xử lý: Nguyễn Văn An , hẹn hoàn thành 24/11/2026');
    const [audit] = await t.db.sql`select actor, target, after from audit where action = 'alert.acknowledge'`;
    expect(audit).toMatchObject({
      actor: 'canbo',
      target: `${missing} ${HERE} record_missing`,
      after: given,
    });
  });

  it('is promised anew, with what was said before filled in', async () => {
    const page = (await department.get(`/canh-bao/${missing}`)).text;
    expect(page).toContain('Đổi người xử lý hoặc hẹn lại');
    expect(page).toMatch(/id="owner"[^>]*value="Nguyễn Văn An"/);
    await department.post(`/canh-bao/${missing}/nhan-xu-ly`, { ...given, promisedOn: '2026-11-25' });
    expect(plain((await officer.get(`/canh-bao/${missing}`)).text)).toContain(
      'hẹn hoàn thành ngày 25/11/2026',
    );
  });

  it('says why it ended, and takes nothing on any more', async () => {
    const caller = await t.caller('officer', HERE);
    await caller.post('/api/v1/records', { locality: HERE, day: DAY, values: { 'network.lan': true } });
    t.clock.set(`${DAY} 16:10`);
    await t.tick();
    const text = plain((await officer.get(`/canh-bao/${missing}`)).text);
    expect(text).toContain('Kết thúc: Phường Nam Đồ Sơn đã gửi báo cáo ngày 19/11/2026.');
    expect(text).not.toContain('Đổi người nhận');
    const late = await officer.post(`/canh-bao/${missing}/nhan-xu-ly`, given);
    expect([late.status, late.text.includes('Việc này đã xong')]).toEqual([409, true]);
  });

  describe('triage', () => {
    it.each([
      ['a report missing since today', { kind: 'record_missing', stepsTaken: 1 }, 0, 'normal'],
      ['the same, of whom the leader was told', { kind: 'record_missing', stepsTaken: 2 }, 0, 'high'],
      ['the same, three days old', { kind: 'record_missing', stepsTaken: 2 }, 3, 'urgent'],
      ['a word that was broken', { kind: 'promise_passed', stepsTaken: 1 }, 0, 'high'],
      ['nothing wrong yet', { kind: 'record_due_soon', stepsTaken: 1 }, 0, 'normal'],
      ['old, but taken on', { kind: 'record_missing', stepsTaken: 2, state: 'acknowledged' }, 9, 'normal'],
      ['ended', { kind: 'promise_passed', stepsTaken: 3, state: 'resolved' }, 9, null],
    ] as const)('weighs %s', (_, of, days, severity) => {
      const openedAt = new Date('2026-11-19T10:00:00Z');
      const now = new Date(openedAt.getTime() + days * 86_400_000);
      expect(severityOf({ state: 'open', openedAt, ...of }, now)).toBe(severity);
    });

    it('groups by unit or kind, and each count leads to its alerts', async () => {
      const units = (await department.get('/canh-bao?group=unit')).text;
      expect(units).toMatch(/href="\/canh-bao\?locality=\d{5}"/);
      const kinds = (await department.get('/canh-bao?group=kind')).text;
      expect(kinds).toContain('href="/canh-bao?kind=record_missing"');
      const file = (await department.get('/canh-bao?format=csv')).text;
      expect(file.split('\r\n')[0]).toContain('Mức độ,Đã nhắc đến,Người nhận gần nhất,Nhận lúc');
      expect((await viewer.get('/canh-bao')).text).not.toContain('name="alert"');
    });

    it('takes several on with one form, and by the API', async () => {
      const caller = await t.caller('department', '31');
      const open = (await caller.get('/api/v1/alerts?state=open&kind=record_missing')).body.items;
      expect(open[0]).toMatchObject({ severity: 'normal', stepsTaken: 1, stepRole: 'officer' });
      const [a, b, c] = open.map((one: { id: number }) => one.id);
      const form = await department.get(`/canh-bao/nhan-xu-ly?alert=${a}&alert=${b}&alert=x`);
      expect(form.text.match(/name="alert" value="\d+" checked/g)).toHaveLength(2);
      const to = '/canh-bao/nhan-xu-ly?next=%2Fcanh-bao%3Fgroup%3Dunit';
      expect((await department.post(to, { ...given, alert: [String(a)], owner: '' })).status).toBe(422);
      expect((await department.post(to, { ...given })).status).toBe(422);
      const done = await department.post(to, { ...given, alert: [String(a), String(b)] });
      expect([done.status, done.to]).toEqual([303, '/canh-bao?group=unit&done=nhan']);
      const taken = await caller.post('/api/v1/alerts/acknowledgements', { ...given, alerts: [a, b, c] });
      expect([taken.status, taken.body]).toEqual([200, { taken: 3 }]);
      const other = await t.caller('officer', HERE);
      expect((await other.post('/api/v1/alerts/acknowledgements', { ...given, alerts: [a] })).status).toBe(
        404,
      );
      expect((await elsewhere.get(`/canh-bao/nhan-xu-ly?alert=${missing}`)).text).toContain(
        'Chưa có cảnh báo nào',
      );
    });

    it('goes on to a reminder of the units of what is ticked', async () => {
      const { text } = await department.get(`/nhac-nho?alert=${missing}`);
      expect(text).toContain(`name="units" value="${HERE}"`);
    });
  });
});
