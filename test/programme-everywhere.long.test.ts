import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opener } from './support/gap-pages.ts';
import { pageAddresses } from './support/page-addresses.ts';
import type { Caller } from './support/service.ts';
import { startTestService, type TestService } from './support/service.ts';

const SECOND = 'Đợt thứ hai';
const FIRST = 'Báo cáo hằng ngày về điều kiện phủ xanh';
const UNIT = '11737';
/** Has not reported, so that its pages say until when it may. */
const SILENT = '10507';
/** Pages that show the figures of one programme, and something that those of the second alone say. */
const OF_ONE: Record<string, RegExp> = {
  '/': /programme=second/,
  '/bang-theo-doi': /282 đơn vị/,
  '/lanh-dao': /282 đơn vị/,
  '/so-sanh': /282/,
  '/con-thieu': /programme=second/,
  '/con-thieu?view=matrix': /programme=second/,
  '/con-thieu/hen-hoan-thanh': /programme=second|second/,
  '/chua-gui': /281 đơn vị/,
  '/nhac-nho': /second/,
  [`/don-vi/${SILENT}`]: /11:00/,
  [`/don-vi/${UNIT}/hen-hoan-thanh`]: /second/,
  [`/bao-cao/${SILENT}`]: /11:00/,
  [`/bao-cao/${SILENT}/ket-qua`]: /11:00/,
};
/** What a route of the API that answers of one programme asks besides. */
const BESIDES: Record<string, string> = { '/api/v1/comparison': '?from=2025-09-24&to=2025-09-25' };
const PARAMETERS: Record<string, string> = { code: UNIT, locality: UNIT, indicator: 'network.lan' };
const reference = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
interface Operation {
  get?: { parameters?: { name: string; in: string }[] };
}

/** A programme beside the one that is meant where none is named: of two provinces, late at 11:00. */
describe('?programme=', () => {
  let t: TestService;
  let open: (path: string) => Promise<{ status: number; text: string }>;
  let api: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 09:00' });
    await t.db.sql`insert into programme (code, name_vi, name_en, provinces, starts_on, alerts_from)
      values ('second', ${SECOND}, 'The second one', '{31,79}', '2025-09-24', '2025-09-25')`;
    await t.db.sql`insert into programme_settings (programme, valid_from, cutoff, lock_days, reporting_days,
      freshness, amber_threshold, missing_streak, due_soon_minutes)
      values ('second', '2025-09-24', '11:00', 10, 'every', 3, 70, 3, 90)`;
    await t.db.sql`update registry_version set version = version + 1`;
    // Somebody has reported, or the board has nothing to show.
    const department = await t.caller('department', '31');
    await department.post('/api/v1/records', {
      locality: UNIT,
      day: '2025-09-25',
      values: { 'network.lan': false },
    });
    await t.tick();
    api = await t.caller('admin', '*');
    open = await opener(t, api);
  });
  afterAll(() => t.stop());
  const withCode = (path: string, code: string) =>
    `${path}${path.includes('?') ? '&' : '?'}programme=${code}`;

  it.each(Object.entries(OF_ONE))(
    '%s is of the one that it names, by title and figures',
    async (path, figures) => {
      const { status, text } = await open(withCode(path, 'second'));
      expect(status).toBe(200);
      expect(text).toContain(SECOND);
      expect(text.replace(/<[^>]+>/g, '')).not.toContain(FIRST);
      expect(text).toMatch(figures);
      const other = await open(path);
      expect(other.text).not.toContain(SECOND);
      expect((await open(withCode(path, 'nonsense'))).status).toBe(422);
    },
  );

  it('narrows the list of alerts, which is of all where none is named', async () => {
    await t.db.sql`insert into alert (programme, area, kind, subject, state, opened_at, facts)
      select programme, ${UNIT}, 'regressed', subject, 'open', '2025-09-25T01:00:00Z',
        '{"day": "2025-09-25", "to": "yellow", "lacking": ["network.lan"], "next": {"day": "2025-09-26", "cutoff": "16:00"}}'::jsonb
      from (values ('haiphong-daily', 'network.lan'), ('second', 'network.lan')) as these (programme, subject)`;
    const count = async (query: string) => {
      const { text } = await open(`/canh-bao?kind=regressed${query}`);
      return text.match(/href="\/canh-bao\/\d+/g)?.length;
    };
    expect([
      await count(''),
      await count('&programme=second'),
      await count('&programme=haiphong-daily'),
    ]).toEqual([2, 1, 1]);
    expect(await count('&programme=second&group=unit')).toBeUndefined();
    expect((await open('/canh-bao?programme=nonsense')).status).toBe(422);
    expect((await open('/canh-bao')).text).toContain(SECOND);
  });

  it('of every route that the reference says it of is known where there is such a one, and refused where there is not', async () => {
    const { paths } = reference as { paths: Record<string, Operation> };
    const routes = Object.entries(paths).flatMap(([path, { get }]) =>
      get?.parameters?.some((one) => one.name === 'programme' && one.in === 'query') ? [path] : [],
    );
    // Those that the contract names, and whatever else has come since.
    expect(routes).toEqual(
      expect.arrayContaining([
        ...['/api/v1/status', '/api/v1/localities/{code}/status', '/api/v1/gaps', '/api/v1/alerts'],
        ...['/api/v1/comparison', '/api/v1/gaps/{locality}/{indicator}/promise', '/api/v1/reports'],
      ]),
    );
    const statuses: Record<string, number[]> = {};
    for (const route of [...routes, '/api/v1/gaps?format=csv', '/api/v1/status?format=csv']) {
      const path =
        route.replace(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? '') + (BESIDES[route] ?? '');
      const of = async (code: string) => (await api.get(withCode(path, code))).status;
      statuses[route] = [await of('second'), await of('nonsense')];
    }
    expect(statuses).toEqual(Object.fromEntries(Object.keys(statuses).map((route) => [route, [200, 422]])));
  });

  it('is told apart in figures of the API', async () => {
    const count = async (code: string) =>
      (await api.get(`/api/v1/status?programme=${code}&limit=5000`)).body.items.length;
    expect([await count('haiphong-daily'), await count('second')]).toEqual([114, 282]);
  });

  it('names the province beside each unit, for who reads of the nation', async () => {
    const csv = (await api.get('/api/v1/gaps?format=csv&programme=second')).body as string;
    expect(String(csv).split('\r\n')[0]).toContain('Mã đơn vị,Đơn vị,"Tỉnh, thành phố"');
    expect((await open('/canh-bao?kind=regressed')).text).toContain('Hải Phòng. ');
  });

  it('breaks no other page, and where nothing asks a person’s area each page says so in words', async () => {
    const nobody = await opener(t, await t.caller('department', '01'));
    for (const path of await pageAddresses(t)) {
      expect((await open(withCode(path, 'second'))).status, path).toBeLessThan(500);
      const { status, text } = await nobody(path);
      expect(status, path).toBeLessThan(500);
      if (status !== 404 || path.includes(UNIT)) continue;
      if (text.includes('Chưa có đợt báo cáo nào')) expect(text, path).toContain('<nav');
    }
    for (const path of ['/bang-theo-doi', '/lanh-dao', '/con-thieu', '/so-sanh', '/chua-gui', '/nhac-nho'])
      expect((await nobody(path)).text, path).toContain('Chưa có đợt báo cáo nào cho địa bàn của anh/chị');
    expect((await nobody('/')).text).toContain('Chưa có đợt báo cáo nào');
  });
});
