import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Registry } from '../src/registry/snapshot.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { createPerson, PASSWORD } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { routesOf } from './support/routes.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const OWN = '11737';
const FIRST_VIEW_KB = 100;

/** What stands in the addresses of pages where it is no locality. */
const SAMPLES: Record<string, string> = {
  ':code': OWN,
  ':person': '2',
  ':contact': '1',
  ':slug': 'so-khcn',
  ':indicator': 'network.lan',
  ':programme': 'haiphong-daily',
  ':channel': 'zalo_zns',
  ':alert': '1',
  ':kind': 'gap_deadline',
  ':id': '1',
  ':province': '31',
  ':plan': 'mau',
  ':task': '1',
  ':part': 'records',
};
/** Addresses that a person comes to by a form of the page before, that have a walk of their own, or are no pages. */
const NOT_WALKED =
  /:(file|import|upload|target|set|delivery)|\/(assets|tep|phien|xem|xu-ly|mau-thu\/thu)(\/|$)|^\/moi\/|^\/(\*|worker\.js|manifest|mat-khau|dang-nhap\/|sign-in\/)|\/xac-nhan/;

/** Letters that English does not have. */
const VIETNAMESE = /[À-ÖØ-öø-ỹĐđ]/;

const OTHER_NAMES = [
  'Sở Khoa học và Công nghệ',
  'Bộ Khoa học và Công nghệ',
  'Bộ trưởng',
  'Chính phủ',
  'Như trên; Lưu: VT, CĐSQG.',
  'Ủy ban nhân dân các xã, phường, đặc khu',
  'Đang chờ cấp 2 chứng thư',
  'Đợt 1',
  'Báo giá',
  'đôn đốc hoàn thành các điều kiện còn thiếu',
  'tờ trình',
  '(đồng)',
  ' đ',
];

/** What stays as it is in either language: names of places, agencies, laws, holidays, people; the longest first. */
function namesOf(registry: Registry, holidays: readonly string[]): string[] {
  const places = [...registry.localities.values()].flatMap((one) =>
    one.names.flatMap(({ name, type }) => [name, type, type.slice(0, 1).toUpperCase() + type.slice(1)]),
  );
  const indicators = registry.indicators.flatMap(({ agency, basis }) => [agency, basis ?? '']);
  // On a tile a name stands in lines, and a province is also said without its type.
  const words = [...places, ...registry.provinces.values()].flatMap((name) => name.split(' '));
  const all = new Set(['Phủ Xanh', 'Người', ...places, ...words, ...indicators, ...holidays]);
  // Addressees, examples of letterheads and of a record, what was typed here, and money.
  for (const name of OTHER_NAMES) all.add(name);
  all.delete('');
  return [...all].sort((a, b) => b.length - a.length);
}

/** All that a page says, to who looks and to who listens, but for what it says is Vietnamese. */
async function textsOf(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(`(() => {
    const said = [];
    for (const one of document.querySelectorAll('body *')) {
      if (one.closest('[lang=vi], script, textarea, input')) continue;
      for (const name of ['aria-label', 'title', 'alt', 'placeholder']) said.push(one.getAttribute(name) ?? '');
      for (const node of one.childNodes) if (node.nodeType === 3) said.push(node.textContent.trim());
    }
    return [...new Set(said)].filter((text) => text !== '');
  })()`);
}

/** The same for every page there is: a new one is looked at without being named here. */
// A walk over all pages, each looked at by axe: minutes on a busy machine.
describe.skipIf(CHROMIUM === undefined)(
  'every page in a browser (needs Chromium)',
  { timeout: 300_000 },
  () => {
    let t: TestService;
    let browser: Browser;
    let paths: string[];
    beforeAll(async () => {
      t = await startTestService({ now: '2025-09-24 09:00' });
      await createPerson(t, { login: 'quantri', role: 'admin', area: '*' });
      await createPerson(t, { login: 'canbo', role: 'officer', area: OWN });
      await t.db.sql`insert into contact (locality, name, position, email, role)
      values (${OWN}, 'Người nhan', '', 'nhan@xa.example', 'officer')`;
      const department = await t.caller('department', '31');
      const registry = await t.service.registry.fresh();
      const codes = [...registry.localities.values()].filter((one) => one.province === '31');
      const report = async (day: string, lacking: number) => {
        const values = greenValues(registry, day);
        const poorer = {
          ...values,
          'network.lan': false,
          'staffing.civil_servants': { have: 1, need: 5 },
          'equipment.printer': { have: 1, need: 5 },
        };
        const records = codes
          .slice(0, -6)
          .map(({ code }, place) => ({ locality: code, day, values: place < lacking ? poorer : values }));
        await department.post('/api/v1/records/batch', { records });
        await t.tick();
        t.clock.set(`${day} 16:05`);
        await t.tick();
      };
      await report('2025-09-24', 30);
      t.clock.set('2025-09-25 08:00');
      await report('2025-09-25', 50);
      const paper = await department.post('/api/v1/reports', { kind: 'daily', province: '31' });
      // A job may have drafted the first of them already.
      if (paper.status !== 201 && paper.body.code !== 'report_exists')
        throw new Error('The report of these pages is another.');
      const plan = { code: 'mau', title: 'Mẫu', province: '31', standing: 'so-khcn', day: '2025-09-20' };
      await department.post('/api/v1/plans', { ...plan, number: '1/KH-UBND' });
      const sheet = [
        'no,title,leads,coordinators,deadline,products',
        '1,Rà soát,so-khcn,all-localities,trước ngày 24/9/2025,Báo cáo',
        '2,Cập nhật,all-localities,,hằng ngày,',
      ].join('\n');
      const csv = { 'content-type': 'text/csv' };
      const tasks = await department.post('/api/v1/plans/mau/import', sheet, csv);
      if (tasks.body.accepted !== 2) throw new Error('The plan of these pages is another.');
      await t.db.sql`insert into open_data (province, "on", licence, publisher, updated_at, updated_by)
        values ('31', true, 'CC BY 4.0', 'Sở Khoa học và Công nghệ', now(), 'test')`;
      const made = async (by: Caller, path: string, body: object) => {
        const { status, body: answer } = await by.post(`/api/v1/${path}`, body);
        if (status !== 201) throw new Error(`${path}: ${JSON.stringify(answer)}`);
      };
      await made(department, 'documents', {
        kind: 'cong_van',
        addressees: ['so-khcn', 'all-localities'],
        subject: 'đôn đốc hoàn thành các điều kiện còn thiếu',
        gaps: { province: '31' },
      });
      const finance = await t.caller('finance', '31');
      await made(finance, 'funding/prices', {
        item: 'equipment.printer',
        unitPrice: 4_000_000,
        ceiling: null,
        basis: 'Báo giá',
        province: '31',
        validFrom: '2025-09-01',
      });
      await made(finance, 'funding/proposals', {
        title: 'Đợt 1',
        province: '31',
        needs: {},
      });
      await t.db
        .sql`update outbox set state = 'failed', attempts = 8, reason = '{"code": "says", "said": "550 mailbox unavailable"}'`;
      paths = routesOf(t)
        .filter(
          ({ method, path }) =>
            method === 'GET' && !/^\/(api|docs\/json|docs\/yaml|health|metrics|beat)(\/|$)/.test(path),
        )
        .map(({ path }) => path.replace(/:\w+/g, (name) => SAMPLES[name] ?? name))
        .filter((path) => !NOT_WALKED.test(path));
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
    });
    afterAll(async () => {
      await browser?.close();
      await t.stop();
    });

    async function signedIn(login: string, width: number, language: 'vi' | 'en' = 'vi'): Promise<Page> {
      const context = await browser.newContext({ viewport: { width, height: 800 }, serviceWorkers: 'block' });
      await context.addCookies([{ name: 'language', value: language, url: t.address }]);
      const page = await context.newPage();
      await page.goto(`${t.address}/dang-nhap`);
      await page.fill('#login', login);
      await page.fill('#password', PASSWORD);
      await page.press('#password', 'Enter');
      await page.waitForSelector('.person');
      return page;
    }

    /** Opens a page that nothing of is blocked and nothing of hangs over. */
    async function openPage(page: Page, path: string): Promise<void> {
      const blocked: string[] = [];
      const note = (message: { text(): string }) => {
        if (message.text().includes('Content Security Policy')) blocked.push(message.text());
      };
      page.on('console', note);
      const answer = await page.goto(t.address + path);
      expect([path, answer?.status()]).toEqual([path, 200]);
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect([path, wide]).toEqual([path, page.viewportSize()?.width]);
      expect([path, blocked]).toEqual([path, []]);
      page.off('console', note);
    }

    it('is found by this test', () => {
      expect(paths.length).toBeGreaterThan(25);
      expect(paths).toEqual(expect.arrayContaining(['/', '/con-thieu', `/don-vi/${OWN}`, '/quan-tri/lich']));
    });

    it('is accessible and fits at 1280 px', async () => {
      const page = await signedIn('quantri', 1280);
      for (const path of paths) {
        await openPage(page, path);
        expect([path, await objections(page)]).toEqual([path, []]);
      }
      await page.context().close();
    });

    it(`is accessible, fits and weighs at most ${FIRST_VIEW_KB} kB on a phone`, async () => {
      const page = await signedIn('quantri', 360);
      // As somebody new to each: nothing is kept from the page before.
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      const heavy: string[] = [];
      for (const path of paths) {
        bytes = 0;
        await openPage(page, path);
        await page.evaluate('document.fonts.ready');
        expect(bytes).toBeGreaterThan(10_000);
        if (bytes > FIRST_VIEW_KB * 1024) heavy.push(`${path}: ${Math.round(bytes / 1024)} kB`);
        expect([path, await objections(page)]).toEqual([path, []]);
      }
      expect(heavy).toEqual([]);
      await page.context().close();
    });

    it('says everything in English where English is switched on', async () => {
      // As at 1280 px and 200 % zoom.
      const page = await signedIn('quantri', 640, 'en');
      const registry = await t.service.registry.fresh();
      const holidays = await t.db.sql<{ name: string }[]>`
        select distinct name_vi as name from calendar_day
        union select title from task`;
      const names = namesOf(
        registry,
        holidays.map(({ name }) => name),
      );
      const left = new Set<string>();
      for (const path of paths) {
        await openPage(page, path);
        expect(await page.getAttribute('html', 'lang')).toBe('en');
        for (const text of await textsOf(page))
          if (VIETNAMESE.test(names.reduce((rest, name) => rest.replaceAll(name, ''), text)))
            left.add(`${path}: ${text}`);
      }
      expect([...left]).toEqual([]);
      await page.context().close();
    });
  },
);
