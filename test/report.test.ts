import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../src/intake/types.ts';
import { admin } from './support/admin.ts';
import { createPerson, PASSWORD, postAsGuest } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type ReportPage, reportPages } from './support/report-pages.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

describe('the report form', () => {
  let t: TestService;
  let green: Values;
  let place: string;
  let officer: Caller;
  let pages: Awaited<ReturnType<typeof reportPages>>;
  const places: string[] = [];
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 09:00' });
    const registry = await t.service.registry.fresh();
    green = greenValues(registry, '2025-09-25');
    places.push(
      ...[...registry.localities.values()].filter((one) => one.province === '31').map((one) => one.code),
    );
  });
  beforeEach(async () => {
    t.clock.set('2025-09-25 09:00');
    place = places.shift() ?? '';
    officer = await t.caller('officer', place);
    pages = await reportPages(t, officer.token);
  });
  afterAll(() => t.stop());

  const report = async (day: string, values: Values, at = `${day} 09:00`) => {
    t.clock.set(at);
    expect((await officer.post('/api/v1/records', { locality: place, day, values })).status).toBe(201);
  };
  /** Later than the session that was opened in the morning, which ends when nobody uses it. */
  const at = async (moment: string) => {
    t.clock.set(moment);
    pages = await reportPages(t, officer.token);
  };
  const stored = async (day: string) =>
    (await officer.get(`/api/v1/localities/${place}/records/${day}`)).body.revisions;
  const question = (page: ReportPage, code: string) =>
    new RegExp(`<fieldset id="q-${code.replaceAll('.', '-')}"[\\s\\S]*?</fieldset>`).exec(page.text)?.[0] ??
    '';

  it('opens, is sent, and says what it did', async () => {
    const form = await pages.open('/bao-cao');
    expect(form.status).toBe(200);
    expect(form.text).toMatch(/Hạn gửi: 16:00 hôm nay\.<b [^>]*>Còn 7 giờ</);
    expect(form.text).not.toContain('Xác nhận không thay đổi');
    const sent = await pages.send(form, { ...green, 'network.lan': false });
    expect(sent.status).toBe(303);
    expect(sent.location).toBe(`/bao-cao/${place}/ket-qua?day=2025-09-25`);
    const result = await pages.open(sent.location);
    expect(result.text).toContain('Đã báo cáo lúc 09:00, đúng hạn.');
    expect(result.text).toContain('gần đạt');
    expect(result.text).toContain('Mạng nội bộ (LAN) của Trung tâm hoạt động tốt: chưa đạt.');
    expect(await stored('2025-09-25')).toMatchObject([
      { revision: 1, by: `officer ${place}`, channel: 'form', values: { ...green, 'network.lan': false } },
    ]);
  });

  it('speaks English to who asks for it', async () => {
    const english = { cookie: `${pages.cookie}; language=en` };
    const form = await pages.open('/bao-cao', english);
    expect(form.text).toContain('Not reported yet. Due at 16:00 today.');
    expect(form.text).toContain('Send the report');
    expect(form.text).not.toMatch(/Gửi báo cáo|Chưa rõ|Ghi chú/);
    const faulty = {
      ...form.fields,
      'values.certificate.personal': '6',
      'values.certificate.personal.need': '5',
    };
    const refused = await pages.post(`/bao-cao/${place}`, faulty, english);
    expect(refused.text).toContain('Not sent yet. Please look at these:');
    expect(question(refused, 'certificate.personal')).toContain('Have (6) is more than need (5).');
    const sent = await pages.post(
      `/bao-cao/${place}`,
      { ...form.fields, 'values.network.lan': 'no' },
      english,
    );
    const result = await pages.open(sent.location, english);
    expect(result.text).toContain('Report received');
    expect(result.text).toContain('What to do first');
  });

  it('a green locality has nothing left to do', async () => {
    const sent = await pages.send(await pages.open('/bao-cao'), green);
    expect((await pages.open(sent.location)).text).toContain('Đơn vị đạt mọi điều kiện.');
  });

  it('says at most three things first, then the rest, known lacks before what is not known', async () => {
    const sent = await pages.send(await pages.open('/bao-cao'), {
      'staffing.civil_servants': { have: 2, need: 5 },
      'network.lan': null,
    });
    const { text } = await pages.open(sent.location);
    const [, first = '', rest = ''] = text.split(/<ol class="tasks"/);
    expect(first.match(/<li>/g)).toHaveLength(3);
    expect(first).toMatch(/^>\s*<li>[^<]*hiện có 2, cần có 5, còn thiếu 3/);
    expect(rest).toContain('đơn vị báo cáo là chưa rõ');
    expect(rest).toMatch(new RegExp(`href="/bao-cao/${place}\\?day=2025-09-25#q-network-lan"`));
  });

  describe('what it opens with', () => {
    it('the last values that still stand, each with its day', async () => {
      await report('2025-09-25', { 'certificate.personal': { have: 14, need: 16 }, 'network.lan': null });
      await at('2025-09-26 13:45');
      const form = await pages.open('/bao-cao');
      expect(form.fields).toMatchObject({
        'values.certificate.personal': '14',
        'values.certificate.personal.need': '16',
        'values.network.lan': 'unknown',
        replaces: '0',
      });
      expect(question(form, 'certificate.personal')).toContain('Lần trước: 14 / 16 chứng thư (25/9/2025).');
      expect(question(form, 'certificate.personal')).not.toContain('Khác lần trước');
      expect(form.text).toContain('Còn 2 giờ 15 phút');
    });

    it('a value that has grown stale is shown and not filled in', async () => {
      await report('2025-09-25', { 'network.lan': true });
      await at('2025-10-01 09:00');
      const form = await pages.open('/bao-cao');
      expect(question(form, 'network.lan')).toContain(
        'Lần trước: Có (25/9/2025), đã hết hiệu lực, cần báo cáo lại.',
      );
      expect(form.fields).not.toHaveProperty('values.network.lan');
      expect(form.text).not.toContain('Xác nhận không thay đổi');
    });

    it('what is changed today is marked', async () => {
      await report('2025-09-25', { 'network.lan': true, 'network.specialised': true });
      await report('2025-09-26', { 'network.lan': false, 'network.specialised': true });
      await at('2025-09-26 10:00');
      const form = await pages.open('/bao-cao');
      expect(question(form, 'network.lan')).toContain('Khác lần trước');
      expect(question(form, 'network.specialised')).not.toContain('Khác lần trước');
      expect(form.fields).toMatchObject({ 'values.network.lan': 'no', replaces: '1' });
    });

    it('an earlier day shows what was known before that day', async () => {
      await report('2025-09-25', { 'network.lan': false });
      await report('2025-09-26', { 'network.lan': true });
      await at('2025-09-29 09:00');
      const form = await pages.open('/bao-cao?day=2025-09-25');
      expect(question(form, 'network.lan')).toContain('Chưa báo cáo lần nào.');
      const next = await pages.open('/bao-cao?day=2025-09-26');
      expect(question(next, 'network.lan')).toContain('Lần trước: Chưa (25/9/2025).');
      expect(next.text).toContain(`href="/bao-cao/${place}?day=2025-09-25"`);
    });

    it('a reviewer’s doubt stands at its field, until the value is another', async () => {
      await report('2025-09-25', { 'network.lan': true });
      await admin(t.db, '2025-09-25 10:00', 'mark', 'question', place, 'network.lan', '--reason', 'Ảnh cũ');
      await at('2025-09-26 09:00');
      const form = await pages.open('/bao-cao');
      expect(question(form, 'network.lan')).toMatch(/Cần xem lại\.[\s\S]*“Ảnh cũ”/);
      expect(form.text).not.toContain('Xác nhận không thay đổi');
      await pages.send(form, { 'network.lan': false });
      expect(question(await pages.open('/bao-cao'), 'network.lan')).not.toContain('Ảnh cũ');
    });

    it('the figure that the department has set is told', async () => {
      const to = ['requirement', 'set', place, 'certificate.personal', '16', '--from', '2025-09-25'];
      await admin(t.db, '2025-09-25 08:00', ...to);
      const form = await pages.open('/bao-cao');
      expect(question(form, 'certificate.personal')).toContain('Số cần có do Sở giao: 16.');
    });
  });

  describe('faults', () => {
    it('are on top with links, beside their fields, and everything typed is kept', async () => {
      const form = await pages.open('/bao-cao');
      const typed = {
        'values.certificate.personal': '17',
        'values.certificate.personal.need': '16',
        'values.equipment.printer': 'ba',
        'values.equipment.printer.need': '',
        'values.network.lan': 'no',
        note: 'Đang chờ\r\n<b>cấp mới</b>',
      };
      const again = await pages.send(form, {}, typed);
      expect(again.status).toBe(422);
      const links = [...again.text.matchAll(/<li><a href="#([^"]+)"/g)].map((match) => match[1] ?? '');
      expect(links).toEqual([
        'q-certificate-personal-have',
        'q-equipment-printer-have',
        'q-equipment-printer-need',
      ]);
      for (const id of links) expect(again.text).toMatch(new RegExp(`<input[^>]* id="${id}"`));
      expect(question(again, 'certificate.personal')).toContain('Số hiện có (17) lớn hơn số cần có (16).');
      expect(again.fields).toMatchObject({
        ...typed,
        note: 'Đang chờ\n&lt;b>cấp mới&lt;/b>',
      });
      expect(await stored('2025-09-25')).toEqual([]);
    });

    it('an empty report is asked to say something', async () => {
      const again = await pages.send(await pages.open('/bao-cao'));
      expect(again.status).toBe(422);
      expect(again.text).toContain('Anh/chị vui lòng điền ít nhất một chỉ tiêu.');
    });

    it('a note that is too long', async () => {
      const again = await pages.send(await pages.open('/bao-cao'), green, { note: 'a'.repeat(2_001) });
      expect(again.status).toBe(422);
      expect(again.text).toContain('<a href="#note">Ghi chú dài 2.001 ký tự; tối đa 2.000 ký tự.</a>');
    });
  });

  describe('nothing has changed', () => {
    const before = {
      'certificate.personal': { have: 14, need: 16 },
      'network.lan': null,
      'network.specialised': true,
    };

    it('is two taps: seen, then sent as it was', async () => {
      await report('2025-09-25', before);
      await at('2025-09-26 09:00');
      const form = await pages.open('/bao-cao');
      expect(form.text).toContain('Xác nhận không thay đổi');
      const confirm = await pages.send(form, {}, { intent: 'unchanged' });
      expect(confirm.status).toBe(200);
      expect(confirm.text).toContain('14 / 16 chứng thư');
      expect(await stored('2025-09-26')).toEqual([]);
      const sent = await pages.send(confirm);
      expect(sent.status).toBe(303);
      expect(await stored('2025-09-26')).toMatchObject([{ values: before, channel: 'form', note: null }]);
    });

    it('is not said of what was just typed: that is kept', async () => {
      await report('2025-09-25', before);
      await at('2025-09-26 09:00');
      const form = await pages.open('/bao-cao');
      const again = await pages.send(form, {}, { intent: 'unchanged', 'values.certificate.personal': '15' });
      expect(again.status).toBe(422);
      expect(again.text).toContain('Anh/chị vừa điền số mới');
      expect(again.fields).toMatchObject({ 'values.certificate.personal': '15' });
    });

    it('is not offered once the day has a report, nor taken', async () => {
      await report('2025-09-25', before);
      const form = await pages.open('/bao-cao');
      expect(form.text).not.toContain('Xác nhận không thay đổi');
      expect((await pages.send(form, {}, { intent: 'unchanged' })).status).toBe(422);
    });
  });

  describe('a change', () => {
    it('is a new revision, and the history tells who changed what', async () => {
      await pages.send(await pages.open('/bao-cao'), green);
      t.clock.set('2025-09-25 09:10');
      const form = await pages.open('/bao-cao');
      expect(form.text).toContain('Gửi báo cáo đã sửa');
      const sent = await pages.send(form, { 'network.lan': false }, { note: 'Đứt cáp' });
      const { text } = await pages.open(sent.location);
      const history = text.slice(text.indexOf('Các lần gửi trong ngày'));
      expect(history).toMatch(/09:10<\/b>, officer \d+, qua biểu mẫu/);
      expect(history).toContain('Mạng nội bộ (LAN) của Trung tâm hoạt động tốt: Có → Chưa');
      expect(history).toContain('Ghi chú: Đứt cáp');
      expect(history.indexOf('09:10')).toBeLessThan(history.indexOf('09:00'));
    });

    it('that meets a newer one is shown side by side and overwrites nothing', async () => {
      const mine = await pages.open('/bao-cao');
      const theirs = { 'network.lan': true, 'network.specialised': true, 'network.backup': true };
      await report('2025-09-25', theirs, '2025-09-25 09:05');
      t.clock.set('2025-09-25 09:06');
      const conflict = await pages.send(mine, { 'network.lan': false, 'network.specialised': true });
      expect(conflict.status).toBe(409);
      expect(conflict.text).toContain('đã gửi lúc 09:05');
      const table = /<tbody>([\s\S]*?)<\/tbody>/.exec(conflict.text)?.[1] ?? '';
      expect(table.match(/<tr>/g)).toHaveLength(1);
      expect(table).toMatch(/Mạng nội bộ[^<]*<\/th><td>Có<\/td><td>Chưa<\/td>/);
      expect(await stored('2025-09-25')).toHaveLength(1);
      // What was not touched here is as the other has sent it, so that sending takes nothing back.
      const kept = { 'values.network.lan': 'no', 'values.network.backup': 'yes', replaces: '1' };
      expect(conflict.fields).toMatchObject(kept);
      expect((await pages.send(conflict)).status).toBe(303);
      expect(
        (await stored('2025-09-25')).map((one: { values: Values }) => one.values['network.lan']),
      ).toEqual([true, false]);
    });

    it('that is none is stored once, however often it is sent', async () => {
      const form = await pages.open('/bao-cao');
      expect((await pages.send(form, green)).status).toBe(303);
      expect((await pages.send(form, green)).status).toBe(303);
      expect(await stored('2025-09-25')).toHaveLength(1);
    });
  });

  describe('sent by a script', () => {
    const json = { accept: 'application/json' };
    const send = async (form: ReportPage, fields: Record<string, string> = {}) => {
      const { status, text } = await pages.post(`/bao-cao/${place}`, { ...form.fields, ...fields }, json);
      return { status, ...JSON.parse(text) };
    };

    it('is told where it led, and once more when the answer was lost', async () => {
      const form = await pages.open('/bao-cao');
      const sent = { status: 200, revision: 1, to: `/bao-cao/${place}/ket-qua?day=2025-09-25` };
      expect(await send(form, { 'values.network.lan': 'no' })).toEqual(sent);
      expect(await send(form, { 'values.network.lan': 'no' })).toEqual(sent);
      await report('2025-09-25', { 'network.lan': true });
      expect(await send(form, { 'values.network.lan': 'no' })).toEqual(sent);
      expect(await stored('2025-09-25')).toHaveLength(2);
    });

    it('is told what is wrong, in words', async () => {
      const figures = { 'values.certificate.personal': '6', 'values.certificate.personal.need': '5' };
      const refused = await send(await pages.open('/bao-cao'), figures);
      expect(refused).toMatchObject({ status: 422, why: 'faulty' });
      expect(refused.messages).toEqual([expect.stringContaining('số hiện có (6) lớn hơn số cần có (5)')]);
    });

    it('is told who has sent another, and that a day is locked', async () => {
      const form = await pages.open('/bao-cao');
      await report('2025-09-25', { 'network.lan': true });
      expect(await send(form, { 'values.network.lan': 'no' })).toEqual({
        status: 409,
        why: 'conflict',
        messages: [`officer ${place} đã gửi báo cáo của ngày này lúc 09:00.`],
      });
      await at('2025-10-01 09:00');
      const csrf = (await pages.open('/bao-cao')).fields.csrf ?? '';
      expect(await send(form, { 'values.network.lan': 'no', csrf })).toMatchObject({ why: 'locked' });
    });

    it('with a worker that browsers always ask for anew', async () => {
      const answer = await fetch(`${t.address}/worker.js`);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect((await fetch(`${t.address}/ngoai-tuyen`)).status).toBe(200);
    });

    it('asks first who would send, and with which token; nobody is no page', async () => {
      const { text } = await pages.open('/bao-cao/phien', json);
      const { csrf } = (await pages.open('/bao-cao')).fields;
      expect(JSON.parse(text)).toEqual({ sender: `token officer ${place} ${place}`, formToken: csrf });
      const nobody = await fetch(`${t.address}/bao-cao/phien`, { headers: json });
      expect([nobody.status, (await nobody.json()).code]).toEqual([401, 'unauthenticated']);
    });
  });

  describe('days', () => {
    it('after the cutoff it is late and says so', async () => {
      t.clock.set('2025-09-25 16:00');
      await at('2025-09-25 16:00');
      const form = await pages.open('/bao-cao');
      expect(form.text).toContain('Đã quá hạn gửi (16:00)');
      const sent = await pages.send(form, green);
      expect((await pages.open(sent.location)).text).toContain('Đã báo cáo lúc 16:00, quá hạn.');
    });

    it('a locked one is read and takes nothing', async () => {
      await report('2025-09-25', { 'network.lan': true });
      const open = await pages.open('/bao-cao?day=2025-09-25');
      await at('2025-10-01 09:00');
      const locked = await pages.open('/bao-cao?day=2025-09-25');
      expect(locked.text).toContain('Ngày này đã khóa, chỉ còn xem được.');
      expect(locked.text).not.toContain('<fieldset');
      expect(locked.text).toMatch(/Mạng nội bộ[^<]*<\/dt><dd>Có<\/dd>/);
      const now = await pages.open('/bao-cao');
      const late = await pages.send(open, { 'network.lan': false }, { csrf: now.fields.csrf ?? '' });
      expect(late.status).toBe(409);
      expect(late.text).toContain('Ngày này đã khóa nên báo cáo chưa được nhận.');
      expect(late.fields).toMatchObject({ 'values.network.lan': 'no' });
      expect(await stored('2025-09-25')).toHaveLength(1);
    });

    it.each([
      ['to come', '2025-09-26', 422],
      ['that does not exist', '2025-02-30', 422],
      ['before the locality was there', '2025-06-30', 404],
    ])('one %s is refused', async (_, day, status) => {
      expect((await pages.open(`/bao-cao?day=${day}`)).status).toBe(status);
    });
  });

  describe('who', () => {
    it('an officer of one locality is led there by signing in, unless he asked for another page', async () => {
      await createPerson(t, { login: `cb${place}`, role: 'officer', area: place });
      const to = async (fields: Record<string, string>, path = '/dang-nhap') =>
        (await postAsGuest(t, path, fields)).headers.get('location');
      const own = { login: `cb${place}`, password: PASSWORD };
      expect(await to(own)).toBe('/bao-cao');
      expect(await to({ ...own, next: '/tai-khoan' })).toBe('/tai-khoan');
      expect(await to({ token: officer.token }, '/dang-nhap/ma-truy-cap')).toBe('/bao-cao');
      const city = await t.caller('officer', '31');
      expect(await to({ token: city.token }, '/dang-nhap/ma-truy-cap')).toBe('/');
    });

    it('another’s locality is as if it were not there', async () => {
      const other = places[0] ?? '';
      expect((await pages.open(`/bao-cao/${other}`)).status).toBe(404);
      const form = await pages.open('/bao-cao');
      expect(
        (await pages.post(`/bao-cao/${other}`, { ...form.fields, 'values.network.lan': 'no' })).status,
      ).toBe(404);
    });

    it('a leader reads and sends nothing', async () => {
      await report('2025-09-25', { 'network.lan': true });
      const form = await pages.open('/bao-cao');
      const leader = await reportPages(t, (await t.caller('leader', place)).token);
      const page = await leader.open('/bao-cao');
      expect(page.text).toContain('Anh/chị xem được báo cáo này.');
      expect(page.text).not.toContain('<fieldset');
      expect((await leader.send(form)).status).toBe(403);
    });

    it('the department chooses by name, without accents', async () => {
      const department = await reportPages(t, (await t.caller('department', '31')).token);
      const all = await department.open('/bao-cao');
      expect(all.text).toContain('114 đơn vị');
      const found = await department.open('/bao-cao?q=cam+giang');
      expect(found.text).toContain('href="/bao-cao/10888"');
      expect(found.text).toContain('href="/bao-cao/10903"');
      expect(found.text).toContain('2 đơn vị');
      expect((await department.open('/bao-cao?q=zzz')).text).toContain('Xem tất cả');
      expect((await department.open(`/bao-cao/${place}`)).text).toContain('Gửi báo cáo');
    });

    it.each([
      ['officer', 'Gửi báo cáo hôm nay'],
      ['department', 'Mở báo cáo của một đơn vị'],
      ['viewer', undefined],
    ] as const)('the board leads a %s there, if he sends any', async (role, words) => {
      const area = role === 'officer' ? place : '31';
      const { text } = await (await reportPages(t, (await t.caller(role, area)).token)).open(
        '/bang-theo-doi',
      );
      expect(text.includes('href="/bao-cao"')).toBe(words !== undefined);
      expect(text).toContain(words ?? 'Bản đồ đơn vị');
    });

    it('who was signed out while typing finds it all again after signing in, and nothing is sent before', async () => {
      const form = await pages.open('/bao-cao');
      const typed = { ...form.fields, 'values.network.lan': 'no', note: 'Đứt cáp' };
      t.clock.set('2025-09-25 15:00');
      const ended = await pages.post(`/bao-cao/${place}`, typed);
      expect(ended.status).toBe(401);
      expect(ended.text).toContain('Những gì anh/chị đã điền vẫn còn ở trang này.');
      expect(ended.fields.csrf).toBeUndefined();
      expect(ended.fields).toMatchObject({ 'values.network.lan': 'no', day: '2025-09-25' });
      const cross = { 'sec-fetch-site': 'cross-site' };
      expect((await pages.post(`/bao-cao/${place}`, typed, cross)).text).not.toContain('Đứt cáp');

      pages = await reportPages(t, officer.token);
      const reopened = await pages.post(`/bao-cao/${place}`, ended.fields);
      expect(reopened.status).toBe(403);
      expect(reopened.text).toContain('Anh/chị đã đăng nhập lại từ lúc mở biểu mẫu này');
      expect(reopened.fields).toMatchObject({ 'values.network.lan': 'no', note: 'Đứt cáp' });
      expect(await stored('2025-09-25')).toEqual([]);
      expect((await pages.send(reopened)).status).toBe(303);
      expect(await stored('2025-09-25')).toMatchObject([
        { note: 'Đứt cáp', values: { 'network.lan': false } },
      ]);
    });

    it('the same over a report that has come in meanwhile is shown beside it', async () => {
      const form = await pages.open('/bao-cao');
      await report('2025-09-25', { 'network.lan': true });
      pages = await reportPages(t, officer.token);
      const reopened = await pages.send(form, { 'network.lan': false });
      expect(reopened.status).toBe(403);
      expect(reopened.text).toContain('Đã có báo cáo khác của ngày này');
      expect(await stored('2025-09-25')).toHaveLength(1);
    });

    it('a form of another page, or of another person, stores nothing', async () => {
      const form = await pages.open('/bao-cao');
      expect((await pages.send(form, green, { csrf: 'x' })).status).toBe(403);
      const site = { 'sec-fetch-site': 'cross-site' };
      expect((await pages.post(`/bao-cao/${place}`, { ...form.fields }, site)).status).toBe(403);
      expect(await stored('2025-09-25')).toEqual([]);
    });
  });
});
