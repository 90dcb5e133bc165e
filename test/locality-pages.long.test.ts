import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { addContact } from './support/alerting.ts';
import { opener, textOf } from './support/gap-pages.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

type Open = Awaited<ReturnType<typeof opener>>;

describe('the page of a locality', () => {
  let t: TestService;
  let department: Caller;
  let open: Open;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    department = await t.caller('department', '31');
    const officer = await t.caller('officer', '10888');
    const green = greenValues(await t.service.registry.fresh(), '2025-09-22');
    const report = (day: string, values: object, note?: string) =>
      officer.post('/api/v1/records', { locality: '10888', day, values: { ...green, ...values }, note });
    // Monday green, Tuesday late, Wednesday nothing, Thursday worse and corrected, Friday morning nothing yet.
    await report('2025-09-22', {});
    await t.tick();
    t.clock.set('2025-09-22 16:02');
    await t.tick();
    t.clock.set('2025-09-23 17:00');
    await report('2025-09-23', {});
    await t.tick();
    t.clock.set('2025-09-24 16:02');
    await t.tick();
    t.clock.set('2025-09-25 08:12');
    const lacking = { 'network.lan': false, 'certificate.personal': { have: 3, need: 5 } };
    await report('2025-09-25', lacking, 'mất mạng');
    await report('2025-09-25', { ...lacking, 'certificate.personal': { have: 4, need: 5 } });
    t.clock.set('2025-09-25 16:02');
    await t.tick();
    t.clock.set('2025-09-26 09:00');
    await t.tick();
    await t.db.sql`
      update alert set state = 'acknowledged', owner = 'Vũ Minh Tuấn', promised_on = '2025-10-03'
      where area = '10888' and kind = 'regressed'`;
    await addContact(t.db, { locality: '10888', name: 'Lê Thị Hạnh', email: 'hanh@xa.example' });
    open = await opener(t, department);
  });
  afterAll(() => t.stop());

  const section = (html: string, id: string) =>
    new RegExp(`<section[^>]*aria-labelledby="${id}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? '';

  it('says how it stands today and why, what to do first first', async () => {
    const { status, text } = await open('/don-vi/10888');
    expect(status).toBe(200);
    expect(textOf(section(text, 'tinh-trang'))).toMatch(
      /^Hôm nay, 26\/9\/2025◐ gần đạt 89,5.%Đạt 17 trên 19 chỉ tiêu bắt buộc/,
    );
    const steps = section(text, 'vi-sao').split('<li>').slice(1).map(textOf);
    expect(steps).toEqual([
      expect.stringContaining('hiện có 4, cần có 5, còn thiếu 1 chứng thư'),
      expect.stringContaining('Từ 25/9/2025 (1 ngày). Cơ quan phụ trách: Sở KH&CN.'),
    ]);
    expect(text).toContain('Chưa có báo cáo của ngày này (hạn 16:00).');
    expect(text).toContain('href="/con-thieu?locality=10888"');
  });

  it('shows each condition over the reporting days, as a picture, in words and as a table', async () => {
    const { text } = await open('/don-vi/10888');
    const conditions = section(text, 'dieu-kien');
    // The eight of them, and how it went as a whole.
    expect(conditions.match(/<svg/g)).toHaveLength(9);
    expect(conditions).toContain(
      '5 ngày, từ 22/9/2025 đến 26/9/2025: đạt 3, chưa đạt 2, chưa có số liệu 0 ngày',
    );
    expect(textOf(conditions)).toContain('Hạ tầng mạng○ chưa đạt 2 / 3từ 25/9/2025');
    expect(textOf(conditions)).toContain('Trụ sở● đạt 3 / 3ít nhất từ 22/9/2025');
    const rows = conditions.split('<tr>').slice(2).map(textOf);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatch(/^26\/9\/2025● 2\/2○ 2\/3○ 2\/3● 3\/3/);
    expect(rows[4]).toMatch(/^22\/9\/2025● 2\/2● 3\/3● 3\/3● 3\/3/);
  });

  it('lays the reports out by month, each day with its sign and its way', async () => {
    const { text } = await open('/don-vi/10888');
    const calendar = section(text, 'lich');
    expect(calendar).toContain('<caption>Tháng 9/2025</caption>');
    const labels = [...calendar.matchAll(/href="([^"]+)" aria-label="([^"]+)"/g)];
    expect(labels.map(([, , label]) => label)).toEqual([
      '22/9/2025: đúng hạn, 08:00',
      '23/9/2025: muộn, 17:00',
      '24/9/2025: chưa gửi',
      '25/9/2025: đúng hạn, 08:12',
      '26/9/2025: còn trong hạn',
    ]);
    for (const [, to = ''] of labels) expect((await open(to)).status).toBe(200);
    expect(textOf(calendar)).toContain('● đúng hạn: 2◐ muộn: 1○ chưa gửi: 1');
    // Nothing is known before the first day, so there is no month to go back to.
    expect(calendar).not.toContain('month=');
    expect((await open('/don-vi/10888?month=2024-01')).text).toContain('Tháng 9/2025');
    t.clock.set('2025-10-01 09:00');
    const later = section((await (await opener(t, department))('/don-vi/10888')).text, 'lich');
    t.clock.set('2025-09-26 09:00');
    expect(later).toContain('href="/don-vi/10888?month=2025-09#lich"');
  });

  it('tells who sent what and when, and what each changed', async () => {
    const { text } = await open('/don-vi/10888');
    const sent = section(text, 'cac-lan-gui').split('<ol class="lines">')[1] ?? '';
    const lines = sent
      .split(/<li><a /)
      .slice(1)
      .map(textOf);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('08:12, officer 10888');
    expect(lines[0]).toContain('lần gửi thứ 2');
    expect(lines[0]).toContain(': 3 / 5 chứng thư → 4 / 5 chứng thư');
    expect(lines[0]).toContain('Đã xóa ghi chú.');
    expect(lines[1]).toContain(': Có → Chưa');
    expect(lines[1]).toContain('5 / 5 chứng thư → 3 / 5 chứng thư');
    expect(lines[1]).toContain('Ghi chú: mất mạng');
    expect(lines[2]).toContain('Số liệu giữ nguyên.');
    expect(lines[3]).toContain('Báo cáo lần đầu 19 số liệu');
    expect((await open('/don-vi/10888?page=99')).text).toContain('lần gửi thứ 2');
  });

  it('lists alerts, those that are open first, with who took them on', async () => {
    const alerts = section((await open('/don-vi/10888')).text, 'canh-bao');
    const lines = alerts
      .split('<li')
      .slice(1)
      .map((line) => textOf(`<li${line}`));
    expect(lines[0]).toMatch(/^Đang xử lý.*không còn đạt.*Vũ Minh Tuấn, hẹn hoàn thành 3\/10\/2025/);
    expect(lines.slice(1)).toEqual([expect.stringContaining('Đã kết thúc')]);
  });

  it('names people to those who work with them, and to nobody else', async () => {
    const sees = async (role: Parameters<TestService['caller']>[0], area: string) =>
      (await (await opener(t, await t.caller(role, area)))('/don-vi/10888')).text.includes('Lê Thị Hạnh');
    expect(await sees('department', '31')).toBe(true);
    expect(await sees('admin', '*')).toBe(true);
    expect(await sees('leader', '31')).toBe(true);
    expect(await sees('officer', '10888')).toBe(true);
    expect(await sees('viewer', '10888')).toBe(true);
    expect(await sees('viewer', '31')).toBe(false);
    expect(await sees('finance', '31')).toBe(false);
  });

  it('is not there outside of one’s area', async () => {
    const other = await opener(t, await t.caller('officer', '10903'));
    expect((await other('/don-vi/10888')).status).toBe(404);
    expect((await other('/don-vi/10903')).status).toBe(200);
    expect((await open('/don-vi/00004')).status).toBe(404);
    expect((await open('/don-vi/10888?month=2025-13')).status).toBe(422);
  });

  it('says what is missing of a locality that nothing is known of', async () => {
    const { text } = await open('/don-vi/11557');
    expect(text).toContain('Không có số liệu nào còn hiệu lực.');
    expect(text).toContain('Đơn vị chưa gửi báo cáo nào.');
    expect(text).toContain('Danh bạ chưa có đầu mối nào.');
    expect(text).toContain('Đã 4 ngày báo cáo liền chưa gửi.');
  });

  it('goes on to the successor of one that has ended', async () => {
    const options = ['--last-day', '2025-09-26', '--successor', '11557'];
    await admin(t.db, '2025-09-26 09:00', 'locality', 'end', '11560', ...options);
    t.clock.set('2025-09-29 09:00');
    const { status, text } = await (await opener(t, department))('/don-vi/11560');
    t.clock.set('2025-09-26 09:00');
    expect(status).toBe(200);
    expect(/<main[\s\S]*<\/main>/.exec(text)?.[0]).not.toContain('Hôm nay');
    expect(text).toContain('Đơn vị ngừng hoạt động sau ngày 26/9/2025.');
    expect(text).toContain('href="/don-vi/11557"');
    expect(text).not.toContain('Mở báo cáo hôm nay');
  });

  it('is there in English', async () => {
    const { text } = await open('/don-vi/10888', { cookie: 'language=en' });
    expect(text).toContain('Why not green yet');
    expect(textOf(section(text, 'vi-sao'))).toContain('has 4 of 5, 1 missing');
    expect(textOf(section(text, 'lich'))).toContain('on time: 2');
  });
});
