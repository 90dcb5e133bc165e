import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { type CertificateShop, certificateShop, OPENSSL } from './support/certificates.ts';
import { sessionOf } from './support/person.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const PLACE = '11737';
const ISSUER = 'Cơ quan chứng thực số chuyên dùng Chính phủ G2';

/** The pages with something on them: empty ones are walked with all others. */
describe.skipIf(CHROMIUM === undefined || !OPENSSL)(
  'the register in a browser (needs Chromium, openssl)',
  () => {
    let t: TestService;
    let browser: Browser;
    let officer: Caller;
    let shop: CertificateShop;
    let chain: Buffer;
    beforeAll(async () => {
      t = await startTestService({ now: '2025-09-25 08:00' });
      officer = await t.caller('officer', PLACE);
      for (const [at, validTo] of ['2025-09-01', '2025-10-05', '2027-01-15'].entries())
        await officer.post('/api/v1/certificates', {
          locality: PLACE,
          kind: 'personal',
          holder: `Công chức ${at}`,
          issuer: ISSUER,
          // As long as they come: nothing may hang over for it.
          serial: `${at + 1}F`.repeat(20),
          validFrom: '2023-01-15',
          validTo,
        });
      shop = certificateShop();
      const root = shop.authority(`/C=VN/CN=${ISSUER}`);
      const person = shop.make({ subject: '/CN=Nguyễn Thị Ánh', by: root, serial: '540A1B2C3D4E5F61' });
      chain = shop.bundle([person, root], 'DER');
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    });
    afterAll(async () => {
      await browser?.close();
      shop?.stop();
      await t?.stop();
    });

    async function open(width: number): Promise<Page> {
      const context = await browser.newContext({ viewport: { width, height: 800 }, serviceWorkers: 'block' });
      const [name = '', value = ''] = (await sessionOf(t, officer.token)).split('=');
      await context.addCookies([{ name, value, url: t.address }]);
      return await context.newPage();
    }
    const good = async (page: Page) => {
      const width = page.viewportSize()?.width;
      const what = await page.textContent('h1');
      expect([what, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([what, width]);
      expect([what, await objections(page)]).toEqual([what, []]);
    };

    it.each([1280, 360])(
      'is accessible and fits at %i px, with every part of it open',
      { timeout: 180_000 },
      async (width) => {
        const page = await open(width);
        await page.goto(`${t.address}/chung-thu-so`);
        await good(page);
        await page.goto(`${t.address}/chung-thu-so/${PLACE}`);
        for (const summary of await page.locator('summary').all()) await summary.click();
        await good(page);
        await page.click('text=Ghi vào sổ');
        await page.waitForSelector('[aria-invalid]');
        await good(page);
        await page.setInputFiles('#file', { name: 'a.p7b', mimeType: '', buffer: chain });
        await page.click('text=Đọc tệp');
        await page.waitForSelector('h1:has-text("trong tệp")');
        await good(page);
        await page.click('button:has-text("Ghi vào sổ")');
        await page.waitForSelector('[aria-invalid]');
        await good(page);
        await page.goto(`${t.address}/chung-thu-so/nhap-tep`);
        const sheet = `locality,kind,holder,issuer,serial,valid_from,valid_to\n${PLACE},x,,,${'F'.repeat(200)},,\n`;
        await page.setInputFiles('#file', {
          name: 'a.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(sheet),
        });
        await page.click('text=Tải lên và kiểm tra');
        await page.waitForSelector('h1:has-text("Kiểm tra")');
        await good(page);
        await page.context().close();
      },
    );

    it('takes a file from choosing it to the register', { timeout: 120_000 }, async () => {
      const page = await open(390);
      await page.goto(`${t.address}/don-vi/${PLACE}`);
      await page.click('.actions >> text=Sổ chứng thư số');
      await page.setInputFiles('#file', { name: 'a.p7b', mimeType: '', buffer: chain });
      await page.click('text=Đọc tệp');
      await page.fill('#chuc-vu-0', 'Phó Chủ tịch UBND');
      await page.click('button:has-text("Ghi vào sổ")');
      await page.waitForSelector('[role=status]');
      expect(await page.textContent('main')).toContain('Phó Chủ tịch UBND');
      expect(await page.textContent('main')).not.toContain('Nguyễn Thị Ánh');
      await page.context().close();
    });
  },
);
