import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, registryOf } from './support/admin.ts';
import { opener } from './support/gap-pages.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

// Cao Bằng keeps hours of its own in a programme of two provinces: due at 17:30, locked after one day, values that
// stand one day. Hải Phòng goes by the programme: 16:00, three days, three days.
const PROGRAMME = 'haiphong-daily';
const OWN = '04';
const COMMON = '31';

describe('settings of a province', () => {
  let t: TestService;
  let all: Caller;
  let own: string[];
  let common: string[];
  const set = (...options: string[]) => admin(t.db, t.clock.now(), 'programme', 'set', PROGRAMME, ...options);
  const at = async (time: string) => {
    t.clock.set(time);
    await t.tick();
  };
  const post = async (locality: string | undefined, day: string) => {
    const values = greenValues(await registryOf(t.db), day);
    return await all.post('/api/v1/records', { locality, day, values });
  };
  const status = async (province: string, day: string) =>
    (await all.get(`/api/v1/status?programme=${PROGRAMME}&province=${province}&day=${day}&limit=5000`)).body;
  const open = async (kind: string) => {
    const rows = await t.db.sql`select area from alert where kind = ${kind} and resolved_at is null`;
    const provinces = rows.map(({ area }) => (own.includes(area) ? OWN : COMMON));
    return [...new Set(provinces)].sort();
  };
  const closed = async () =>
    (
      await t.db.sql`select slot from job_run where job = 'close-day' and outcome = 'succeeded' order by slot`
    ).map(({ slot }) => slot);

  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    await t.db.sql`update programme set provinces = ${[COMMON, OWN]}`;
    await t.db.sql`update registry_version set version = version + 1`;
    all = await t.caller('admin', '*');
    await set(...['--province', OWN, '--cutoff', '17:30', '--lock-days', '1', '--freshness', '1']);
    const registry = await registryOf(t.db);
    const programme = registry.programmes.get(PROGRAMME);
    if (!programme) throw new Error('no programme');
    const codesOf = (province: string) =>
      registry.localitiesOf(programme, '2025-09-22', province).map((one) => one.code);
    own = codesOf(OWN);
    common = codesOf(COMMON);
  });
  afterAll(() => t.stop());

  it('say when reminders go out, who is late and when the day closes', async () => {
    await at('2025-09-22 14:31');
    expect(await open('record_due_soon')).toEqual([COMMON]);
    await at('2025-09-22 16:02');
    expect(await open('record_due_soon')).toEqual([OWN]);
    expect(await open('record_missing')).toEqual([COMMON]);
    expect(await closed()).toEqual([`${PROGRAMME} 2025-09-22`]);
    expect((await status(COMMON, '2025-09-22')).summary).toMatchObject({ missing: common.length });
    expect((await status(OWN, '2025-09-22')).summary).toMatchObject({ missing: 0, expected: own.length });

    t.clock.set('2025-09-22 17:00');
    expect((await post(common[0], '2025-09-22')).body.reporting).toBe('late');
    expect((await post(own[0], '2025-09-22')).body.reporting).toBe('on_time');

    await at('2025-09-22 17:31');
    expect(await closed()).toEqual([`${PROGRAMME} 2025-09-22`, `${PROGRAMME} 2025-09-22 17:30`]);
    expect(await open('record_missing')).toEqual([OWN, COMMON]);
    expect((await status(OWN, '2025-09-22')).summary).toMatchObject({ missing: own.length - 1, onTime: 1 });
  });

  it('stand on the pages of the province', async () => {
    t.clock.set('2025-09-23 09:00');
    const read = async (caller: Caller, path: string) => (await (await opener(t, caller))(path)).text;
    expect(await read(await t.caller('officer', own[0] ?? ''), '/bao-cao')).toContain('17:30 hôm nay');
    expect(await read(await t.caller('officer', common[0] ?? ''), '/bao-cao')).toContain('16:00 hôm nay');
    expect(await read(all, `/bang-theo-doi?programme=${PROGRAMME}&province=${OWN}`)).toContain(
      '17:30 hôm nay',
    );
    expect(await read(all, `/bang-theo-doi?programme=${PROGRAMME}`)).toContain('17:30 hôm nay');
  });

  it('say how long a value stands and until when a day takes records', async () => {
    await at('2025-09-24 00:01');
    const colour = async (province: string, code = '') =>
      (await status(province, '2025-09-24')).items.find(
        (one: { locality: { code: string } }) => one.locality.code === code,
      )?.colour;
    expect(await colour(COMMON, common[0])).toBe('green');
    expect(await colour(OWN, own[0])).toBe('grey');

    expect((await post(own[1], '2025-09-22')).body).toMatchObject({ status: 409, code: 'day_locked' });
    expect((await post(common[1], '2025-09-22')).status).toBe(201);
    const gone = await t.db.sql`select distinct resolution from alert
      where kind = 'record_missing' and subject = '2025-09-22' and area = any(${own}) and resolution <> 'reported'`;
    expect(gone.map((one) => one.resolution)).toEqual(['locked']);
  });

  it('change with the programme where the province has none of its own', async () => {
    await set('--from', '2025-09-25', '--amber', '55', '--freshness', '5');
    await set('--province', OWN, '--from', '2025-09-26', '--freshness', 'none');
    const registry = await registryOf(t.db);
    const programme = registry.programmes.get(PROGRAMME);
    if (!programme) throw new Error('no programme');
    expect(registry.settingsOn(programme, OWN, '2025-09-25')).toMatchObject({
      cutoff: '17:30',
      freshness: 1,
      amberThreshold: 55,
    });
    expect(registry.settingsOn(programme, OWN, '2025-09-26')).toMatchObject({
      cutoff: '17:30',
      freshness: 5,
    });
    expect(await admin(t.db, t.clock.now(), 'programme', 'list')).toMatch(
      /haiphong-daily +04 +2025-09-26 +17:30 +1/,
    );
    expect((await all.get('/api/v1/audit?limit=1')).body.items[0]).toMatchObject({
      action: 'programme.province',
      target: `${PROGRAMME} ${OWN}`,
      area: OWN,
      after: { settings: { freshness: null }, from: '2025-09-26' },
    });
  });

  it.each([
    ['a province that is not asked', ['--province', '79', '--cutoff', '17:00'], 'asks no province'],
    ['a day that is locked there', ['--province', '04', '--from', '2025-09-22', '--amber', '1'], '23/9/2025'],
    [
      'a cutoff that has passed',
      ['--province', '04', '--from', '2025-09-23', '--cutoff', '18:00'],
      'has passed',
    ],
    ['what is the same in all', ['--province', '04', '--deadline', '2025-12-31'], '--deadline is the same'],
    ['nothing', ['--province', '04'], 'Nothing to set'],
  ])('%s is refused', async (_, options, because) => {
    const before = (await registryOf(t.db)).version;
    await expect(set(...options)).rejects.toThrow(because);
    expect((await registryOf(t.db)).version).toBe(before);
  });
});
