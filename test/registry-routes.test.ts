import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from './support/service.ts';
import { startTestService, type TestService } from './support/service.ts';

let service: TestService;
let admin: Caller;
let department: Caller;
let officer: Caller;
beforeAll(async () => {
  service = await startTestService({ now: '2025-10-20 08:00' });
  admin = await service.caller('admin', '*');
  department = await service.caller('department', '31');
  officer = await service.caller('officer', '10903');
});
afterAll(() => service.stop());

const names = async (who: Caller, query: string): Promise<string[]> =>
  (await who.get(`/api/v1/localities?${query}`)).body.items.map((one: { name: string }) => one.name);

describe('GET /api/v1/localities', () => {
  it.each([
    ['without accents', 'cam giang', ['Cẩm Giang', 'Cẩm Giàng']],
    ['with them, either spelling is found', 'Cẩm Giàng', ['Cẩm Giang', 'Cẩm Giàng']],
    ['the new place of the mark', 'hoà bình', ['Hòa Bình']],
    ['the old place of the mark', 'hòa bình', ['Hòa Bình']],
    ['decomposed, as some keyboards send it', 'hòa bình'.normalize('NFD'), ['Hòa Bình']],
    ['đ is d', 'nam do son', ['Nam Đồ Sơn']],
    ['with its type before it', 'phường  Nam Đồ S', ['Nam Đồ Sơn']],
    ['by code', '11737', ['Nam Đồ Sơn']],
    ['of another type nothing', 'xã Nam Đồ Sơn', []],
    ['a name of another province', 'Trị An', []],
  ])('finds by what people type: %s', async (_case, q, expected) => {
    expect(await names(department, `q=${encodeURIComponent(q)}`)).toEqual(expected);
  });

  it('finds what a unit was called before, and whom it took over from, and says the present name', async () => {
    const { sql } = service.db;
    await sql`insert into locality_name values ('11737', '2025-10-01', 'Biển Xanh', 'phường')`;
    await sql`update locality set valid_to = '2025-09-30', successors = '{10903}' where code = '10507'`;
    const [ended] = await sql`select name from locality_name where locality = '10507'`;
    await sql`update registry_version set version = version + 1`;
    expect(await names(department, 'q=nam%20do%20son')).toEqual(['Biển Xanh']);
    expect(await names(department, `q=${encodeURIComponent(ended?.name)}&on=2025-10-20`)).toEqual([
      'Cẩm Giàng',
    ]);
    expect(await names(department, 'q=bien%20xanh&on=2025-09-30')).toEqual([]);
    await sql`delete from locality_name where valid_from = '2025-10-01'`;
    await sql`update locality set valid_to = null, successors = '{}' where code = '10507'`;
    await sql`update registry_version set version = version + 1`;
  });

  it('lists the area of the caller, whatever province is asked for', async () => {
    expect(await names(department, 'limit=5000')).toHaveLength(114);
    expect(await names(admin, 'limit=5000')).toHaveLength(3_321);
    expect(await names(admin, 'province=31&limit=5000')).toHaveLength(114);
    expect(await names(officer, '')).toEqual(['Cẩm Giàng']);
    expect(await names(officer, 'province=01')).toEqual([]);
  });

  it('is in the order of a Vietnamese index: by letter, then by tone', async () => {
    const all = await names(department, 'limit=5000');
    const first = (name: string) => all.indexOf(name);
    expect(first('Dương Kinh')).toBeLessThan(first('Đồ Sơn'));
    expect(first('Ái Quốc')).toBeLessThan(first('An Biên'));
    expect(first('Cẩm Giang')).toBeLessThan(first('Cẩm Giàng'));
  });

  it('pages through all without a gap or a double', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await department.get(`/api/v1/localities?limit=50${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.body.items.map((one: { code: string }) => one.code));
      cursor = page.body.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(114);
    expect(new Set(seen).size).toBe(114);
  });

  it('names each as it was on the day asked', async () => {
    const on = async (day: string) => (await admin.get(`/api/v1/localities?q=26170&on=${day}`)).body.items;
    expect(await on('2026-04-29')).toMatchObject([
      { code: '26170', name: 'Trị An', type: 'xã', province: '75' },
    ]);
    expect(await on('2026-04-30')).toMatchObject([
      { type: 'phường', validFrom: '2025-07-01', validTo: null },
    ]);
    expect(await on('2025-06-30')).toEqual([]);
  });

  it.each(['on=2025-02-30', 'limit=0', 'limit=5001', 'cursor=nonsense', 'page=2', 'on=today'])(
    'refuses ?%s as invalid_query',
    async (query) => {
      const answer = await department.get(`/api/v1/localities?${query}`);
      expect([answer.status, answer.body.code]).toEqual([422, 'invalid_query']);
      expect(answer.body.errors[0].pointer).toBe(`?${query.split('=')[0]}`);
    },
  );
});

describe('GET /api/v1/localities/{code}', () => {
  it('answers one of the area', async () => {
    expect((await officer.get('/api/v1/localities/10903')).body).toEqual({
      code: '10903',
      name: 'Cẩm Giàng',
      type: 'xã',
      province: '31',
      validFrom: '2025-07-01',
      validTo: null,
    });
  });

  it.each(['10888', '00000', 'x', '10903%00'])(
    'does not say whether %s is another’s or none',
    async (code) => {
      const answer = await officer.get(`/api/v1/localities/${code}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    },
  );
});

describe('GET /api/v1/indicators', () => {
  it('lists those in force on the day, in the order of the catalogue', async () => {
    const { items, nextCursor } = (await officer.get('/api/v1/indicators')).body;
    expect(nextCursor).toBeNull();
    expect(items[0].code).toBe('signature.personal');
    expect(items.at(-1).code).toBe('national_system.updated');
    expect(items.find((one: { code: string }) => one.code === 'certificate.earliest_expiry')).toEqual({
      code: 'certificate.earliest_expiry',
      group: 'certificate',
      kind: 'date',
      required: true,
      threshold: 30,
      direction: null,
      unit: 'ngày',
      nameVi: 'Ngày hết hạn sớm nhất của các chứng thư số',
      nameEn: 'Earliest expiry of the certificates',
      agency: 'Sở KH&CN',
      basis: expect.stringContaining('Luật Giao dịch điện tử 2023'),
      appliesTo: [],
      validFrom: '2025-07-01',
      validTo: null,
    });
  });

  it('gives the version of the day', async () => {
    const director = async (day: string) =>
      (await officer.get(`/api/v1/indicators?on=${day}`)).body.items.filter(
        (one: { code: string }) => one.code === 'leadership.director',
      );
    expect(await director('2025-10-14')).toMatchObject([{ validTo: '2025-10-14' }]);
    expect(await director('2025-10-15')).toMatchObject([{ validFrom: '2025-10-15', validTo: null }]);
    expect((await officer.get('/api/v1/indicators?on=2025-06-30')).body.items).toEqual([]);
  });

  it('pages', async () => {
    const all = (await officer.get('/api/v1/indicators')).body.items;
    const first = (await officer.get('/api/v1/indicators?limit=20')).body;
    const second = (await officer.get(`/api/v1/indicators?limit=20&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.nextCursor).toBeNull();
  });
});
