import { readFile } from 'node:fs/promises';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { startLacking } from './support/gap-pages.ts';
import { sessionOf } from './support/person.ts';

/** What `every-page-browser.test.ts` does not come to. */
const PAGES = [
  '/con-thieu?view=matrix',
  '/con-thieu?q=cam+giang&minAgeDays=2&state=unmet&locality=10888',
  '/con-thieu?q=khong-co',
  '/con-thieu/don-doc?q=cam+giang&all=yes&due=2025-09-01',
  '/con-thieu/hen-hoan-thanh?gap=10888:network.lan&gap=10903:certificate.personal',
  '/don-vi/10888/hen-hoan-thanh',
  '/don-vi/10888',
];

describe.skipIf(CHROMIUM === undefined)(
  'the gap list and the page of a locality in a browser (needs Chromium)',
  { timeout: 60_000 },
  () => {
    let t: Awaited<ReturnType<typeof startLacking>>;
    let browser: Browser;
    beforeAll(async () => {
      t = await startLacking();
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    });
    afterAll(async () => {
      await browser.close();
      await t.stop();
    });

    async function signedIn(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
      const context = await browser.newContext({ serviceWorkers: 'block', ...options });
      const [name = '', value = ''] = (await sessionOf(t, t.department.token)).split('=');
      await context.addCookies([{ name, value, url: t.address }]);
      return context;
    }

    it.each([1280, 360])('every page is accessible to everybody and fits %i px', async (width) => {
      const context = await signedIn({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      const blocked: string[] = [];
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) blocked.push(message.text());
      });
      for (const path of PAGES) {
        await page.goto(t.address + path);
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect([path, wide]).toEqual([path, width]);
        await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
        expect([path, await objections(page)]).toEqual([path, []]);
      }
      expect(blocked).toEqual([]);
      await context.close();
    });

    it('filters, chooses, drafts a reminder and takes it away by keyboard alone', async () => {
      const page = await (await signedIn({ acceptDownloads: true })).newPage();
      const focused = () => page.evaluate<string>(`document.activeElement.outerHTML.slice(0, 300)`);
      /** Tabs on until what has the focus looks like this. */
      const tabTo = async (what: RegExp) => {
        for (let tries = 0; tries < 80 && !what.test(await focused()); tries++)
          await page.keyboard.press('Tab');
        expect(await focused()).toMatch(what);
      };
      await page.goto(`${t.address}/con-thieu`);
      await tabTo(/id="q"/);
      await page.keyboard.type('cam giang');
      await tabTo(/id="state"/);
      await page.keyboard.press('ArrowDown');
      await tabTo(/>Lọc</);
      await Promise.all([page.waitForURL(/state=unmet/), page.keyboard.press('Enter')]);
      expect(await page.textContent('h1 ~ p b')).toBe('3 chỉ tiêu còn thiếu ở 2 đơn vị');

      await tabTo(/sort=-missing/);
      await Promise.all([page.waitForURL(/sort=-missing/), page.keyboard.press('Enter')]);
      await tabTo(/value="10888:certificate\.personal"/);
      await page.keyboard.press('Space');
      await tabTo(/value="10903:certificate\.personal"/);
      await page.keyboard.press('Space');
      await tabTo(/dòng đã chọn/);
      await Promise.all([page.waitForURL(/don-doc/), page.keyboard.press('Enter')]);
      expect(await page.locator('article').count()).toBe(2);
      expect(await page.textContent('main')).toContain('Hệ thống không gửi gì từ trang này.');

      await tabTo(/Tải dự thảo/);
      const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      expect(download.suggestedFilename()).toBe('don-doc-2025-09-25.txt');
      expect(await readFile(await download.path(), 'utf8')).toContain(
        'Kính gửi: Ủy ban nhân dân xã Cẩm Giàng',
      );
      await page.keyboard.press('Escape');
      await page.focus('main');
      await tabTo(/^<a href="\/con-thieu\?/);
      await Promise.all([page.waitForURL(/con-thieu\?/), page.keyboard.press('Enter')]);
      expect(page.url()).toMatch(/state=unmet&q=cam\+giang&sort=-missing$/);
      await page.context().close();
    });

    it('ticks a page at once where scripts run', async () => {
      const page = await (await signedIn()).newPage();
      await page.goto(`${t.address}/con-thieu?state=unmet`);
      const ticked = () => page.locator('td.pick input:checked').count();
      await page.check('th.pick input');
      expect(await ticked()).toBe(5);
      await page.locator('td.pick input').first().uncheck();
      expect(await page.evaluate(`document.querySelector('th.pick input').indeterminate`)).toBe(true);
      await page.context().close();
    });

    it('promises gaps of three communes by keyboard alone, on a phone, without JavaScript', async () => {
      const phone = { viewport: { width: 390, height: 800 }, javaScriptEnabled: false };
      const page = await (await signedIn(phone)).newPage();
      await page.goto(`${t.address}/con-thieu?state=unmet`);
      for (const gap of ['10888:network.lan', '10903:certificate.personal', '11737:equipment.computer']) {
        await page.focus(`input[value="${gap}"]`);
        await page.keyboard.press('Space');
      }
      await page.focus('text=Hẹn ngày hoàn thành');
      await Promise.all([page.waitForURL(/hen-hoan-thanh/), page.keyboard.press('Enter')]);
      expect(await page.locator('input[name=gap]:checked').count()).toBe(3);
      await page.focus('#reason');
      await page.keyboard.type('đang mua sắm');
      await page.focus('text=Ghi nhận ngày hẹn');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#promisedOn-error');
      await page.fill('#promisedOn', '2025-09-29');
      await Promise.all([page.waitForURL(/done=hen/), page.click('text=Ghi nhận ngày hẹn')]);
      expect(await page.textContent('[role=status]')).toContain('Đã ghi nhận ngày hẹn.');
      expect(await page.locator('tr', { hasText: '29/9/2025' }).count()).toBe(3);
      await page.focus('.gap-list a:text("xã Cẩm Giàng")');
      await Promise.all([page.waitForURL(/don-vi/), page.keyboard.press('Enter')]);
      expect(await page.textContent('#hen-hoan-thanh ~ ul')).toContain('đang hẹn');
      await page.context().close();
    });

    it('does all of that without JavaScript', async () => {
      const page = await (await signedIn({ javaScriptEnabled: false })).newPage();
      await page.goto(`${t.address}/con-thieu`);
      await page.fill('#q', 'cẩm giàng');
      await page.press('#q', 'Enter');
      await page.locator('td.pick input').first().check();
      await page.click('text=Soạn văn bản đôn đốc (dòng đã chọn)');
      expect(await page.locator('article').count()).toBe(1);
      await page.context().close();
    });

    it('keeps the head of the list in view, and the list readable on a phone', async () => {
      const page = await (await signedIn({ viewport: { width: 1280, height: 700 } })).newPage();
      await page.goto(`${t.address}/con-thieu?sort=locality`);
      await page.locator('.gap-list tbody tr').nth(30).scrollIntoViewIfNeeded();
      const head = await page.locator('.gap-list thead th').nth(1).boundingBox();
      expect(head?.y).toBeGreaterThanOrEqual(0);
      expect(head?.y).toBeLessThan(100);
      await page.setViewportSize({ width: 360, height: 740 });
      const cell = await page.locator('.gap-list tbody td.what').first().boundingBox();
      expect(cell?.x).toBeGreaterThanOrEqual(0);
      expect((cell?.x ?? 0) + (cell?.width ?? 999)).toBeLessThanOrEqual(360);
      await page.context().close();
    });

    it.each(['/con-thieu?view=matrix'])(
      '%s fits a poor network: the first view is at most 100 kB',
      async (path) => {
        const context = await signedIn();
        const page = await context.newPage();
        const network = await context.newCDPSession(page);
        await network.send('Network.enable');
        let bytes = 0;
        network.on('Network.loadingFinished', (event) => {
          bytes += event.encodedDataLength;
        });
        await page.goto(t.address + path, { waitUntil: 'networkidle' });
        expect(bytes).toBeGreaterThan(10_000);
        expect(bytes).toBeLessThan(100_000);
        await context.close();
      },
    );
  },
);
