import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteExpiredDrafts } from '../src/intake/draft-store.ts';
import { BOMBS } from './sheets/hostile.ts';
import { type FilePages, filePages } from './support/files.ts';
import { workbook } from './support/imports.ts';
import { startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-25';
const HEADER = 'locality,day,certificate.personal.have,certificate.personal.need,network.lan,note';
const sheet = (...rows: string[]) => [HEADER, ...rows].join('\r\n');

describe('the import page', () => {
  let t: TestService;
  let department: FilePages;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 09:00` });
    department = await filePages(t, (await t.caller('department', '31')).token);
  });
  afterAll(() => t.stop());
  beforeEach(async () => {
    t.clock.set(`${DAY} 09:00`);
    await t.db.sql`truncate record, status, transition, import_draft`;
    await t.db.sql`update current_values set "values" = '{}', last_day = null`;
  });

  const records = async () =>
    await t.db.sql`select locality, "values" as values, channel from record order by locality, revision`;
  /** A page of a sheet, once nothing is being done with it any more: on a busy machine that takes a while. */
  const settled = (path: string, who = department) =>
    vi.waitFor(
      async () => {
        const page = await who.open(path);
        if (page.headers.get('refresh') !== null) throw new Error('still being worked on');
        return page;
      },
      { timeout: 30_000, interval: 100 },
    );
  const post = async (path: string, fields: Record<string, string>, who = department) => {
    const sent = await who.post(path, fields);
    if (sent.location.includes('?tep=')) await settled(sent.location, who);
    return sent;
  };
  /** Stores what the page of a sheet shows now. */
  const store = async (tep: string, fields: Record<string, string> = {}, who = department) => {
    const { text } = await who.open(`/nhap-tep?tep=${tep}`);
    const checked = /name="checked" value="(\d+)"/.exec(text)?.[1] ?? '0';
    return await post('/nhap-tep/ghi', { tep, checked, ...fields }, who);
  };
  /** Uploads and follows to the check. */
  const upload = async (body: string | Buffer, name = 'a.csv', who = department) => {
    const sent = await who.bring('/nhap-tep', {}, { name, bytes: body });
    expect([sent.status, sent.text]).toEqual([303, '']);
    const page = await settled(sent.location, who);
    return {
      ...page,
      location: sent.location,
      id: new URL(sent.location, t.address).searchParams.get('tep') ?? '',
    };
  };
  /** Counts of the summary, in the order of the page. */
  const counts = (html: string) =>
    [...(/<dl class="counts">[\s\S]*?<\/dl>/.exec(html)?.[0] ?? '').matchAll(/<dd>([^<]*)<\/dd>/g)].map(
      ([, figure]) => figure,
    );
  const rowsOf = (html: string) =>
    [...html.matchAll(/data-label="Dòng">(\d+)<\/td>/g)].map(([, row]) => Number(row));

  it('checks first, and stores when it is told to', async () => {
    const page = await upload(
      sheet(`10507,${DAY},14,16,có,`, `10525,25/9/2025,3,3,không,Đang sửa`, `10532,${DAY},,,,`),
    );
    expect(counts(page.text)).toEqual(['2', '0', '1', '0']);
    expect(page.text).toContain('phường Thành Đông');
    expect(await records()).toEqual([]);
    const stored = await store(page.id);
    expect([stored.status, stored.location]).toEqual([303, page.location]);
    expect((await records()).map(({ locality, channel }) => [locality, channel])).toEqual([
      ['10507', 'import'],
      ['10525', 'import'],
    ]);
    const after = await department.open(page.location);
    expect(after.text).toContain('Đã lưu số liệu từ tệp');
    expect(counts(after.text)).toEqual(['2', '0', '1', '0']);
    const [audit] = await t.db.sql`select actor, target, after from audit where action = 'import.store'`;
    expect(audit).toMatchObject({
      actor: expect.stringMatching(/^token:\d+ department 31$/),
      target: 'a.csv',
      after: { accepted: 2, skipped: 1 },
    });
    // Sent once more, it changes nothing.
    await store(page.id);
    expect(await records()).toHaveLength(2);
  });

  it('shows figures as they are understood, with those that they take the place of, and confirms what is hidden', async () => {
    const sheetOf = (value: string) => `Mã đơn vị,Ngày,network.load_p95,Của tôi\r\n10507,25-9-25,${value},x`;
    await store((await upload(`locality,day,network.load_p95\r\n10507,${DAY},80`)).id);
    const page = await upload(sheetOf('95%').replaceAll(',', ';').replace('25-9-25', '25/9/25'));
    expect(counts(page.text)).toEqual(['1', '0', '0', '0']);
    expect(page.text).toMatch(/: 80 ?% → <b>95 ?%<\/b>/);
    expect(page.text).toContain('Lưu tệp này không làm đơn vị nào đổi tình trạng.');
    const better = await upload(`locality,day,network.lan\r\n10507,${DAY},có`);
    expect(better.text).toContain('Nếu lưu, tình trạng thay đổi như sau:');
    expect(page.text).toContain('Không đọc các cột ngoài mẫu: “Của tôi”.');
  });

  it('stores once what was looked at, whatever another tab still shows', async () => {
    const page = await upload(sheet(`10507,${DAY},14,16,,`));
    const checked = String(t.clock.now().getTime());
    t.clock.set(`${DAY} 09:01`);
    await post('/nhap-tep/sua', { tep: page.id, 'c.2.2': '15' });
    await post('/nhap-tep/ghi', { tep: page.id, checked });
    expect(await records()).toEqual([]);
    const now = { tep: page.id, checked: String(t.clock.now().getTime()) };
    await post('/nhap-tep/ghi', now);
    expect((await records()).map(({ values }) => values)).toEqual([
      { 'certificate.personal': { have: 15, need: 16 } },
    ]);
    // The locality corrects it; the sheet does not come back over it.
    const officer = await t.caller('officer', '10507');
    const values = { 'certificate.personal': { have: 16, need: 16 } };
    await officer.post('/api/v1/records', { locality: '10507', day: DAY, values });
    await post('/nhap-tep/ghi', now);
    expect((await records()).at(-1)?.values).toEqual(values);
    expect(await records()).toHaveLength(2);
  });

  it('puts faulty rows first, with the cell and what is wrong with it, and takes them corrected', async () => {
    const page = await upload(
      sheet(`10507,${DAY},14,16,có,`, `1052X,${DAY},3,3,,`, `10532,${DAY},17,16,có lẽ,`),
    );
    expect(counts(page.text)).toEqual(['1', '0', '0', '2']);
    expect(rowsOf(page.text)).toEqual([3, 4, 2]);
    expect(page.text).toContain('Không có xã, phường, đặc khu này trong địa bàn của anh/chị.');
    expect(page.text).toMatch(/<input id="o-4-2" name="c\.4\.2"[^>]* value="17"/);
    // What is needed can be what is wrong.
    expect(page.text).toMatch(/<input id="o-4-3" name="c\.4\.3"[^>]* value="16"/);
    expect(page.text).toMatch(/<input id="o-4-4" name="c\.4\.4"[^>]* value="có lẽ"/);
    expect(page.text).toContain('Lưu 1 dòng đúng, bỏ qua 2 dòng lỗi');
    const fields = { tep: page.id, 'c.3.0': '10525', 'c.4.2': '16', 'c.4.4': 'có' };
    const sent = await post('/nhap-tep/sua', fields);
    const again = await department.open(sent.location);
    expect(counts(again.text)).toEqual(['3', '0', '0', '0']);
    expect(await records()).toEqual([]);
    await store(page.id);
    expect((await records()).map(({ locality, values }) => [locality, values])).toEqual([
      ['10507', { 'certificate.personal': { have: 14, need: 16 }, 'network.lan': true }],
      ['10525', { 'certificate.personal': { have: 3, need: 3 } }],
      ['10532', { 'certificate.personal': { have: 16, need: 16 }, 'network.lan': true }],
    ]);
  });

  it('stores what is right and keeps the rest to be put right', async () => {
    const page = await upload(sheet(`10507,${DAY},14,16,,`, `10525,${DAY},17,16,,`));
    await store(page.id);
    expect(await records()).toHaveLength(1);
    const rest = await department.open(page.location);
    expect(rest.text).toContain('Các dòng dưới đây chưa lưu được');
    await post('/nhap-tep/sua', { tep: page.id, 'c.3.2': '16' });
    const checked = await department.open(page.location);
    expect(counts(checked.text)).toEqual(['1', '1', '0', '0']);
    await store(page.id);
    expect(await records()).toHaveLength(2);
  });

  it('stores all or nothing on request', async () => {
    const page = await upload(sheet(`10507,${DAY},14,16,,`, `10525,${DAY},17,16,,`));
    await store(page.id, { atomic: 'true' });
    expect(await records()).toEqual([]);
    expect((await department.open(page.location)).text).toContain('Chưa lưu dòng nào, vì còn dòng có lỗi.');
    await post('/nhap-tep/sua', { tep: page.id, drop: '3' });
    await store(page.id, { atomic: 'true' });
    expect(await records()).toHaveLength(1);
  });

  it('checks once more when it stores', async () => {
    t.clock.set(`${DAY} 23:50`);
    const late = await filePages(t, (await t.caller('department', '31')).token);
    const page = await upload(sheet(`10507,2025-09-22,14,16,,`), 'a.csv', late);
    expect(counts(page.text)).toEqual(['1', '0', '0', '0']);
    t.clock.set('2025-09-26 00:00');
    await store(page.id, {}, late);
    expect(await records()).toEqual([]);
    const after = await late.open(page.location);
    expect(counts(after.text)).toEqual(['0', '0', '0', '1']);
    expect(after.text).toContain('đã khóa');
  });

  it('takes an officer’s own rows only', async () => {
    const officer = await filePages(t, (await t.caller('officer', '10507')).token);
    const page = await upload(sheet(`10507,${DAY},14,16,,`, `10525,${DAY},3,3,,`), 'a.csv', officer);
    expect(counts(page.text)).toEqual(['1', '0', '0', '1']);
    await store(page.id, {}, officer);
    expect((await records()).map(({ locality }) => locality)).toEqual(['10507']);
  });

  it('is seen by its owner alone, for a day, and not for ever', async () => {
    const page = await upload(sheet(`10507,${DAY},14,16,,`));
    const other = await filePages(t, (await t.caller('admin', '*')).token);
    expect((await other.open(page.location)).status).toBe(404);
    for (const path of ['sua', 'ghi', 'xoa'])
      expect((await other.post(`/nhap-tep/${path}`, { tep: page.id, checked: '0' })).status).toBe(404);
    expect((await other.open('/nhap-tep')).text).not.toContain('a.csv');
    expect((await department.open('/nhap-tep')).text).toContain('a.csv');
    for (let at = 0; at < 6; at++) await upload(sheet(`10507,${DAY},${at},16,,`), `${at}.csv`);
    expect(await t.db.sql`select from import_draft`).toHaveLength(5);
    await post('/nhap-tep/xoa', {
      tep: (await upload(sheet(`10507,${DAY},1,16,,`), 'weg.csv')).id,
    });
    expect((await department.open('/nhap-tep')).text).not.toContain('weg.csv');
    await t.db.sql`update import_draft set expires_at = ${t.clock.now().toISOString()}::timestamptz`;
    expect((await department.open('/nhap-tep')).text).not.toContain('5.csv');
    expect(await deleteExpiredDrafts(t.db.sql, t.clock.now())).toBe(4);
  });

  it('reads a workbook, and pages through a long sheet', async () => {
    const codes = (await t.db.sql`select code from locality where province = '31' order by code`).map(
      (row) => row.code,
    );
    const rows = codes.map((code, at) => [code, DAY, at % 2 === 0 ? 17 : 16, 16]);
    const header = ['locality', 'day', 'certificate.personal.have', 'certificate.personal.need'];
    const page = await upload(await workbook(header, rows), 'số liệu.xlsx');
    expect(counts(page.text)).toEqual(['57', '0', '0', '57']);
    expect(rowsOf(page.text)).toHaveLength(50);
    expect(page.text).toContain('1–50 trong 114');
    const second = await department.open(`${page.location}&page=2`);
    // The last faulty rows, then the others from the top.
    expect(rowsOf(second.text).slice(0, 9)).toEqual([102, 104, 106, 108, 110, 112, 114, 3, 5]);
    const faulty = await department.open(`${page.location}&view=faulty&page=2`);
    expect(rowsOf(faulty.text)).toHaveLength(7);
    // Who corrects a page stays on it.
    const sent = await post('/nhap-tep/sua', {
      tep: page.id,
      page: '2',
      view: 'faulty',
      'c.114.2': '16',
    });
    expect(sent.location).toBe(`${page.location}&view=faulty&page=2`);
    expect(counts((await department.open(page.location)).text)).toEqual(['58', '0', '0', '56']);
  });

  it.each([
    ['no file', undefined, 'Chọn một tệp Excel hoặc CSV'],
    ['an empty file', { name: 'a.csv', bytes: '' }, 'Chọn một tệp Excel hoặc CSV'],
    [
      'too large a file',
      { name: 'a.csv', bytes: Buffer.alloc(8 * 1024 * 1024 + 1, 'a') },
      'Tệp lớn hơn 8 MB',
    ],
  ])('%s is refused at its field', async (_, file, words) => {
    const refused = await department.bring('/nhap-tep', {}, file);
    expect([refused.status, refused.text.includes(words)]).toEqual([422, true]);
  });

  it.each([
    ['a sheet without the columns', 'a,b\r\n1,2', 'a.csv', 'Không tìm thấy dòng tiêu đề.'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'a.xlsx', 'Đây là tệp PDF hoặc ảnh'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'a.xls', 'Tệp .xls định dạng cũ'],
  ])('%s is told of in words', async (_, body, name, words) => {
    const page = await upload(body, name);
    expect(page.text).toContain('role="alert"');
    expect(page.text.toLowerCase()).toContain(words.toLowerCase());
    expect(page.text).toContain('type="file"');
  });

  it.each(BOMBS.slice(0, 3).map((one) => [one.name, one] as const))(
    'a hostile workbook ends in words on the page: %s',
    async (_, { body }) => {
      const page = await upload(await body(), 'bom.xlsx');
      const end = await settled(page.location);
      expect(end.text).toContain('Không nhập được tệp “bom.xlsx”');
      expect(await records()).toEqual([]);
    },
  );

  it('says so when the work was cut off', async () => {
    const page = await upload(sheet(`10507,${DAY},14,16,,`));
    const lease = (minutes: number) => t.db.sql`
      update import_draft set state = 'working', step = 'store',
        lease_until = ${t.clock.now().toISOString()}::timestamptz + ${minutes} * interval '1 minute'`;
    await lease(1);
    const busy = await department.open(page.location);
    expect([busy.headers.get('refresh'), busy.text.includes('Đang xử lý tệp')]).toEqual(['2', true]);
    await department.post('/nhap-tep/ghi', { tep: page.id, checked: String(t.clock.now().getTime()) });
    expect(await records()).toEqual([]);
    await lease(-1);
    const lost = (await department.open(page.location)).text;
    expect(lost).toContain('bị gián đoạn');
    expect(lost).toContain('Kiểm tra tệp trước khi lưu');
    await store(page.id);
    expect(await records()).toHaveLength(1);
  });
});
