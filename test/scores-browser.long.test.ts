import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorOf } from '../src/admin/audit.ts';
import { setCondition } from '../src/changes/conditions.ts';
import { setIndicator } from '../src/changes/indicators.ts';
import { objections } from './support/axe.ts';
import { CHROMIUM } from './support/browser.ts';
import { sessionOf } from './support/person.ts';

import { type Caller, startTestService, type TestService } from './support/service.ts';

/** The first bytes of a picture are all that is looked at. */
const PIXEL_PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const A = '11737';
const SET = 'chuyen-doi-so';
const ROUND = `/cham-diem/${SET}/2025-H2`;

describe.skipIf(CHROMIUM === undefined)('targets and scores in a browser (needs Chromium)', () => {
  let t: TestService;
  let browser: Browser;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-12-30 08:00' });
    department = await t.caller('department', '31');
    const made = await department.post('/api/v1/criteria-sets', {
      code: SET,
      province: '31',
      nameVi: 'Bộ tiêu chí chuyển đổi số cấp xã',
      max: 100,
      groups: [
        {
          nameVi: 'Hạ tầng và hoạt động',
          max: 100,
          criteria: [
            {
              code: '1.1',
              nameVi: 'Ban chỉ đạo hoạt động đúng quy chế',
              max: 30,
              evidence: 'Quyết định, biên bản',
            },
            { code: '1.2', nameVi: 'Hồ sơ trực tuyến', max: 30, how: 'share' },
            { code: '1.3', nameVi: 'Báo cáo đúng hạn', max: 40, how: 'figure', figure: 'days_on_time' },
          ],
        },
      ],
      grades: [
        { grade: 'Tốt', from: 80, to: 100 },
        { grade: 'Khá', from: 0, to: 80 },
      ],
    });
    expect(made.status).toBe(201);
    const author = authorOf({ actor: 'shell:test', now: t.clock.now() } as never);
    await setCondition(t.db, author, 'target', { nameVi: 'Chỉ tiêu kế hoạch', nameEn: 'Targets' });
    const change = { code: 'target.online_services', from: '2025-12-30', group: 'target' };
    const names = { nameVi: 'Tỉ lệ sử dụng dịch vụ công trực tuyến', nameEn: 'Online services' };
    await setIndicator(t.db, author, {
      ...change,
      kind: 'number',
      period: 'year',
      fields: { ...names, unit: '%', agency: 'UBND', basis: 'Kế hoạch', required: false },
    });
    const year = await (await t.caller('admin', '*')).post('/api/v1/programmes', {
      code: 'rg-233-kh-tu',
      nameVi: 'Chỉ tiêu Kế hoạch số 233-KH/TU',
      provinces: ['91'],
      period: 'year',
      startsOn: '2025-12-31',
    });
    expect(year.status).toBe(201);
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await t.stop();
  });

  async function open(caller: Caller, width: number): Promise<Page> {
    const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width, height: 800 } });
    const [name = '', value = ''] = (await sessionOf(t, caller.token)).split('=');
    await context.addCookies([{ name, value, url: t.address }]);
    return await context.newPage();
  }
  const fine = async (page: Page, width: number, name: string) => {
    const to = process.env.PICTURES;
    if (to) await page.screenshot({ path: join(to, `${name}-${width}.png`), fullPage: true });
    expect(await objections(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
  };

  it('targets stand as the paper says, with what was reported', async () => {
    t.clock.set('2025-12-31 09:00');
    const ward = await t.caller('officer', '30742');
    const values = { 'target.online_services': 62.5 };
    expect(
      (await ward.post('/api/v1/records', { locality: '30742', day: '2025-12-31', values })).status,
    ).toBe(201);
    const giang = await t.caller('department', '91');
    const set = await giang.post('/api/v1/targets', {
      programme: 'rg-233-kh-tu',
      indicator: 'target.online_services',
      locality: '30742',
      comparator: '>',
      target: 80,
      year: 2030,
      path: [{ year: 2025, value: 60 }],
      asWritten: 'đạt trên 80%',
    });
    expect(set.status).toBe(201);
    for (const width of [1280, 390]) {
      const page = await open(giang, width);
      await page.goto(`${t.address}/chi-tieu`);
      await fine(page, width, 'targets');
      await page.click('text=Tỉ lệ sử dụng dịch vụ công trực tuyến');
      await page.waitForSelector('.target-chart');
      await fine(page, width, 'target');
    }
    const desk = await open(giang, 1280);
    await desk.goto(`${t.address}/chi-tieu`);
    await desk.selectOption('#indicator', 'target.online_services');
    await desk.fill('#as-written', 'đạt 80%');
    await desk.fill('#target', '80');
    await desk.fill('#year', '2030');
    await desk.fill('#path', '2025:50, 2027:40');
    await desk.click('#dat button');
    await desk.waitForSelector('.notice.bad');
    expect(await desk.textContent('#path-error')).toContain('đi ngược');
    await desk.fill('#path', '2025:50, 2027:70');
    await desk.click('#dat button');
    await desk.waitForSelector('.notice.good');
  });

  it('a commune scores itself on a phone, is verified, objects, is answered and ranked', async () => {
    const officer = await t.caller('officer', A);
    await officer.get('/api/v1/scores?set=chuyen-doi-so&period=2025-H2');
    const phone = await open(officer, 390);
    await phone.goto(`${t.address}${ROUND}/${A}`);
    await phone.fill('[name="f.1.1"]', '25');
    await phone.fill('[name="f.1.2"]', '87,5');
    await phone.click('#tu-cham button');
    await phone.waitForSelector('.notice.bad');
    expect(await phone.inputValue('[name="f.1.2"]')).toBe('87,5');
    await fine(phone, 390, 'self-refused');
    await phone.fill('[name="e.1.1"]', '12/QĐ-UBND');
    await phone.click('#tu-cham button');
    await phone.waitForSelector('.notice.good');
    await phone.setInputFiles('#file', { name: 'bien-ban.png', mimeType: 'image/png', buffer: PIXEL_PNG });
    await phone.click('#minh-chung button');
    await phone.waitForSelector('text=bien-ban.png');
    await fine(phone, 390, 'sheet-self');

    const desk = await open(department, 1280);
    await desk.goto(`${t.address}/cham-diem`);
    await fine(desk, 1280, 'sets');
    await desk.goto(`${t.address}${ROUND}/${A}`);
    await desk.fill('[name="f.1.1"]', '20');
    await desk.click('#tham-dinh button');
    await desk.waitForSelector('.notice.good');
    await fine(desk, 1280, 'sheet-verified');
    await desk.goto(`${t.address}${ROUND}`);
    await desk.fill('#objectionsUntil', '2025-12-31');
    await desk.click('#cong-bo button');
    await desk.waitForSelector('.notice.good');
    await fine(desk, 1280, 'ranking');

    await phone.goto(`${t.address}${ROUND}`);
    await fine(phone, 390, 'ranking');
    await phone.goto(`${t.address}${ROUND}/${A}`);
    await phone.fill('#reason', 'Biên bản đã nộp đủ.');
    await phone.click('#kien-nghi button');
    await phone.waitForSelector('.notice.good');
    await desk.goto(`${t.address}${ROUND}/${A}`);
    await desk.selectOption('#accept', 'yes');
    await desk.fill('#reason', 'Chấp nhận.');
    await desk.fill('[name="f.1.1"]', '25');
    await desk.click('#tra-loi button');
    await desk.waitForSelector('.notice.good');
    await fine(desk, 1280, 'sheet-answered');
    const leader = await open(await t.caller('leader', '31'), 390);
    await leader.goto(`${t.address}${ROUND}`);
    await leader.click('text=Phê duyệt kết quả');
    await leader.waitForSelector('.notice.good');
    await fine(leader, 390, 'approved');
  });
});
