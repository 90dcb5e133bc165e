import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

// Axe reads five pages in one test, which a busy machine needs its time for.
describe.skipIf(CHROMIUM === undefined)(
  'the report in a browser (needs Chromium)',
  { timeout: 60_000 },
  () => {
    let t: TestService;
    let browser: Browser;
    beforeAll(async () => {
      t = await startTestService({ now: '2025-09-25 09:00' });
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    });
    afterAll(async () => {
      await browser.close();
      await t.stop();
    });

    /** A locality that reported yesterday, and its officer's browser this morning. */
    async function officerOf(place: string, options: Parameters<Browser['newContext']>[0] = {}) {
      t.clock.set('2025-09-25 09:00');
      const officer = await t.caller('officer', place);
      const values = greenValues(await t.service.registry.fresh(), '2025-09-25');
      const yesterday = { ...values, 'network.lan': false, 'network.specialised': false };
      await officer.post('/api/v1/records', { locality: place, day: '2025-09-25', values: yesterday });
      t.clock.set('2025-09-26 09:00');
      const context = await browser.newContext({ serviceWorkers: 'block', ...options });
      await signedIn(context, officer);
      return { officer, context, page: await context.newPage() };
    }
    async function signedIn(context: BrowserContext, officer: Caller): Promise<void> {
      const [name = '', value = ''] = (await sessionOf(t, officer.token)).split('=');
      await context.addCookies([{ name, value, url: t.address }]);
    }

    it.each([
      ['11737', 1280],
      ['11557', 360],
    ])('%s: every page is accessible to everybody and fits %i px', async (place, width) => {
      const { officer, context, page } = await officerOf(place, { viewport: { width, height: 740 } });
      await admin(
        t.db,
        '2025-09-26 08:00',
        'mark',
        'question',
        place,
        'premises.arranged',
        '--reason',
        'Ảnh cũ',
      );
      const fine = async () => {
        expect(await objections(page)).toEqual([]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
      };
      await page.goto(`${t.address}/bao-cao`);
      await fine();
      await page.fill('#q-certificate-personal-have', '9');
      await page.fill('#q-equipment-printer-need', 'hai');
      await page.click('.send button');
      await page.waitForSelector('.notice.bad');
      await fine();
      await page.fill('#q-certificate-personal-have', '4');
      await page.fill('#q-equipment-printer-need', '5');
      const meanwhile = { locality: place, day: '2025-09-26', values: { 'network.lan': true } };
      await officer.post('/api/v1/records', meanwhile);
      await page.click('.send button');
      await page.waitForSelector('#khac-nhau');
      await fine();
      await page.click('.send button');
      await page.waitForSelector('.outcome');
      await fine();
      await page.goto(`${t.address}/bao-cao?day=2025-09-19`);
      await fine();
      await context.close();
    });

    it('what the officer chooses from is accessible, too', async () => {
      const department = await t.caller('department', '31');
      const context = await browser.newContext({ serviceWorkers: 'block' });
      await signedIn(context, department);
      const page = await context.newPage();
      await page.goto(`${t.address}/bao-cao?q=cam`);
      expect(await objections(page)).toEqual([]);
      await context.close();
    });

    it.each([
      ['10888', 'without JavaScript', false],
      ['10903', 'with it', true],
    ])(
      '%s: two taps confirm that nothing has changed, on a phone %s',
      async (place, _, javaScriptEnabled) => {
        const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled, hasTouch: true };
        const { officer, context, page } = await officerOf(place, phone);
        await page.goto(`${t.address}/bao-cao`);
        // Both buttons are in reach before anything is scrolled.
        for (const button of await page.locator('.send button').all()) {
          const box = await button.boundingBox();
          expect(box?.height).toBeGreaterThanOrEqual(44);
          expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(740);
        }
        await page.tap('.send .quiet');
        await page.waitForSelector('.said');
        await page.tap('.send button');
        await page.waitForSelector('.outcome');
        expect(await page.textContent('.outcome h2')).toContain('gần đạt');
        const stored = await officer.get(`/api/v1/localities/${place}/records/2025-09-26`);
        expect(stored.body.revisions).toHaveLength(1);
        await context.close();
      },
    );

    it('counts go up and down, and the page says at once what is changed, missing or cannot be', async () => {
      const { context, page } = await officerOf('11560', { viewport: { width: 360, height: 740 } });
      await page.goto(`${t.address}/bao-cao`);
      const question = page.locator('#q-certificate-personal');
      const [have, need] = [
        page.locator('#q-certificate-personal-have'),
        page.locator('#q-certificate-personal-need'),
      ];
      const ratio = question.locator('.ratio');
      expect(await question.locator('.changed').count()).toBe(0);
      expect(await ratio.textContent()).toBe('●Đủ');
      const less = question.getByRole('button', { name: 'Hiện có: bớt 1' });
      const box = await less.boundingBox();
      expect([box?.width, box?.height]).toEqual([44, 44]);
      await less.click();
      expect(await have.inputValue()).toBe('4');
      expect(await ratio.textContent()).toBe('○Còn thiếu 1');
      expect(await question.locator('.changed').textContent()).toBe('Khác lần trước');
      await question.getByRole('button', { name: 'Cần có: bớt 1' }).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Space');
      expect(await need.inputValue()).toBe('3');
      expect(await ratio.textContent()).toContain(
        'Số hiện có (4) lớn hơn số cần có (3). Kiểm tra lại hai số này.',
      );
      expect(await objections(page)).toEqual([]);
      await have.focus();
      for (let pressed = 0; pressed < 6; pressed++) await page.keyboard.press('ArrowDown');
      expect(await have.inputValue()).toBe('0');
      await have.fill('năm');
      await page.keyboard.press('ArrowUp');
      expect(await have.inputValue()).toBe('năm');
      expect(await ratio.isVisible()).toBe(false);
      await page.check('[name="values.certificate.personal.unknown"]');
      await have.fill('5');
      expect(await page.isChecked('[name="values.certificate.personal.unknown"]')).toBe(false);
      expect(await page.textContent('.left')).toBe('Còn 7 giờ');
      await context.close();
    });

    it('the time left goes on, whatever this machine takes the time to be', async () => {
      const { context, page } = await officerOf('10645');
      await page.clock.install({ time: '2031-01-01' });
      await page.goto(`${t.address}/bao-cao`);
      expect(await page.textContent('.left')).toBe('Còn 7 giờ');
      await page.clock.runFor('01:30:00');
      expect(await page.textContent('.left')).toBe('Còn 5 giờ 30 phút');
      await page.clock.runFor('06:00:00');
      expect(await page.textContent('.left')).toBe('Đã qua hạn; gửi muộn vẫn được nhận.');
      await context.close();
    });

    it('the whole task is done by keyboard alone', async () => {
      const { officer, context, page } = await officerOf('10909', { viewport: { width: 1280, height: 740 } });
      await page.goto(`${t.address}/bao-cao`);
      const focused = () =>
        page.evaluate<string>('document.activeElement?.id || document.activeElement?.name || ""');
      const tabTo = async (wanted: string) => {
        for (let tries = 0; tries < 120; tries++) {
          await page.keyboard.press('Tab');
          if ((await focused()) === wanted) return;
        }
        throw new Error(`Tab does not come to ${wanted}.`);
      };
      // What has the focus is not hidden under the buttons that stay in reach.
      const hidden = () =>
        page.evaluate<boolean>(`(() => {
        const at = document.activeElement.getBoundingClientRect();
        const bar = document.querySelector('.send').getBoundingClientRect();
        return !document.querySelector('.send').contains(document.activeElement) && at.bottom > bar.top;
      })()`);

      await tabTo('q-certificate-personal-have');
      expect(await hidden()).toBe(false);
      await page.keyboard.type('9');
      await tabTo('values.network.lan');
      expect(await hidden()).toBe(false);
      await page.keyboard.press('ArrowLeft');
      await tabTo('note');
      expect(await hidden()).toBe(false);
      await page.keyboard.type('Đã sửa mạng');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');

      const inSummary = () => page.evaluate<boolean>(`/^#q-/.test(document.activeElement.hash ?? '')`);
      // 9 of 5: the summary is on top and leads to the field.
      await page.waitForSelector('.notice.bad');
      for (let tries = 0; !(await inSummary()); tries++) {
        if (tries > 20) throw new Error('Tab does not come to the summary.');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      expect(await page.evaluate('location.hash')).toBe('#q-certificate-personal-have');
      expect(await focused()).toBe('q-certificate-personal-have');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('5');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.outcome');
      const stored = await officer.get('/api/v1/localities/10909/records/2025-09-26');
      expect(stored.body.revisions).toMatchObject([
        {
          note: 'Đã sửa mạng',
          values: {
            'network.lan': true,
            'network.specialised': false,
            'certificate.personal': { have: 5, need: 5 },
          },
        },
      ]);
      await context.close();
    });

    it('the form’s first view fits a poor network: at most 100 kB, and at work within 5 s on slow 3G', async () => {
      const { context, page } = await officerOf('10675');
      const network = await context.newCDPSession(page);
      await network.send('Network.enable');
      const bits = 400_000 / 8;
      const slow3G = { latency: 400, downloadThroughput: bits, uploadThroughput: bits, offline: false };
      await network.send('Network.emulateNetworkConditions', slow3G);
      let bytes = 0;
      network.on('Network.loadingFinished', (event) => {
        bytes += event.encodedDataLength;
      });
      await page.goto(`${t.address}/bao-cao`, { waitUntil: 'commit' });
      const question = page.locator('#q-certificate-personal');
      await question.getByRole('button', { name: 'Hiện có: bớt 1' }).click();
      const ms = await page.evaluate<number>('performance.now()');
      expect(await question.locator('.changed').textContent()).toBe('Khác lần trước');
      expect(ms).toBeLessThan(5_000);
      await page.waitForLoadState('networkidle');
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(100_000);
      await context.close();
    });
  },
);
