import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../src/intake/types.ts';
import { admin, registryOf } from './support/admin.ts';
import { objections } from './support/axe.ts';
import { boundariesOf } from './support/boundaries.ts';
import { CHROMIUM } from './support/browser.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const TODAY = '2025-09-26';

describe.skipIf(CHROMIUM === undefined)('the board in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  let department: Caller;
  let green: Values;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 09:00' });
    department = await t.caller('department', '31');
    const registry = await t.service.registry.fresh();
    green = greenValues(registry, TODAY);
    const send = (day: string, values: Values) =>
      department.post('/api/v1/records', { locality: '11737', day, values });
    await send('2025-09-25', { 'network.lan': false });
    t.clock.set(`${TODAY} 09:12`);
    await send(TODAY, green);
    await t.tick();
    const folder = await mkdtemp(join(tmpdir(), 'phuxanh-board-'));
    const file = join(folder, 'areas.geojson');
    await writeFile(file, JSON.stringify(boundariesOf(await registryOf(t.db), '31', TODAY)));
    await admin(t.db, t.clock.now(), 'boundaries', 'import', file);
    await rm(folder, { recursive: true });
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await t.stop();
  });

  const open = async (path: string, width = 1280, who = department) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, serviceWorkers: 'block' });
    const [name = '', value = ''] = (await sessionOf(t, who.token)).split('=');
    await context.addCookies([{ name, value, url: t.address }]);
    const page = await context.newPage();
    if (path !== '') await page.goto(t.address + path);
    return { context, page };
  };
  const focused = (page: Page) =>
    page.evaluate<string | null>(
      'document.activeElement?.getAttribute("href") ?? document.activeElement?.id',
    );

  // The plain pages are walked by `every-page-browser.test.ts`.
  it.each([1280, 360])('is accessible to everybody at %i px, and nothing hangs over', async (width) => {
    const { context, page } = await open('', width);
    for (const path of [
      '/bang-theo-doi?show=all',
      '/bang-theo-doi?map=areas',
      '/bang-theo-doi?show=missing&sort=name',
    ]) {
      await page.goto(t.address + path);
      expect([path, await objections(page)]).toEqual([path, []]);
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      const map = (await page.locator('.map').boundingBox()) ?? { x: 0, width: 0 };
      expect([path, map.x >= 0 && map.x + map.width <= width]).toEqual([path, true]);
    }
    await context.close();
  });

  it('is walked by keyboard: past the map, or into it and on to the page of a locality', async () => {
    for (const path of ['/bang-theo-doi', '/bang-theo-doi?map=areas']) {
      const { context, page } = await open(path);
      await page.focus('.skip-map');
      expect(await page.locator('.skip-map').boundingBox()).toMatchObject({ width: expect.any(Number) });
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatch(/^\/don-vi\/\d{5}$|^\/bang-theo-doi\?/);
      expect(await page.evaluate('document.activeElement.closest("#can-ho-tro") !== null')).toBe(true);

      await page.focus('.skip-map');
      await page.keyboard.press('Tab');
      const href = await focused(page);
      expect(href).toMatch(/^\/don-vi\/\d{5}$/);
      const stroke = `getComputedStyle(document.activeElement.querySelector('rect, path')).strokeWidth`;
      expect(await page.evaluate(stroke)).toBe('3px');
      await page.keyboard.press('Tab');
      expect(await focused(page)).not.toBe(href);
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${href}`);
      await context.close();
    }
  });

  it.each(['/bang-theo-doi?map=areas'])('fits a poor network: first view of %s', async (path) => {
    const { context, page } = await open('');
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
  });

  it('prints for the leader on one A4 page', async () => {
    const { context, page } = await open('/lanh-dao');
    await page.evaluate('document.fonts.ready');
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    expect(paper).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/);
    await context.close();
  });

  describe('keeping itself fresh', () => {
    const minutes = async (page: Page, context: BrowserContext) => {
      // The page asks once a minute; the answer counts, not the time.
      const asked = context.waitForEvent('requestfinished').catch(() => null);
      await page.clock.fastForward(60_000);
      await asked;
    };

    it('swaps what changed, says so, and keeps focus, what is open, and the place on the page', async () => {
      const { context, page } = await open('');
      await page.clock.install();
      await page.goto(`${t.address}/bang-theo-doi`);
      const line = page.locator('[data-refresh]');
      expect(await page.textContent('#ty-le .big')).toBe('0,9\u00a0%');
      await page.click('#don-vi summary');
      const tile = page.locator('#ban-do a[href="/don-vi/10888"]');
      await tile.focus();
      const place = await tile.boundingBox();

      await minutes(page, context);
      expect(await line.textContent()).toBe('');

      await department.post('/api/v1/records', { locality: '10888', day: TODAY, values: green });
      await minutes(page, context);
      await page.locator('[data-refresh]', { hasText: 'Có số liệu mới' }).waitFor();
      expect(await line.textContent()).toMatch(/^Có số liệu mới, đã cập nhật lúc \d\d:\d\d\.$/);
      expect(await page.textContent('#ty-le .big')).toBe('1,8\u00a0%');
      expect(await tile.getAttribute('class')).toBe('tile green');
      expect(await focused(page)).toBe('/don-vi/10888');
      expect(await tile.boundingBox()).toEqual(place);
      expect(await page.getAttribute('#don-vi', 'open')).not.toBeNull();
      expect(await objections(page)).toEqual([]);
      await context.close();
    });

    it('says when there is no network, and goes on when it is back', async () => {
      const { context, page } = await open('');
      await page.clock.install();
      await page.goto(`${t.address}/bang-theo-doi`);
      const line = page.locator('[data-refresh]');
      await context.setOffline(true);
      await page.clock.fastForward(60_000);
      await line.filter({ hasText: 'Không có mạng' }).waitFor();
      await context.setOffline(false);
      await page.clock.fastForward(60_000);
      await expect.poll(() => line.textContent()).toBe('');
      await context.close();
    });

    it('stops when the session has ended, and asks to sign in', async () => {
      const { context, page } = await open('');
      await page.clock.install();
      await page.goto(`${t.address}/lanh-dao`);
      const figure = await page.textContent('#ty-le .big');
      await t.db.sql`update session set revoked_at = ${t.clock.now().toISOString()}::timestamptz`;
      await page.clock.fastForward(60_000);
      const link = page.locator('[data-refresh] a');
      await link.waitFor();
      expect(await link.textContent()).toBe('Đăng nhập lại');
      expect(await page.textContent('#ty-le .big')).toBe(figure);
      let asked = 0;
      page.on('request', () => asked++);
      await page.clock.fastForward(600_000);
      expect(asked).toBe(0);
      await link.click();
      await page.waitForSelector('#login');
      await context.close();
    });
  });
});
