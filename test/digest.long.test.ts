import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAINT } from '../src/charts/colours.ts';
import { renderMap } from '../src/charts/picture.ts';
import type { Colour } from '../src/collect/types.ts';
import { localityUnits } from '../src/figures/units.ts';
import { convert, HAS_OFFICE } from './sheets/office.ts';
import { addProvinceContact, filePart, reportDay, sendDigests } from './support/digests.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { decodePng } from './support/png.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';
import { readXlsx } from './support/tables.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The summary of the day, from the set hour to the mail, against what the API says of the same moment. */
describe('the digest', () => {
  let t: TestService;
  let mail: MailServer;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-24 08:00' });
    mail = await startMailServer();
    department = await t.caller('department', '31');
    await addProvinceContact(t, { role: 'department', email: 'so@hp.example' });
    await addProvinceContact(t, { role: 'department', email: 'An@HP.example', name: 'Nguyen Van An' });
    await addProvinceContact(t, { role: 'department', email: null, phone: '0912 345 678' });
    await addProvinceContact(t, { role: 'leader', email: 'lanhdao@hp.example', name: 'Lê Văn Cường' });
    await t.db
      .sql`insert into delivery_preference (recipient, area, language, channels, quiet_from, quiet_until, per_day,
      updated_at, updated_by) values ('an@hp.example', '31', 'en', '{}', '21:00', '06:00', 8, now(), 'test')`;
    await reportDay(t, '2025-09-24', { red: 12, yellow: 30, silent: 4 });
    await t.db.sql`delete from outbox`;
    await reportDay(t, '2025-09-25', { red: 10, yellow: 30, silent: 6 });
    await t.db.sql`delete from outbox`;
    await t.db.sql`
      with taken as (update alert set state = 'acknowledged', owner = 'Phạm Thị Dung', promised_on = '2025-09-26'
        where id = (select min(id) from alert where kind = 'record_missing' and state = 'open') returning id)
      select * from taken`;
    t.clock.set('2025-09-25 16:45');
    await t.tick();
    await sendDigests(t, mail.url);
  });
  afterAll(async () => {
    await mail?.stop();
    await t.stop();
  });

  const toDepartment = () => mail.of('so@hp.example')[0] ?? expect.fail('no mail came');
  const toEnglish = () => mail.of('An@hp.example')[0] ?? expect.fail('no mail came');

  it('goes to the department once at the set hour, and to nobody else', async () => {
    expect(mail.received.map((one) => one.to[0]).sort()).toEqual(['An@hp.example', 'so@hp.example']);
    const [run] = await t.db.sql<{ counts: unknown }[]>`
      select counts from job_run where job = 'digest' and slot like '% 2025-09-25'`;
    expect(run?.counts).toMatchObject({ messages: 2, no_email: 1 });
    t.clock.set('2025-09-25 17:30');
    await t.tick();
    await t.service.scheduler.runByHand('digest', t.clock.now());
    const [count] = await t.db.sql`select count(*)::int as count from outbox where about = 'digest'`;
    expect(count?.count).toBe(2);
  });

  it('says what the API says, figure by figure', async () => {
    const { body } = await department.get('/api/v1/status?province=31&day=2025-09-25&limit=1000');
    const { summary } = body;
    const before = (await department.get('/api/v1/status?province=31&day=2025-09-24')).body.summary;
    const total = summary.green + summary.yellow + summary.red + summary.grey;
    const said = (value: number) => value.toLocaleString('vi-VN', { maximumFractionDigits: 1 });
    const by = summary.green - before.green;
    expect(by).not.toBe(0);
    const text = toDepartment()
      .text.replace(/\u00a0/g, ' ')
      .replace(/\r\n/g, '\n');
    expect(toDepartment().header('subject')).toBe(
      `Hải Phòng 25/9/2025: ${summary.green}/${total} đơn vị đạt (${said(summary.percentGreen)} %), ${by > 0 ? 'tăng' : 'giảm'} ${Math.abs(by)}`,
    );
    for (const line of [
      `● đạt: ${summary.green}`,
      `◐ gần đạt: ${summary.yellow}`,
      `○ chưa đạt: ${summary.red}`,
      `– chưa có số liệu: ${summary.grey}`,
      `Đã báo cáo: ${summary.received}/${summary.expected}`,
      `Đúng hạn: ${summary.onTime}`,
      `Muộn: ${summary.late}`,
      `Chưa gửi: ${summary.missing}`,
      `Tỷ lệ kịp thời: ${said(summary.rates.timely.percent)} %`,
      `Tỷ lệ đầy đủ: ${said(summary.rates.complete.percent)} %`,
      `Tỷ lệ chính xác: ${said(summary.rates.accurate.percent)} %`,
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toContain(`Ngày báo cáo trước (24/9/2025): ${before.green}/${total}.`);
    // The last by percent, as the API has them.
    const percents = body.items
      .filter((one: { colour: Colour }) => one.colour !== 'green')
      .map((one: { percent: number | null }) => one.percent ?? -1)
      .sort((a: number, b: number) => a - b);
    const lowest = text.split('Cần hỗ trợ nhất\n')[1]?.split('\n\n')[0]?.split('\n') ?? [];
    const shown = (value: number) => (value < 0 ? 'chưa có số liệu' : `${said(value)} %`);
    expect(lowest.map((line) => /: (.*?)(, thiếu .*)?$/.exec(line)?.[1])).toEqual(
      percents.slice(0, 5).map(shown),
    );
    const alerts = (await department.get('/api/v1/alerts?state=open&limit=1000')).body.items;
    const missing = alerts.filter((one: { kind: string }) => one.kind === 'record_missing').length;
    expect(text).toContain(`• chưa gửi báo cáo: ${missing}, 1 đang xử lý`);
    expect(text).toMatch(/Phạm Thị Dung, hẹn 26\/9\/2025/);
  });

  it('says in HTML what it says in text, in few bytes and without scripts', () => {
    const { html, text } = toDepartment();
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(html).not.toMatch(/<script|<link|<style|\son\w+=|javascript:/i);
    const plain = html
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, '');
    // There the counts stand before their words, and links behind theirs.
    for (const line of text.split(/\r?\n/).filter((one) => !/^[●◐○–]|https:/.test(one))) {
      const words = line.replace(/^• |^ +/, '').replace(/: [^:]*$/, '');
      expect(plain).toContain(words.replace(/\s+/g, ''));
    }
    expect(html).toContain('src="cid:map@digest.phu-xanh"');
    expect(html).toContain('alt="Bản đồ 114 đơn vị của Hải Phòng');
    expect(html).toContain(
      'https://phuxanh.example/bang-theo-doi?programme=haiphong-daily&amp;province=31&amp;day=2025-09-25',
    );
  });

  it('shows the map: tiles of the right colours, at their places', async () => {
    const { head, body } = filePart(toDepartment(), 'image/png');
    expect(head).toMatch(/Content-ID: <map@digest\.phu-xanh>/i);
    const picture = decodePng(body);
    const registry = await t.service.registry.fresh();
    const { items } = (await department.get('/api/v1/status?province=31&day=2025-09-25&limit=1000')).body;
    // Where tiles stand is asked of the layout alone; colours are the API's.
    const units = localityUnits(
      items.map((one: { locality: { code: string }; colour: Colour }) => ({
        locality: registry.localities.get(one.locality.code),
        named: one.locality,
        row: { colour: one.colour, required: 1, met: 1 },
      })),
    );
    const { tiles, width, height } = await renderMap(units, { language: 'vi' });
    expect([picture.width, picture.height]).toEqual([width, height]);
    const wrong = tiles.flatMap(({ x, y, width, height }, index) => {
      const { colour = 'grey', name = '' } = units[index] ?? {};
      const corner = picture.at(x + width - 12, y + height - 8);
      return corner === PAINT[colour].fill ? [] : [`${name}: ${corner} is not ${colour}`];
    });
    expect(tiles).toHaveLength(114);
    expect(wrong).toEqual([]);
    expect(new Set(units.map((unit) => unit.colour)).size).toBe(4);
    expect(picture.at(2, 2)).toBe('#ffffff');
  });

  it('carries the gap list, the same as the API’s', async () => {
    const { head, body } = filePart(toDepartment(), XLSX);
    expect(head).toContain('con-thieu-hai-phong-2025-09-25.xlsx');
    const { rows } = await readXlsx(body, 'Mã đơn vị');
    const { items } = (await department.get('/api/v1/gaps?province=31&limit=5000')).body;
    expect(rows.slice(1).map((row) => [row[0], row[3], row[8]])).toEqual(
      items.map((gap: { locality: { code: string }; indicator: string; missing: number | null }) => [
        gap.locality.code,
        gap.indicator,
        gap.missing === null ? '' : String(gap.missing),
      ]),
    );
    expect(toDepartment().text).toContain(`(XLSX), ${items.length.toLocaleString('vi-VN')} dòng`);
  });

  it.skipIf(!HAS_OFFICE)('carries a file that LibreOffice opens', async () => {
    const table = (await convert(filePart(toDepartment(), XLSX).body, 'xlsx', 'fods')).toString('utf8');
    expect(table).toContain('Mã đơn vị');
    expect(table.split('<table:table-row').length).toBeGreaterThan(40);
  });

  it('speaks English to who has chosen it', () => {
    const { text, html } = toEnglish();
    expect(toEnglish().header('subject')).toMatch(
      /^Hải Phòng 25\/9\/2025: \d+\/114 communes green \(\d+,\d %\), (up|down) \d+$/,
    );
    expect(text).toContain('Dear Nguyen Van An,');
    expect(text).not.toMatch(/đơn vị|báo cáo|Kính gửi/);
    expect(html).toContain('<html lang="en">');
  });

  it('goes to leaders on Monday morning, of the last reporting day against the week before', async () => {
    await t.db.sql`delete from outbox`;
    t.clock.set('2025-09-29 07:59');
    await t.tick();
    expect(
      (await t.db.sql`select id from outbox where about = 'digest' and recipient = 'lanhdao@hp.example'`)
        .length,
    ).toBe(0);
    t.clock.set('2025-09-29 08:00');
    await t.tick();
    await t.db.sql`delete from outbox where about <> 'digest' or recipient <> 'lanhdao@hp.example'`;
    await sendDigests(t, mail.url);
    const [letter] = mail.of('lanhdao@hp.example');
    expect(letter?.header('subject')).toMatch(/^Hải Phòng, tuần đến 26\/9\/2025: /);
    expect(letter?.text).toContain('Kính gửi anh/chị Lê Văn Cường,');
  });
});
