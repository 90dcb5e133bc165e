import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { instant } from './support/clock.ts';
import { type Network, startNetwork } from './support/network.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** What comes about by itself, in the time that a busy machine needs. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

describe.skipIf(CHROMIUM === undefined)(
  'the report on a poor network (needs Chromium)',
  { timeout: 120_000 },
  () => {
    let t: TestService;
    let network: Network;
    let browser: Browser;
    let place: string;
    let officer: Caller;
    let context: BrowserContext;
    let page: Page;
    const places: string[] = [];
    beforeAll(async () => {
      t = await startTestService({ now: '2025-09-25 09:00' });
      const registry = await t.service.registry.fresh();
      places.push(
        ...[...registry.localities.values()].filter((one) => one.province === '31').map((one) => one.code),
      );
      network = await startNetwork(t.address);
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    });
    afterAll(async () => {
      await browser.close();
      await network.stop();
      await t.stop();
    });

    /** A locality that reported yesterday, and its officer's browser this morning with the form open and kept. */
    beforeEach(async () => {
      await context?.close();
      network.rule = () => 'pass';
      place = places.shift() ?? '';
      t.clock.set('2025-09-25 09:00');
      officer = await t.caller('officer', place);
      const values = { ...greenValues(await t.service.registry.fresh(), '2025-09-25'), 'network.lan': false };
      await officer.post('/api/v1/records', { locality: place, day: '2025-09-25', values });
      t.clock.set('2025-09-26 09:00');
      context = await browser.newContext();
      await context.clock.setFixedTime(instant('2025-09-26 09:00'));
      await signIn(officer);
      page = await context.newPage();
      await page.goto(`${network.address}/bao-cao`);
      await formIsKept();
    });

    const signIn = async ({ token }: Caller) => {
      const [name = '', value = ''] = (await sessionOf(t, token)).split('=');
      await context.addCookies([{ name, value, url: network.address }]);
    };
    const formIsKept = () =>
      soon(() =>
        page.evaluate(
          `caches.open('pages').then((c) => c.keys()).then((all) => all.map((one) => new URL(one.url).pathname))`,
        ),
      ).toEqual(
        expect.arrayContaining([
          '/bao-cao',
          '/ngoai-tuyen',
          '/assets/app.css',
          '/assets/client.js',
          '/assets/be-vietnam-pro-latin-400.woff2',
        ]),
      );
    const have = '#q-certificate-personal-have';
    const stored = async () =>
      (await officer.get(`/api/v1/localities/${place}/records/2025-09-26`)).body.revisions as {
        values: Record<string, unknown>;
        note: string | null;
      }[];
    const send = () => page.click('.send button:not(.quiet)');
    const queue = () => page.locator('.waiting');
    /** What was sent just now has not arrived, and the page has said so. */
    const waits = async () => {
      await page.waitForSelector('.waiting:focus');
      await queue().getByText('Chưa kết nối được máy chủ').waitFor();
    };
    const sentOnce = () => page.waitForSelector('text=Đã gửi báo cáo ngày 26/9/2025.');
    const drafted = () =>
      soon(() =>
        page.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open('phu-xanh');
      opening.onsuccess = () => {
        const asked = opening.result.transaction('drafts').objectStore('drafts').count();
        asked.onsuccess = () => { opening.result.close(); resolve(asked.result); };
      };
    })`),
      ).toBe(1);

    it('opens without a network, keeps what is typed, waits in sight, and goes out once by itself', async () => {
      await context.setOffline(true);
      await page.reload();
      await soon(() => page.textContent('.notice:not(.waiting)')).toContain('Đang mất mạng.');
      expect(await page.evaluate(`document.fonts.check('16px "Be Vietnam Pro"')`)).toBe(true);
      await page.fill(have, '3');
      await page.fill('#note', 'Mất mạng từ sáng');
      await drafted();
      await page.reload();
      await soon(() => page.inputValue(have)).toBe('3');
      await soon(() => page.inputValue('#note')).toBe('Mất mạng từ sáng');
      await soon(() => page.textContent('.report')).toContain('Đã khôi phục những gì anh/chị điền');

      await send();
      await waits();
      expect(await queue().textContent()).toContain('Ngày 26/9/2025');
      expect(await stored()).toEqual([]);
      // The form still shows what waits, after a reload, too.
      await page.reload();
      await queue().getByText('Chưa kết nối được máy chủ').waitFor();
      await soon(() => page.inputValue(have)).toBe('3');
      // Sent again with another figure: one report waits, the later.
      await page.fill(have, '4');
      await send();
      await waits();
      expect(await queue().locator('li').count()).toBe(1);

      await context.setOffline(false);
      await sentOnce();
      await soon(() => queue().isVisible()).toBe(false);
      await soon(() => page.textContent('.deadline')).toBe('Đã gửi lúc 09:00.');
      expect(await stored()).toMatchObject([
        { note: 'Mất mạng từ sáng', values: { 'certificate.personal': { have: 4, need: 5 } } },
      ]);
    });

    it.each([1280, 360])(
      'every state of the queue is accessible to everybody and fits %i px',
      async (width) => {
        await page.setViewportSize({ width, height: 740 });
        const fine = async () => {
          expect(await objections(page)).toEqual([]);
          expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
        };
        await context.setOffline(true);
        await context.clock.setFixedTime(instant('2025-09-27 08:00'));
        await page.fill(have, '9');
        await drafted();
        await page.reload();
        await page.waitForSelector('text=Chuyển sang báo cáo ngày 27/9/2025');
        await fine();
        await send();
        await waits();
        await fine();
        await context.setOffline(false);
        await queue().getByText('Sửa trong biểu mẫu').waitFor();
        await fine();
        await page.goto(`${network.address}/ngoai-tuyen`);
        await fine();
      },
    );

    it('other pages say that there is no network, and lead to the report', async () => {
      await context.setOffline(true);
      await page.goto(`${network.address}/tai-khoan`);
      expect(await page.textContent('h1')).toBe('Không có mạng');
      await page.click('text=Mở báo cáo hôm nay');
      await page.waitForSelector(have);
    });

    it('a lost answer is no error and no second report', async () => {
      // Every time: a browser itself tries once more where a connection ends without a word.
      network.rule = ({ method }) => (method === 'POST' ? 'lose' : 'pass');
      await page.fill(have, '3');
      await send();
      await waits();
      expect(await stored()).toHaveLength(1);
      network.rule = () => 'pass';
      await queue().getByText('Gửi ngay').click();
      await sentOnce();
      expect(await stored()).toHaveLength(1);
      // What is changed now is a second report over the first, no conflict with it.
      await page.fill(have, '4');
      await send();
      await page.waitForURL('**/ket-qua?day=2025-09-26');
      expect(await stored()).toHaveLength(2);
    });

    it('a change made while the first answer is lost goes over the first', async () => {
      network.rule = ({ method }) => (method === 'POST' ? 'lose' : 'pass');
      await page.fill(have, '3');
      await send();
      await waits();
      network.rule = () => 'cut';
      await page.fill(have, '4');
      await send();
      await waits();
      expect(await queue().locator('li').count()).toBe(2);
      network.rule = () => 'pass';
      await queue().getByText('Gửi ngay').click();
      await soon(() => queue().isVisible()).toBe(false);
      expect((await stored()).map((one) => one.values['certificate.personal'])).toEqual([
        { have: 3, need: 5 },
        { have: 4, need: 5 },
      ]);
    });

    it('two tabs send it once', async () => {
      const other = await context.newPage();
      await other.goto(`${network.address}/bao-cao`);
      await context.setOffline(true);
      await page.fill(have, '3');
      await send();
      await other.getByText('Chưa kết nối được máy chủ').waitFor();
      let posts = 0;
      network.rule = ({ method }) => {
        if (method === 'POST') posts++;
        return 'pass';
      };
      await context.setOffline(false);
      await sentOnce();
      await other.waitForSelector('text=Đã gửi báo cáo ngày 26/9/2025.');
      expect(posts).toBe(1);
      expect(await stored()).toHaveLength(1);
    });

    it.each(['with', 'without'] as const)(
      'two tabs that change different things, %s a network, never take back what the other sent',
      async (way) => {
        const other = await context.newPage();
        await other.goto(page.url());
        await other.waitForSelector('.waiting', { state: 'attached' });
        if (way === 'without') await context.setOffline(true);
        await page.fill(have, '3');
        await send();
        if (way === 'with') await page.waitForURL('**/ket-qua?day=2025-09-26');
        else await waits();
        await other.click('#q-network-specialised label:has-text("Chưa rõ")');
        await other.click('.send button:not(.quiet)');
        if (way === 'without') {
          await other.waitForSelector('.waiting:focus');
          await context.setOffline(false);
          await other.click('text=Xem hai báo cáo cạnh nhau');
        }
        await other.waitForSelector('#khac-nhau');
        expect(await other.inputValue(have)).toBe('3');
        await other.click('.send button:not(.quiet)');
        await other.waitForURL('**/ket-qua?day=2025-09-26');
        expect(await stored()).toMatchObject([
          { values: { 'certificate.personal': { have: 3 }, 'network.specialised': true } },
          { values: { 'certificate.personal': { have: 3 }, 'network.specialised': null } },
        ]);
      },
    );

    it('an expired session keeps it and asks for sign-in, after which it goes', async () => {
      await page.fill(have, '3');
      await page.fill('#note', 'Điền lâu');
      t.clock.set('2025-09-26 15:00');
      await send();
      await page.click('text=Đăng nhập để gửi tiếp');
      await page.waitForSelector('#login');
      expect(await stored()).toEqual([]);
      await page.click('summary');
      await page.fill('#token', officer.token);
      await page.press('#token', 'Enter');
      await sentOnce();
      expect(page.url()).toBe(`${network.address}/bao-cao`);
      expect(await stored()).toMatchObject([{ note: 'Điền lâu' }]);
    });

    it('a refused one says why, and opens in the form to be put right', async () => {
      await context.setOffline(true);
      await page.fill(have, '9');
      await send();
      await waits();
      await context.setOffline(false);
      await queue().getByText('số hiện có (9) lớn hơn số cần có (5)').waitFor();
      expect(await stored()).toEqual([]);
      await page.reload();
      await queue().getByText('số hiện có (9) lớn hơn số cần có (5)').waitFor();
      await queue().getByText('Sửa trong biểu mẫu').click();
      await page.waitForSelector('.notice.bad');
      await soon(() => page.inputValue(have)).toBe('9');
      await soon(() => queue().isVisible()).toBe(false);
      await page.fill(have, '4');
      await send();
      await page.waitForURL('**/ket-qua?day=2025-09-26');
      expect(await stored()).toMatchObject([{ values: { 'certificate.personal': { have: 4, need: 5 } } }]);
    });

    it('of two refused ones, the one that is not opened stays', async () => {
      const other = await context.newPage();
      await other.goto(page.url());
      await other.waitForSelector('.waiting', { state: 'attached' });
      await context.setOffline(true);
      await page.fill(have, '8');
      await send();
      await waits();
      await other.fill(have, '9');
      await other.click('.send button:not(.quiet)');
      await other.waitForSelector('.waiting:focus');
      await context.setOffline(false);
      await soon(() => queue().getByText('Sửa trong biểu mẫu').count()).toBe(2);
      await queue().getByText('Sửa trong biểu mẫu').first().click();
      await page.waitForSelector('.notice.bad');
      await soon(() => page.inputValue(have)).toBe('8');
      await soon(() => queue().getByText('Sửa trong biểu mẫu').count()).toBe(1);
      await queue().getByText('Sửa trong biểu mẫu').click();
      await soon(() => page.inputValue(have)).toBe('9');
      await soon(() => queue().isVisible()).toBe(false);
    });

    it('a conflict is shown and overwrites nothing', async () => {
      await context.setOffline(true);
      await page.fill(have, '3');
      await send();
      await waits();
      const theirs = { 'certificate.personal': { have: 1, need: 5 }, 'network.lan': true };
      await officer.post('/api/v1/records', { locality: place, day: '2025-09-26', values: theirs });
      await context.setOffline(false);
      await queue().getByText(`officer ${place} đã gửi báo cáo của ngày này lúc 09:00.`).waitFor();
      expect(await stored()).toMatchObject([{ values: theirs }]);
      await queue().getByText('Xem hai báo cáo cạnh nhau').click();
      await page.waitForSelector('#khac-nhau');
      expect(await page.textContent('.compare')).toMatch(/1 \/ 5.*3 \/ 5/);
      expect(await stored()).toHaveLength(1);
      await send();
      await page.waitForURL('**/ket-qua?day=2025-09-26');
      expect((await stored()).map((one) => one.values['network.lan'])).toEqual([true, true]);
    });

    it('a day that was locked meanwhile is said, and what was typed can be let go', async () => {
      await context.setOffline(true);
      await page.fill(have, '3');
      await send();
      await waits();
      t.clock.set('2025-10-06 09:00');
      await signIn(officer);
      await context.setOffline(false);
      await queue().getByText('Ngày này đã khóa').waitFor();
      page.once('dialog', (dialog) => dialog.accept());
      await queue().getByText('Hủy báo cáo này').click();
      await soon(() => queue().isVisible()).toBe(false);
      expect(await stored()).toEqual([]);
    });

    it('is nobody else’s: who signs in next neither sees nor sends it', async () => {
      await context.setOffline(true);
      await page.fill(have, '3');
      await send();
      await waits();
      await context.clearCookies();
      const [elsewhere = ''] = places;
      await signIn(await t.caller('officer', elsewhere));
      await context.setOffline(false);
      await page.goto(`${network.address}/bao-cao`);
      await page.waitForLoadState('networkidle');
      await soon(() => queue().isVisible()).toBe(false);
      expect(await stored()).toEqual([]);
      await signIn(officer);
      await page.goto(`${network.address}/bao-cao`);
      await sentOnce();
      expect(await stored()).toHaveLength(1);
    });

    it('a page left open while somebody else signs in says why its report waits', async () => {
      await context.clearCookies();
      const [elsewhere = ''] = places;
      await signIn(await t.caller('officer', elsewhere));
      await page.fill(have, '3');
      await send();
      await queue().getByText('Trình duyệt này đang đăng nhập bằng tài khoản khác').waitFor();
      expect(await queue().getByRole('link').getAttribute('href')).toBe('/dang-nhap?next=%2Fbao-cao');
      expect(await stored()).toEqual([]);
    });

    it('a page left open overnight says that it is of yesterday', async () => {
      await context.clock.setFixedTime(instant('2025-09-27 08:00'));
      expect(await page.locator('.notice:visible').count()).toBe(0);
      await page.focus(have);
      await page.waitForSelector('text=Trang này mở từ ngày 26/9/2025 và là báo cáo của ngày đó.');
      await page.focus('#note');
      t.clock.set('2025-09-27 08:00');
      await signIn(officer);
      await page.click('text=Mở báo cáo ngày 27/9/2025');
      await page.waitForSelector('.day:has-text("27/9/2025")');
      expect(await page.locator('.notice:visible').count()).toBe(0);
    });

    it('where there is neither network nor room, the page stays with all that was typed', async () => {
      await page.evaluate(
        `IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); }`,
      );
      await context.setOffline(true);
      await page.fill(have, '3');
      await send();
      await page.waitForSelector('text=thiết bị hết bộ nhớ nên chưa lưu được báo cáo');
      expect(await page.inputValue(have)).toBe('3');
      await context.setOffline(false);
      await send();
      await page.waitForURL('**/ket-qua?day=2025-09-26');
      expect(await stored()).toMatchObject([{ values: { 'certificate.personal': { have: 3 } } }]);
    });

    it('signing out says what has not been sent', async () => {
      network.rule = ({ method }) => (method === 'POST' ? 'cut' : 'pass');
      await send();
      await waits();
      const asked: string[] = [];
      page.once('dialog', (dialog) => {
        asked.push(dialog.message());
        dialog.dismiss();
      });
      await page.click('.person button');
      await soon(() => asked).toEqual([expect.stringContaining('Còn 1 báo cáo chưa gửi được')]);
      expect(await queue().isVisible()).toBe(true);
    });

    it('where the network dies while the page asks for another, what was typed is there again', async () => {
      await page.fill('#note', 'Chưa kịp gửi');
      await drafted();
      network.rule = () => 'cut';
      await page.goto(`${network.address}/tai-khoan`);
      await page.click('text=Mở báo cáo hôm nay');
      await page.waitForSelector(have);
      await soon(() => page.inputValue('#note')).toBe('Chưa kịp gửi');
      // So is it where a form cannot be sent that only the server can answer.
      await page.fill('#note', '');
      await page.click('.send .quiet');
      await page.waitForURL('**/bao-cao');
      await soon(() => page.textContent('.notice:not(.waiting)')).toContain('Đang mất mạng.');
    });

    it('without a network, nothing changed is asked here, and waits', async () => {
      await context.setOffline(true);
      const asked: string[] = [];
      page.on('dialog', (dialog) => {
        asked.push(dialog.message());
        dialog.accept();
      });
      await page.fill('#note', 'x');
      await page.click('.send .quiet');
      await page.waitForSelector('text=Anh/chị vừa điền số mới hoặc ghi chú.');
      await page.fill('#note', '');
      await page.click('.send .quiet');
      await queue().getByText('Chưa kết nối được máy chủ').waitFor();
      expect(asked).toHaveLength(1);
      await context.setOffline(false);
      await sentOnce();
      expect(await stored()).toMatchObject([{ values: { 'network.lan': false }, note: null }]);
    });

    it('signing out takes the kept form along', async () => {
      await page.click('.person button');
      await page.waitForSelector('#login');
      await soon(() =>
        page.evaluate(
          `caches.open('pages').then((c) => c.match('/bao-cao')).then((one) => one === undefined)`,
        ),
      ).toBe(true);
      await context.setOffline(true);
      await page.goto(`${network.address}/bao-cao`);
      expect(await page.textContent('h1')).toBe('Không có mạng');
    });

    it('a form kept since yesterday asks which day is meant', async () => {
      await context.setOffline(true);
      await context.clock.setFixedTime(instant('2025-09-27 08:00'));
      await page.reload();
      await page.click('text=Chuyển sang báo cáo ngày 27/9/2025');
      expect(await page.textContent('.report .day')).toContain('thứ Bảy, ngày 27/9/2025');
      await page.fill(have, '3');
      await send();
      await queue().getByText('Ngày 27/9/2025').waitFor();
      t.clock.set('2025-09-27 08:00');
      await signIn(officer);
      await context.setOffline(false);
      await page.waitForSelector('text=Đã gửi báo cáo ngày 27/9/2025.');
      expect(await stored()).toEqual([]);
      expect(
        (await officer.get(`/api/v1/localities/${place}/records/2025-09-27`)).body.revisions,
      ).toHaveLength(1);
    });

    it('over plain http, where there is no worker, an open form keeps what is typed and sends later', async () => {
      const elsewhere = await chromium.launch({
        executablePath: CHROMIUM ?? '',
        args: ['--host-resolver-rules=MAP xa.example 127.0.0.1'],
      });
      const plain = await elsewhere.newContext();
      const address = network.address.replace('127.0.0.1', 'xa.example');
      const [cookie] = await context.cookies();
      await plain.addCookies([{ name: cookie?.name ?? '', value: cookie?.value ?? '', url: address }]);
      page = await plain.newPage();
      await page.goto(`${address}/bao-cao`);
      expect(await page.evaluate(`'serviceWorker' in navigator || 'locks' in navigator`)).toBe(false);
      await page.fill(have, '3');
      await drafted();
      await page.reload();
      await soon(() => page.inputValue(have)).toBe('3');
      network.rule = () => 'cut';
      await send();
      await waits();
      network.rule = () => 'pass';
      await queue().getByText('Gửi ngay').click();
      await sentOnce();
      expect(await stored()).toHaveLength(1);
      await elsewhere.close();
    });

    it('where the browser keeps nothing, all works as without', async () => {
      const plain = await browser.newContext({ serviceWorkers: 'block' });
      await plain.addInitScript('delete window.indexedDB; delete Window.prototype.indexedDB');
      await plain.addCookies(await context.cookies());
      page = await plain.newPage();
      await page.goto(`${network.address}/bao-cao`);
      await page.fill(have, '3');
      await send();
      await page.waitForURL('**/ket-qua?day=2025-09-26');
      expect(await stored()).toHaveLength(1);
      await plain.close();
    });
  },
);
