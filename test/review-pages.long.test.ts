import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FilePages, filePages } from './support/files.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const CODE = 'certificate.personal';
const HAIPHONG = ['10507', '10525', '10532', '10888', '10903'];

describe('the queue of a reviewer', () => {
  let t: TestService;
  let admin: Caller;
  let department: FilePages;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-22 09:00' });
    admin = await t.caller('admin', '*');
    // A day after the other, one locality more falls; the last of them of another province.
    for (const [at, locality] of [...HAIPHONG, '00004'].entries()) {
      for (const [day, have] of [
        ['22', 16],
        ['23', 16],
        ['24', 16],
        ['25', 4],
      ] as const) {
        if (day !== '25' && Number(day) < 22 + (at % 3)) continue;
        t.clock.set(`2025-09-${day} 09:00`);
        const values = { [CODE]: { have, need: 16 }, 'network.lan': true };
        await admin.post('/api/v1/records', { locality, day: `2025-09-${day}`, values });
      }
    }
    await t.service.scheduler.runByHand('review', t.clock.now());
    department = await filePages(t, (await t.caller('department', '31')).token);
  });
  afterAll(() => t.stop());

  const namesIn = (html: string) =>
    [...html.matchAll(/<a href="\/bao-cao\/(\d+)\/ket-qua/g)].map(([, code]) => code);
  const idOf = async (locality: string) =>
    String((await t.db.sql`select id from flag where locality = ${locality}`)[0]?.id);
  const stateOf = async (locality: string) =>
    (await t.db.sql`select state from flag where locality = ${locality}`)[0]?.state;

  it('shows what is odd in one’s area, and how it came to be', async () => {
    const page = await department.open('/ra-soat');
    expect(namesIn(page.text)).toEqual(HAIPHONG);
    expect(page.text).toContain('Chờ rà soát (5)');
    expect(page.text).toContain('Từ 16 / 16 chứng thư (24/9/2025) xuống 4 / 16 chứng thư.');
    const nation = await filePages(t, admin.token);
    expect(namesIn((await nation.open('/ra-soat')).text)).toContain('00004');
    expect(namesIn((await nation.open('/ra-soat?province=01')).text)).toEqual(['00004']);
  });

  it('is narrowed by what stands in the address', async () => {
    expect(namesIn((await department.open('/ra-soat?q=cam+giang')).text)).toEqual(['10888', '10903']);
    expect(namesIn((await department.open('/ra-soat?kind=contradiction')).text)).toEqual([]);
    expect((await department.open('/ra-soat?kind=contradiction')).text).toContain('khớp với bộ lọc');
    expect((await department.open('/ra-soat?kind=sharp_fall&q=&province=')).status).toBe(200);
    expect((await department.open('/ra-soat?kind=no-such')).status).toBe(422);
  });

  it('asks for a reason to question, and none to verify', async () => {
    const back = '/ra-soat?kind=sharp_fall';
    const flag = await idOf('10507');
    const refused = await department.post(back, { flag, decision: 'questioned', reason: '  ' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`href="#ly-do-${flag}"`);
    expect(await stateOf('10507')).toBe('open');
    const asked = await department.post(back, { flag, decision: 'questioned', reason: 'Xem lại' });
    expect([asked.status, asked.location]).toEqual([303, '/ra-soat?kind=sharp_fall&done=questioned&count=1']);
    const [status] = await t.db
      .sql`select gaps from status where locality = '10507' order by day desc limit 1`;
    expect(status?.gaps[CODE]).toMatchObject({ state: 'unmet', code: 'questioned' });
    const seen = '/ra-soat?state=questioned';
    const verified = await department.post(seen, { flag, decision: 'verified' });
    expect(verified.location).toBe('/ra-soat?state=questioned&done=verified&count=1');
    // Whoever still has it before him as questioned, or as open, undoes nothing; twice the same is once.
    const late = { flag, decision: 'questioned', reason: 'Xem lại' };
    for (const back of [seen, '/ra-soat'])
      expect((await department.post(back, late)).location).toContain('done=questioned&count=0&gone=1');
    expect((await department.post('/ra-soat', { flag, decision: 'verified' })).location).toContain('count=1');
    expect(await stateOf('10507')).toBe('verified');
    expect((await department.post('/ra-soat', { ...late, reason: 'a\0b' })).status).toBe(422);
    expect((await department.open('/ra-soat?state=done')).text).toContain('Đã xác minh');
  });

  it('decides nothing of another area, and nothing that has changed since', async () => {
    const officer = await filePages(t, (await t.caller('department', '31')).token);
    const other = await officer.post('/ra-soat', { flag: await idOf('00004'), decision: 'verified' });
    expect(other.location).toBe('/ra-soat?done=verified&count=0&gone=1');
    expect(await stateOf('00004')).toBe('open');
    const flag = await idOf('10525');
    await admin.post('/api/v1/records', {
      locality: '10525',
      day: '2025-09-25',
      values: { [CODE]: { have: 16, need: 16 } },
    });
    const late = await department.post('/ra-soat', { flag, decision: 'questioned', reason: 'x' });
    expect(late.location).toBe('/ra-soat?done=questioned&count=0&gone=1');
    expect((await department.open(late.location)).text).toContain('số liệu đã thay đổi');
    expect(await t.db.sql`select from mark where locality = '10525'`).toEqual([]);
  });

  it('leads back to our own page only', async () => {
    const flag = await idOf('10532');
    for (const back of ['https://elsewhere.example/ra-soat', '//elsewhere.example', '/ra-soat?state=no-such'])
      expect((await department.post('/ra-soat', { flag, decision: 'verified', back })).location).toMatch(
        /^\/ra-soat\?done=verified/,
      );
  });

  it('is decided many at once with one reason, which each of them keeps', async () => {
    const flag = [await idOf('10888'), await idOf('10903')].join(' ');
    const refused = await department.post('/ra-soat', { flag, decision: 'questioned', why: ' ' });
    expect([refused.status, refused.text.includes('href="#why"')]).toEqual([422, true]);
    const asked = await department.post('/ra-soat', { flag, decision: 'questioned', why: 'Đối chiếu sổ' });
    expect(asked.location).toBe('/ra-soat?done=questioned&count=2');
    const seen = '/ra-soat?state=questioned';
    const verified = await department.post(seen, { flag, decision: 'verified', why: 'Đã có biên bản' });
    expect(verified.location).toBe('/ra-soat?state=questioned&done=verified&count=2');
    const marks = await t.db.sql`select reason, count(*)::int as n from mark
      where locality in ('10888', '10903') group by reason order by reason`;
    expect(marks.map((one) => ({ ...one }))).toEqual([
      { reason: 'Đã có biên bản', n: 2 },
      { reason: 'Đối chiếu sổ', n: 2 },
    ]);
  });

  it('is for reviewers', async () => {
    for (const role of ['officer', 'finance', 'leader', 'viewer'] as const) {
      const who = await filePages(t, (await t.caller(role, role === 'officer' ? '10507' : '31')).token);
      expect([role, (await who.open('/ra-soat')).status]).toEqual([role, 403]);
      const flag = await idOf('10888');
      expect([role, (await who.post('/ra-soat', { flag, decision: 'verified' })).status]).toEqual([
        role,
        403,
      ]);
    }
  });
});
