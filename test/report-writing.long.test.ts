import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';
import { docxWith, partOf, wordsOf } from './support/word.ts';

const DAY = '2025-09-22';
const A = '11737';

/** Several write one report, localities send what they want said in it, and it looks as the province has it. */
describe('writing a report', () => {
  let t: TestService;
  let department: Caller;
  let leader: Caller;
  let officer: Caller;
  let browser: Browser | undefined;

  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    department = await t.caller('department', '31');
    leader = await t.caller('leader', '31');
    officer = await t.caller('officer', A);
    const values = greenValues(await t.service.registry.fresh(), DAY);
    await department.post('/api/v1/records', { locality: A, day: DAY, values });
    t.clock.set(`${DAY} 16:05`);
    await t.tick();
  });
  afterAll(async () => {
    await browser?.close();
    await t.stop();
  });

  const remarks = '/api/v1/report-remarks';
  const send = (more: object) => officer.post(remarks, { locality: A, ...more });

  it('takes over what a locality sent, with its source, once', async () => {
    const sent = await send({ about: 'proposal', text: ' Đề nghị cấp máy quét. ' });
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject({
      locality: A,
      day: DAY,
      about: 'proposal',
      text: 'Đề nghị cấp máy quét.',
    });
    const wrong = await send({ about: 'proposal', text: 'x', day: '2025-09-23' });
    expect([wrong.status, wrong.body.errors[0].code]).toEqual([422, 'future_day']);
    expect((await send({ about: 'joke', text: 'x' })).status).toBe(422);
    expect((await send({ about: 'proposal', text: '' })).status).toBe(422);
    const elsewhere = await officer.post('/api/v1/localities/11755/remarks', {
      about: 'proposal',
      text: 'x',
    });
    expect(elsewhere.status).toBe(404);
    const other = await send({ about: 'difficulty', text: 'Đường truyền hay ngắt.' });
    expect((await officer.post(`${remarks}/${other.body.id}/withdrawal`, {})).status).toBe(204);
    expect((await officer.post(`${remarks}/${other.body.id}/withdrawal`, {})).status).toBe(404);
    expect(
      (await officer.get(`${remarks}?locality=${A}`)).body.items.map((one: { id: number }) => one.id),
    ).toEqual([sent.body.id]);

    const made = await department.post('/api/v1/reports', { kind: 'daily', province: '31', day: DAY });
    const path = `/api/v1/reports/${made.body.id}`;
    expect((await officer.get(`${path}/remarks`)).status).toBe(404);
    const { items } = (await department.get(`${path}/remarks`)).body;
    expect(items).toMatchObject([{ id: sent.body.id, section: 'proposals', taken: false }]);
    const taking = `${path}/remarks/${sent.body.id}/taking`;
    expect((await department.post(taking, { revision: 9 })).body.code).toBe('revision_conflict');
    const taken = await department.post(taking, { revision: 1 });
    expect(taken.body.revision).toBe(2);
    expect(taken.body.narrative.proposals).toMatch(
      /^Đề nghị cấp máy quét\. \(Nguồn: (xã|phường) .+, 22\/9\/2025\)$/,
    );
    expect((await department.post(taking, { revision: 2 })).body.code).toBe('conflict');
    expect((await department.get(`${path}/remarks`)).body.items[0].taken).toBe(true);
    const gone = `${path}/remarks/${other.body.id}/taking`;
    expect((await department.post(gone, { revision: 2 })).status).toBe(404);
    // Taken over again in a correction, it would stand there twice.
    await department.post(`${path}/submission`, {});
    await leader.post(`${path}/approval`, {});
    expect((await department.post(taking, { revision: 2 })).body.code).toBe('not_a_draft');
    const corrected = await department.post(`${path}/correction`, {});
    const again = await department.get(`/api/v1/reports/${corrected.body.id}/remarks`);
    expect(again.body.items[0].taken).toBe(true);
  }, 120_000);

  it('is laid out as its province has it, and what was submitted stays so', async () => {
    const layout = '/api/v1/report-layout';
    const made = await department.post('/api/v1/reports', {
      kind: 'monthly',
      province: '31',
      period: '2025-09',
    });
    const path = `/api/v1/reports/${made.body.id}`;
    const docx = async () => {
      const answer = await fetch(`${t.address}${path}/file?format=docx`, {
        headers: { authorization: `Bearer ${department.token}` },
      });
      return Buffer.from(await answer.arrayBuffer());
    };
    const change = (version: number, values: object) =>
      department.patch(layout, { province: '31', version, values });
    const first = await change(0, {
      margins: { left: 35 },
      letterhead: { issuer: 'Sở Thử Nghiệm', recipients: ['Như trên;', 'Lưu: VT, TH.'] },
      heads: { monthly: { results: 'Kết quả đạt được' } },
    });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ version: 1, effective: { margins: { left: 35, top: 20 } } });
    const file = await docx();
    expect(wordsOf(file)).toEqual(
      expect.arrayContaining(['SỞ THỬ NGHIỆM', 'II. KẾT QUẢ ĐẠT ĐƯỢC', '- Lưu: VT, TH.']),
    );
    expect(partOf(file, 'word/document.xml')).toContain(`w:left="${Math.round((35 * 1440) / 25.4)}"`);

    await department.post(`${path}/submission`, {});
    expect((await change(0, {})).body.code).toBe('conflict');
    const wrong = await change(1, { margins: { left: 500 }, sizes: { body: 2 }, letterhead: { issuer: '' } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map((one: { pointer: string }) => one.pointer).sort()).toEqual([
      '/values/letterhead/issuer',
      '/values/margins/left',
      '/values/sizes/body',
    ]);
    expect((await change(1, { colour: 'red' })).status).toBe(422);
    const second = await change(1, { letterhead: { issuer: null }, margins: { left: null } });
    expect(second.body.effective).toMatchObject({
      margins: { left: 30 },
      letterhead: { issuer: 'Sở Khoa học và Công nghệ', recipients: ['Như trên;', 'Lưu: VT, TH.'] },
    });
    // What the leader reads and approves is what was submitted.
    expect((await docx()).equals(file)).toBe(true);
    await leader.post(`${path}/approval`, {});
    expect((await docx()).equals(file)).toBe(true);
    const elsewhere = await t.caller('department', '79');
    expect((await elsewhere.get(`${layout}?province=31`)).status).toBe(404);
    expect((await elsewhere.patch(layout, { province: '31', version: 2, values: {} })).status).toBe(404);
    expect((await officer.patch(layout, { province: '31', version: 2, values: {} })).status).toBe(403);
  }, 240_000);

  describe.skipIf(CHROMIUM === undefined)('in a browser (needs Chromium)', () => {
    async function open(caller: Caller, width: number): Promise<{ context: BrowserContext; page: Page }> {
      browser ??= await chromium.launch({ executablePath: CHROMIUM ?? '' });
      const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width, height: 800 } });
      const [name = '', value = ''] = (await sessionOf(t, caller.token)).split('=');
      await context.addCookies([{ name, value, url: t.address }]);
      return { context, page: await context.newPage() };
    }
    const fine = async (page: Page, width: number, name: string) => {
      const to = process.env.PICTURES;
      if (to) await page.screenshot({ path: join(to, `${name}.png`), fullPage: true });
      expect(await objections(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    };

    it('saves by itself, and shows both texts to who was second', async () => {
      const { items } = (await department.get('/api/v1/reports?state=draft')).body;
      const address = `${t.address}/bao-cao-tong-hop/${items[0].id}`;
      const [one, two] = [await open(department, 1280), await open(department, 390)];
      await one.page.goto(address);
      await two.page.goto(address);
      await one.page.fill('#results', 'Bản của người thứ nhất.');
      await one.page.waitForSelector('text=Đã tự động lưu');
      await one.page.fill('#shortcomings', 'Còn chậm.');
      const saved = async () => (await department.get(`/api/v1/reports/${items[0].id}`)).body.narrative;
      await expect
        .poll(saved, { timeout: 30_000 })
        .toMatchObject({ results: 'Bản của người thứ nhất.', shortcomings: 'Còn chậm.' });

      await two.page.fill('#results', 'Bản của người thứ hai.');
      await two.page.click('#sua button:has-text("Lưu phần lời")');
      await two.page.waitForSelector('text=Bản đang lưu');
      expect(await two.page.inputValue('#results')).toBe('Bản của người thứ hai.');
      expect(await two.page.textContent('#sua details')).toContain('Bản của người thứ nhất.');
      await fine(two.page, 390, 'conflict-phone');
      await two.page.fill('#results', 'Ghép cả hai.');
      await two.page.click('#sua button:has-text("Lưu phần lời")');
      await two.page.waitForSelector('text=Đã lưu phần lời');
      await one.page.fill('#results', 'Lại sửa.');
      await one.page.waitForSelector('text=Có người khác vừa lưu');
      await fine(one.page, 1280, 'report-desk');
      await one.context.close();
      await two.context.close();
    }, 180_000);

    it('is where a locality’s own words are sent, and a template is put in use', async () => {
      const phone = await open(officer, 390);
      await phone.page.goto(`${t.address}/don-vi/${A}/noi-dung-bao-cao`);
      await phone.page.click('#gui button');
      await phone.page.waitForSelector('#text-error');
      await phone.page.fill('#text', 'Người dân chờ lâu.');
      await phone.page.click('#gui button');
      await phone.page.waitForSelector('text=Sở thấy nội dung này');
      await fine(phone.page, 390, 'remarks-phone');
      await phone.context.close();

      const desk = await open(department, 1280);
      const folder = await mkdtemp(join(tmpdir(), 'phuxanh-template-'));
      try {
        await desk.page.goto(`${t.address}/bao-cao-tong-hop/mau`);
        const file = join(folder, 'mau.docx');
        const send = async (body: string[]) => {
          await writeFile(file, docxWith({ body }));
          await desk.page.setInputFiles('#file', file);
          await desk.page.click('#tai-len button');
        };
        await send(['{@x}', '{so_xan}', '{#don_vi}']);
        await desk.page.waitForSelector('text=chèn mã XML');
        for (const said of ['Có phải {so_xanh}?', 'không có thẻ đóng {/don_vi}'])
          expect(await desk.page.textContent('main')).toContain(said);
        await fine(desk.page, 1280, 'template-refused');
        await send(['Có {so_xanh} đơn vị phủ xanh.']);
        await desk.page.waitForSelector('text=Mẫu đã được kiểm tra và lưu');
        await desk.page.click('button:has-text("Dùng mẫu này")');
        await desk.page.waitForSelector('text=Đang dùng mẫu của đơn vị, lần 1');
        await fine(desk.page, 1280, 'template-used');
        await desk.page.setViewportSize({ width: 390, height: 800 });
        await fine(desk.page, 390, 'template-phone');
        await desk.page.click('button:has-text("Dùng lại mẫu có sẵn")');
        await desk.page.waitForSelector('text=Đang dùng mẫu có sẵn');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      await desk.page.setViewportSize({ width: 1280, height: 800 });
      await desk.page.goto(`${t.address}/bao-cao-tong-hop/trinh-bay`);
      await desk.page.fill('[name="margins.left"]', '400');
      await desk.page.click('#trinh-bay button');
      await desk.page.waitForSelector('text=Nhập số từ 10 đến 50.');
      await fine(desk.page, 1280, 'layout-refused');
      await desk.page.fill('[name="margins.left"]', '32,5');
      await desk.page.fill('[name="letterhead.signer"]', 'KT. GIÁM ĐỐC');
      await desk.page.click('#trinh-bay button');
      await desk.page.waitForSelector('text=Đã lưu cách trình bày');
      expect(await desk.page.inputValue('[name="margins.left"]')).toBe('32,5');
      await desk.page.setViewportSize({ width: 390, height: 800 });
      await fine(desk.page, 390, 'layout-phone');
      await desk.context.close();
    }, 180_000);
  });
});
