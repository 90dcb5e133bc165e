import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

/** What all lists and forms of pages have in common, looked at where an administrator looks after people. */
describe('the parts of pages', () => {
  let t: TestService;
  let admin: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    await createPerson(t, { login: 'binh', role: 'viewer', area: '31' });
    await createPerson(t, { login: 'cong', role: 'officer', area: '10903' });
    await t.db
      .sql`update person set name = case user_name when 'goc' then 'Vũ Gốc' when 'binh' then 'Trần Bình' else '=Đỗ Công' end`;
    admin = await pageBrowser(t, 'goc');
  });
  afterAll(() => t.stop());
  const list = (query = '') => admin.get(`/quan-tri/nguoi-dung${query}`);
  const namesIn = (text: string) =>
    [...text.matchAll(/<th scope="row"><a href="[^"]+">([^<]+)<\/a>/g)].map(([, name]) => name);

  it('sort a list by a link in its head, either way', async () => {
    const { text } = await list();
    expect(text).toContain('href="/quan-tri/nguoi-dung?sort=name"');
    const sorted = await list('?sort=-name');
    expect(namesIn(sorted.text)).toEqual(['Vũ Gốc', 'Trần Bình', '=Đỗ Công']);
    expect(sorted.text).toContain('aria-sort="descending"');
    expect(namesIn((await list('?sort=nonsense')).text)).toEqual(namesIn(text));
  });

  it('give a list as a file, in the order and of the rows asked for', async () => {
    const { status, text } = await list('?sort=name&format=csv');
    expect(status).toBe(200);
    const [head, ...rows] = text.trim().split('\r\n');
    expect(head).toBe('Họ tên,Đăng nhập bằng,Vai trò,Địa bàn,Tình trạng');
    // What a spreadsheet would run is disarmed.
    expect(rows[0]).toMatch(/^'=Đỗ Công,cong,.+,xã Cẩm Giàng,/);
    expect(rows).toHaveLength(3);
    expect((await list('?q=binh&format=csv')).text.trim().split('\r\n')).toHaveLength(2);
    expect((await list('?format=xlsx')).text.startsWith('PK')).toBe(true);
  });

  it('sort lists that are read by pages, and go on in that order', async () => {
    await t.tick();
    t.clock.set('2025-10-23 09:05');
    await t.tick();
    const started = async (query: string) =>
      (await admin.get(`/quan-tri/tac-vu?${query}&format=csv`)).text
        .split('\r\n')
        .map((line) => line.split(',')[1]);
    const [newest, oldest] = [await started('sort=-started'), await started('sort=started')];
    expect(newest.slice(1, -1)).toEqual(oldest.slice(1, -1).toReversed());
    expect(newest[1]).not.toBe(newest.at(-2));
    expect(await started('sort=nonsense')).toEqual(newest);
    const log = async (query: string) => (await admin.get(`/quan-tri/nhat-ky?${query}`)).text;
    expect(await log('sort=at')).toContain('aria-sort="ascending"');
    const lines = async (query: string) => (await log(`${query}&format=csv`)).trim().split('\r\n').slice(1);
    expect(await lines('sort=at')).toEqual((await lines('sort=-at')).toReversed());
    for (const [list, key] of [
      ['tin-gui-di', 'state'],
      ['tin-gui-di', '-sent'],
      ['tac-vu', '-outcome'],
    ])
      expect((await admin.get(`/quan-tri/${list}?sort=${key}&page=2`)).status).toBe(200);
    for (const path of ['/canh-bao?sort=-promised', '/tam-ngung-nhac?sort=from'])
      expect([path, (await admin.get(path)).status]).toEqual([path, 200]);
  });

  it('show what a list is narrowed by, each a click from being off', async () => {
    const { text } = await list('?q=binh&sort=name');
    expect(namesIn(text)).toEqual(['Trần Bình']);
    expect(text).toMatch(/<ul class="chips"[^>]*><li><a href="\/quan-tri\/nguoi-dung\?sort=name">/);
    expect(text).toContain('<input type="hidden" name="sort" value="name"');
  });

  it('call every fault by the name of its field, above the page', async () => {
    const { status, text } = await admin.post('/quan-tri/nguoi-dung', { name: '', role: 'viewer' });
    expect(status).toBe(422);
    expect(text).toContain('<a href="#name">Họ tên: ');
    expect(text.indexOf('id="can-sua"')).toBeLessThan(text.indexOf('<h1>'));
    expect(text).not.toContain('<template id="faults">');
  });

  it('answer for what is not there before they look at what was typed', async () => {
    expect((await admin.post('/quan-tri/nguoi-dung/999999', { name: '' })).status).toBe(404);
    expect((await admin.post('/quan-tri/ma-truy-cap/999999/thu-hoi')).status).toBe(404);
  });
});
