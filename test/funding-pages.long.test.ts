import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paragraphsOf } from './support/docx.ts';
import { postForm, sessionOf } from './support/person.ts';
import { endLocality } from './support/registry-rows.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [A, B] = ['11737', '10507'];
const PC = 'equipment.computer';
const million = 1_000_000;

describe('pages of money', () => {
  let t: TestService;
  let finance: Caller;
  let cookie: string;
  let csrf: string;
  const page = async (path: string, as = cookie) => {
    const answer = await fetch(t.address + path, { headers: { cookie: as, accept: 'text/html' } });
    const html = await answer.text();
    csrf = /name="csrf" value="([\w-]+)"/.exec(html)?.[1] ?? csrf;
    return { status: answer.status, html };
  };
  const post = async (path: string, fields: Record<string, string | string[]>) => {
    const answer = await postForm(t, path, { csrf, ...fields }, { cookie });
    return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() };
  };

  beforeAll(async () => {
    t = await startTestService({ now: '2026-04-06 08:00' });
    await t.tick();
    finance = await t.caller('finance', '31');
    for (const [locality, have] of [
      [A, 15],
      [B, 18],
    ] as const) {
      const officer = await t.caller('officer', locality);
      const values = { [PC]: { have, need: 20 } };
      await officer.post('/api/v1/records', { locality, day: '2026-04-06', values });
    }
    cookie = await sessionOf(t, finance.token);
  });
  afterAll(() => t.stop());

  it('lead from a price to a delivery with its minutes', async () => {
    expect((await page('/kinh-phi')).html).toContain('Từ nhu cầu đến bàn giao');
    expect((await page('/kinh-phi/don-gia')).html).toContain('Nhập đơn giá');
    const price = { province: '31', item: PC, validFrom: '2026-04-01', basis: '', ceiling: '20.000.000' };
    const above = await post('/kinh-phi/don-gia', { ...price, unitPrice: '22.000.000' });
    expect(above.status).toBe(422);
    expect(above.html).toContain('cao hơn mức tối đa 20.000.000 đồng');
    expect((await post('/kinh-phi/don-gia', { ...price, unitPrice: '18.000.000' })).status).toBe(303);

    const needs = await page(`/kinh-phi/nhu-cau?indicator=${PC}`);
    expect(needs.html).toContain('126.000.000 đồng');
    expect(needs.html).toContain('Một trăm hai mươi sáu triệu đồng');
    const title = 'Máy tính cho hai phường';
    expect((await post('/kinh-phi/nhu-cau', { title, which: 'chosen' })).html).toContain(
      'Chọn ít nhất một dòng',
    );
    const made = await post('/kinh-phi/nhu-cau', {
      title,
      deadline: '2026-04-15',
      which: 'chosen',
      need: [`${A}:${PC}`, `${B}:${PC}`],
    });
    expect(made.status).toBe(303);
    const at = made.to.split('?')[0] ?? '';
    expect((await page(at)).html).toContain('Trình đề xuất');
    expect((await post(`${at}/trinh`, {})).status).toBe(303);
    expect((await post(`${at}/duyet`, { paper: '' })).status).toBe(422);
    expect((await post(`${at}/duyet`, { paper: 'QĐ 12/QĐ-UBND ngày 6/4/2026' })).status).toBe(303);
    expect((await post(`${at}/duyet`, { paper: 'QĐ 13' })).status).toBe(409);
    const source = { source: 'Chi thường xuyên', day: '2026-04-06' };
    const tooMuch = await post(`${at}/cap`, { ...source, line: `${A}:${PC}`, quantity: '6' });
    expect(tooMuch.status).toBe(422);
    expect(tooMuch.html).toContain('vượt đề xuất');
    expect((await post(`${at}/cap`, { ...source, line: `${A}:${PC}`, quantity: '3' })).status).toBe(303);
    expect((await post(`${at}/cap`, { ...source, line: 'all', quantity: '' })).status).toBe(303);
    const given = { line: `${A}:${PC}`, quantity: '3', day: '2026-04-06', minutes: 'BB 01/2026' };
    expect((await post(`${at}/ban-giao`, given)).status).toBe(303);
    expect((await post(`${at}/nghiem-thu`, { ...given, quantity: '4' })).html).toContain(
      'vượt số đã bàn giao',
    );
    expect((await post(`${at}/nghiem-thu`, given)).status).toBe(303);
    const pay = { source: 'Chi thường xuyên', amount: '54.000.000', day: '2026-04-06' };
    expect((await post(`${at}/giai-ngan`, pay)).status).toBe(303);
    const whole = (await page(at)).html;
    for (const words of ['đã bàn giao một phần', 'BB 01/2026', '54.000.000 đồng', 'Đính kèm biên bản'])
      expect(whole).toContain(words);
    const minutes = /href="(\/kinh-phi\/de-xuat\/\d+\/bien-ban\/\d+)"/.exec(whole)?.[1] ?? '';
    await page(minutes);
    const send = async (bytes: string, type: string) => {
      const form = new FormData();
      form.set('csrf', csrf);
      form.set('file', new Blob([bytes], { type }), 'biên bản.pdf');
      const answer = await fetch(t.address + minutes, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: { cookie },
      });
      return { status: answer.status, html: await answer.text() };
    };
    expect((await send('MZ not a picture', 'application/pdf')).html).toContain('Chỉ nhận tệp PDF hoặc ảnh');
    expect((await send('%PDF-1.7 …', 'application/pdf')).status).toBe(303);
    expect((await page(at)).html).toContain('biên bản.pdf');

    for (const path of ['/kinh-phi', '/kinh-phi/nhu-cau?by=locality', '/kinh-phi/dinh-muc'])
      expect([path, (await page(path)).status]).toEqual([path, 200]);
    expect((await page('/kinh-phi')).html).toContain('Thời hạn gần nhất');
    const norms = await post('/kinh-phi/dinh-muc', {
      ...{ posts: '31', specialists: '28', computer: '20', printer: '6', scanner: '1' },
    });
    expect(norms.html).toContain('Ba trăm mười sáu triệu đồng');
    const leader = await sessionOf(t, (await t.caller('leader', '31')).token);
    expect((await page('/kinh-phi', leader)).status).toBe(403);
    const officer = await sessionOf(t, (await t.caller('officer', A)).token);
    expect((await page('/kinh-phi/nhu-cau', officer)).html).not.toContain(B);
    // What was paid is of all localities together: none of them sees it.
    const own = (await page('/kinh-phi', officer)).html;
    expect(own).toContain('Từ nhu cầu đến bàn giao');
    expect(own).not.toContain('giải ngân');
  });

  it('are papers and workbooks, too, the same bytes of the same proposal', async () => {
    const [{ id }] = (await finance.get('/api/v1/funding/proposals')).body.items;
    const file = async (format: string) => {
      const answer = await fetch(`${t.address}/api/v1/funding/proposals/${id}/file?format=${format}`, {
        headers: { authorization: `Bearer ${finance.token}` },
      });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };
    const docx = await file('docx');
    expect((await file('docx')).equals(docx)).toBe(true);
    const computers = 'Máy tính tại các quầy giao dịch';
    expect(paragraphsOf(docx)).toEqual([
      ...['ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG', 'SỞ TÀI CHÍNH'],
      ...['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
      expect.stringMatching(/^Số:\s+\/TTr-STC$/),
      expect.stringMatching(/^Hải Phòng, ngày\s+tháng\s+năm\s+$/),
      ...['TỜ TRÌNH', 'Máy tính cho hai phường', 'Kính gửi: Ủy ban nhân dân thành phố Hải Phòng.'],
      expect.stringContaining('báo cáo đến ngày 6/4/2026, Sở Tài chính kính trình'),
      'I. NHU CẦU KINH PHÍ',
      'Đề xuất 7 thiết bị cho 2 đơn vị, tổng số tiền 126.000.000 đồng (Bằng chữ: Một trăm hai mươi sáu triệu đồng), hoàn thành bàn giao chậm nhất ngày 15/4/2026. Danh mục chi tiết tại Phụ lục kèm theo.',
      'Tổng hợp theo loại thiết bị',
      ...['TT', 'Nội dung', 'Số đơn vị', 'Số lượng', 'Thành tiền (đồng)'],
      ...['1', computers, '2', '7', '126.000.000', 'Cộng', '2', '7', '126.000.000'],
      ...['II. CĂN CỨ ĐƠN GIÁ', `- ${computers}: 18.000.000 đồng.`],
      'Kính trình cấp có thẩm quyền xem xét, quyết định./.',
      ...['Nơi nhận:', '- Như trên;', '- Sở Khoa học và Công nghệ (để phối hợp);', '- Lưu: VT.', 'GIÁM ĐỐC'],
      ...['Phụ lục', 'DANH MỤC THIẾT BỊ ĐỀ XUẤT'],
      expect.stringMatching(/^\(Kèm theo Tờ trình số\s+\/TTr-STC ngày.*của Sở Tài chính\)$/),
      ...['TT', 'Mã đơn vị', 'Đơn vị', 'Nội dung', 'Số lượng', 'Đơn giá (đồng)', 'Thành tiền (đồng)'],
      ...['1', B, 'phường Thành Đông', computers, '2', '18.000.000', '36.000.000'],
      ...['2', A, 'phường Nam Đồ Sơn', computers, '5', '18.000.000', '90.000.000'],
      ...['Cộng', '7', '126.000.000'],
    ]);
    const xlsx = await file('xlsx');
    const { sheets } = await readXlsx(xlsx);
    const rowsOf = (name: string) => sheets.find((one) => one.name === name)?.rows.slice(1);
    expect(rowsOf('Danh mục thiết bị đề xuất')?.slice(0, 2)).toEqual([
      [1, B, 'phường Thành Đông', computers, 2, 18 * million, 36 * million],
      [2, A, 'phường Nam Đồ Sơn', computers, 5, 18 * million, 90 * million],
    ]);
    expect(rowsOf('Tình hình thực hiện')).toEqual([
      [B, 'phường Thành Đông', computers, 2, 2, 0, 0],
      [A, 'phường Nam Đồ Sơn', computers, 5, 5, 3, 3],
    ]);
    // Totals by every dimension; the figures are numbers.
    for (const [name, of] of [
      ['Tổng hợp theo loại thiết bị', computers],
      ['Tổng hợp theo điều kiện', 'Trang thiết bị'],
      ['Tổng hợp theo cơ quan', 'Sở Tài chính'],
    ] as const) {
      const [row, sum] = rowsOf(name) ?? [];
      expect([name, row]).toEqual([name, [1, of, 2, 7, 126 * million]]);
      expect(sum?.slice(1)).toEqual(['Cộng', 2, 7, 126 * million]);
    }
    expect(rowsOf('Tổng hợp theo đơn vị')?.map((row) => row.at(-1))).toEqual([
      ...[36 * million, 90 * million, 126 * million],
    ]);
  }, 240_000);

  it('go on under the successor of a commune that has ended', async () => {
    const [{ id }] = (await finance.get('/api/v1/funding/proposals')).body.items;
    await endLocality(t.db.orm, B, '2026-04-06', A);
    t.clock.set('2026-04-07 08:00');
    cookie = await sessionOf(t, finance.token);
    const path = `/api/v1/funding/proposals/${id}`;
    const line = (await finance.get(path)).body.lines.find(
      (one: { locality: { code: string } }) => one.locality.code === B,
    );
    expect(line).toMatchObject({ allocated: 2, delivered: 0, receivers: [A] });
    expect((await page(`/kinh-phi/de-xuat/${id}`)).html).toContain('bàn giao cho đơn vị tiếp nhận');
    const need = async () =>
      (await finance.get(`/api/v1/funding/needs?indicator=${PC}&locality=${A}`)).body.items[0];
    expect(await need()).toMatchObject({ allocated: 7, delivered: 3 });
    const given = await finance.post(`${path}/deliveries`, {
      locality: B,
      item: PC,
      quantity: 2,
      day: '2026-04-07',
    });
    expect(given.status).toBe(201);
    expect(given.body.deliveries.at(-1)).toMatchObject({ locality: A, of: B, quantity: 2 });
    expect(await need()).toMatchObject({ allocated: 7, delivered: 5 });
  });

  it('go to the one that is named where several took over, and to nobody where none did', async () => {
    const [P, Q, R, Z] = ['10888', '10903', '11557', '10525'];
    for (const locality of [P, Z]) {
      const officer = await t.caller('officer', locality);
      const values = { [PC]: { have: 3, need: 7 } };
      await officer.post('/api/v1/records', { locality, day: '2026-04-07', values });
    }
    const made = await finance.post('/api/v1/funding/proposals', {
      ...{ title: 'Đợt 2', province: '31', needs: { indicator: PC, localities: [P, Z] } },
    });
    const path = `/api/v1/funding/proposals/${made.body.id}`;
    await finance.post(`${path}/submission`, {});
    await finance.post(`${path}/approval`, { paper: 'QĐ 2' });
    const lines = [P, Z].map((locality) => ({ locality, item: PC, quantity: 4 }));
    await finance.post(`${path}/allocations`, { lines, source: 'Chi thường xuyên' });
    await endLocality(t.db.orm, P, '2026-04-07', [Q, R]);
    await endLocality(t.db.orm, Z, '2026-04-07', null);
    t.clock.set('2026-04-08 08:00');
    const step = (name: string, locality: string, quantity: number) =>
      finance.post(`${path}/${name}`, { locality, item: PC, quantity, day: '2026-04-08' });
    for (const locality of [P, Z]) {
      const refused = await step('deliveries', locality, 1);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/locality']);
    }
    expect((await step('deliveries', R, 3)).status).toBe(201);
    expect((await step('deliveries', Q, 2)).status).toBe(422);
    expect((await step('deliveries', Q, 1)).status).toBe(201);
    expect((await step('acceptances', R, 4)).status).toBe(201);
    const whole = (await finance.get(path)).body;
    expect(whole.lines.map((one: { receivers: string[] | null }) => one.receivers)).toEqual([[], [Q, R]]);
    expect(whole.deliveries.map((one: { locality: string }) => one.locality)).toEqual([R, Q]);
    expect(whole).toMatchObject({ allocated: { quantity: 8 }, delivered: { quantity: 4 } });
    // Who took over reads of it in its list; whoever did not, of nothing.
    const list = async (locality: string) =>
      (await (await t.caller('officer', locality)).get('/api/v1/funding/proposals')).body.items.map(
        (one: { title: string }) => one.title,
      );
    expect(await list(R)).toEqual(['Đợt 2']);
    expect(await list('10532')).toEqual([]);
    cookie = await sessionOf(t, finance.token);
    expect((await page(`/kinh-phi/de-xuat/${made.body.id}`)).html).toContain('thu hồi kinh phí');
  });

  it('mark what is paid for, and say where less was recorded than was delivered', async () => {
    const gaps = await page(`/con-thieu?indicator=${PC}`);
    expect(gaps.html).toContain('đã bàn giao, chờ báo cáo');
    expect((await page(`/con-thieu?view=matrix&locality=${A}`)).html).toContain('(1 đã cấp)');
    t.clock.set('2026-04-07 09:00');
    const officer = await t.caller('officer', A);
    const values = { [PC]: { have: 16, need: 20 } };
    await officer.post('/api/v1/records', { locality: A, day: '2026-04-07', values });
    await t.tick();
    cookie = await sessionOf(t, finance.token);
    expect((await page(`/con-thieu?funding=not_shown`)).html).toContain('Đã cấp 5, ghi nhận tăng 1.');
    const alerts = (await officer.get('/api/v1/alerts')).body.items.map((one: { kind: string }) => one.kind);
    expect(alerts).toContain('delivery_not_shown');
    const late = (await finance.get('/api/v1/alerts')).body.items.map((one: { kind: string }) => one.kind);
    expect(late).not.toContain('proposal_deadline');
    t.clock.set('2026-04-10 08:00');
    await t.tick();
    const near = (await finance.get('/api/v1/alerts')).body.items.map((one: { kind: string }) => one.kind);
    expect(near).toContain('proposal_deadline');
    const home = await page('/', await sessionOf(t, officer.token));
    expect(home.html).toContain('báo cáo chưa ghi nhận đủ');
    expect((await page('/', await sessionOf(t, finance.token))).html).toContain('đề xuất kinh phí đang chờ');
  });
});
