import { type Browser, type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM } from './support/browser.ts';
import { createPerson, PASSWORD } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const PAGE = '/tai-khoan/thong-bao';
const LOGIN = 'binh@camgiang.example';
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 8_000 });

interface Shown {
  title: string;
  body: string;
  tag: string;
  url: string;
}

/** What a browser does with messages: shows them, opens what they lead to, says why it cannot. */
describe.skipIf(CHROMIUM === undefined)('messages in a browser (needs Chromium)', { timeout: 30_000 }, () => {
  let t: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: LOGIN, role: 'officer', area: '11737' });
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await t.stop();
  });
  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    page = await context.newPage();
  });

  const signIn = async () => {
    await page.goto(`${t.address}/dang-nhap`);
    await page.fill('#login', LOGIN);
    await page.fill('#password', PASSWORD);
    await page.press('#password', 'Enter');
    await page.waitForSelector('.person');
  };
  /** This browser says that messages are blocked, whatever it is told, until it asks. */
  const notYetAsked = () =>
    page.addInitScript(
      `Object.defineProperty(Notification, 'permission', { get: () => 'default', configurable: true })`,
    );
  const says = () => page.textContent('[data-push-says]');

  describe('that has the worker', () => {
    let worker: Worker;
    let deliver: (data: string) => Promise<void>;
    beforeEach(async () => {
      await context.grantPermissions(['notifications'], { origin: t.address });
      await signIn();
      const cdp = await context.newCDPSession(page);
      const registration = new Promise<string>((resolve) => {
        cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          const active = versions.find(({ status }) => status === 'activated');
          if (active) resolve(active.registrationId);
        });
      });
      await cdp.send('ServiceWorker.enable');
      await page.goto(`${t.address}/bao-cao`);
      const registrationId = await registration;
      worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
      // This browser has no screen to show anything on, so what it is given to show is kept: one of a tag.
      await worker.evaluate(`self.shown = new Map();
        self.registration.showNotification = async (title, { body, tag, data }) => {
          self.shown.set(tag, { title, body, tag, url: data.url });
        }`);
      deliver = async (data) => {
        await cdp.send('ServiceWorker.deliverPushMessage', { origin: t.address, registrationId, data });
      };
    });
    const shown = () => worker.evaluate<Shown[]>('[...self.shown.values()]');
    const message = {
      title: 'Xã Cẩm Giang chưa báo cáo hôm nay',
      body: 'Hạn gửi là 16:00. Anh/chị gửi báo cáo giúp.',
      url: '/bao-cao?ngay=2025-10-23',
      tag: '0b5e0a0e-0000-4000-8000-000000000001',
    };

    it('shows a message, once however often it arrives', async () => {
      await deliver(JSON.stringify(message));
      await soon(shown).toEqual([message]);
      await deliver(JSON.stringify({ ...message, body: 'Lần nữa' }));
      await soon(shown).toEqual([{ ...message, body: 'Lần nữa' }]);
      await deliver(JSON.stringify({ ...message, tag: 'another' }));
      await soon(async () => (await shown()).length).toBe(2);
    });

    it.each([
      ['nothing', ''],
      ['no JSON', 'xin chào'],
      ['JSON of another kind', '[1, 2]'],
    ])('shows that something came when it holds %s', async (_, data) => {
      await deliver(data);
      await soon(shown).toMatchObject([{ title: 'Phủ Xanh', url: '/' }]);
    });

    // A browser opens nothing but after a press of the person, so its own doors are watched.
    const press = (url: string) =>
      worker.evaluate<string[]>(`new Promise((resolve, reject) => {
        const did = [];
        self.clients.openWindow = async (url) => did.push('opened ' + url);
        WindowClient.prototype.focus = async function () { did.push('focused ' + this.url); };
        const notification = { data: { url: ${JSON.stringify(url)} }, close: () => did.push('closed') };
        const event = Object.assign(new ExtendableEvent('notificationclick'), { notification });
        event.waitUntil = (work) => work.then(() => resolve(did), reject);
        self.dispatchEvent(event);
      })`);

    it.each([
      ['a page of ours', '/don-vi/11737', '/don-vi/11737'],
      ['another site', 'https://evil.example/x', '/'],
      ['another site, without its protocol', '//evil.example/x', '/'],
      ['a script', 'javascript:alert(1)', '/'],
    ])('opens %s only as a page of ours', async (_, url, expected) => {
      expect(await press(url)).toEqual(['closed', `opened ${t.address}${expected}`]);
    });

    it('goes to the tab that shows the page already', async () => {
      expect(await press('/bao-cao')).toEqual(['closed', `focused ${t.address}/bao-cao`]);
    });

    it('tells the service of a new address, and the person when it cannot', async () => {
      const change = () =>
        worker.evaluate(`new Promise((resolve, reject) => {
          const newSubscription = { toJSON: () => ({
            endpoint: 'https://fcm.googleapis.com/fcm/send/new',
            keys: {
              p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
              auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }) };
          const event = Object.assign(new ExtendableEvent('pushsubscriptionchange'), { newSubscription });
          event.waitUntil = (work) => work.then(resolve, reject);
          self.dispatchEvent(event);
        })`);
      await change();
      expect(await t.db.sql`select count(*)::int as n from push_subscription`).toEqual([{ n: 1 }]);
      expect(await shown()).toEqual([]);
      await context.clearCookies();
      await change();
      await soon(shown).toMatchObject([{ title: 'Cần bật lại thông báo', url: PAGE }]);
    });
  });

  it('is asked for leave, and says plainly when its push service cannot be reached', async () => {
    await context.grantPermissions(['notifications'], { origin: t.address });
    await signIn();
    await notYetAsked();
    await page.goto(t.address + PAGE);
    const button = page.locator('[data-push-on] button');
    await button.click();
    await soon(says).toContain('Trình duyệt không kết nối được với dịch vụ thông báo');
    expect(await button.isEnabled()).toBe(true);
    await t.db.sql`delete from push_subscription`;
  });

  it('subscribes to the service’s own key and posts what it was given', async () => {
    await context.grantPermissions(['notifications'], { origin: t.address });
    await signIn();
    await notYetAsked();
    // The vendor's push service is the one part that is not here.
    await page.addInitScript(`PushManager.prototype.subscribe = async function (options) {
      window.asked = [...new Uint8Array(options.applicationServerKey)].length + ' ' + options.userVisibleOnly;
      sessionStorage.setItem('asked', window.asked);
      return { endpoint: 'https://fcm.googleapis.com/fcm/send/abc', toJSON: () => ({
        endpoint: 'https://fcm.googleapis.com/fcm/send/abc',
        keys: {
          p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
          auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }) };
    };`);
    await page.goto(t.address + PAGE);
    await page.click('[data-push-on] button');
    await page.waitForURL(`${t.address}${PAGE}?done=bat`);
    expect(await page.evaluate(`sessionStorage.getItem('asked')`)).toBe('65 true');
    expect(await page.textContent('[role=status].notice')).toContain('Đã bật thông báo trên máy này.');
    expect(await page.locator('[data-browser]').count()).toBe(1);
    await page.click('[data-browser] button');
    await page.waitForURL(`${t.address}${PAGE}?done=tat`);
    expect(await page.locator('[data-browser]').count()).toBe(0);
  });

  it.each([
    [
      'blocked',
      `Object.defineProperty(Notification, 'permission', { get: () => 'denied' })`,
      'Trình duyệt đang chặn thông báo',
    ],
    ['not offered', 'delete window.PushManager', 'Trình duyệt này không hiện được thông báo.'],
    [
      'an iPhone without the app on its home screen',
      `delete window.PushManager; Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)' })`,
      'Thêm vào MH chính',
    ],
    [
      'plain HTTP',
      `Object.defineProperty(window, 'isSecureContext', { get: () => false })`,
      'Chỉ bật được khi địa chỉ trang bắt đầu bằng https://',
    ],
  ])('says what to do where messages are %s', async (_, script, said) => {
    await signIn();
    await page.addInitScript(script);
    await page.goto(t.address + PAGE);
    await soon(says).toContain(said);
    expect(await page.isVisible('[data-push-on]')).toBe(false);
  });

  it('is told by the manifest how to install, with nothing amiss', async () => {
    await signIn();
    const cdp = await context.newCDPSession(page);
    const { url, errors, data } = await cdp.send('Page.getAppManifest');
    expect(url).toBe(`${t.address}/manifest.webmanifest`);
    expect(errors).toEqual([]);
    expect(JSON.parse(data ?? '{}').start_url).toBe('/bao-cao');
    // The browser's own list of what keeps a site from being installed.
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  });
});
