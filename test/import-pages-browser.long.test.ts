import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { sessionOf } from './support/person.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-25';
const HEADER = 'locality,day,certificate.personal.have,certificate.personal.need,network.lan,note';
const fileOf = (...rows: string[]) => ({
  name: 'so-lieu.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([HEADER, ...rows].join('\n')),
});

describe.skipIf(CHROMIUM === undefined)('import in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 09:00` });
    department = await t.caller('department', '31');
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await t.stop();
  });

  async function open(
    options: Parameters<Browser['newContext']>[0],
  ): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ serviceWorkers: 'block', ...options });
    const [name = '', value = ''] = (await sessionOf(t, department.token)).split('=');
    await context.addCookies([{ name, value, url: t.address }]);
    const page = await context.newPage();
    await page.goto(`${t.address}/nhap-tep`);
    return { context, page };
  }
  const tabTo = async (page: Page, wanted: string) => {
    for (let tries = 0; tries < 100; tries++) {
      await page.keyboard.press('Tab');
      const here = `document.activeElement.matches(${JSON.stringify(wanted)})`;
      if (await page.evaluate<boolean>(here)) return;
    }
    throw new Error(`Tab does not come to ${wanted}.`);
  };

  it.each([1280, 360])('is accessible to everybody and fits %i px', async (width) => {
    const { context, page } = await open({ viewport: { width, height: 800 } });
    const fine = async () => {
      expect(await objections(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    };
    await fine();
    await page.click('.panel button');
    await page.waitForSelector('.notice.bad');
    await fine();
    await page.setInputFiles(
      '#file',
      fileOf(
        `10507,${DAY},17,16,có,`,
        `1052X,${DAY},3,3,,`,
        `10532,${DAY},,,,chỉ có ghi chú`,
        `10888,${DAY},${width % 7},7,,`,
      ),
    );
    await page.click('.panel button');
    await page.waitForSelector('.corrections');
    await fine();
    const draft = page.url();
    await page.click('.store button');
    await page.waitForSelector('h1:has-text("Đã lưu số liệu từ tệp")');
    await fine();
    await t.db.sql`
      update import_draft set state = 'working', step = 'check', answered_at = null,
        lease_until = ${t.clock.now().toISOString()}::timestamptz + interval '1 minute'`;
    // It is looked at for longer than it stays before it looks again.
    await page.route(draft, async (route) => {
      const response = await route.fetch();
      const { refresh: _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await page.goto(draft);
    expect(await page.textContent('h1')).toBe('Đang xử lý tệp');
    expect(await page.isVisible('progress')).toBe(true);
    await fine();
    await t.db
      .sql`update import_draft set state = 'refused', answer = null, faults = '[{"message":"Bad","messageVi":"Hỏng"}]'`;
    await page.goto(draft);
    await fine();
    await context.close();
  });

  it('is done by keyboard alone: uploaded, put right in place, stored', async () => {
    const { context, page } = await open({ viewport: { width: 1280, height: 800 } });
    await tabTo(page, '#file');
    // A browser that was busy with somebody else's window loses a key now and then.
    const chosen = page.waitForEvent('filechooser');
    const pressing = setInterval(() => page.keyboard.press('Enter').catch(() => {}), 3_000);
    await page.keyboard.press('Enter');
    const chooser = await chosen.finally(() => clearInterval(pressing));
    await chooser.setFiles(fileOf(`10525,${DAY},17,16,có,`, `10903,${DAY},4,4,,`));
    await tabTo(page, '.panel button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.corrections');
    expect(await page.textContent('.store button')).toBe('Lưu 1 dòng đúng, bỏ qua 1 dòng lỗi');
    await tabTo(page, '[name="c.2.2"]');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('16');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.store button:has-text("Lưu 2 dòng")');
    await tabTo(page, '.store button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("Đã lưu số liệu từ tệp")');
    const stored = await t.db
      .sql`select locality from record where locality in ('10525', '10903') order by 1`;
    expect(stored.map(({ locality }) => locality)).toEqual(['10525', '10903']);
    await context.close();
  });

  it('works on a phone without JavaScript', async () => {
    const { context, page } = await open({
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
      hasTouch: true,
    });
    await page.setInputFiles('#file', fileOf(`11557,${DAY},3,4,không,`));
    await page.tap('.panel button');
    await page.waitForSelector('.store button');
    for (const button of await page.locator('main button, main .button').all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.tap('.store button');
    await page.waitForSelector('h1:has-text("Đã lưu số liệu từ tệp")');
    const stored = await department.get(`/api/v1/localities/11557/records/${DAY}`);
    expect(stored.body.revisions).toMatchObject([{ values: { 'network.lan': false } }]);
    await context.close();
  });
});
