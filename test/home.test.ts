import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../src/access/principal.ts';
import { pageBrowser } from './support/page-browser.ts';
import { createPerson, sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-26';
const OWN = '10888';

/** Where everybody begins: what waits for him, how much of it, and where it is done. */
describe('the home page', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 09:00` });
    const department = await t.caller('department', '31');
    const values = greenValues(await t.service.registry.fresh(), DAY);
    const post = (locality: string, changed: object) =>
      department.post('/api/v1/records', { locality, day: DAY, values: { ...values, ...changed } });
    await post('11737', {});
    await post(OWN, { 'certificate.personal': { have: 4, need: 14 }, 'network.lan': false });
    const gap = `/api/v1/gaps/${OWN}/network.lan/promise`;
    const { status } = await department.post(gap, { owner: 'An', reason: 'Chờ thiết bị', promisedOn: DAY });
    if (status !== 200) throw new Error(`No promise: ${status}`);
    t.clock.set(`${DAY} 14:05`);
    await t.tick();
    await t.db.sql`insert into flag (locality, indicator, day, kind, value, facts, raised_at, state)
      values (${OWN}, 'network.lan', ${DAY}, 'sharp_fall', 'false', '{}', ${t.clock.now()}, 'open')`;
  });
  afterAll(() => t.stop());

  const read = async (role: Role, area: string, path = '/') => {
    const cookie = await sessionOf(t, (await t.caller(role, area)).token);
    const answer = await fetch(t.address + path, {
      headers: { accept: 'text/html', cookie },
      redirect: 'manual',
    });
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
  };
  /** Counts, what they count and where they lead. */
  const lines = (text: string) =>
    [...text.matchAll(/<li(?: class="urgent")?><a href="([^"]+)"><b>([\d.]+)<\/b> <span>([^<]+)</g)].map(
      ([, href = '', count, words]) => `${count} ${words} → ${href.replaceAll('&amp;', '&')}`,
    );

  it('tells a department who has not reported, what is odd, what was promised and what to propose', async () => {
    const { status, text } = await read('department', '31');
    expect(status).toBe(200);
    expect(lines(text)).toEqual([
      '112 đơn vị chưa gửi báo cáo hôm nay, hạn 16:00 → /chua-gui',
      '1 số liệu bất thường cần rà soát → /ra-soat',
      '1 chỉ tiêu hẹn hoàn thành hôm nay → /con-thieu?promisedBy=2025-09-26',
      '10 chứng thư số cần đề nghị cấp cho 1 đơn vị → /con-thieu?indicator=certificate.personal&state=unmet',
    ]);
    expect(text).toContain('Không có tin nào gửi lỗi.');
    expect(text).toContain('<b class="big">0,9\u00a0%</b>');
  });

  it('counts as many as the list that it leads to', async () => {
    const { text } = await read('department', '31', `/con-thieu?promisedBy=${DAY}`);
    expect(text).toContain('1 chỉ tiêu còn thiếu ở 1 đơn vị');
    expect((await read('department', '31', '/con-thieu?promisedBy=2025-09-25')).text).not.toContain(
      'chỉ tiêu còn thiếu ở',
    );
  });

  it('tells a commune of its report, what is promised and what is lacking, and its leader the same', async () => {
    const { text } = await read('officer', OWN);
    expect(lines(text)).toEqual([
      '1 chỉ tiêu hẹn hoàn thành hôm nay → /con-thieu?promisedBy=2025-09-26',
      '2 chỉ tiêu còn thiếu → /con-thieu',
    ]);
    expect(text).toContain('Đã gửi báo cáo hôm nay lúc 09:00.');
    expect(lines((await read('officer', '10903')).text)[0]).toBe(
      '1 báo cáo hôm nay chưa gửi, hạn 16:00 → /bao-cao',
    );
    const leader = await read('leader', '10903');
    expect(lines(leader.text)[0]).toBe('1 báo cáo hôm nay chưa gửi, hạn 16:00 → /don-vi/10903');
  });

  it('says to whom nothing waits that nothing does', async () => {
    const { text } = await read('officer', '11737');
    expect(text).toContain('Hiện không có việc nào đang chờ anh/chị.');
    expect(lines(text)).toEqual([]);
  });

  it('leads a city leader to the one page, with what was escalated', async () => {
    const { text } = await read('leader', '31');
    expect(text).toContain('<a class="button" href="/lanh-dao">');
    expect(text).toContain('Không có cảnh báo nào phải báo lên cấp trên.');
  });

  it('tells finance what is lacking, in units', async () => {
    const { text } = await read('finance', '31');
    expect(lines(text)[0]).toMatch(
      /^10 chứng thư, 1 đơn vị: .* → \/con-thieu\?indicator=certificate\.personal$/,
    );
  });

  it('tells an administrator what is not set up and what has failed', async () => {
    const { text } = await read('admin', '*');
    expect(lines(text).slice(0, 2)).toEqual([
      '1 việc cài đặt: chưa có kênh gửi tin, không ai nhận được nhắc nhở → /quan-tri/kenh',
      '114 đơn vị chưa có ai nhận tin → /quan-tri/lien-he',
    ]);
    expect(text).toContain('Không có tác vụ lỗi.');
  });

  it('says in words that nothing asks an area, and invents no zero', async () => {
    const { status, text } = await read('department', '79');
    expect(status).toBe(200);
    expect(text).toContain('Chưa có đợt báo cáo nào cho địa bàn của anh/chị.');
    expect(text).not.toContain('class="big"');
    // Nor is anything said of units that nothing asks.
    const admins = await read('admin', '79');
    expect(admins.text).toContain('lập đợt báo cáo');
    expect(admins.text).not.toContain('có người nhận tin');
  });

  it('leads what asks for the board on to it, as links of mails do', async () => {
    const { status, to } = await read('department', '31', '/?province=31&day=2025-09-26');
    expect([status, to]).toEqual([302, '/bang-theo-doi?province=31&day=2025-09-26']);
    expect((await read('department', '31', '/?programme=no')).status).toBe(422);
  });

  it('keeps filters under a name, on their page and as lists of the home page', async () => {
    await createPerson(t, { login: 'so', role: 'department', area: '31' });
    const so = await pageBrowser(t, 'so');
    const query = 'state=unmet&group=certificate';
    const save = (name: string, page = '/con-thieu', asked = query) =>
      so.post('/bo-loc', { name, page, query: asked });
    expect((await so.get(`/con-thieu?${query}`)).text).toContain('<summary>Lưu bộ lọc này</summary>');
    expect(await save('Thiếu chứng thư')).toMatchObject({ status: 303, to: `/con-thieu?${query}` });
    await save('Chưa gửi', '/bang-theo-doi', 'show=due');
    expect((await so.get(`/con-thieu?${query}`)).text).toContain('aria-current="page">Thiếu chứng thư</a>');
    const own = lines((await so.get('/')).text).slice(-2);
    expect(own).toEqual([
      '112 Chưa gửi (Bảng theo dõi) → /bang-theo-doi?show=due',
      `1 Thiếu chứng thư (Còn thiếu) → /con-thieu?${query}`,
    ]);
    expect((await save('')).status).toBe(422);
    expect((await save('Trống', '/con-thieu', '')).status).toBe(422);
    expect((await save('Lạ', 'https://evil.example', query)).status).toBe(422);
    const [id] = [...(await so.get('/bo-loc')).text.matchAll(/\/bo-loc\/(\d+)\/xoa/g)].map(
      ([, number]) => number,
    );
    expect((await so.post(`/bo-loc/${id}/doi-ten`, { name: 'Còn trong hạn' })).status).toBe(303);
    await createPerson(t, { login: 'khac', role: 'department', area: '31' });
    const other = await pageBrowser(t, 'khac');
    expect((await other.post(`/bo-loc/${id}/xoa`)).status).toBe(404);
    expect((await other.get(`/con-thieu?${query}`)).text).not.toContain('Thiếu chứng thư');
    expect((await so.get('/bo-loc')).text).toContain('Còn trong hạn');
    expect((await so.post(`/bo-loc/${id}/xoa`)).status).toBe(303);
    expect((await so.get('/')).text).not.toContain('Còn trong hạn');
    for (let count = 1; count < 20; count++) await save(`Bộ ${count}`);
    expect((await save('Một nữa')).status).toBe(422);
  });

  it('has the ways of a role in groups, with what waits behind them', async () => {
    const { text } = await read('department', '31', '/ra-soat');
    const ways = (html: string) => [
      ...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)(?:<span class="count">(\d+))?/g),
    ];
    const [groups = '', below = ''] = [...text.matchAll(/<nav class="wide.*?<\/nav>/gs)].map(([one]) => one);
    expect(ways(groups).map(([, href, name]) => [href, name])).toEqual([
      ['/', 'Hôm nay'],
      ['/bang-theo-doi', 'Theo dõi'],
      ['/con-thieu', 'Xử lý'],
      ['/bao-cao', 'Số liệu'],
      ['/tro-giup', 'Trợ giúp'],
    ]);
    expect(ways(below).map(([, , name]) => name)).toEqual([
      'Còn thiếu',
      'Cảnh báo',
      'Kinh phí',
      'Văn bản',
      'Rà soát',
      'Kế hoạch',
      'Chứng thư số',
    ]);
    expect(ways(below)[4]?.[3]).toBe('1');
    expect(below).toContain('<a href="/ra-soat" aria-current="page">');
  });
});
