import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact } from './support/alerting.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** A Thursday, the Monday and the Thursday after. */
const THURSDAY = '2026-11-19';
const MONDAY = '2026-11-23';
const NEXT = '2026-11-26';
const HERE = '10888';
const ALONE = '11737';

/** From “who has not reported” to a promise that is kept and one that is not, as those concerned see it. */
describe.skipIf(CHROMIUM === undefined)('a reminder and what comes of it (needs Chromium)', () => {
  let t: TestService;
  let mail: MailServer;
  let browser: Browser;
  let department: Caller;
  let desk: Page;
  let link = '';
  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({
      now: `${THURSDAY} 08:00`,
      config: { smtpUrl: mail.url, mailFrom: 'phuxanh@so.example' },
    });
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    department = await t.caller('department', '31');
    await addContact(t.db, { locality: HERE, name: 'Trần An', email: 'an@xa.example' });
    await addContact(t.db, { locality: ALONE, name: 'Đỗ Cường', email: null, phone: '0987654321' });
    await report(THURSDAY, { 'certificate.personal': { have: 3, need: 5 }, 'network.lan': false });
    await at(`${MONDAY} 08:00`);
  });
  afterAll(async () => {
    await browser?.close();
    await t.stop();
    await mail.stop();
  });

  async function report(day: string, lacking: object) {
    const values = { ...greenValues(await t.service.registry.fresh(), day), ...lacking };
    expect((await department.post('/api/v1/records', { locality: HERE, day, values })).status).toBe(201);
  }
  async function at(instant: string) {
    t.clock.set(instant);
    await t.tick();
  }
  async function pageOf(width: number, by?: Caller): Promise<Page> {
    const viewport = { width, height: 844 };
    const context = await browser.newContext({ viewport, serviceWorkers: 'block' });
    const [name = '', value = ''] = by ? (await sessionOf(t, by.token)).split('=') : [];
    if (by) await context.addCookies([{ name, value, url: t.address }]);
    return await context.newPage();
  }
  const said = (page: Page) => page.locator('main').innerText();
  async function sound(page: Page) {
    expect(await objections(page)).toEqual([]);
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(wide).toBe(page.viewportSize()?.width);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/reminder-${Date.now()}.png`, fullPage: true });
  }
  async function press(page: Page, name: string | RegExp) {
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name }).first().click()]);
  }

  it('begins at the day’s work, where those who have not reported are chosen', async () => {
    desk = await pageOf(1280, department);
    await desk.goto(t.address);
    await Promise.all([
      desk.waitForURL(/chua-gui/),
      desk.locator('main a[href*="/chua-gui"]').first().click(),
    ]);
    expect(await said(desk)).toContain('114 đơn vị chưa gửi');
    await sound(desk);
    for (const code of [HERE, ALONE]) await desk.locator(`input[name="unit"][value="${code}"]`).check();
    await press(desk, 'Nhắc ngay (đơn vị đã chọn)');
  });

  it('shows whom it reaches and who has to be called, before anything is sent', async () => {
    const text = await said(desk);
    expect(text).toContain('1 người nhận, về 1 đơn vị');
    expect(text).toMatch(/Không gửi được, cần gọi điện[\s\S]*Đỗ Cường[\s\S]*0987654321/);
    await sound(desk);
    await desk.getByText('Xem trước một tin').click();
    expect(await desk.locator('.letter').innerText()).toContain('Kính gửi anh/chị Trần An');
    expect(mail.of('an@xa.example').filter((one) => one.text.includes('trong sáng nay'))).toEqual([]);
  });

  it('sends what was written, once, by mail', async () => {
    await desk.getByLabel('Lời nhắc').fill('Vui lòng gửi báo cáo trong sáng nay.');
    await press(desk, 'Gửi nhắc nhở cho 1 người');
    expect(await said(desk)).toContain('Đã gửi nhắc nhở cho 1 người, về 1 đơn vị.');
    await sound(desk);
    await at(`${MONDAY} 08:01`);
    const letters = mail
      .of('an@xa.example')
      .filter(({ text }) => text.includes('Vui lòng gửi báo cáo trong sáng nay.'));
    expect(letters).toHaveLength(1);
    link = /\/xu-ly\/[\w-]{43}/.exec(letters[0]?.text ?? '')?.[0] ?? '';
    expect(link).not.toBe('');
  });

  it('stands on the unit, as a call does', async () => {
    await desk.goto(`${t.address}/chua-gui`);
    const row = (code: string) => desk.locator('tr', { has: desk.locator(`input[value="${code}"]`) });
    expect(await row(HERE).innerText()).toContain('08:00');
    await desk.getByLabel('Ghi chú cuộc gọi').fill('hẹn 15:30');
    await Promise.all([desk.waitForURL(/done=goi/), row(ALONE).getByRole('button').click()]);
    expect(await row(ALONE).innerText()).toContain('hẹn 15:30');
    await desk.goto(`${t.address}/don-vi/${HERE}`);
    expect(await said(desk)).toMatch(/Đã nhắc\s*Trần An/);
    await sound(desk);
  });

  it('lets the officer promise dates from his phone, without signing in', async () => {
    const phone = await pageOf(390);
    await phone.goto(t.address + link);
    await sound(phone);
    for (const indicator of ['network.lan', 'certificate.personal'])
      await phone.locator(`input[name="gap"][value="${HERE}:${indicator}"]`).check();
    await phone.fill('#owner', 'Trần An');
    await phone.fill('#reason', 'đang mua sắm');
    await phone.fill('#promisedOn', '2026-11-25');
    await press(phone, 'Nhận xử lý và hẹn ngày hoàn thành');
    expect(await said(phone)).toContain('Trần An hẹn 25/11/2026');
    await sound(phone);
    await phone.context().close();
  });

  it('shows the promise that was kept and the one that was not', async () => {
    await at('2026-11-24 09:00');
    await report('2026-11-24', { 'certificate.personal': { have: 4, need: 5 } });
    await at('2026-11-24 16:01');
    await at(`${NEXT} 09:00`);
    for (const width of [1280, 390]) {
      const page = await pageOf(width, department);
      await page.goto(`${t.address}/don-vi/${HERE}`);
      const promises = await page.locator('section[aria-labelledby="hen-hoan-thanh"]').innerText();
      expect(promises).toContain('Đúng hẹn 1/2 lần đã đến hạn');
      expect(promises).toContain('đúng hẹn');
      expect(promises).toContain('lỡ hẹn');
      await sound(page);
      await page.goto(`${t.address}/canh-bao`);
      expect(await said(page)).toContain('Quá ngày hẹn hoàn thành 25/11/2026');
      await page.context().close();
    }
  });
});
