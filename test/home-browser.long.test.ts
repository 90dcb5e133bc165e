import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../src/access/principal.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { createPerson, PASSWORD } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-26';
const OWN = '10888';
const PEOPLE: readonly [login: string, role: Role, area: string][] = [
  ['canbo', 'officer', OWN],
  ['chutich', 'leader', OWN],
  ['so', 'department', '31'],
  ['taichinh', 'finance', '31'],
  ['lanhdao', 'leader', '31'],
  ['theodoi', 'viewer', '31'],
  ['quantri', 'admin', '*'],
];

describe.skipIf(CHROMIUM === undefined)(
  'today’s work in a browser (needs Chromium)',
  { timeout: 120_000 },
  () => {
    let t: TestService;
    let browser: Browser;
    beforeAll(async () => {
      t = await startTestService({ now: `${DAY} 09:00` });
      for (const [login, role, area] of PEOPLE) await createPerson(t, { login, role, area });
      const department = await t.caller('department', '31');
      const registry = await t.service.registry.fresh();
      const values = greenValues(registry, DAY);
      const poorer = { ...values, 'certificate.personal': { have: 4, need: 14 }, 'network.lan': false };
      const codes = [...registry.localities.values()].filter((one) => one.province === '31');
      const records = codes
        .slice(0, 90)
        .map(({ code }, place) => ({ locality: code, day: DAY, values: place % 3 === 0 ? poorer : values }));
      await department.post('/api/v1/records/batch', { records });
      t.clock.set(`${DAY} 16:20`);
      await t.tick();
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    });
    afterAll(async () => {
      await browser?.close();
      await t.stop();
    });

    async function signedIn(login: string, width: number): Promise<Page> {
      const context = await browser.newContext({ viewport: { width, height: 800 }, serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.goto(`${t.address}/dang-nhap`);
      await page.fill('#login', login);
      await page.fill('#password', PASSWORD);
      await page.press('#password', 'Enter');
      await page.waitForSelector('.person');
      return page;
    }

    it.each(PEOPLE.map(([login]) => login))('%s finds his work at both widths', async (login) => {
      for (const width of [1280, 390]) {
        const page = await signedIn(login, width);
        await page.goto(t.address);
        expect(await page.locator('h1').textContent()).toBe('Việc hôm nay');
        expect([login, width, await objections(page)]).toEqual([login, width, []]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        if (process.env.SHOTS)
          await page.screenshot({ path: `${process.env.SHOTS}/home-${login}-${width}.png`, fullPage: true });
        await page.context().close();
      }
    });

    it('searches from any page by keyboard alone', async () => {
      const page = await signedIn('so', 1280);
      await page.goto(`${t.address}/canh-bao`);
      await page.keyboard.press('/');
      await page.waitForSelector('#tim:focus');
      await page.keyboard.type('hong bang');
      await page.waitForSelector('.suggested li');
      expect(await objections(page)).toEqual([]);
      await page.keyboard.press('ArrowDown');
      expect(await page.getAttribute('#tim', 'aria-activedescendant')).toBe('goi-y-0');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/don-vi\/\d{5}$/);
      // Without choosing, to the page of all that is found; a slash in a field is a slash.
      await page.keyboard.press('/');
      await page.keyboard.type('lan/');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/tim-kiem?q=lan%2F');
      expect(await objections(page)).toEqual([]);
      await page.context().close();
      const phone = await signedIn('so', 390);
      await phone.click('.top .find button');
      await phone.waitForSelector('#tim-o-day');
      expect(await objections(phone)).toEqual([]);
      await phone.context().close();
    });
  },
);
