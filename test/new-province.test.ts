import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { CSV, workbook, XLSX } from './support/imports.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { type FileBrowser, pageBrowser } from './support/page-browser.ts';
import { cookieOf, PASSWORD, postForm } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2026-11-30';
const PUBLIC = 'https://phuxanh.example';

/**
 * A province other than the first: from an empty service to its first green commune, as its department goes. Nothing is
 * called but shell, pages and API; a real SMTP server takes the mail.
 */
describe('a new province', () => {
  let t: TestService;
  let mail: MailServer;
  let boss: FileBrowser;
  let api: Caller;
  let codes: string[];
  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({
      now: `${DAY} 08:00`,
      config: { smtpUrl: mail.url, mailFrom: 'phuxanh@so.example', publicUrl: PUBLIC },
    });
    api = await t.caller('admin', '79');
  });
  afterAll(async () => {
    await t.stop();
    await mail.stop();
  });

  const at = async (time: string) => {
    t.clock.set(`${DAY} ${time}`);
    await t.tick();
  };
  /** The path of the link in the last mail to somebody. */
  const linkTo = (address: string) =>
    /https:\/\/phuxanh\.example(\/mat-khau\?link=[\w-]+)/.exec(mail.of(address).at(-1)?.text ?? '')?.[1] ??
    '';
  const setPassword = async (path: string) => {
    const link = new URL(path, PUBLIC).searchParams.get('link') ?? '';
    const answer = await postForm(t, '/mat-khau', { link, password: PASSWORD });
    return {
      status: answer.status,
      to: answer.headers.get('location'),
      cookie: cookieOf(answer),
      text: await answer.text(),
    };
  };
  const send = (body: string | Buffer, type: string = CSV, query = '') =>
    api.post(`/api/v1/people/import${query}`, new Uint8Array(Buffer.from(body as string)), {
      'content-type': type,
    });

  const guestPage = async (path: string) =>
    await (await fetch(t.address + path, { headers: { accept: 'text/html' } })).text();
  const audited = async () => (await t.db.sql`select count(*)::int as n from audit`)[0]?.n;

  it('says on the sign-in page and at the shell how its first administrator is made, who is in once he has set his password', async () => {
    expect(await guestPage('/')).toContain('user create --email');
    expect(await admin(t.db, t.clock.now(), 'help')).toContain('The first administrator of an empty service');
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
    const { status, to, cookie } = await setPassword(link);
    expect([status, to]).toEqual([303, '/']);
    const home = await fetch(`${t.address}/tai-khoan`, { headers: { accept: 'text/html', cookie } });
    expect([home.status, (await home.text()).includes('Trần Thị Bình')]).toEqual([200, true]);
    boss = await pageBrowser(t, 'binh@hcmc.example');
    expect(await guestPage('/')).not.toContain('user create');
  });

  it('leads him step by step, and says what is missing', async () => {
    const { text } = await boss.get('/quan-tri/bat-dau');
    expect(text).toContain('Thành phố Hồ Chí Minh: 168 xã, phường, đặc khu.');
    for (const missing of [
      'Chưa có đợt nào',
      '168 trên 168 đơn vị chưa có người báo cáo',
      'Đã cài thư, chưa gửi thử',
    ])
      expect(text).toContain(missing);
    expect((await boss.get('/')).text).toContain('href="/quan-tri/bat-dau"');
    const tried = await boss.post('/quan-tri/bat-dau/thu-thu', { address: 'binh@hcmc.example' });
    expect(tried.to).toBe('/quan-tri/bat-dau?done=thu-thu');
    await at('08:00');
    expect(mail.of('binh@hcmc.example')).toHaveLength(1);
    expect((await boss.get('/quan-tri/bat-dau')).text).toContain('Máy chủ thư đã nhận thư thử.');
    mail.received.length = 0;
  });

  it('gets a programme by copying the one that is there, with all that it has of its own', async () => {
    await t.db.sql`insert into ladder (programme, kind, steps, settings, created_at, created_by)
      select 'haiphong-daily', kind, steps, settings, now(), 'test' from ladder where programme = '*' and kind = 'regressed' order by id limit 1`;
    await t.db.sql`insert into digest (programme, province, role, period, at, enabled, holds_from)
      values ('haiphong-daily', '31', 'leader', 'day', '17:10', true, now()), ('haiphong-daily', '*', 'department', 'day', '17:20', true, now())`;
    await admin(
      t.db,
      t.clock.now(),
      'programme',
      'set',
      'haiphong-daily',
      '--province',
      '31',
      '--from',
      '2026-12-01',
      '--amber',
      '60',
    );
    const form = await boss.get('/quan-tri/dot/moi');
    expect(form.text).toContain('Sao chép từ đợt');
    const fields = {
      code: 'hcmc',
      'name-vi': 'Báo cáo hằng ngày TP. Hồ Chí Minh',
      'name-en': '',
      provinces: '79',
    };
    const wrong = await boss.post('/quan-tri/dot/moi', {
      ...fields,
      code: 'Sai',
      provinces: '',
      'starts-on': '',
    });
    expect(wrong.status).toBe(422);
    for (const field of ['code', 'provinces', 'starts-on']) expect(wrong.text).toContain(`href="#${field}"`);
    const made = await boss.post('/quan-tri/dot/moi', {
      ...fields,
      copy: 'haiphong-daily',
      'starts-on': DAY,
    });
    expect(made.to).toBe('/quan-tri/dot/hcmc?done=lap');
    const [hcmc] = (await api.get('/api/v1/programmes')).body.items;
    expect(hcmc.inProvinces).toEqual([{ province: '79', validFrom: '2026-12-01', amber: 60 }]);
    const ladders = await t.db.sql`select kind from ladder where programme = 'hcmc'`;
    expect(ladders.map((one) => one.kind)).toEqual(['regressed']);
    const digests = await t.db
      .sql`select province, role, at from digest where programme = 'hcmc' order by at`;
    expect(digests.map((one) => [one.province, one.role, one.at])).toEqual([
      ['79', 'leader', '17:10'],
      ['*', 'department', '17:20'],
    ]);
  });

  it('changes it in the browser: name, indicators with a preview, what its province has otherwise', async () => {
    const path = '/quan-tri/dot/hcmc';
    const named = await boss.post(`${path}/ten`, {
      'name-vi': 'Đợt đầu TP. Hồ Chí Minh',
      'name-en': 'First',
    });
    expect(named.to).toBe(`${path}?done=luu`);
    expect((await boss.get('/bang-theo-doi')).text).toContain('Đợt đầu TP. Hồ Chí Minh');
    const indicators = { from: DAY, indicators: 'network.lan' };
    expect((await boss.post(`${path}/chi-tieu`, { ...indicators, indicators: '' })).status).toBe(422);
    const seen = await boss.post(`${path}/chi-tieu`, { ...indicators, intent: 'preview' });
    expect(seen.text).toContain('Chưa có gì được lưu');
    const own = await boss.post(`${path}/tinh/79`, { from: '2026-12-01', cutoff: '15:30' });
    expect(own.to).toBe(`${path}/tinh/79?done=luu`);
    expect((await boss.get(`${path}/tinh/31`)).status).toBe(404);
    expect((await boss.get('/quan-tri/dot/haiphong-daily')).status).toBe(404);
    const [hcmc] = (await api.get('/api/v1/programmes')).body.items;
    expect(hcmc).toMatchObject({ nameVi: 'Đợt đầu TP. Hồ Chí Minh', inProvinces: [{ cutoff: '15:30' }] });
    expect(hcmc.settings.indicators).toBeNull();
    await boss.post(`${path}/ten`, { 'name-vi': 'Báo cáo hằng ngày TP. Hồ Chí Minh', 'name-en': 'Daily' });
  });

  it('has a board that says what to do first, and draws and counts nothing', async () => {
    for (const path of ['/bang-theo-doi', '/lanh-dao']) {
      const { text } = await boss.get(path);
      expect(text).toContain('Chưa có báo cáo nào');
      expect(text).toContain('168 đơn vị thuộc đợt');
      expect(text).not.toContain('<svg');
      expect(text).not.toMatch(/0[,.]?0? %/);
    }
  });

  it('offers a sheet of people with a row for each of its units', async () => {
    const { body } = await api.get('/api/v1/people/template?format=csv&province=79');
    const lines = (body as string).trim().split('\r\n');
    expect(lines).toHaveLength(1 + 168);
    codes = lines.slice(1).map((line) => /\b\d{5}\b/.exec(line)?.[0] ?? '');
    // As it is, there is nobody in it.
    expect((await send(body)).body).toMatchObject({ accepted: 0, skipped: 168, rejected: 0 });
    expect((await api.get('/api/v1/people/template?province=31')).status).toBe(404);
  });

  it('says all that is wrong with a sheet at once, by row and column, and stores nothing of it', async () => {
    const head = 'name,position,email,phone,role,area,hears';
    const rows = [
      `Lê Văn Một,,mot@hcmc.example,,Cán bộ cấp xã,${codes[0]},có`,
      `,,khong-phai-dia-chi,12,sếp,99999,có lẽ`,
      `Lê Văn Ba,,ba@hcmc.example,,officer,79,`,
      `Lê Văn Bốn,,,,officer,${codes[3]},`,
      `Lê Văn Năm,,mot@hcmc.example,,leader,${codes[4]},`,
      `Lê Văn Sáu,,sau@hp.example,,officer,11737,`,
    ];
    const sheet = [head, ...rows].join('\n');
    for (const query of ['?dryRun=true', '?atomic=true']) {
      const { status, body } = await send(sheet, CSV, query);
      expect(status).toBe(query === '?atomic=true' ? 422 : 200);
      expect(body).toMatchObject({ accepted: 1, rejected: 5 });
      const wrong = body.results.map(
        ({ row, errors = [] }: { row: number; errors?: { column: string }[] }) => [
          row,
          errors
            .map((one) => one.column)
            .sort()
            .join(),
        ],
      );
      expect(wrong).toEqual([
        [2, ''],
        [3, 'area,email,hears,name,phone,role'],
        [4, 'role'],
        [5, 'email'],
        [6, 'email'],
        [7, 'area'],
      ]);
      for (const { errors = [] } of body.results)
        for (const one of errors) expect([one.message, one.messageVi].every(Boolean)).toBe(true);
    }
    const [{ people = 0, contacts = 0 } = {}] = await t.db.sql`select
      (select count(*)::int from person) as people, (select count(*)::int from contact) as contacts`;
    expect([people, contacts]).toEqual([1, 0]);
  });

  it('has a sheet put right in place in the browser, then stored', async () => {
    const head = 'name,email,role,area,unit';
    const upload = async (text: string) => {
      const body = new FormData();
      body.set('file', new Blob([text], { type: 'text/csv' }), 'nguoi.csv');
      return await boss.send('/quan-tri/nguoi-dung/nhap-tu-tep', body);
    };
    const before = await audited();
    const { text, status } = await upload(
      [head, `Vũ Thị Mười,muoi-hcmc,officer,${codes[9]}`, 'Không Ai,ai@x.example,officer,'].join('\n'),
    );
    expect(status).toBe(200);
    expect(text).toContain('“muoi-hcmc” không phải là địa chỉ email');
    // The name of the unit is a column of the template, for its reader alone.
    expect(text).not.toContain('ngoài mẫu');
    const cells = /name="cells" value="([^"]*)"/.exec(text)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const store = (fields: Record<string, string>) =>
      boss.post('/quan-tri/nguoi-dung/nhap-tu-tep/luu', { cells, intent: 'store', ...fields });
    expect((await store({ 'c.2.1': 'muoi@hcmc.example' })).text).toContain('Cần sửa');
    expect(await audited()).toBe(before);
    expect((await store({ 'c.2.1': 'muoi@hcmc.example', drop: '3' })).to).toContain('done=luu-1-0-0');
    const stored = await boss.get('/quan-tri/nguoi-dung/nhap-tu-tep?done=luu-1-0-0');
    expect(stored.text).toContain('Đã lưu 1 người; chưa gửi thư mời nào, mời ở trang Tiến độ mời.');
    expect((await boss.get('/quan-tri/nguoi-dung/tien-do')).text).toContain('Mời 1 người');
    const { items } = (await api.get('/api/v1/people')).body;
    expect(items.map((one: { name: string }) => one.name)).toEqual(['Vũ Thị Mười', 'Trần Thị Bình']);
    await admin(t.db, t.clock.now(), 'user', 'disable', 'muoi@hcmc.example');
    await t.db.sql`delete from contact`;
  });

  it('takes its people from one sheet: accounts and contacts at once, and the same sheet again changes nothing', async () => {
    const head = ['Họ tên', 'Chức vụ', 'Email', 'Điện thoại', 'Vai trò', 'Mã đơn vị', 'Nhận tin'];
    const officers = codes.map((code, at) => [
      ...[`Cán bộ ${at}`, 'Chuyên viên', `xa${at}@hcmc.example`, '', 'Cán bộ cấp xã', code, 'có'],
    ]);
    const rows = [
      ...officers,
      ['Sở KH&CN', 'Trưởng phòng', 'so@hcmc.example', '', 'Sở, ngành phụ trách', '79', 'có'],
      ['Nguyễn Văn Chín', 'Chủ tịch', '', '0912 345 678', 'Lãnh đạo', codes[0] ?? '', 'có'],
      ['Sở Tài chính', '', 'tc@hcmc.example', '', 'Sở Tài chính', '79', ''],
    ];
    const sheet = await workbook(head, rows);
    const dry = await send(sheet, XLSX, '?dryRun=true&invite=true');
    expect([dry.status, dry.body]).toMatchObject([
      200,
      { accepted: 171, rejected: 0, invited: 170, unreachable: 1 },
    ]);
    expect((await api.get('/api/v1/people')).body.items).toHaveLength(2);

    const done = await send(sheet, XLSX, '?invite=true');
    expect([done.status, done.body]).toMatchObject([
      200,
      { accepted: 171, unchanged: 0, rejected: 0, invited: 170 },
    ]);
    expect(done.body.results[0]).toEqual({
      row: 2,
      outcome: 'accepted',
      does: ['account_made', 'contact_added'],
    });
    expect(done.body.results[170].does).toEqual(['account_made']);
    const { items } = (await api.get('/api/v1/people?limit=5000')).body;
    expect(items).toHaveLength(173);
    const leader = items.find((one: { name: string }) => one.name === 'Nguyễn Văn Chín');
    expect(leader).toMatchObject({
      ...{ role: 'leader', area: codes[0], hears: true, phone: '0912 345 678' },
      account: { login: '0912345678', state: 'not_invited' },
    });

    const changes = async () =>
      (
        await t.db.sql`select (select version from registry_version) as v, (select count(*) from audit) as a,
        (select count(*) from outbox) as o`
      )[0];
    const before = await changes();
    const again = await send(sheet, XLSX, '?invite=true');
    expect(again.body).toMatchObject({ accepted: 0, unchanged: 171, rejected: 0, invited: 0 });
    expect(await changes()).toEqual(before);

    // What changes is changed, and nothing else.
    const moved = await send(
      await workbook(head, [
        ['Cán bộ 0', 'Phó phòng', 'xa0@hcmc.example', '', 'officer', codes[0] ?? '', 'không'],
      ]),
      XLSX,
    );
    expect(moved.body.results).toEqual([
      { row: 2, outcome: 'accepted', does: ['account_changed', 'contact_removed'] },
    ]);
  });

  it('invites them by mail; what opens an account stands nowhere in the service', async () => {
    await at('08:01');
    expect(mail.of('xa1@hcmc.example')).toHaveLength(1);
    // Besides, the department hears of the day's report that has been drafted.
    expect(mail.received.filter(({ text }) => text.includes('/mat-khau?link='))).toHaveLength(170);
    const path = linkTo('xa1@hcmc.example');
    expect(path).not.toBe('');
    const secret = path.split('=')[1] ?? '';
    const [{ found = 1 } = {}] = await t.db
      .sql`select count(*)::int as found from outbox o where o::text like ${`%${secret}%`}`;
    expect(found).toBe(0);
    const { totals } = (await api.get('/api/v1/people/rollout?province=79')).body;
    expect(totals).toEqual({
      ...{ people: 172, invited: 171, opened: 1, signedIn: 1 },
      ...{ units: 168, withPeople: 168, reporting: 0 },
    });
  });

  it('lets an officer in by his link, who sends the first report at once', async () => {
    const path = linkTo('xa1@hcmc.example');
    const page = await (await fetch(t.address + path, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('Cán bộ 1');
    const { status, to, cookie } = await setPassword(path);
    expect([status, to]).toEqual([303, '/bao-cao']);
    const form = await (
      await fetch(`${t.address}/bao-cao`, { headers: { accept: 'text/html', cookie } })
    ).text();
    expect(form).toContain('Báo cáo');
    expect((await setPassword(path)).status).toBe(404);
    const values = greenValues(await t.service.registry.fresh(), DAY);
    const officer = await t.caller('officer', codes[1] ?? '');
    expect((await officer.post('/api/v1/records', { locality: codes[1], day: DAY, values })).status).toBe(
      201,
    );
  });

  it('shows on the board and on the meter what is known, and reminds who has not come', async () => {
    await at('08:02');
    const { summary } = (await api.get('/api/v1/status?province=79')).body;
    expect(summary).toMatchObject({ green: 1, expected: 168, received: 1 });
    expect((await boss.get('/bang-theo-doi')).text).toContain('Báo cáo hằng ngày TP. Hồ Chí Minh');
    const { totals, items } = (await api.get('/api/v1/people/rollout')).body;
    expect(totals).toMatchObject({ people: 172, invited: 171, opened: 2, signedIn: 2, reporting: 1 });
    expect(items.find((one: { locality: { code: string } }) => one.locality.code === codes[1])).toMatchObject(
      {
        ...{ people: 1, signedIn: 1, lastRecordOn: DAY },
      },
    );
    // Nobody is asked twice a day; the next day who has not come is, by a link of its own.
    expect((await api.post('/api/v1/people/invitations', {})).body).toMatchObject({
      invited: 0,
      already: 169,
    });
    t.clock.set('2026-12-01 08:00');
    // Of the day before nobody is signed in any more.
    boss = await pageBrowser(t, 'binh@hcmc.example');
    const asked = await api.post('/api/v1/people/invitations', {});
    expect(asked.body).toMatchObject({ invited: 169, already: 0 });
    expect(asked.body.unreachable).toMatchObject([{ name: 'Nguyễn Văn Chín', code: 'no_way_to_reach' }]);
    const before = linkTo('xa2@hcmc.example');
    await t.tick();
    expect([mail.of('xa1@hcmc.example').length, mail.of('xa2@hcmc.example').length]).toEqual([1, 2]);
    expect((await boss.get('/quan-tri/nguoi-dung/tien-do')).text).toContain('Nhắc 170 người chưa vào');
    // The first letter still opens, as long as nobody has used the other.
    for (const path of [before, linkTo('xa2@hcmc.example')])
      expect((await fetch(t.address + path, { headers: { accept: 'text/html' } })).status).toBe(200);
  });

  it('prints a card with a code for who has no address, which lets him in', async () => {
    const { text } = await boss.post('/quan-tri/nguoi-dung/the-moi');
    const codesOn = [...text.matchAll(/\/moi\/<b>([\w-]+)<\/b>/g)].map((found) => found[1] ?? '');
    expect(codesOn).toHaveLength(170);
    const card = text.split('<li>').find((one) => one.includes('Nguyễn Văn Chín')) ?? '';
    const code = /\/moi\/<b>([\w-]+)<\/b>/.exec(card)?.[1] ?? '';
    expect(readQr(card)).toBe(`${PUBLIC}/moi/${code}`);
    // However it is typed.
    const page = await guestPage(`/moi/${code.toUpperCase().replaceAll('-', '')}`);
    expect(page).toContain('Nguyễn Văn Chín');
    const { status, to } = await setPassword(`/mat-khau?link=${code}`);
    expect([status, to]).toEqual([303, expect.any(String)]);
    const [{ found = 1 } = {}] = await t.db
      .sql`select count(*)::int as found from audit a where a::text like ${`%${code}%`}`;
    expect(found).toBe(0);
  });

  it('stores what is sound of a sheet, and tells the rest, where not all of it has to be', async () => {
    const sheet = [
      'name,email,role,area',
      `Lê Thị Mới,le-thi-moi@hcmc.example,officer,${codes[9]}`,
      'Sai,sai,sếp,1',
    ];
    const { status, body } = await send(sheet.join('\n'));
    expect([status, body]).toMatchObject([200, { accepted: 1, rejected: 1, results: [{}, { row: 3 }] }]);
    expect((await send(sheet.join('\n'))).body).toMatchObject({ accepted: 0, unchanged: 1, rejected: 1 });
  });

  it('is ended in the browser', async () => {
    const ended = await boss.post('/quan-tri/dot/hcmc/ket-thuc', { 'ends-on': '2026-12-01' });
    expect(ended.to).toBe('/quan-tri/dot/hcmc?done=ket-thuc');
    expect((await api.get('/api/v1/programmes')).body.items[0].endsOn).toBe('2026-12-01');
  });
});

/** What a scanner reads of the drawing in some HTML: its modules as pixels. */
function readQr(html: string): string {
  const size = Number(/viewBox="0 0 (\d+)/.exec(html)?.[1]);
  const scale = 4;
  const data = new Uint8ClampedArray(size * scale * size * scale * 4).fill(255);
  for (const [, x, y] of html.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let dy = 0; dy < scale; dy++)
      for (let dx = 0; dx < scale; dx++) {
        const at = ((Number(y) * scale + dy) * size * scale + Number(x) * scale + dx) * 4;
        data.fill(0, at, at + 3);
      }
  return decodeQR({ width: size * scale, height: size * scale, data });
}
