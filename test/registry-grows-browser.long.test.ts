import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const PLACES = ['10888', '10903', '11948', '00004'];

describe.skipIf(CHROMIUM === undefined)('the registry that grows, in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  let admin: Caller;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    await t.db.sql`update locality set valid_to = '2025-09-01' where code <> all(${PLACES})`;
    await t.db.sql`update programme set provinces = '{31,01}'`;
    await t.db.sql`update registry_version set version = version + 1`;
    admin = await t.caller('admin', '*');
    const values = greenValues(await t.service.registry.fresh(), '2025-09-25');
    for (const locality of PLACES)
      await admin.post('/api/v1/records', {
        locality,
        day: '2025-09-25',
        values: { ...values, 'network.lan': locality !== '11948' },
      });
    await t.tick();
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    const [name = '', value = ''] = (await sessionOf(t, admin.token)).split('=');
    context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    await context.addCookies([{ name, value, url: t.address }]);
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.stop();
  });

  const open = async (path: string) => {
    await page.goto(t.address + path);
    expect(await objections(page)).toEqual([]);
    // Nothing is wider than a phone.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  };

  it('says on a phone what does not apply, as it was previewed', async () => {
    await open('/quan-tri/khong-ap-dung');
    const form = page.locator('#khong-ap-dung');
    await form.locator('[name=province]').selectOption('31');
    await form.locator('[name=area]').fill('Bạch Long Vĩ');
    await form.locator('[name=indicator]').selectOption('network.lan');
    await form.locator('[name=reason]').fill('Đảo xa');
    await form.locator('button[value=preview]').click();
    await page.waitForSelector('#xem-truoc');
    expect(await page.textContent('.moves')).toContain('Bạch Long Vĩ');
    await page.click('button[value=save]');
    await page.waitForURL('**/khong-ap-dung?done=*');
    t.clock.set('2025-09-25 08:05');
    await t.tick();
    await open('/don-vi/11948');
    expect(await page.textContent('main')).toContain('Đạt 18 trên 18');
    expect(await page.textContent('main')).toContain('Đảo xa');
  });

  it('makes one locality of two, and shows where it came from', async () => {
    await open('/quan-tri/don-vi/moi');
    await page.fill('[name=code]', '99001');
    await page.fill('[name=name]', 'Cẩm Giang Mới');
    await page.selectOption('[name=province]', '31');
    await page.fill('[name=from]', '2025-09-26');
    await page.fill('[name=predecessors]', '10888; 10903');
    await page.click('button[value=preview]');
    await page.waitForSelector('#xem-truoc');
    expect(await page.textContent('main')).toContain('2 đơn vị ngừng hoạt động');
    await page.click('button[value=save]');
    await page.waitForURL('**/quan-tri/don-vi/99001?done=moi');
    await open('/quan-tri/don-vi/99001');
    expect(await page.textContent('main')).toContain('Hình thành từ');
  });

  it('is seen from the nation down to a province by one tap', async () => {
    await open('/bang-theo-doi');
    expect(await page.textContent('#ban-do .shade-5 .figure')).toContain('100');
    expect(await page.isVisible('#ban-do .shade-5 .name')).toBe(true);
    await page.click('#ban-do a[href*="province=01"]');
    await page.waitForURL('**/bang-theo-doi?province=01');
    await open('/quan-tri/co-quan');
  });
});
