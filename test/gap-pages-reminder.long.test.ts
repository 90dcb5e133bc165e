import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact } from './support/alerting.ts';
import { opener, startLacking } from './support/gap-pages.ts';
import { postAsGuest, postForm } from './support/person.ts';
import { readCsv } from './support/tables.ts';

describe('a reminder', () => {
  let t: Awaited<ReturnType<typeof startLacking>>;
  let open: Awaited<ReturnType<typeof opener>>;
  beforeAll(async () => {
    t = await startLacking();
    open = await opener(t, t.department);
    await addContact(t.db, { locality: '10888', name: 'Lê Thị Hạnh', email: 'hanh@xa.example' });
    await t.db.sql`insert into contact (province, name, position, phone, role)
      values ('31', 'Nguyễn Văn An', 'chuyên viên', '0225 3842 042', 'department')`;
  });
  afterAll(() => t.stop());

  it('with a whole page chosen changes its language, and is come back to by signing in', async () => {
    const page = (await open('/con-thieu')).text;
    const rows = [...page.matchAll(/name="gap" value="([^"]+)"/g)].map(([, value = '']) => ['gap', value]);
    expect(rows).toHaveLength(50);
    const address = `/con-thieu/don-doc?${new URLSearchParams(rows)}`;
    const english = await postForm(t, '/ngon-ngu', { language: 'en', next: address });
    expect([english.status, english.headers.get('location')]).toEqual([303, address]);
    const signedIn = await postAsGuest(t, '/dang-nhap/ma-truy-cap', {
      token: t.department.token,
      next: address,
    });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, address]);
    const endless = { token: t.department.token, next: `/${'x'.repeat(20_000)}` };
    expect((await postAsGuest(t, '/dang-nhap/ma-truy-cap', endless)).headers.get('location')).toBe('/');
  });

  const chosen = 'gap=10888:certificate.personal&gap=10888:network.lan&gap=10903:equipment.computer';

  it('says who lacks what since when, what is asked by when, and whom to turn to', async () => {
    const { status, text } = await open(`/con-thieu/don-doc?${chosen}&due=2025-10-10`);
    expect(status).toBe(200);
    expect(text).toContain('Hệ thống không gửi gì từ trang này.');
    expect(text.match(/<article/g)).toHaveLength(2);
    for (const line of [
      'Kính gửi: Ủy ban nhân dân xã Cẩm Giang\n',
      'đến ngày 25/9/2025, xã Cẩm Giang còn 2 chỉ tiêu chưa đạt:\n',
      'hiện có 37, cần có 40 chứng thư, còn thiếu 3 chứng thư, từ ngày 22/9/2025 (3 ngày). Cơ quan phụ trách: Sở KH&CN.',
      'hẹn hoàn thành ngày 3/10/2025.\n',
      '\n- Khẩn trương hoàn thành mục 1–2 và cập nhật số liệu, chậm nhất ngày 10/10/2025.\n',
      'chưa có số liệu, từ ngày 22/9/2025 (3 ngày)',
      '\n- Báo cáo số liệu của mục 1 trong báo cáo hằng ngày, chậm nhất ngày 10/10/2025.\n',
      'Đầu mối liên hệ: Nguyễn Văn An, chuyên viên, điện thoại 0225 3842 042.\n',
    ])
      expect(text).toContain(line);
    expect(text).toContain('Lê Thị Hạnh, công chức, thư điện tử hanh@xa.example');
    expect(text).toContain('Danh bạ chưa có đầu mối');
  });

  it('changes nothing and sends nothing', async () => {
    const count = async () =>
      (
        await t.db.sql`select (select count(*) from outbox) as mails, (select count(*) from audit) as lines`
      )[0];
    const before = await count();
    await open(`/con-thieu/don-doc?${chosen}`);
    await open(`/con-thieu/don-doc/tep?${chosen}`);
    expect(await count()).toEqual(before);
  });

  it('is of everything that the filters let through, and leads back to them', async () => {
    const { text } = await open('/con-thieu/don-doc?q=cam+giang&state=unmet&sort=-since&page=1&all=yes');
    expect(text).toContain('Dự thảo cho 2 đơn vị, 3 chỉ tiêu còn thiếu.');
    expect(text).toContain('href="/con-thieu?state=unmet&q=cam+giang&sort=-since"');
  });

  it('gives five reporting days, and takes no day that has passed', async () => {
    expect((await open(`/con-thieu/don-doc?${chosen}`)).text).toContain('chậm nhất ngày 2/10/2025');
    const { text } = await open(`/con-thieu/don-doc?${chosen}&due=2025-09-01`);
    expect(text).toContain('Ngày đã chọn đã qua');
    expect(text).toContain('chậm nhất ngày 2/10/2025');
    expect((await open(`/con-thieu/don-doc?${chosen}&due=`)).status).toBe(200);
    expect((await open(`/con-thieu/don-doc?${chosen}&due=hôm qua`)).status).toBe(422);
  });

  it('leaves out what is no gap any more and what lies elsewhere', async () => {
    const { text } = await open(`/con-thieu/don-doc?${chosen}&gap=10888:premises.fit&gap=00004:network.lan`);
    expect(text).toContain('2 chỉ tiêu đã chọn nay không còn thiếu');
    expect(text.match(/<article/g)).toHaveLength(2);
    const { text: none } = await open('/con-thieu/don-doc');
    expect(none).toContain('Chưa có dòng nào được chọn.');
    const leader = await opener(t, await t.caller('leader', '10903'));
    expect((await leader(`/con-thieu/don-doc?${chosen}`)).text.match(/<article/g)).toHaveLength(1);
  });

  it('is for those who urge', async () => {
    for (const role of ['officer', 'finance', 'viewer'] as const) {
      const who = await opener(t, await t.caller(role, role === 'officer' ? '10888' : '31'));
      expect((await who(`/con-thieu/don-doc?${chosen}`)).status).toBe(403);
      expect((await who('/con-thieu')).text).not.toContain('don-doc');
    }
  });

  it('is taken away as text and as a sheet for mail merge', async () => {
    const get = (format: string) =>
      fetch(`${t.address}/con-thieu/don-doc/tep?${chosen}&due=2025-10-10&format=${format}`, {
        headers: { authorization: `Bearer ${t.department.token}` },
      });
    const text = await get('txt');
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.headers.get('content-disposition')).toContain('don-doc-2025-09-25.txt');
    const letters = await text.text();
    expect(letters.split(`\r\n\r\n${'-'.repeat(72)}\r\n\r\n`)).toHaveLength(2);
    const { rows } = await readCsv(Buffer.from(await (await get('csv')).arrayBuffer()));
    expect(rows.slice(1).map((row) => row.slice(0, 7))).toEqual([
      ['10888', 'xã Cẩm Giang', 'Lê Thị Hạnh', 'hanh@xa.example', '', '2', '10/10/2025'],
      ['10903', 'xã Cẩm Giàng', '', '', '', '1', '10/10/2025'],
    ]);
    expect(rows[1]?.[8]).toContain('Kính gửi: Ủy ban nhân dân xã Cẩm Giang');
  });
});
