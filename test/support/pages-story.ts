import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './axe.ts';
import { CHROMIUM } from './browser.ts';
import { createPerson, PASSWORD, sessionOf, signIn as signInWithPassword } from './person.ts';
import { greenValues } from './records.ts';
import { type Caller, startTestService, type TestService } from './service.ts';

/** Signing in, the board, the account and signing out, at each of the widths: the main line of all pages. */
export function tellPages(widths: readonly number[]): void {
  describe.skipIf(CHROMIUM === undefined)('the board in a browser (needs Chromium)', () => {
    let t: TestService;
    let browser: Browser;
    let department: Caller;
    beforeAll(async () => {
      t = await startTestService({ now: '2025-09-26 09:12' });
      department = await t.caller('department', '31');
      const values = greenValues(await t.service.registry.fresh(), '2025-09-26');
      const records = [
        { locality: '11737', day: '2025-09-26', values },
        { locality: '10888', day: '2025-09-26', values: { ...values, 'network.lan': false } },
        { locality: '10903', day: '2025-09-26', values: { 'network.lan': false } },
      ];
      await createPerson(t, { login: 'an@so.example', role: 'department', area: '31' });
      await signInWithPassword(t, 'an@so.example');
      await department.post('/api/v1/records/batch', { records });
      await t.tick();
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    });
    afterAll(async () => {
      await browser.close();
      await t.stop();
    });

    it.each(widths)('signs in, reads and signs out at %i px, accessible to everybody', async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, serviceWorkers: 'block' });
      const page = await context.newPage();
      const blocked: string[] = [];
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) blocked.push(message.text());
      });
      const wide = () => page.evaluate<number>('document.documentElement.scrollWidth');

      await page.goto(t.address);
      expect(await objections(page)).toEqual([]);
      await page.click('summary');
      await page.fill('#token', 'px_wrong');
      await page.press('#token', 'Enter');
      await page.waitForSelector('#token-error');
      expect(await objections(page)).toEqual([]);
      await page.fill('#login', 'an@so.example');
      await page.fill('#password', 'không phải');
      await page.press('#password', 'Enter');
      await page.waitForSelector('#login-error');
      expect(await objections(page)).toEqual([]);
      expect(await wide()).toBe(width);

      await page.fill('#password', PASSWORD);
      await page.press('#password', 'Enter');
      await page.waitForSelector('text=Việc hôm nay');
      expect(await objections(page)).toEqual([]);
      expect(await wide()).toBe(width);
      await page.goto(`${t.address}/bang-theo-doi`);
      await page.waitForSelector('.map');
      expect(await objections(page)).toEqual([]);
      expect(await wide()).toBe(width);
      expect(await page.evaluate(`document.fonts.check('16px "Be Vietnam Pro"')`)).toBe(true);

      await page.click('.person a');
      await page.waitForSelector('#present');
      // Another session is there to be ended, its button in sight.
      const end = await page.locator('.stacks button').first().boundingBox();
      expect(end && end.x >= 0 && end.x + end.width <= width).toBe(true);
      expect(await objections(page)).toEqual([]);
      expect(await wide()).toBe(width);
      await page.fill('#present', 'không phải');
      await page.fill('#password', 'cũng không phải');
      await page.press('#password', 'Enter');
      await page.waitForSelector('#present-error');
      expect(await objections(page)).toEqual([]);
      await page.click('text=Bật xác thực hai lớp');
      await page.waitForSelector('form[action$="/bat-dau"] #present');
      expect(await objections(page)).toEqual([]);
      await page.fill('#present', PASSWORD);
      await page.press('#present', 'Enter');
      await page.waitForSelector('#code');
      expect(await objections(page)).toEqual([]);
      expect(await wide()).toBe(width);
      await page.goto(`${t.address}/mat-khau?link=gone`);
      expect(await objections(page)).toEqual([]);

      await page.goto(`${t.address}/tai-khoan`);
      await page.click('.person button');
      await page.waitForSelector('#login');
      // What tells a browser that is known from one that guesses outlives the session.
      expect((await context.cookies()).map((one) => one.name.replace(/\d+$/, '')).sort()).toEqual([
        'phuxanh-form',
        'phuxanh-known-',
      ]);
      expect(blocked).toEqual([]);
      await context.close();
    });

    it('fits a poor network: the first view is at most 100 kB', async () => {
      const context = await browser.newContext({ serviceWorkers: 'block' });
      const [name = '', value = ''] = (await sessionOf(t, department.token)).split('=');
      await context.addCookies([{ name, value, url: t.address }]);
      const page = await context.newPage();
      const network = await context.newCDPSession(page);
      await network.send('Network.enable');
      let bytes = 0;
      network.on('Network.loadingFinished', (event) => {
        bytes += event.encodedDataLength;
      });
      await page.goto(t.address, { waitUntil: 'networkidle' });
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(100_000);
      await context.close();
    });
  });
}
