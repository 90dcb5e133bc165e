import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageBrowser } from './support/page-browser.ts';
import { createPerson, sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-22';

describe('pages of reports', { timeout: 240_000 }, () => {
  let t: TestService;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    department = await t.caller('department', '31');
    const green = greenValues(await t.service.registry.fresh(), DAY);
    const records = [
      ['10507', green],
      ['10525', { ...green, 'network.lan': false }],
      ['10532', { ...green, 'certificate.personal': { have: 1, need: 5 } }],
    ].map(([locality, values]) => ({ locality, day: DAY, values }));
    await department.post('/api/v1/records/batch', { records });
    t.clock.set(`${DAY} 16:30`);
    await t.tick();
  });
  afterAll(() => t.stop());

  const page = async (path: string) => {
    const cookie = await sessionOf(t, department.token);
    const answer = await fetch(t.address + path, { headers: { accept: 'text/html', cookie } });
    return { status: answer.status, text: await answer.text() };
  };

  it('lead from each figure to its rows, as many as the figure says', async () => {
    const [{ id }] = (await department.get('/api/v1/reports?kind=daily')).body.items;
    const { figures } = (await department.get(`/api/v1/reports/${id}`)).body;
    const paper = await page(`/bao-cao-tong-hop/${id}`);
    expect(paper.status).toBe(200);
    // Three reporting days after its own it locks: until then a draft is of what is known.
    expect(paper.text).toMatch(/Số liệu của dự thảo còn cập nhật đến 00:00\s26\/9\/2025/);
    const links = [
      ...paper.text.matchAll(/href="(\/bao-cao-tong-hop\/\d+\/danh-sach\?so-lieu=[^"]*)"[^>]*>([^<]*)</g),
    ];
    const counted = links.filter(([, , shown = '']) => /^[\d.]+$/.test(shown));
    expect(counted.length).toBeGreaterThan(8);
    const rowsOf = async (href: string) => {
      const { status, text } = await page(`${href.replaceAll('&amp;', '&')}&format=csv`);
      expect([href, status]).toEqual([href, 200]);
      return text.trim().split('\n').length - 1;
    };
    // Figures of the sum of what is missing lead to those rows, not to as many.
    for (const [, href = '', shown = ''] of counted.filter(([, href = '']) => href.includes('condition')))
      expect([href, await rowsOf(href)]).toEqual([href, Number(shown.replace('.', ''))]);
    const of = (key: string) =>
      rowsOf(`/bao-cao-tong-hop/${id}/danh-sach?so-lieu=${encodeURIComponent(key)}`);
    expect(await of('colour:green')).toBe(figures.summary.green);
    expect(await of('missing')).toBe(figures.summary.missing);
    expect(await of('reporting:on_time')).toBe(figures.summary.onTime);
    const lan = figures.indicators.find((one: { code: string }) => one.code === 'network.lan');
    expect(await of('indicator:network.lan:unmet')).toBe(lan.unmet);
    expect(await of('indicator:network.lan:unknown')).toBe(lan.unknown);
    for (const odd of ['nonsense', 'change:toString', 'condition:network:constructor', 'indicator:x:unmet'])
      expect((await page(`/bao-cao-tong-hop/${id}/danh-sach?so-lieu=${odd}`)).status).toBe(404);
    expect((await page(`/bao-cao-tong-hop/${id}/danh-sach?so-lieu=colour:green`)).text).toContain(
      '/don-vi/10507?day=2025-09-22',
    );
  });

  it('say of a day that is none what is wrong with it, and draft nothing', async () => {
    await createPerson(t, { login: 'so', role: 'department', area: '31' });
    const browser = await pageBrowser(t, 'so');
    const count = async () => (await department.get('/api/v1/reports')).body.items.length;
    const before = await count();
    for (const kind of ['daily', 'deadline']) {
      const answer = await browser.post('/bao-cao-tong-hop', {
        form: 'moi',
        kind,
        province: '31',
        day: 'on',
      });
      expect([kind, answer.status]).toEqual([kind, 422]);
      expect(answer.text).toContain('“on” không phải là ngày');
    }
    expect(await count()).toBe(before);
  });

  it('are found by the time of their period', async () => {
    const rows = async (query: string) =>
      [...(await page(`/bao-cao-tong-hop${query}`)).text.matchAll(/href="\/bao-cao-tong-hop\/\d+"/g)].length;
    expect(await rows('')).toBeGreaterThan(0);
    expect(await rows(`?from=${DAY}&to=${DAY}`)).toBeGreaterThan(0);
    expect(await rows('?from=2025-09-23')).toBe(0);
    expect(await rows('?to=2025-09-21&kind=daily')).toBe(0);
  });

  it('draft themselves on days that an administrator sets for his area alone', async () => {
    await createPerson(t, { login: 'quantri', role: 'admin', area: '31' });
    const browser = await pageBrowser(t, 'quantri');
    const path = '/quan-tri/lich-bao-cao-tong-hop';
    const shown = await browser.get(path);
    expect(shown.text).toContain('Mọi tỉnh, thành phố');
    const given = {
      ...{ programme: '*', province: '31', daily: 'off', deadline: 'tell', monthly: 'tell' },
      ...{ 'deadline-days': '3', 'monthly-day': '20', 'half-yearly': 'draft' },
      ...{ 'first-half-on': '05-20', 'second-half-on': '11-25', approver: 'department' },
    };
    const wrong = await browser.post(path, { ...given, 'monthly-day': '31', 'first-half-on': '02-30' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Nhập tháng và ngày dạng MM-DD');
    expect((await browser.post(path, { ...given, province: '*' })).status).toBe(404);
    expect((await browser.post(path, { ...given, province: '79' })).status).toBe(404);
    expect((await browser.post(path, given)).status).toBe(303);
    const [row] = await t.db.sql`select * from report_schedule where province = '31' and programme = '*'`;
    expect(row).toMatchObject({
      daily: 'off',
      monthly_day: 20,
      first_half_on: '05-20',
      approver: 'department',
    });
    expect((await browser.get(path)).text).toContain('ngày 20 hằng tháng');
  });

  it('keep the year in an archive; the leader’s page leads to what was approved last', async () => {
    const [{ id }] = (await department.get('/api/v1/reports?kind=daily')).body.items;
    await department.post(`/api/v1/reports/${id}/submission`, {});
    t.clock.set(`${DAY} 16:31`);
    await t.tick();
    const leader = await t.caller('leader', '31');
    const cookie = await sessionOf(t, leader.token);
    const read = async (path: string) =>
      await (await fetch(t.address + path, { headers: { accept: 'text/html', cookie } })).text();
    expect(await read('/')).toContain('báo cáo chờ anh/chị duyệt');
    expect((await leader.post(`/api/v1/reports/${id}/approval`, {})).status).toBe(200);
    const { sha256 } = (await department.get(`/api/v1/reports/${id}`)).body;
    const archive = await page('/luu-tru-bao-cao?nam=2025');
    expect(archive.text).toContain(`/bao-cao-tong-hop/${id}"`);
    expect((await page('/luu-tru-bao-cao?format=csv')).text).toContain(sha256);
    expect((await page('/luu-tru-bao-cao?nam=2026')).text).not.toContain(`/bao-cao-tong-hop/${id}"`);
    expect(await read('/lanh-dao')).toContain(`/bao-cao-tong-hop/${id}"`);
  });
});
