import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpHeartbeat } from '../src/heartbeat/change.ts';
import { beat, serveUntil } from './support/beats.ts';
import { CHROMIUM } from './support/browser.ts';
import { instant } from './support/clock.ts';
import { createPerson, PASSWORD } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const OWN = '11737';
const FIRST_VIEW_KB = 100;

/** A whole province that is watched, seen on a phone and on a desk. */
describe.skipIf(CHROMIUM === undefined)('pages of networks in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    await createPerson(t, { login: 'so', role: 'department', area: '31' });
    const registry = await t.service.registry.fresh();
    const codes = [...registry.localities.values()].filter((one) => one.province === '31');
    const author = { now: t.clock.now(), kind: 'person', actor: 'test', source: 'test' } as const;
    const called = new Map<string, string>();
    for (const { code } of codes) called.set(code, (await setUpHeartbeat(t.db.sql, author, code)).token);
    const call = (tokens: string[]) =>
      Promise.all(tokens.map((token) => beat(t, `${t.address}/beat/${token}`)));
    const tokens = [...called.values()];
    await t.db.sql`
      insert into heartbeat_day select ${OWN}, day::date, 86400000 - 3600000 * (extract(day from day)::int % 4), 86400000
      from generate_series('2025-08-30'::date, '2025-09-24'::date, '1 day') as day`;
    await call(tokens.slice(0, -2));
    await serveUntil(t, instant('2025-09-25 08:12'));
    await call(tokens.slice(6, -2));
    await call([called.get(OWN) ?? '']);
    await serveUntil(t, instant('2025-09-25 08:16'));
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser?.close();
    await t.stop();
  });

  it('fit, and weigh no more than a first view may', async () => {
    for (const width of [390, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.goto(`${t.address}/dang-nhap`);
      await page.fill('#login', 'so');
      await page.fill('#password', PASSWORD);
      await page.press('#password', 'Enter');
      await page.waitForSelector('.person');
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      for (const path of ['/duong-truyen', `/duong-truyen/${OWN}`, `/don-vi/${OWN}`, `/bao-cao/${OWN}`]) {
        bytes = 0;
        await page.goto(t.address + path);
        await page.evaluate('document.fonts.ready');
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
        expect([path, bytes < FIRST_VIEW_KB * 1024, bytes]).toEqual([path, true, bytes]);
        if (process.env.SHOTS)
          await page.screenshot({
            path: `${process.env.SHOTS}/${width}${path.replaceAll('/', '-')}.png`,
            fullPage: path !== '/duong-truyen',
          });
      }
      await page.goto(`${t.address}/duong-truyen/${OWN}`);
      await page.click('text=Đổi địa chỉ >> nth=-1');
      await page.waitForSelector('#dia-chi');
      expect(await page.inputValue('#dia-chi')).toMatch(/\/beat\/px_[\w-]{43}$/);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${width}-made.png`, fullPage: true });
      await context.close();
    }
  });
});
