import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../src/days.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';
import { readCsv, readXlsx } from './support/tables.ts';

interface GapItem {
  locality: { code: string; name: string };
  indicator: string;
  group: string;
  state: string;
  since: string;
  ageDays: number;
  missing: number | null;
}

describe('the gap list', () => {
  let t: TestService;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    department = await t.caller('department', '31');
    const green = greenValues(await t.service.registry.fresh(), '2025-09-22');
    const codes = (await department.get('/api/v1/localities?limit=5000')).body.items.map(
      (one: { code: string }) => one.code,
    );
    const post = (locality: string, day: string, values: object) =>
      department.post('/api/v1/records', { locality, day, values });
    for (const [i, code] of codes.entries()) {
      if (i < 4) continue; // Four never report.
      const lacking = i < 14 ? { 'certificate.personal': { have: 3, need: 5 }, 'network.lan': false } : {};
      expect((await post(code, '2025-09-22', { ...green, ...lacking })).status).toBe(201);
    }
    await t.tick();
    t.clock.set('2025-09-23 08:00');
    await post(codes[20], '2025-09-23', { ...green, 'network.lan': false });
    await t.tick();
    t.clock.set('2025-09-24 08:00');
    await t.tick();
  });
  afterAll(() => t.stop());

  const gaps = async (
    query = '',
  ): Promise<{ items: GapItem[]; totals: Record<string, number | string>[]; nextCursor: string | null }> =>
    (await department.get(`/api/v1/gaps?limit=5000${query}`)).body;

  it('totals the same whether the page holds the whole list or one line of it', async () => {
    const [whole, { body: one }] = [await gaps(), await department.get('/api/v1/gaps?limit=1')];
    expect(one.nextCursor).not.toBeNull();
    expect(one.totals).toEqual(whole.totals);
  });

  it('totals what is lacking by indicator: localities, unknowns, units', async () => {
    const { totals, items } = await gaps();
    const of = (code: string) => totals.find((one) => one.indicator === code);
    expect(of('certificate.personal')).toEqual({
      indicator: 'certificate.personal',
      unmet: 10,
      unknown: 4,
      missing: 20,
    });
    expect(of('network.lan')).toEqual({ indicator: 'network.lan', unmet: 11, unknown: 4, missing: 11 });
    expect(of('premises.fit')).toEqual({ indicator: 'premises.fit', unmet: 0, unknown: 4, missing: 0 });
    expect(items).toHaveLength(totals.reduce((sum, one) => sum + Number(one.unmet) + Number(one.unknown), 0));
  });

  it('counts age from the day a gap opened', async () => {
    const { items } = await gaps('&indicator=network.lan');
    expect(
      items
        .filter((one) => one.state === 'unmet')
        .map((one) => one.ageDays)
        .sort(),
    ).toEqual([1, ...Array(10).fill(2)]);
    expect((await gaps('&minAgeDays=2&indicator=network.lan')).items).toHaveLength(14);
    expect((await gaps('&minAgeDays=3')).items).toEqual([]);
  });

  it.each([
    ['&group=network', (one: GapItem) => one.group === 'network'],
    ['&indicator=certificate.personal', (one: GapItem) => one.indicator === 'certificate.personal'],
    ['&colour=grey', (one: GapItem) => one.state === 'unknown'],
  ])('filters by %s, totals too', async (query, belongs) => {
    const all = await gaps();
    const { items, totals } = await gaps(query);
    expect(items).toEqual(all.items.filter(belongs));
    expect(items.length).toBeGreaterThan(0);
    expect(totals.length).toBe(new Set(items.map((one) => one.indicator)).size);
  });

  it('is empty for another province, an unknown owner, a group that is none', async () => {
    for (const query of ['&province=01', '&owner=x', '&group=none', '&indicator=none']) {
      const { items, totals } = await gaps(query);
      expect([query, items, totals]).toEqual([query, [], []]);
    }
    expect((await department.get('/api/v1/gaps?minAgeDays=-1&foo=1&colour=blue')).body.errors).toHaveLength(
      3,
    );
  });

  it('pages without losing or repeating any', async () => {
    const all = (await gaps()).items;
    const paged: GapItem[] = [];
    let cursor = '';
    do {
      const { body } = await department.get(`/api/v1/gaps?limit=7${cursor && `&cursor=${cursor}`}`);
      paged.push(...body.items);
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(paged).toEqual(all);
  });

  it('comes as CSV and XLSX, the whole list with names for people', async () => {
    const { items } = await gaps();
    for (const [format, read, since] of [
      ['csv', readCsv, '22/9/2025'],
      // A day, which is read as such.
      ['xlsx', readXlsx, '2025-09-22'],
    ] as const) {
      const response = await fetch(`${t.address}/api/v1/gaps?format=${format}&limit=1`, {
        headers: { authorization: `Bearer ${department.token}` },
      });
      expect(response.headers.get('content-disposition')).toContain(`con-thieu-2025-09-24.${format}`);
      const { rows } = await read(Buffer.from(await response.arrayBuffer()));
      expect(rows).toHaveLength(items.length + 1);
      expect(rows[0]?.slice(0, 3)).toEqual(['Mã đơn vị', 'Đơn vị', 'Điều kiện']);
      const unmet = rows.find((row) => row[3] === 'certificate.personal' && row[5] === 'chưa đạt');
      expect(unmet?.slice(6, 12)).toEqual(['3', '5', '2', expect.any(String), since, '2']);
      const unknown = rows.find((row) => row[5] === 'chưa có số liệu');
      expect(unknown?.slice(6, 9)).toEqual(['', '', '']);
    }
  });

  it('knows nothing of a day that a job by hand has looked ahead to', async () => {
    const before = await gaps();
    await t.service.scheduler.runByHand('collect', instantOf('2025-10-02', '16:01'));
    expect(await gaps()).toEqual(before);
  });
});
