import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';
import { createMessageLinks } from '../src/outbox/message-link.ts';
import { addContact, messagesTo, somebodyReports } from './support/alerting.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { postForm } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const DAY = '2026-11-19';

/** The link in a message, followed by whoever has it. 2026-11-19 is a Thursday. */
describe('the link of a message', () => {
  let t: TestService;
  let mail: MailServer;
  let path: string;
  let message: string;
  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({ now: `${DAY} 08:00`, config: { smtpUrl: mail.url } });
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    await addContact(t.db, { locality: '10507', name: 'Người khác', email: 'khac@xa.example' });
    const department = await t.caller('department', '31');
    t.clock.set(`${DAY} 15:30`);
    await somebodyReports(department, DAY, '10525');
    t.clock.set(`${DAY} 16:02`);
    await t.tick();
    path = /\/xu-ly\/[\w-]{43}/.exec(mail.of('an@xa.example')[0]?.text ?? '')?.[0] ?? '';
    message = (await messagesTo(t.db, 'an@xa.example'))[0]?.id ?? '';
  });
  afterAll(async () => {
    await t.stop();
    await mail.stop();
  });

  const get = async (to = path) => {
    const answer = await fetch(t.address + to, { headers: { accept: 'text/html' }, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const stateOf = async (area: string) => {
    const [row] = await t.db
      .sql`select id, state, owner from alert where area = ${area} and kind = 'record_missing'`;
    return row as { id: number; state: string; owner: string | null };
  };
  const given = { owner: 'Nguyễn Văn An', reason: 'Máy hỏng', promisedOn: '2026-11-23' };

  it('shows what the message spoke of, however often, and does nothing', async () => {
    for (let times = 0; times < 3; times++) {
      const { status, text } = await get();
      expect(status).toBe(200);
      expect(text).toContain('chưa gửi báo cáo ngày 19/11/2026');
      expect(text).toMatch(/type="checkbox" name="alert" value="\d+" checked/);
      expect(text).toMatch(/id="owner"[^>]*value="Nguyễn Văn An"/);
    }
    await fetch(t.address + path, { method: 'HEAD' });
    expect(await stateOf(HERE)).toMatchObject({ state: 'open' });
  });

  it('shows nothing else, keeps to itself and is kept by nobody', async () => {
    const { headers, text } = await get();
    expect(text).not.toContain('<nav');
    expect(text).not.toContain('Đăng xuất');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('opens in the language of its message, where its reader has chosen no other', async () => {
    const asked = `${path}?language=en`;
    const first = await get(asked);
    expect(first).toMatchObject({ status: 303 });
    expect(first.headers.get('location')).toBe(path);
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    const read = async (to: string, cookie: string) =>
      await (
        await fetch(t.address + to, { headers: { accept: 'text/html', cookie }, redirect: 'manual' })
      ).text();
    expect(await read(path, cookie)).toContain('The work of this message');
    expect(await read(asked, 'language=vi')).toContain('Nội dung cần xử lý');
    expect((await get(`${path}?language=fr`)).status).toBe(200);
  });

  it.each([
    ['made up', '/xu-ly/khong-co'],
    ['of the right length, and not ours', `/xu-ly/${'A'.repeat(43)}`],
    [
      'of another service',
      `/xu-ly/${createMessageLinks('another secret').sign('00000000-0000-4000-8000-000000000000')}`,
    ],
  ])('a token that is %s is not there', async (_, to) => {
    const { status, text } = await get(to);
    const nowhere = await get('/khong-co-trang-nay');
    expect([status, text]).toEqual([
      404,
      nowhere.text.replace('value="/khong-co-trang-nay"', `value="${to}"`),
    ]);
    expect((await postForm(t, to, given)).status).toBe(404);
  });

  it('says all that is wrong at once', async () => {
    const answer = await postForm(t, path, { owner: '', reason: '', promisedOn: '' });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    for (const said of [
      'Chọn ít nhất một việc',
      'id="owner-error"',
      'id="reason-error"',
      'id="promisedOn-error"',
    ])
      expect(text).toContain(said);
  });

  it('takes on none but what it spoke of', async () => {
    const other = await stateOf('10507');
    const answer = await postForm(t, path, { ...given, alert: String(other.id) });
    expect(answer.status).toBe(422);
    expect(await stateOf('10507')).toMatchObject({ state: 'open' });
  });

  it('takes on what is ticked, in the name of who has the message, from whatever page', async () => {
    const { id } = await stateOf(HERE);
    // So say browsers of a form on a page that hides where it is.
    const answer = await postForm(t, path, { ...given, alert: String(id) }, { origin: 'null' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=nhan`]);
    expect(await stateOf(HERE)).toMatchObject({ state: 'acknowledged', owner: 'Nguyễn Văn An' });
    const [audit] = await t.db.sql`select actor, target from audit where action = 'alert.acknowledge'`;
    expect(audit).toEqual({
      actor: 'Nguyễn Văn An <an@xa.example>, qua liên kết trong thư',
      target: `${id} ${HERE} record_missing`,
    });
    const { text } = await get(`${path}?done=nhan`);
    expect(text).toContain('Đã ghi nhận');
    expect(text).toContain('Nguyễn Văn An xử lý, hẹn hoàn thành ngày 23/11/2026');
  });

  it('says that it is over, when it is', async () => {
    const officer = await t.caller('officer', HERE);
    await officer.post('/api/v1/records', { locality: HERE, day: DAY, values: { 'network.lan': true } });
    t.clock.set(`${DAY} 16:10`);
    await t.tick();
    const { text } = await get();
    expect(text).toContain('Các nội dung trong thư này đều đã kết thúc');
    expect(text).not.toContain('<fieldset');
    const { id } = await stateOf(HERE);
    expect((await postForm(t, path, { ...given, alert: String(id) })).status).toBe(422);
  });

  it('is good for thirty days', async () => {
    t.clock.set('2026-12-19 23:50');
    expect((await get()).status).toBe(200);
    t.clock.set('2026-12-20 00:01');
    const { status, text } = await get();
    expect([status, text.includes('Liên kết đã hết hạn')]).toEqual([410, true]);
    expect(text).toContain('/dang-nhap?next=/canh-bao');
    expect((await postForm(t, path, given)).status).toBe(410);
  });

  it('opens nothing of a message to another system', async () => {
    await t.db.sql`update outbox set channel = 'webhook' where id = ${message}`;
    expect((await get()).status).toBe(404);
  });

  it('opens nothing any more for whom was removed since', async () => {
    await t.db.sql`delete from contact where email = 'an@xa.example'`;
    expect((await get()).status).toBe(404);
    const form = { owner: 'Nguyễn Văn An', reason: 'Máy hỏng', promisedOn: '2026-11-23' };
    expect((await postForm(t, path, form)).status).toBe(404);
  });

  it('stands in no log, whole or broken', async () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(line) });
    for (const url of [path, `${path}/`, `${path}.`, `/mat-khau?next=a&link=${'k'.repeat(43)}`])
      log.info({ req: { method: 'GET', url, host: 'a', ip: '::1' } }, 'request completed');
    expect(lines.length).toBe(4);
    for (const line of lines) expect(line).not.toMatch(/[\w-]{43}/);
  });
});
