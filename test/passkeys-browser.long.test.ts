import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passkeySite } from '../src/accounts/passkey-site.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { createPerson, PASSWORD } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

/** A port that is free at the moment: passkeys belong to an origin, which is to be known before the service listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it.each([
  ['https://phuxanh.example', { rpId: 'phuxanh.example', origin: 'https://phuxanh.example' }],
  ['https://so.example:8443/phu-xanh', { rpId: 'so.example', origin: 'https://so.example:8443' }],
  ['http://localhost:3000', { rpId: 'localhost', origin: 'http://localhost:3000' }],
  ['http://phuxanh.example', null],
  ['http://127.0.0.1:3000', null],
  ['https://10.0.0.5', null],
  ['https://[::1]:3000', null],
])('passkeys of %s', (url, site) => expect(passkeySite(url)).toEqual(site));

describe.skipIf(!CHROMIUM)('passkeys, in Chromium', { timeout: 180_000 }, () => {
  let t: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let device: CDPSession;
  let home: string;
  beforeAll(async () => {
    const port = await freePort();
    home = `http://localhost:${port}`;
    t = await startTestService({ now: '2026-11-26 10:00', port, config: { publicUrl: home } });
    await createPerson(t, { login: 'an', role: 'department', area: '31' });
    await createPerson(t, { login: 'binh', role: 'department', area: '31' });
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    context = await browser.newContext({ viewport: { width: 390, height: 800 } });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    device = await context.newCDPSession(page);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await t?.stop();
  });

  const signOut = () => context.clearCookies();
  const signIn = async (login: string) => {
    await page.goto(`${home}/dang-nhap?next=/tai-khoan`);
    await page.fill('#login', login);
    await page.fill('#password', PASSWORD);
    await page.click('button:has-text("Đăng nhập"):not([hidden])');
    await page.waitForLoadState();
  };
  const shown = async () => (await page.innerText('main')).replace(/\s+/g, ' ');
  const begin = async (name: string, password = PASSWORD) => {
    await page.goto(`${home}/tai-khoan/khoa-dang-nhap`);
    await page.fill('#name', name);
    await page.fill('#present', password);
    await page.click('button:has-text("Tiếp tục")');
    await page.waitForLoadState();
  };

  it('are added behind the password, and are the second factor from then on', async () => {
    await signIn('an');
    await begin('Điện thoại', 'sai mật khẩu rồi');
    expect(await shown()).toContain('Mật khẩu hiện tại không đúng');
    expect((await t.db.sql`select from passkey_challenge`).length).toBe(0);
    await begin('Điện thoại');
    expect(await objections(page)).toEqual([]);
    await page.click('button:has-text("Tạo khóa trên máy này")');
    await page.waitForSelector('text=mã dự phòng');
    expect(await page.locator('main code').count()).toBe(10);
    await page.click('text=Đã cất mã, tiếp tục');
    await page.waitForURL('**/khoa-dang-nhap');
    expect(await shown()).toContain('Điện thoại');
    expect(await objections(page)).toEqual([]);
    const [row] = await t.db.sql`select name, last_used_at from passkey`;
    expect([row?.name, row?.last_used_at]).toEqual(['Điện thoại', null]);
  });

  it('stand in for the code after the password', async () => {
    await signOut();
    await signIn('an');
    expect(await shown()).toContain('Dùng khóa đăng nhập');
    expect(await objections(page)).toEqual([]);
    await page.click('button:has-text("Dùng khóa đăng nhập")');
    await page.waitForURL('**/tai-khoan');
  });

  it('sign in by themselves; what was signed is good once, in the browser that it was asked of', async () => {
    await signOut();
    await page.goto(`${home}/dang-nhap?next=/tai-khoan`);
    const posted = page.waitForRequest(
      (one) => one.method() === 'POST' && one.url().endsWith('/dang-nhap/khoa'),
    );
    await page.click('button:has-text("Đăng nhập bằng khóa")');
    const request = await posted;
    await page.waitForURL('**/tai-khoan');
    const [used] = await t.db.sql`select counter, last_used_at from passkey`;
    expect([Number(used?.counter) > 0, used?.last_used_at !== null]).toEqual([true, true]);
    const again = await fetch(`${home}/dang-nhap/khoa`, {
      method: 'POST',
      redirect: 'manual',
      body: request.postData() ?? '',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: (await request.allHeaders()).cookie ?? '',
      },
    });
    expect([again.status, (await again.text()).includes('Khóa không dùng được')]).toEqual([401, true]);
    const audited = await t.db
      .sql`select action, after ->> 'by' as by from audit where action like 'account.sign_in%' order by id desc limit 2`;
    expect(audited.map((one) => [one.action, one.by])).toEqual([
      ['account.sign_in_failed', 'passkey'],
      ['account.sign_in', 'passkey'],
    ]);
  });

  it('that have counted further are copies, and open nothing', async () => {
    const [known] = await t.db.sql`select counter from passkey`;
    await t.db.sql`update passkey set counter = 100000`;
    await signOut();
    await page.goto(`${home}/dang-nhap`);
    await page.click('button:has-text("Đăng nhập bằng khóa")');
    await page.waitForSelector('text=Khóa không dùng được');
    await t.db.sql`update passkey set counter = ${known?.counter}`;
  });

  it('open no account of somebody else', async () => {
    await signOut();
    await signIn('binh');
    await begin('Máy của Bình');
    await page.click('button:has-text("Tạo khóa trên máy này")');
    await page.waitForSelector('text=mã dự phòng');
    await t.db
      .sql`update passkey set person = (select id from person where user_name = 'an') where name = 'Máy của Bình'`;
    await signOut();
    await signIn('binh');
    // Bình has none left: what he is asked for is a code.
    expect(await shown()).not.toContain('Dùng khóa đăng nhập');
    await t.db
      .sql`update passkey set person = (select id from person where user_name = 'binh') where name = 'Máy của Bình'`;
  });

  it('are removed behind the password; with the last one the second factor is off', async () => {
    await signOut();
    await signIn('an');
    await page.click('button:has-text("Dùng khóa đăng nhập")');
    await page.waitForURL('**/tai-khoan');
    await page.goto(`${home}/tai-khoan/khoa-dang-nhap`);
    for (const [password, left] of [
      ['không phải', 1],
      [PASSWORD, 0],
    ] as const) {
      await page.click('summary:has-text("Xóa")');
      await page.fill('details input[name=present]', password);
      await page.click('button:has-text("Xóa khóa")');
      await page.waitForLoadState();
      const own = await t.db
        .sql`select from passkey k join person p on p.id = k.person where p.user_name = 'an'`;
      expect(own.length).toBe(left);
    }
    expect(await shown()).toContain('Chưa có khóa nào');
    const [person] = await t.db.sql`select second_factor_since from person where user_name = 'an'`;
    expect(person?.second_factor_since).toBeNull();
    await signOut();
    await signIn('an');
    await page.waitForURL('**/tai-khoan');
  });
});
