import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact, somebodyReports } from './support/alerting.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { cookieOf, createPerson, signIn } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { startTestService, type TestService } from './support/service.ts';

describe.skipIf(CHROMIUM === undefined)('the administration in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    await createPerson(t, { login: 'binh@so.example', role: 'officer', area: '10903' });
    const department = await t.caller('department', '31');
    const values = greenValues(await t.service.registry.fresh(), '2025-10-23');
    // Met by a day: a threshold above it makes the first of them yellow.
    const soon = { ...values, 'certificate.earliest_expiry': '2026-01-15' };
    const records = [
      { locality: '11737', day: '2025-10-23', values: soon },
      { locality: '10888', day: '2025-10-23', values },
      { locality: '10903', day: '2025-10-23', values: { 'network.lan': false } },
    ];
    await department.post('/api/v1/records/batch', { records });
    await addContact(t.db, { locality: '11755', name: 'Lê Văn Tư', email: 'tu@xa.example' });
    await t.tick();
    t.clock.set('2025-10-23 15:30');
    await somebodyReports(department, '2025-10-23');
    t.clock.set('2025-10-23 16:05');
    await t.tick();
    await t.db
      .sql`update outbox set state = 'failed', attempts = 8, reason = '{"code": "says", "said": "550 mailbox unavailable"}'`;
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser?.close();
    await t.stop();
  });

  const signedIn = async (width: number): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, serviceWorkers: 'block' });
    const [name = '', value = ''] = cookieOf(await signIn(t, 'goc')).split('=');
    await context.addCookies([{ name, value, url: t.address }]);
    return context;
  };

  /** The keyboard alone, from wherever the focus stands. */
  const keyboard = (page: Page) => {
    const focused = () =>
      page.evaluate<string>(
        `(() => { const e = document.activeElement; return e.id || e.getAttribute('aria-label') || e.textContent.trim(); })()`,
      );
    return {
      /** Tabs on until the focus is on what has that id, label or text. */
      reach: async (what: string) => {
        for (let presses = 0; presses < 120; presses++) {
          await page.keyboard.press('Tab');
          if ((await focused()) === what) return;
        }
        throw new Error(`The keyboard does not reach “${what}”.`);
      },
      press: (key: string) => page.keyboard.press(key),
      type: (text: string) => page.keyboard.type(text),
      follow: async () => {
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      },
    };
  };

  it('invites a person by keyboard alone', async () => {
    const context = await signedIn(1280);
    const page = await context.newPage();
    const { reach, type, follow } = keyboard(page);
    await page.goto(t.address);
    await reach('Quản trị');
    await follow();
    await reach('Người dùng');
    await follow();
    await reach('Mời người dùng');
    await follow();
    await reach('name');
    await type('Phạm Thị Hoa');
    await reach('email');
    await type('khong phai');
    await reach('area');
    await type('cam giang (10903)');
    await reach('Tạo liên kết mời');
    await follow();
    expect(await objections(page)).toEqual([]);
    // The summary leads to the field.
    await reach('Email: Địa chỉ email chưa đúng, ví dụ đúng: an@so.gov.vn.');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#email:focus');
    await page.keyboard.press('Control+A');
    await type('hoa@xa.example');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#link');
    expect(await page.inputValue('#link')).toMatch(/\/mat-khau\?link=[\w-]{43}$/);
    expect(await objections(page)).toEqual([]);
    await context.close();
  });

  it('changes a threshold by keyboard alone, seeing first what it does', async () => {
    const context = await signedIn(1280);
    const page = await context.newPage();
    const { reach, type, follow, press } = keyboard(page);
    await page.goto(`${t.address}/quan-tri/chi-tieu`);
    await reach('Ngày hết hạn sớm nhất của các chứng thư số');
    await follow();
    await reach('threshold');
    await press('Control+A');
    await type('120');
    await reach('Xem trước');
    await follow();
    expect(await objections(page)).toEqual([]);
    expect(await page.textContent('.big-line')).toBe('1 đơn vị thay đổi tình trạng.');
    expect(await page.textContent('.moves')).toMatch(/● đạt → ◐/);
    const before = await t.db.sql`select count(*)::int as n from indicator`;
    await reach('Lưu thay đổi');
    await follow();
    expect(await page.textContent('[role=status]')).toBe('Đã lưu.');
    const after = await t.db.sql`select count(*)::int as n from indicator`;
    expect(after[0]?.n).toBe(before[0]?.n + 1);
    await context.close();
  });

  it('sends a failed message again by keyboard alone', async () => {
    const context = await signedIn(360);
    const page = await context.newPage();
    const { reach, follow } = keyboard(page);
    await page.goto(`${t.address}/quan-tri`);
    await reach('1 tin không gửi được');
    await follow();
    await reach('Gửi lại tin cho Lê Văn Tư');
    await follow();
    expect(await page.textContent('[role=status]')).toContain('gửi lại');
    expect(await t.db.sql`select state, attempts, reason from outbox`).toEqual([
      { state: 'waiting', attempts: 0, reason: null },
    ]);
    await context.close();
  });
});
