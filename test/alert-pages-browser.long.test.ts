import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact, somebodyReports } from './support/alerting.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { sessionOf } from './support/person.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const DAY = '2026-11-19';

describe.skipIf(CHROMIUM === undefined)('alerts in a browser (needs Chromium)', () => {
  let t: TestService;
  let mail: MailServer;
  let browser: Browser;
  let officer: Caller;
  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({ now: `${DAY} 08:00`, config: { smtpUrl: mail.url } });
    officer = await t.caller('officer', HERE);
    for (const locality of [HERE, '10525'])
      await addContact(t.db, { locality, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    t.clock.set(`${DAY} 15:30`);
    await somebodyReports(await t.caller('department', '31'), DAY);
    t.clock.set(`${DAY} 16:02`);
    await t.tick();
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser?.close();
    await t.stop();
    await mail.stop();
  });

  async function open(width: number, who?: Caller): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, serviceWorkers: 'block' });
    if (who) {
      const [name = '', value = ''] = (await sessionOf(t, who.token)).split('=');
      await context.addCookies([{ name, value, url: t.address }]);
    }
    return await context.newPage();
  }
  const tabTo = async (page: Page, wanted: string) => {
    for (let tries = 0; tries < 80; tries++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(wanted)})`)) return;
    }
    throw new Error(`Tab does not come to ${wanted}.`);
  };
  const fits = async (page: Page, width: number) => {
    expect(await objections(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
  };

  it.each([1280, 360])(
    'the link of a message is accessible and fits %i px, with faults and when done',
    async (width) => {
      const path = /\/xu-ly\/[\w-]{43}/.exec(mail.of('an@xa.example')[0]?.text ?? '')?.[0] ?? '';
      const page = await open(width);
      await page.goto(t.address + path);
      await fits(page, width);
      expect(await page.locator('input[type=checkbox]:checked').count()).toBeGreaterThan(0);
      await page.click('button:has-text("Nhận xử lý")');
      await page.waitForSelector('.notice.bad');
      await fits(page, width);
      await page.fill('#reason', 'Đang chờ máy');
      await page.fill('#promisedOn', '2026-11-24');
      // One only; of the other nothing is promised.
      expect(await page.locator('input[type=checkbox]:checked').count()).toBeGreaterThan(0);
      await page.locator('input[type=checkbox]').first().setChecked(true);
      await page.locator('input[type=checkbox]').nth(1).setChecked(false);
      await page.click('button:has-text("Nhận xử lý")');
      await page.waitForSelector('.notice.good');
      await fits(page, width);
      await page.context().close();
    },
  );

  it('is taken on from the list by keyboard alone', async () => {
    const page = await open(1280, officer);
    await page.goto(`${t.address}/canh-bao?state=all`);
    await tabTo(page, 'tbody a');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#owner');
    await tabTo(page, '#reason');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.bad');
    // The summary leads to the field.
    await tabTo(page, '.notice.bad a');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('reason');
    await page.keyboard.type('Mất điện, mai làm tiếp');
    await tabTo(page, '#promisedOn');
    await page.keyboard.type('11252026');
    await tabTo(page, 'form.fields button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.good');
    expect(await page.textContent('.notice.good')).toContain('hẹn hoàn thành ngày 25/11/2026');
    await fits(page, 1280);
    await page.context().close();
  });

  it('a ladder gets a step more, and Enter saves it', async () => {
    const page = await open(1280, await t.caller('admin', '*'));
    await page.goto(`${t.address}/quan-tri/quy-trinh-nhac/record_missing`);
    await page.click('button[value=add]');
    await page.waitForSelector('#step-2-role');
    await page.selectOption('#step-2-role', 'department');
    await page.fill('#step-2-waitMinutes', '3');
    await page.press('#step-2-waitMinutes', 'Enter');
    await page.waitForSelector('.notice.good');
    expect(await page.textContent('main')).toContain('Sở, ngành phụ trách: sau 3 ngày làm việc');
    await page.context().close();
  });
});
