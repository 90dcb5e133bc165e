import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { PASSWORD } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const DAY = '2026-11-30';
const OFFICER = 'xa0@hcmc.example';

/** The nine steps of the README's “Bắt đầu trong 30 phút”, as an administrator and an officer take them. */
describe.skipIf(CHROMIUM === undefined)('a new province in a browser (needs Chromium)', () => {
  let t: TestService;
  let mail: MailServer;
  let browser: Browser;
  let boss: Page;
  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({
      now: `${DAY} 08:00`,
      config: { smtpUrl: mail.url, mailFrom: 'phuxanh@so.example' },
    });
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser?.close();
    await t.stop();
    await mail.stop();
  });

  const pageOf = async (width: number, height = 900) => {
    const context = await browser.newContext({ viewport: { width, height }, serviceWorkers: 'block' });
    return await context.newPage();
  };
  const open = (page: Page, path: string) => page.goto(t.address + path);
  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click();
    await page.waitForLoadState();
  };
  const setPassword = async (page: Page, link: string) => {
    const { pathname, search } = new URL(link);
    await open(page, pathname + search);
    await page.getByLabel('Mật khẩu mới').fill(PASSWORD);
    await press(page, 'Đặt mật khẩu và vào hệ thống');
  };
  const said = (page: Page) => page.locator('main').innerText();
  const sound = async (page: Page) => expect(await objections(page)).toEqual([]);

  it('begins at the sign-in page, which says how the first administrator is made', async () => {
    boss = await pageOf(1280);
    await open(boss, '/');
    expect(await said(boss)).toContain('Hệ thống chưa có quản trị viên');
    await sound(boss);
    const options = ['--name', 'Trần Thị Bình', '--role', 'admin', '--area', '79', '--invite'];
    const link = await admin(
      t.db,
      t.clock.now(),
      'user',
      'create',
      '--email',
      'binh@hcmc.example',
      ...options,
    );
    await setPassword(boss, link);
    await open(boss, '/quan-tri/bat-dau');
    expect(await said(boss)).toContain('Chưa có đợt nào');
    await sound(boss);
  });

  it('copies a programme', async () => {
    await boss.getByRole('link', { name: 'Lập đợt bằng cách sao chép' }).click();
    await boss.waitForLoadState();
    await sound(boss);
    await press(boss, 'Lập đợt báo cáo');
    expect(await said(boss)).toContain('Đã lập đợt báo cáo');
    await sound(boss);
    await open(boss, '/bang-theo-doi');
    expect(await said(boss)).toContain('Chưa có báo cáo nào');
    await sound(boss);
  });

  it('takes its people from a sheet, and invites them', async () => {
    const caller = await t.caller('admin', '79');
    const template: string = (await caller.get('/api/v1/people/template?format=csv')).body;
    const [head = '', ...rows] = template.trim().split('\r\n');
    const filled = rows.slice(0, 20).map((row, at) => {
      const [, , , ...rest] = row.split(',');
      return [
        `Cán bộ ${at}`,
        'Chuyên viên',
        at === 1 ? 'thieu-a-cong' : `xa${at}@hcmc.example`,
        ...rest,
      ].join(',');
    });
    const file = join(await mkdtemp(join(tmpdir(), 'nguoi-')), 'nguoi-dung.csv');
    await writeFile(file, [head, ...filled].join('\r\n'));
    await open(boss, '/quan-tri/nguoi-dung/nhap-tu-tep');
    await sound(boss);
    await boss.getByLabel('Tệp Excel (.xlsx) hoặc CSV').setInputFiles(file);
    await press(boss, 'Tải lên và kiểm tra');
    await sound(boss);
    await boss.getByLabel(/^Email/).fill('xa1@hcmc.example');
    await press(boss, 'Kiểm tra lại');
    await boss.getByLabel(/Gửi thư mời/).check();
    await press(boss, 'Lưu 20 người');
    expect(await said(boss)).toContain('Đã lưu 20 người; 20 thư mời');
    await open(boss, '/quan-tri/nguoi-dung/tien-do');
    expect(await said(boss)).toContain('Nhắc 20 người chưa vào');
    await sound(boss);
  });

  it('lets an officer in on his phone by the letter, who sends the first report', async () => {
    t.clock.set(`${DAY} 08:01`);
    await t.tick();
    const link = /http:\/\/\S+\/mat-khau\?link=[\w-]+/.exec(mail.of(OFFICER)[0]?.text ?? '')?.[0] ?? '';
    const phone = await pageOf(390, 844);
    const { pathname, search } = new URL(link);
    await open(phone, pathname + search);
    await sound(phone);
    await setPassword(phone, link);
    expect(new URL(phone.url()).pathname).toBe('/bao-cao');
    await phone.getByLabel('Có', { exact: true }).first().check();
    await press(phone, 'Gửi báo cáo');
    await phone.waitForURL(/da-gui|ket-qua|bao-cao/);
    t.clock.set(`${DAY} 08:02`);
    await t.tick();
    await open(boss, '/bang-theo-doi');
    const board = await said(boss);
    expect(board).not.toContain('Chưa có báo cáo nào');
    // No place of any of its communes is known: nothing there claims to be a map.
    expect(board).toContain('xếp theo tên, không theo vị trí');
    expect(board).not.toMatch(/Bản đồ đơn vị|vị trí gần đúng/);
    await open(boss, '/quan-tri/nguoi-dung/tien-do');
    expect(await said(boss)).toContain(`1 / 168`);
  });

  it('prints a card for each who has not come', async () => {
    await open(boss, '/quan-tri/nguoi-dung/the-moi');
    await press(boss, /Tạo \d+ thẻ để in/);
    expect(await boss.locator('.invitation-cards li').count()).toBe(19);
    await sound(boss);
  });
});
