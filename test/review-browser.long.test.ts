import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { filePages, PDF } from './support/files.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const CODE = 'certificate.personal';
const FELL = ['10507', '10525', '10532', '10888'];

describe.skipIf(CHROMIUM === undefined)('review in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-24 09:00' });
    department = await t.caller('department', '31');
    const values = greenValues(await t.service.registry.fresh(), '2025-09-24');
    for (const [day, have] of [
      ['2025-09-24', 16],
      ['2025-09-25', 4],
    ] as const) {
      t.clock.set(`${day} 09:00`);
      const records = FELL.map((locality) => {
        return { locality, day, values: { ...values, [CODE]: { have, need: 16 } }, note: 'Chờ cấp lại' };
      });
      await department.post('/api/v1/records/batch', { records });
    }
    const files = await filePages(t, department.token);
    await files.bring(
      '/minh-chung/10507',
      { indicator: CODE, day: '2025-09-25' },
      { name: 'Quyết định.pdf', bytes: PDF },
    );
    await t.service.scheduler.runByHand('review', t.clock.now());
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await t.stop();
  });

  async function open(who: Caller, width: number): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, serviceWorkers: 'block' });
    const [name = '', value = ''] = (await sessionOf(t, who.token)).split('=');
    await context.addCookies([{ name, value, url: t.address }]);
    return { context, page: await context.newPage() };
  }
  const tabTo = async (page: Page, wanted: string) => {
    for (let tries = 0; tries < 150; tries++) {
      await page.keyboard.press('Tab');
      const here = `document.activeElement.matches(${JSON.stringify(wanted)})`;
      if (await page.evaluate<boolean>(here)) return;
    }
    throw new Error(`Tab does not come to ${wanted}.`);
  };
  const flagOf = async (locality: string) => {
    const [row] = await t.db.sql`select id, state from flag where locality = ${locality}`;
    return { id: row?.id as number, state: row?.state as string };
  };

  it.each([1280, 360])('is accessible to everybody and fits %i px', async (width) => {
    const { context, page } = await open(department, width);
    const fine = async () => {
      expect(await objections(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    };
    await page.goto(`${t.address}/ra-soat`);
    await fine();
    await page.click('.answer .quiet');
    await page.waitForSelector('.notice.bad');
    await fine();
    for (const path of [
      '/ra-soat?state=done',
      '/ra-soat?q=khong-co',
      '/minh-chung/10507',
      '/minh-chung/10507?day=2025-09-01',
    ]) {
      await page.goto(t.address + path);
      await fine();
    }
    await page.goto(`${t.address}/minh-chung/10507`);
    await page.click('.panel button');
    await page.waitForSelector('.notice.bad');
    await fine();
    await context.close();
  });

  it('is done by keyboard alone: questioned with a reason, seen by the officer, verified', async () => {
    const { context, page } = await open(department, 1280);
    const { id } = await flagOf('10507');
    await page.goto(`${t.address}/ra-soat`);
    // Without a reason the page leads back to the field.
    await tabTo(page, `#co-${id} .answer .quiet`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.bad');
    await tabTo(page, '.notice.bad a');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe(`ly-do-${id}`);
    await page.keyboard.type('Gửi danh sách chứng thư');
    await tabTo(page, `#co-${id} .answer .quiet`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice[role=status]');
    expect(await page.textContent('.notice')).toContain('Đã yêu cầu xem lại 1 chỉ tiêu.');
    expect((await flagOf('10507')).state).toBe('questioned');

    const officer = await open(await t.caller('officer', '10507'), 360);
    await officer.page.goto(`${t.address}/bao-cao/10507`);
    expect(await officer.page.textContent('.doubt')).toContain('Gửi danh sách chứng thư');
    await officer.context.close();

    await tabTo(page, '.views a[href*="state=questioned"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.views a[href*="questioned"][aria-current]');
    await tabTo(page, `#co-${id} .answer button`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice[role=status]');
    expect((await flagOf('10507')).state).toBe('verified');
    await context.close();
  });

  it('several are chosen and verified at once, never by Enter on a box', async () => {
    const { context, page } = await open(department, 1280);
    const [one, other, left] = await Promise.all(['10525', '10532', '10888'].map(flagOf));
    await page.goto(`${t.address}/ra-soat`);
    for (const flag of [one, other]) {
      await tabTo(page, `#co-${flag?.id} input[type=checkbox]`);
      await page.keyboard.press('Space');
    }
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await tabTo(page, '.chosen button:not([hidden])');
    expect((await flagOf('10525')).state).toBe('open');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice[role=status]');
    expect(await page.textContent('.notice')).toContain('Đã xác minh 2 chỉ tiêu.');
    expect((await Promise.all(['10525', '10532', '10888'].map(flagOf))).map(({ state }) => state)).toEqual([
      'verified',
      'verified',
      'open',
    ]);
    // All of the page by one link; none without a mark.
    await page.goto(`${t.address}/ra-soat`);
    await page.click('.chosen button:not([hidden])');
    await page.waitForSelector('.notice.bad');
    await page.click('.chosen a');
    expect(await page.isChecked(`#co-${left?.id} input[type=checkbox]`)).toBe(true);
    await context.close();
  });

  it('reads in English, too', async () => {
    const { context, page } = await open(department, 1280);
    await context.addCookies([{ name: 'language', value: 'en', url: t.address }]);
    await page.goto(`${t.address}/ra-soat`);
    expect(await page.textContent('h1')).toBe('Review of figures');
    expect(await page.textContent('.told')).toMatch(/Sharp fall\. From 16 \/ 16 .* to 4 \/ 16/);
    await page.goto(`${t.address}/minh-chung/10507`);
    expect(await page.textContent('h1')).toBe('Evidence');
    await context.close();
  });
});
