import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOARD } from '../src/pages/addresses.ts';
import { admin } from './support/admin.ts';
import { addContact } from './support/alerting.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { tokenBrowser } from './support/page-browser.ts';
import { postForm } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** 2026-11-19 is a Thursday. */
const DAY = '2026-11-19';
const HERE = '10888';
const THERE = '10903';
const ALONE = '11737';

describe('reminding by hand', () => {
  let t: TestService;
  let mail: MailServer;
  let department: Caller;
  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({ now: `${DAY} 08:00`, config: { smtpUrl: mail.url } });
    department = await t.caller('department', '31');
    await addContact(t.db, { locality: HERE, name: 'Trần An', email: 'an@xa.example' });
    await addContact(t.db, { locality: THERE, name: 'Trần An', email: 'an@xa.example' });
    await addContact(t.db, { locality: THERE, name: 'Lê Bình', email: null, phone: '0912345678' });
    await addContact(t.db, { locality: ALONE, name: 'Đỗ Cường', email: null, phone: '0987654321' });
    const green = greenValues(await t.service.registry.fresh(), DAY);
    const values = { ...green, 'certificate.personal': { have: 3, need: 5 } };
    await department.post('/api/v1/records', { locality: HERE, day: DAY, values });
    await t.tick();
  });
  afterAll(async () => {
    await t.stop();
    await mail.stop();
  });

  const remind = (body: object, by = department, dryRun = false) =>
    by.post(`/api/v1/reminders${dryRun ? '?dryRun=true' : ''}`, body);
  const all = { localities: [HERE, THERE, ALONE, '11557'] };
  const waiting = async () =>
    (await t.db.sql`select id from outbox where about = 'reminder' and state = 'waiting'`).length;

  const subjectSent = async () =>
    (await t.db.sql<{ subject: string }[]>`select subject from outbox where about = 'reminder'`)[0]?.subject;

  it('says before it is done whom it reaches, and who has no address', async () => {
    const { status, body } = await remind(all, department, true);
    expect([status, body]).toMatchObject([
      200,
      {
        reached: 2,
        messages: 1,
        recipients: [{ name: 'Trần An', channel: 'email', localities: [HERE, THERE] }],
        unreachable: [
          { locality: ALONE, code: 'no_address', messageVi: 'Đỗ Cường: chưa có địa chỉ để gửi' },
          { locality: '11557', code: 'no_contact' },
        ],
      },
    ]);
    expect(body.leftOut).toContainEqual(
      expect.objectContaining({ locality: THERE, name: 'Lê Bình', phone: '0912345678', code: 'no_address' }),
    );
    expect(await waiting()).toBe(0);
  });

  it('is for who may write to localities, of his own area, with one question', async () => {
    expect((await remind(all, await t.caller('officer', HERE))).status).toBe(403);
    expect((await remind(all, await t.caller('viewer', '31'))).status).toBe(403);
    expect((await remind(all, await t.caller('department', '79'))).status).toBe(404);
    expect((await remind({ localities: ['99999'] })).status).toBe(404);
    expect((await remind({})).status).toBe(422);
    expect((await remind({ ...all, filter: {} })).status).toBe(422);
    expect((await remind({ ...all, text: 'x'.repeat(1_001) })).status).toBe(422);
    expect((await remind({ ...all, text: 'a\u0007b' })).status).toBe(422);
    expect((await remind({ filter: { notReported: '2026-11-20' } })).status).toBe(422);
    expect(await waiting()).toBe(0);
  });

  it('writes one message a person, with what each unit lacks by then', async () => {
    const { body } = await remind({ ...all, text: 'Đề nghị hoàn thành trong hôm nay.' });
    expect(body).toMatchObject({ reached: 2, messages: 1 });
    t.clock.set(`${DAY} 08:01`);
    await t.tick();
    const [letter, ...more] = mail.of('an@xa.example');
    expect(more).toEqual([]);
    expect(await subjectSent()).toBe('Nhắc việc của 2 đơn vị');
    const text = letter?.text ?? '';
    expect(text).toContain('Đề nghị hoàn thành trong hôm nay.');
    expect(text).toMatch(/xã Cẩm Giang\s+Còn 1 chỉ tiêu chưa đạt: .*thiếu 2 chứng thư/);
    expect(text).toMatch(/xã Cẩm Giàng\s+Chưa gửi báo cáo ngày 19\/11\/2026 \(hạn gửi 16:00\)/);
    expect(text).toMatch(/\/xu-ly\/[\w-]{43}/);
    expect(text).toContain('Người nhắc: department 31.');
    const [line] = await t.db
      .sql`select target, area, after from audit where action = 'reminder.send' order by id desc limit 1`;
    expect(line).toMatchObject({
      target: '31',
      area: '31',
      after: { localities: [HERE, THERE], messages: 1 },
    });
  });

  it('stands on the unit: who, by what, when; and who was called', async () => {
    const note = 'đang nhập, 15:30 gửi';
    const called = await department.post(`/api/v1/localities/${THERE}/calls`, { person: 'Lê Bình', note });
    expect([called.status, called.body]).toMatchObject([201, { kind: 'call', person: 'Lê Bình', note }]);
    const { items } = (await department.get(`/api/v1/localities/${THERE}/reminders`)).body;
    expect(items).toMatchObject([
      { kind: 'call', person: 'Lê Bình', by: 'department 31' },
      { kind: 'message', person: 'Trần An', channel: 'email', state: 'sent', by: 'department 31' },
    ]);
    const viewer = await t.caller('viewer', '31');
    const seen = (await viewer.get(`/api/v1/localities/${THERE}/reminders`)).body.items;
    expect(seen.map((one: { person: string; by: string }) => [one.person, one.by])).toEqual([
      [null, null],
      [null, null],
    ]);
    const other = await t.caller('officer', HERE);
    expect((await other.get(`/api/v1/localities/${THERE}/reminders`)).status).toBe(404);
    expect((await other.post(`/api/v1/localities/${HERE}/calls`, {})).status).toBe(403);
  });

  it('reminds who has not reported, or lacks something, found by a filter', async () => {
    const dry = async (filter: object) => (await remind({ filter }, department, true)).body;
    const owing = await dry({ notReported: DAY, province: '31' });
    expect(owing.recipients.map((one: { localities: string[] }) => one.localities)).toEqual([[THERE]]);
    const lacking = await dry({ indicator: 'certificate.personal', colour: 'yellow' });
    expect(lacking).toMatchObject({ reached: 1, recipients: [{ localities: [HERE] }] });
    expect(await dry({ notReported: DAY, colour: 'yellow' })).toMatchObject({ reached: 0, messages: 0 });
  });

  it('leaves a person alone who has been reminded twice today, and says so', async () => {
    expect((await remind({ localities: [HERE] })).body.messages).toBe(1);
    const { body } = await remind({ localities: [HERE] });
    expect(body).toMatchObject({
      reached: 0,
      messages: 0,
      unreachable: [{ locality: HERE, code: 'enough_today' }],
    });
    expect(body.unreachable[0].messageVi).toBe('Trần An: hôm nay đã được nhắc 2 lần, vui lòng gọi điện');
    t.clock.set('2026-11-20 08:00');
    expect((await remind({ localities: [HERE] }, department, true)).body.messages).toBe(1);
  });

  it('keeps quiet hours, and is not sent when nothing is left to say', async () => {
    t.clock.set('2026-11-20 22:00');
    const { body } = await remind({ localities: [HERE] });
    expect(body.recipients[0].notBefore).toBe('2026-11-21T06:00:00.000+07:00');
    const before = mail.of('an@xa.example').length;
    const green = greenValues(await t.service.registry.fresh(), '2026-11-20');
    await department.post('/api/v1/records', { locality: HERE, day: '2026-11-20', values: green });
    t.clock.set('2026-11-21 06:01');
    await t.tick();
    expect(mail.of('an@xa.example').length).toBe(before);
    const { items } = (await department.get(`/api/v1/localities/${HERE}/reminders`)).body;
    expect(items[0]).toMatchObject({ state: 'dropped' });
  });

  describe('on pages', () => {
    const MONDAY = '2026-11-23';
    let path = '';
    beforeAll(async () => {
      t.clock.set(`${MONDAY} 08:00`);
      const green = greenValues(await t.service.registry.fresh(), MONDAY);
      const values = { ...green, 'certificate.personal': { have: 3, need: 5 }, 'network.lan': false };
      await department.post('/api/v1/records', { locality: HERE, day: MONDAY, values });
      await t.tick();
    });

    it('lists who has not reported today, with whom to call, as a file, too', async () => {
      const browser = await tokenBrowser(t, department);
      const { text } = await browser.get('/chua-gui');
      expect(text).toContain('113 đơn vị chưa gửi');
      expect(text).toContain('<a href="tel:0912345678">0912345678</a>');
      const called = await browser.post('/chua-gui/da-goi', { unit: THERE, note: 'hẹn 15:30' });
      expect([called.status, called.to]).toEqual([303, '/chua-gui?done=goi']);
      expect((await browser.post('/chua-gui/da-goi', { unit: '99999' })).status).toBe(404);
      expect((await browser.get('/chua-gui')).text).toContain('08:00, department 31: hẹn 15:30');
      const lines = (await browser.get('/chua-gui?format=csv')).text.trim().split('\r\n');
      expect(lines).toHaveLength(114);
      expect(lines.find((line) => line.includes('Cẩm Giàng'))).toContain('Lê Bình (0912345678)');
      const officer = await tokenBrowser(t, await t.caller('officer', HERE));
      expect((await officer.get('/chua-gui')).status).toBe(403);
    });

    it('shows whom it reaches and who is left out, then sends once', async () => {
      const browser = await tokenBrowser(t, department);
      const units = [HERE, THERE, ALONE].map((code) => `unit=${code}`).join('&');
      const seen = await browser.get(`/nhac-nho?${units}`);
      expect(seen.text).toContain('1 người nhận, về 2 đơn vị');
      expect(seen.text).toContain('xã Cẩm Giang, xã Cẩm Giàng');
      expect(seen.text).toMatch(/Đỗ Cường.*tel:0987654321/s);
      expect(seen.text).toContain('Kính gửi anh/chị Trần An,');
      const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(seen.text)?.[1] ?? '';
      const form = { key: field('key'), units: field('units'), text: 'Vui lòng xử lý trong tuần.' };
      expect((await browser.post('/nhac-nho', { ...form, text: 'x'.repeat(1_001) })).status).toBe(422);
      const sent = await browser.post('/nhac-nho', form);
      expect([sent.status, sent.text]).toEqual([
        200,
        expect.stringContaining('Đã gửi nhắc nhở cho 1 người, về 2 đơn vị.'),
      ]);
      expect((await browser.post('/nhac-nho', form)).text).toContain('Đã gửi nhắc nhở cho 0 người');
      expect((await browser.get(`/don-vi/${HERE}`)).text).toMatch(/Đã nhắc\s*Trần An/);
      const before = mail.of('an@xa.example').length;
      t.clock.set(`${MONDAY} 08:01`);
      await t.tick();
      const letters = mail.of('an@xa.example').slice(before);
      const [letter] = letters.filter(({ text }) => text.includes('Vui lòng xử lý trong tuần.'));
      path = /\/xu-ly\/[\w-]{43}/.exec(letter?.text ?? '')?.[0] ?? '';
      expect(path).not.toBe('');
    });

    it('is chosen in the gap list, the matrix, the board and the page of a unit', async () => {
      const browser = await tokenBrowser(t, department);
      const gaps = `gap=${HERE}:network.lan&gap=${HERE}:certificate.personal`;
      expect((await browser.get(`/nhac-nho?${gaps}`)).text).toContain(
        'name="indicators" value="network.lan ',
      );
      expect((await browser.get(`/nhac-nho?all=yes&indicator=network.lan&state=unmet`)).text).toContain(
        `name="units" value="${HERE}"`,
      );
      expect((await browser.get('/con-thieu')).text).toContain('formaction="/nhac-nho"');
      expect((await browser.get('/con-thieu?view=matrix&q=cam+giang')).text).toContain(
        'name="unit" value="10888"',
      );
      expect((await browser.get(`/don-vi/${HERE}`)).text).toContain(`/nhac-nho?unit=${HERE}`);
      const board = (await browser.get(BOARD)).text;
      expect(board).toContain('href="/chua-gui"');
      expect(board).toMatch(/\/nhac-nho\?unit=\d{5}&amp;unit=/);
      expect((await browser.get('/nhac-nho')).text).toContain('Chưa có đơn vị nào được chọn.');
      expect((await browser.get('/nhac-nho?unit=00001&unit=x')).text).toContain('Chưa có đơn vị nào');
    });

    it('lets who has the message promise dates, without signing in', async () => {
      const read = async () => await (await fetch(t.address + path)).text();
      const text = await read();
      expect(text).toContain(`name="gap" value="${HERE}:network.lan"`);
      const gap = [`${HERE}:network.lan`, `${HERE}:certificate.personal`, '10525:network.lan'];
      const given = { owner: 'Trần An', reason: 'đang mua', promisedOn: '2026-11-30' };
      expect((await postForm(t, path, { ...given })).status).toBe(422);
      expect((await postForm(t, path, { ...given, gap })).status).toBe(303);
      const { items } = (await department.get(`/api/v1/localities/${HERE}/promises`)).body;
      expect(items.map((one: { indicator: string }) => one.indicator).sort()).toEqual([
        'certificate.personal',
        'network.lan',
      ]);
      expect(await read()).toContain('Trần An hẹn 30/11/2026');
    });
  });

  it('goes from the shell, too: the same verb, tried first', async () => {
    const before = (await t.db.sql`select count(*)::int as n from outbox`)[0]?.n;
    const shell = (...args: string[]) => admin(t.db, t.clock.now(), 'reminder', 'send', ...args);
    expect(await shell(`${HERE},${ALONE}`, '--dry-run')).toMatch(
      /messages would go out, about \d of 2 units/,
    );
    expect(await shell('31', '--dry-run')).toContain('messages would go out');
    expect((await t.db.sql`select count(*)::int as n from outbox`)[0]?.n).toBe(before);
    await expect(shell('99999')).rejects.toThrow('no locality or province “99999”');
    await expect(shell(HERE, '--role', 'viewer')).rejects.toThrow('--role is one of');
    await expect(shell(HERE, '--programme', 'nothing')).rejects.toThrow('no programme “nothing”');
    await expect(shell('79')).rejects.toThrow('No programme asks 79');
  });
});
