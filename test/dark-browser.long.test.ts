import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { createPerson, PASSWORD } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { startTestService, type TestService } from './support/service.ts';

const PAGES = [
  ...[
    '/bang-theo-doi',
    '/con-thieu',
    '/con-thieu?view=matrix',
    '/don-vi/11737',
    '/don-vi/10888',
    '/canh-bao',
  ],
  ...[
    '/ra-soat',
    '/chung-thu-so',
    '/bao-cao/11737',
    '/quan-tri',
    '/quan-tri/lich',
    '/tai-khoan',
    '/tro-giup',
  ],
];

/** Whoever has set his device to dark reads as well as by day. */
describe.skipIf(!CHROMIUM)('pages on a dark device', { timeout: 240_000 }, () => {
  let t: TestService;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-26 09:12' });
    const department = await t.caller('department', '31');
    const values = greenValues(await t.service.registry.fresh(), '2025-09-26');
    for (const [locality, changed] of [
      ['11737', {}],
      ['10888', { 'certificate.personal': { have: 4, need: 14 } }],
      ['10507', { 'network.lan': false, 'network.backup': false }],
    ] as const)
      await department.post('/api/v1/records', {
        locality,
        day: '2025-09-26',
        values: { ...values, ...changed },
      });
    t.clock.set('2025-09-26 16:30');
    await t.tick();
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${t.address}/dang-nhap?next=/tai-khoan`);
    expect(await objections(page)).toEqual([]);
    await page.check('text=Hiện mật khẩu');
    expect(await page.getAttribute('#password', 'type')).toBe('text');
    await page.fill('#login', 'goc');
    await page.fill('#password', PASSWORD);
    await page.press('#password', 'Enter');
    await page.waitForURL('**/tai-khoan');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await t?.stop();
  });

  it.each(PAGES)('%s has the contrast of the light one', async (path) => {
    const answer = await page.goto(t.address + path);
    expect(answer?.status()).toBeLessThan(400);
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
      'rgb(18, 23, 29)',
    );
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/${path.replace(/\W+/g, '-')}.png` });
    expect(await objections(page)).toEqual([]);
  });
});
