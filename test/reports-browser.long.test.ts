import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOARD } from '../src/pages/addresses.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-22';

describe.skipIf(CHROMIUM === undefined)('reports in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  let department: Caller;
  let leader: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    department = await t.caller('department', '31');
    leader = await t.caller('leader', '31');
    const green = greenValues(await t.service.registry.fresh(), DAY);
    await department.post('/api/v1/records', { locality: '11737', day: DAY, values: green });
    t.clock.set(`${DAY} 16:30`);
    await t.tick();
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await t.stop();
  });

  async function open(caller: Caller, width: number): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({
      serviceWorkers: 'block',
      viewport: { width, height: 800 },
      acceptDownloads: true,
    });
    const [name = '', value = ''] = (await sessionOf(t, caller.token)).split('=');
    await context.addCookies([{ name, value, url: t.address }]);
    // Files of a report are written in a process of their own, which on a busy machine takes its time.
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    return { context, page };
  }
  const fine = async (page: Page, width: number) => {
    expect(await objections(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
  };
  const shot = async (page: Page, name: string) => {
    const to = process.env.PICTURES;
    if (to) await page.screenshot({ path: join(to, `${name}.png`), fullPage: true });
  };

  it('are begun, written and submitted at a desk, and read and approved on a phone', async () => {
    const desk = await open(department, 1280);
    await desk.page.goto(`${t.address}/bao-cao-tong-hop`);
    await fine(desk.page, 1280);
    await shot(desk.page, 'list');
    await desk.page.selectOption('#kind', 'monthly');
    await desk.page.click('#moi button');
    await desk.page.waitForSelector('.notice.bad');
    await fine(desk.page, 1280);
    await desk.page.selectOption('#kind', 'daily');
    await desk.page.click('#moi button');
    await desk.page.waitForSelector('.paper');
    await fine(desk.page, 1280);
    await desk.page.fill('#proposals', 'Đề nghị cấp bổ sung máy quét.');
    await desk.page.click('#sua button');
    await desk.page.waitForSelector('.notice.good');
    expect(await desk.page.textContent('.paper')).toContain('Đề nghị cấp bổ sung máy quét.');
    await shot(desk.page, 'draft');
    await desk.page.click('.steps button');
    await desk.page.waitForSelector('text=Đã trình báo cáo');

    const phone = await open(leader, 360);
    await phone.page.goto(`${t.address}/bao-cao-tong-hop`);
    await fine(phone.page, 360);
    await phone.page.click('tbody a');
    await phone.page.waitForSelector('.paper');
    await fine(phone.page, 360);
    await shot(phone.page, 'submitted-phone');
    await phone.page.click('#tra-lai button');
    await phone.page.waitForSelector('#reason-error');
    await phone.page.click('button:has-text("Duyệt báo cáo")');
    await phone.page.waitForSelector('text=Đã duyệt báo cáo');
    await fine(phone.page, 360);

    // A late record: the approved one stays, and says what differs.
    const green = greenValues(await t.service.registry.fresh(), DAY);
    await department.post('/api/v1/records', { locality: '11755', day: DAY, values: green });
    await desk.page.reload();
    await desk.page.waitForSelector('text=Số liệu đã thay đổi sau khi duyệt');
    await fine(desk.page, 1280);
    await shot(desk.page, 'approved');
    await desk.page.click('button:has-text("Đính chính")');
    await desk.page.waitForSelector('text=lần 2');
    await desk.context.close();
    await phone.context.close();
  }, 240_000);

  it('go from the board to the approved Word document in eight actions of the keyboard', async () => {
    const day = '2025-09-23';
    t.clock.set(`${day} 16:30`);
    const desk = await open(department, 1280);
    const act = async ({ page }: typeof desk, selector: string, next: string) => {
      await page.focus(selector);
      await page.keyboard.press('Enter');
      await page.waitForSelector(next);
    };
    await desk.page.goto(t.address + BOARD);
    // 1, 2: to the reports; 3: today's is begun as it stands; 4: it is submitted.
    await act(desk, 'nav a[href="/bao-cao"]', 'nav a[href="/bao-cao-tong-hop"]');
    await act(desk, 'nav a[href="/bao-cao-tong-hop"]', '#moi');
    await act(desk, '#moi button', '.paper');
    await act(desk, '.steps button', 'text=Đã trình báo cáo');
    const above = await open(leader, 1280);
    await above.page.goto(t.address + BOARD);
    // 5, 6: its leader finds it; 7: he approves it; 8: it is downloaded.
    await act(above, 'nav a[href="/bao-cao-tong-hop"]', 'tbody a');
    await act(above, 'tbody a', '.paper');
    await act(above, '.steps form button', 'text=Đã duyệt báo cáo');
    const downloaded = above.page.waitForEvent('download');
    await above.page.focus('.files a[href$="format=docx"]');
    await above.page.keyboard.press('Enter');
    const bytes = await readFile(await (await downloaded).path());
    const { body } = await department.get(`/api/v1/reports?kind=daily&from=${day}`);
    expect(body.items[0]).toMatchObject({ state: 'approved', period: { to: day } });
    expect(body.items[0].sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    await desk.context.close();
    await above.context.close();
  }, 240_000);

  it('are Word documents that an office opens: pages, annexes, heads (needs LibreOffice)', async ({
    skip,
  }) => {
    const { body } = await department.get(`/api/v1/reports?state=approved&to=${DAY}`);
    const path = `${t.address}/api/v1/reports/${body.items[0].id}/file?format=docx`;
    const file = await fetch(path, { headers: { authorization: `Bearer ${department.token}` } });
    const folder = await mkdtemp(join(tmpdir(), 'phuxanh-report-'));
    try {
      await writeFile(join(folder, 'bao-cao.docx'), Buffer.from(await file.arrayBuffer()));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const convert = [
        '--headless',
        profile,
        '--convert-to',
        'txt:Text',
        '--outdir',
        folder,
        join(folder, 'bao-cao.docx'),
      ];
      const ran = await promisify(execFile)('soffice', convert, { timeout: 90_000 }).catch(
        (error: { code?: string }) => {
          if (error.code === 'ENOENT') return null;
          throw error;
        },
      );
      if (!ran) return skip('LibreOffice is not here');
      const text = await readFile(join(folder, 'bao-cao.txt'), 'utf8');
      for (const part of [
        'ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG',
        'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Kính gửi: Ủy ban nhân dân thành phố Hải Phòng.',
        'Đề nghị cấp bổ sung máy quét.',
        './.',
        'Phụ lục I',
        'Phụ lục II',
        'Lưu: VT',
      ])
        expect(text).toContain(part);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
