import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { type FileBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [SPLIT, FIRST, SECOND] = ['10507', '10888', '10903'];

/** Thursday 25 September 2025. */
describe('localities that begin', () => {
  let t: TestService;
  let department: Caller;
  let browser: FileBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    await t.db.sql`update locality set valid_to = '2025-09-01' where code <> all(${[SPLIT, FIRST, SECOND]})`;
    await t.db.sql`update registry_version set version = version + 1`;
    department = await t.caller('department', '31');
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    browser = await pageBrowser(t, 'haiphong');
    const values = greenValues(await t.service.registry.fresh(), '2025-09-25');
    for (const locality of [SPLIT, FIRST, SECOND])
      await department.post('/api/v1/records', { locality, day: '2025-09-25', values });
  });
  afterAll(() => t.stop());

  const shell = (...args: string[]) => admin(t.db, t.clock.now(), ...args);
  const sheet = async (text: string) => {
    const file = join(await mkdtemp(join(tmpdir(), 'localities-')), 'split.csv');
    await writeFile(file, text);
    return file;
  };
  const detail = async (code: string) => (await department.get(`/api/v1/localities/${code}`)).body;
  const codes = (list: { code: string }[] | undefined) => list?.map((one) => one.code);
  const summary = async () => (await department.get('/api/v1/status')).body.summary;

  it('are merged of two in the browser, previewed first; the new one starts grey and can report', async () => {
    const fields = {
      code: '99001',
      type: 'phường',
      name: 'Cẩm Giàng Mới',
      province: '31',
      from: '2025-09-26',
      predecessors: `Cẩm Giàng (${SECOND}); ${FIRST}`,
      ends: 'yes',
    };
    const wrong = await browser.post('/quan-tri/don-vi/moi', { ...fields, code: SPLIT, from: '2025-08-01' });
    expect([wrong.status, wrong.text.includes('đã có đơn vị khác dùng')]).toEqual([422, true]);
    expect((await browser.post('/quan-tri/don-vi/moi', { ...fields, province: '01' })).status).toBe(422);
    const { text } = await browser.post('/quan-tri/don-vi/moi', fields);
    expect(text).toContain('1 đơn vị mới');
    expect(text).toContain('2 đơn vị ngừng hoạt động');
    expect((await department.get('/api/v1/localities/99001')).status).toBe(404);
    const previewed = /name="previewed" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const saved = await browser.post('/quan-tri/don-vi/moi', { ...fields, intent: 'save', previewed });
    expect([saved.status, saved.to]).toEqual([303, '/quan-tri/don-vi/99001?done=moi']);

    t.clock.set('2025-09-26 08:00');
    await t.tick();
    expect(await summary()).toMatchObject({ expected: 2, green: 1, grey: 1 });
    const made = await detail('99001');
    expect([made.name, codes(made.predecessors)]).toEqual(['Cẩm Giàng Mới', [FIRST, SECOND]]);
    expect(await detail(FIRST)).toMatchObject({ validTo: '2025-09-25', successor: { code: '99001' } });
    // What it was called before finds it.
    const found = (await department.get('/api/v1/localities?q=cam%20giang')).body.items;
    expect(codes(found)).toEqual(['99001']);
    const values = greenValues(await t.service.registry.fresh(), '2025-09-26');
    const sent = await department.post('/api/v1/records', { locality: '99001', day: '2025-09-26', values });
    expect([sent.status, sent.body.status.colour]).toEqual([201, 'green']);
    browser = await pageBrowser(t, 'haiphong');
    const page = (await browser.get('/don-vi/99001')).text;
    expect(page).toContain('Hình thành từ');
    expect(page).toContain(`href="/don-vi/${SECOND}"`);
  });

  it('are parts of one that is split, by a sheet: all or none, tried first', async () => {
    const head = 'Mã đơn vị;Loại đơn vị;Tên đơn vị;Mã tỉnh;Từ ngày;Đơn vị cũ;Kết thúc đơn vị cũ\n';
    const good = await sheet(
      `${head}99002;phường;Thành Đông 1;31;27/9/2025;${SPLIT};có\n99003;phường;Thành Đông 2;31;27/9/2025;${SPLIT};có\n99004;xã;Bến Mới;31;27/9/2025;99001;không\n`,
    );
    const faulty = await sheet(
      `${head}99002;phường;Một;31;27/9/2025;${SPLIT};có\n99002;làng;Hai;31;31/2/2025;00001;có\n`,
    );
    const before = await t.db
      .sql`select count(*)::int as n, sum(cardinality(successors))::int as s from locality`;
    await expect(shell('locality', 'import', faulty)).rejects.toThrow(/row 3, type[\s\S]*row 3, from/);
    expect(await shell('locality', 'import', good, '--dry-run')).toContain('3 would begin, 1 would end.');
    expect(
      await t.db.sql`select count(*)::int as n, sum(cardinality(successors))::int as s from locality`,
    ).toEqual(before);
    expect(await shell('locality', 'import', good)).toContain('3 begin, 1 end.');
    expect(codes((await detail(SPLIT)).successors)).toEqual(['99002', '99003']);
    expect(await detail('99001')).toMatchObject({ validTo: null, successors: [{ code: '99004' }] });
    t.clock.set('2025-09-27 08:00');
    await t.tick();
    const { items } = (await department.get('/api/v1/status')).body;
    expect(codes(items.map((one: { locality: { code: string } }) => one.locality))).toEqual([
      '99001',
      '99002',
      '99003',
      '99004',
    ]);
    // The first that takes over stands where the one before stood on the map.
    const [tile] = await t.db.sql`select a.tile_column = b.tile_column and a.tile_row = b.tile_row as same
      from locality a, locality b where a.code = '99002' and b.code = ${SPLIT}`;
    expect(tile?.same).toBe(true);
  });

  it('are refused with what speaks against them', async () => {
    const make = (...args: string[]) =>
      shell('locality', 'create', ...args, '--type', 'xã', '--name', 'Thử', '--province', '31');
    await expect(make('123', '--from', '2025-09-28')).rejects.toThrow('5 digits');
    await expect(make('99009', '--from', '2025-09-01')).rejects.toThrow('locked');
    await expect(make('99009', '--from', '2025-09-28', '--predecessors', FIRST ?? '')).rejects.toThrow(
      'not in force',
    );
  });

  it('belong to agencies and conditions that grow, too', async () => {
    const agencies = async (query = '') =>
      (await department.get(`/api/v1/agencies?province=31${query}`)).body.items;
    expect(codes(await agencies('&kind=department'))).toEqual(['so-khcn', 'so-tai-chinh']);
    expect((await agencies()).find((one: { code: string }) => one.code === 'ubnd-tinh').nameVi).toBe(
      'Ủy ban nhân dân thành phố Hải Phòng',
    );
    expect(codes(await agencies())).toEqual(expect.arrayContaining(['all-localities', '99001', 'van-phong']));
    browser = await pageBrowser(t, 'haiphong');
    const fields = {
      province: '31',
      code: 'so-xay-dung',
      'name-vi': 'Sở Xây dựng',
      'name-en': 'Construction',
      kind: 'department',
      from: '2025-09-27',
    };
    expect((await browser.post('/quan-tri/co-quan', { ...fields, province: '01' })).status).toBe(422);
    expect((await browser.post('/quan-tri/co-quan', fields)).status).toBe(303);
    expect(codes(await agencies('&kind=department'))).toContain('so-xay-dung');
    await shell('agency', 'end', '31', 'so-xay-dung', '--last-day', '2025-09-30');
    expect(codes(await agencies('&kind=department&on=2025-10-01'))).not.toContain('so-xay-dung');
    expect(
      (await (await t.caller('department', '01')).get('/api/v1/agencies?limit=5000')).body.items,
    ).toSatisfy((items: { province: string }[]) => items.every((one) => one.province === '01'));

    await shell('condition', 'set', 'data', '--name-vi', 'Dữ liệu', '--name-en', 'Data');
    await shell(
      ...[
        'indicator',
        'set',
        'data.inventory',
        '--from',
        '2025-09-28',
        '--group',
        'data',
        '--kind',
        'boolean',
      ],
      ...['--name-vi', 'Danh mục dữ liệu', '--name-en', 'Data inventory', '--agency', 'Sở KH&CN'],
      ...['--basis', 'Thử', '--required', 'yes'],
    );
    t.clock.set('2025-09-28 08:00');
    await t.tick();
    const { items } = (await department.get('/api/v1/status')).body;
    expect(items[0].conditions.at(-1)).toMatchObject({ group: 'data', state: 'unknown' });
  });

  it('are many of a sheet in the browser, each fault at its row, previewed before anything is stored', async () => {
    const send = async (text: string) => {
      const body = new FormData();
      body.set('file', new Blob([text], { type: 'text/csv' }), 'moi.csv');
      await browser.get('/quan-tri/don-vi/nhap-tep');
      return await browser.send('/quan-tri/don-vi/nhap-tep', body);
    };
    // Those before have moved the clock beyond the end of a session.
    browser = await pageBrowser(t, 'haiphong');
    const head = 'code;type;name;province;from';
    const before = await t.db.sql`select code from locality`;
    const wrong = await send(`${head}\n99101;phường;;31;2025-09-29\n12;xã;Mới;31;2025-09-29\n`);
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect(wrong.text).toContain('Dòng 2, cột name');
    // Of a province that is not the administrator's.
    expect((await send(`${head}\n99102;xã;Ngoài;79;2025-09-29\n`)).text).toContain('ngoài địa bàn');
    const seen = await send(`${head}\n99103;xã;Một Mới;31;2025-09-29\n99104;phường;Hai Mới;31;2025-09-29\n`);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('2 đơn vị bắt đầu hoạt động; 0 đơn vị cũ ngừng hoạt động.');
    expect(await t.db.sql`select code from locality`).toHaveLength(before.length);
    const cells =
      /name="cells" value="([^"]*)"/
        .exec(seen.text)?.[1]
        ?.replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&') ?? '';
    const stored = await browser.post('/quan-tri/don-vi/nhap-tep/luu', { cells });
    expect([stored.status, stored.to]).toEqual([303, '/quan-tri/don-vi/nhap-tep?done=them-2']);
    expect((await browser.get('/quan-tri/don-vi/99103')).text).toContain('xã Một Mới');
    // The same again is what there is already.
    expect((await browser.post('/quan-tri/don-vi/nhap-tep/luu', { cells })).status).toBe(422);
    expect((await browser.get('/quan-tri/don-vi/nhap-tep/tep')).status).toBe(200);
  });
});
