import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-22';
const [A, B] = ['11737', '11755'];
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

describe.skipIf(CHROMIUM === undefined)('documents in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    department = await t.caller('department', '31');
    const green = greenValues(await t.service.registry.fresh(), DAY);
    const worse = { ...green, 'certificate.personal': { have: 3, need: 5 } };
    for (const locality of [A, B])
      await department.post('/api/v1/records', { locality, day: DAY, values: worse });
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await t.stop();
  });

  async function open(caller: Caller, width: number): Promise<Page> {
    const context = await browser.newContext({
      serviceWorkers: 'block',
      viewport: { width, height: 800 },
    });
    const [name = '', value = ''] = (await sessionOf(t, caller.token)).split('=');
    await context.addCookies([{ name, value, url: t.address }]);
    return await context.newPage();
  }
  const fine = async (page: Page, width: number) => {
    expect(await objections(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
  };
  const shot = async (page: Page, name: string) => {
    const to = process.env.PICTURES;
    if (to) await page.screenshot({ path: join(to, `document-${name}.png`), fullPage: true });
  };

  it('go from the matrix to an issued công văn in five actions of the keyboard', async () => {
    const page = await open(department, 1280);
    await page.goto(`${t.address}/con-thieu?view=matrix`);
    // 1: a unit is ticked; 2: on with it.
    await page.focus(`input[name=unit][value="${A}"]`);
    await page.keyboard.press('Space');
    await page.focus('button[formaction="/van-ban/soan"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#soan');
    await fine(page, 1280);
    await shot(page, 'draft');
    // 3: it is drafted as it stands.
    await page.focus('#soan button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.paper');
    await fine(page, 1280);
    await shot(page, 'begun');
    // 4: its number is typed; 5: it is issued.
    await page.focus('#number');
    await page.keyboard.type('125');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Đã ban hành văn bản');
    await fine(page, 1280);
    const text = (await page.textContent('main')) ?? '';
    expect(text).toContain('Công văn số 125/SKHCN-CĐS, ngày 22/9/2025');
    expect(text).toContain('Kết quả đôn đốc');

    await page.setInputFiles('#file', {
      name: 'don-doc.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('GIF89a'),
    });
    await page.click('#da-ky button');
    await page.waitForSelector('#file-error');
    await page.setInputFiles('#file', { name: 'don-doc.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.click('#da-ky button');
    await page.waitForSelector('text=Đã nhận bản đã ký');
    await shot(page, 'issued');

    await page.goto(`${t.address}/van-ban`);
    await fine(page, 1280);
    await shot(page, 'register');
    const sheet = await page.request.get(`${t.address}/van-ban?format=csv`);
    expect(await sheet.text()).toContain('125/SKHCN-CĐS');
    // Whoever looks at the unit or its gaps reads of it.
    for (const address of [`/don-vi/${A}`, `/con-thieu?locality=${A}`]) {
      await page.goto(t.address + address);
      await page.waitForSelector('text=Công văn số 125/SKHCN-CĐS, ngày 22/9/2025');
      await fine(page, 1280);
    }

    const phone = await open(await t.caller('officer', A), 390);
    await phone.goto(`${t.address}/van-ban`);
    await fine(phone, 390);
    await phone.click('tbody a');
    await phone.waitForSelector('.paper');
    await fine(phone, 390);
    await shot(phone, 'phone');
    expect(await phone.locator('#ban-hanh, #sua, #da-ky').count()).toBe(0);
    const other = await open(await t.caller('officer', B), 390);
    await other.goto(`${t.address}/van-ban`);
    expect(await other.locator('tbody a').count()).toBe(1);
    await other.goto(`${t.address}/van-ban?addressee=${B}`);
    expect(await other.locator('tbody a').count()).toBe(0);
    await fine(other, 390);
    await phone.context().close();
    await other.context().close();
    await page.context().close();
  }, 240_000);

  it('are edited and looked up anew while they are drafts; a number is asked for', async () => {
    const page = await open(department, 1280);
    await page.goto(`${t.address}/van-ban/soan?all=yes&group=certificate`);
    await page.click('#soan button');
    await page.waitForSelector('.paper');
    await page.fill('#sua textarea', 'Đề nghị hoàn thành trước ngày 30/9/2025.');
    await page.click('#sua button');
    await page.waitForSelector('text=Đã lưu dự thảo');
    expect(await page.textContent('.paper')).toContain('trước ngày 30/9/2025');
    await page.click('text=Cập nhật số liệu đến thời điểm này');
    await page.waitForSelector('text=Đã cập nhật số liệu');
    await page.click('#ban-hanh button');
    await page.waitForSelector('#number-error');
    await fine(page, 1280);
    await page.click('summary:has-text("Xóa dự thảo này")');
    await page.click('button:has-text("Xóa dự thảo")');
    await page.waitForSelector('text=Đã xóa dự thảo.');
    await page.goto(`${t.address}/van-ban/soan`);
    await page.waitForSelector('text=Chưa chọn nội dung nào');
    await fine(page, 1280);
    await page.context().close();
  }, 240_000);

  it('are Word documents that an office opens (needs LibreOffice)', async ({ skip }) => {
    const made = await department.post('/api/v1/documents', {
      kind: 'cong_van',
      addressees: ['so-khcn', 'so-tai-chinh', 'all-localities'],
      subject: 'đôn đốc hoàn thành các điều kiện còn thiếu',
      gaps: { indicator: 'certificate.personal', state: 'unmet' },
    });
    const path = `${t.address}/api/v1/documents/${made.body.id}/file`;
    const file = await fetch(path, { headers: { authorization: `Bearer ${department.token}` } });
    const folder = await mkdtemp(join(tmpdir(), 'phuxanh-document-'));
    try {
      await writeFile(join(folder, 'cong-van.docx'), Buffer.from(await file.arrayBuffer()));
      const convert = async (to: string) =>
        await promisify(execFile)(
          'soffice',
          [
            '--headless',
            `-env:UserInstallation=file://${folder}/profile`,
            ...['--convert-to', to, '--outdir', folder, join(folder, 'cong-van.docx')],
          ],
          { timeout: 120_000 },
        );
      try {
        await convert('txt:Text');
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') skip('LibreOffice is not installed');
        throw error;
      }
      const lines = (await readFile(join(folder, 'cong-van.txt'), 'utf8'))
        .split('\n')
        .map((line) => line.replace('\uFEFF', '').trim());
      const at = lines.indexOf('Kính gửi:');
      expect(lines.slice(at + 1, at + 4).map((line) => line.at(-1))).toEqual([';', ';', '.']);
      expect(lines.filter((line) => line.startsWith('- Lưu: VT, '))).toHaveLength(1);
      expect(lines.filter((line) => /^Phụ lục /.test(line))).toEqual(['Phụ lục I', 'Phụ lục II']);
      if (process.env.PICTURES) {
        await convert('pdf');
        await writeFile(
          join(process.env.PICTURES, 'cong-van.pdf'),
          await readFile(join(folder, 'cong-van.pdf')),
        );
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 240_000);
});
