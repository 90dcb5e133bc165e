import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../src/admin/errors.ts';
import { admin, registryOf } from './support/admin.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

// Thursday 23 October 2025; with three reporting days the earliest open day is Monday the 20th.
const NOW = '2025-10-23 09:00';
const PROGRAMME = 'haiphong-daily';
const PLACE = '10903';

let service: TestService;
let caller: Caller;
const run = (...args: string[]) => admin(service.db, NOW, ...args);
const status = async (day = '2025-10-23') =>
  (await caller.get(`/api/v1/localities/${PLACE}/status?from=${day}&to=${day}`)).body.items[0];
const audit = async () => (await caller.get('/api/v1/audit')).body.items;

beforeEach(async () => {
  service = await startTestService({ now: NOW });
  caller = await service.caller('admin', '*');
});
afterEach(() => service.stop());

describe('every change', () => {
  it('is seen by the running service at once and stands in the audit, newest first', async () => {
    await run('locality', 'rename', PLACE, '--name', 'Cẩm Giàng Mới', '--from', '2025-10-23');
    const { body } = await caller.get(`/api/v1/localities/${PLACE}`);
    expect(body).toMatchObject({ name: 'Cẩm Giàng Mới', type: 'xã' });
    await run('calendar', 'set', '2025-12-30', 'holiday', '--name', 'Nghỉ');
    expect(await audit()).toMatchObject([
      { actor: 'shell:test', source: 'shell', action: 'calendar.set', target: 'VN 2025-12-30', before: null },
      {
        at: '2025-10-23T09:00:00.000+07:00',
        action: 'locality.rename',
        target: PLACE,
        before: { name: 'Cẩm Giàng' },
        after: { name: 'Cẩm Giàng Mới', validFrom: '2025-10-23' },
      },
    ]);
    const page = (await caller.get('/api/v1/audit?limit=1')).body;
    const rest = (await caller.get(`/api/v1/audit?limit=1&cursor=${page.nextCursor}`)).body;
    expect([page.items[0].action, rest.items[0].action, rest.nextCursor]).toEqual([
      'calendar.set',
      'locality.rename',
      null,
    ]);
  });

  it('leaves nothing behind when it is refused', async () => {
    const before = (await registryOf(service.db)).version;
    await expect(
      run('locality', 'end', PLACE, '--last-day', '2025-12-31', '--successor', '99999'),
    ).rejects.toThrow(Refused);
    expect((await registryOf(service.db)).version).toBe(before);
    expect(await audit()).toEqual([]);
  });

  it.each([
    ['locality rename', [PLACE, '--name', 'X', '--from']],
    ['requirement set', [PLACE, 'equipment.computer', '8', '--from']],
    ['indicator set', ['network.backup', '--required', 'yes', '--from']],
    ['programme set', [PROGRAMME, '--amber', '60', '--from']],
  ])('%s starts on the earliest open day at the earliest', async (name, args) => {
    await expect(run(...name.split(' '), ...args, '2025-10-19')).rejects.toThrow(
      'before 20/10/2025 are locked',
    );
    await run(...name.split(' '), ...args, '2025-10-20');
  });

  it.each([
    [
      'calendar set',
      '2025-10-19',
      '2025-10-20',
      (day: string) => [day, 'holiday', '--name', 'X', '--scope', '31'],
    ],
    ['locality end', '2025-10-18', '2025-10-19', (day: string) => [PLACE, '--last-day', day]],
    ['indicator end', '2025-10-18', '2025-10-19', (day: string) => ['equipment.kiosk', '--last-day', day]],
  ])('%s leaves locked days alone', async (name, tooEarly, earliest, args) => {
    await expect(run(...name.split(' '), ...args(tooEarly))).rejects.toThrow('are locked');
    await run(...name.split(' '), ...args(earliest));
  });
});

describe('programme set --starts-on', () => {
  it('moves the start back: days are computed and, once locked, final; nobody hears of them', async () => {
    await service.tick();
    await run('programme', 'set', PROGRAMME, '--starts-on', '2025-10-01');
    const programme = (await registryOf(service.db)).programmes.get(PROGRAMME);
    expect(programme).toMatchObject({
      startsOn: '2025-10-01',
      finalThrough: '2025-10-19',
      alertsFrom: '2025-10-22',
    });
    const [days] = await service.db.sql`
      select count(*)::int as rows, min(day) as first, max(day) as last from status where programme = ${PROGRAMME}`;
    expect(days).toEqual({ rows: 114 * 23, first: '2025-10-01', last: '2025-10-23' });
    expect(await status('2025-10-01')).toMatchObject({ colour: 'grey', final: true, reporting: 'missing' });
    expect(await status()).toMatchObject({ final: false, reporting: 'due', missingStreak: 16 });
  });

  it('keeps what a day closed with', async () => {
    service.clock.set('2025-10-23 16:02');
    await service.tick();
    const closed = () =>
      service.db
        .sql`select count(*)::int as n from status where closing_colour is not null and day = '2025-10-23'`;
    expect(await closed()).toEqual([{ n: 114 }]);
    await admin(service.db, '2025-10-23 17:00', 'programme', 'set', PROGRAMME, '--starts-on', '2025-10-20');
    expect(await closed()).toEqual([{ n: 114 }]);
  });

  it('moves it ahead too, and forgets the days before', async () => {
    await service.tick();
    await run('programme', 'set', PROGRAMME, '--starts-on', '2025-11-03');
    expect(await service.db.sql`select 1 from status`).toEqual([]);
    expect((await registryOf(service.db)).programmes.get(PROGRAMME)).toMatchObject({
      alertsFrom: '2025-11-03',
    });
  });

  it('is refused once a day is final, and before any locality is in force', async () => {
    await expect(run('programme', 'set', PROGRAMME, '--starts-on', '2025-06-30')).rejects.toThrow(
      '2025-07-01',
    );
    await run('programme', 'set', PROGRAMME, '--starts-on', '2025-10-15');
    await expect(run('programme', 'set', PROGRAMME, '--starts-on', '2025-10-14')).rejects.toThrow('final');
  });

  it('and a record at the same time take turns', async () => {
    const registry = await registryOf(service.db);
    const record = { locality: PLACE, day: '2025-10-23', values: greenValues(registry, '2025-10-23') };
    const [answer] = await Promise.all([
      caller.post('/api/v1/records', record),
      run('programme', 'set', PROGRAMME, '--starts-on', '2025-10-01'),
    ]);
    expect(answer.status).toBe(201);
    const rows = await service.db.sql`select day, colour from status where locality = ${PLACE} order by day`;
    expect(rows).toHaveLength(23);
    expect(rows.at(-1)?.colour).toBe('green');
  });
});

describe('programme set', () => {
  it('starts settings on a day and leaves the days before as they were', async () => {
    await run(
      'programme',
      'set',
      PROGRAMME,
      '--from',
      '2025-10-24',
      '--cutoff',
      '11:30',
      '--amber',
      '60',
      '--deadline',
      '2025-12-31',
    );
    const registry = await registryOf(service.db);
    const programme = registry.programmes.get(PROGRAMME);
    if (!programme) throw new Error('no programme');
    expect(registry.settingsOn(programme, undefined, '2025-10-23')).toMatchObject({
      cutoff: '16:00',
      amberThreshold: 70,
      deadline: null,
    });
    expect(registry.settingsOn(programme, undefined, '2025-10-24')).toMatchObject({
      cutoff: '11:30',
      amberThreshold: 60,
      deadline: '2025-12-31',
      lockDays: 3,
    });
    await run('programme', 'set', PROGRAMME, '--from', '2025-10-24', '--deadline', 'none');
    expect(await run('programme', 'list')).toMatch(/2025-10-24 +11:30 +3 +working +3 +60 +- /);
  });

  it('moves no cutoff that has passed, nor to a time that has: on time stays on time', async () => {
    const set = (now: string, from: string, cutoff: string) =>
      admin(
        service.db,
        `2025-10-23 ${now}`,
        'programme',
        'set',
        PROGRAMME,
        '--from',
        from,
        '--cutoff',
        cutoff,
      );
    await expect(set('09:00', '2025-10-22', '15:00')).rejects.toThrow('15:00 on 22/10/2025 has passed');
    await expect(set('15:30', '2025-10-23', '15:00')).rejects.toThrow('15:00 on 23/10/2025 has passed');
    await expect(set('16:30', '2025-10-23', '17:00')).rejects.toThrow('16:00 on 23/10/2025 has passed');
    await set('16:30', '2025-10-23', '16:00');
    await set('14:59', '2025-10-23', '15:00');
    await set('16:30', '2025-10-24', '17:00');
  });

  it('ends a programme today at the earliest, and not before it starts', async () => {
    await expect(run('programme', 'set', PROGRAMME, '--ends-on', '2025-10-22')).rejects.toThrow('today');
    await expect(
      run('programme', 'set', PROGRAMME, '--starts-on', '2025-11-03', '--ends-on', '2025-11-02'),
    ).rejects.toThrow('before it starts');
    await expect(run('programme', 'set', 'none', '--ends-on', '2025-12-31')).rejects.toThrow('no programme');
  });
});

describe('localities', () => {
  it('are ended with a successor that takes over', async () => {
    await run('locality', 'end', PLACE, '--last-day', '2025-10-31', '--successor', '10888');
    expect((await caller.get(`/api/v1/localities/${PLACE}`)).body).toMatchObject({
      validTo: '2025-10-31',
      successor: { code: '10888', name: 'Cẩm Giang', type: 'xã', province: '31' },
    });
    const on = async (day: string) =>
      (await caller.get(`/api/v1/localities?q=${PLACE}&on=${day}`)).body.items;
    expect(await on('2025-10-31')).toHaveLength(1);
    expect(await on('2025-11-01')).toEqual([]);
  });
});

describe('what is asked', () => {
  it('changes by a version, the one before ends the day before', async () => {
    await run(
      'indicator',
      'set',
      'network.backup',
      '--from',
      '2025-11-01',
      '--required',
      'yes',
      '--freshness',
      '5',
    );
    const backup = async (day: string) =>
      (await caller.get(`/api/v1/indicators?on=${day}`)).body.items.find(
        (one: { code: string }) => one.code === 'network.backup',
      );
    expect(await backup('2025-10-31')).toMatchObject({ required: false, validTo: '2025-10-31' });
    expect(await backup('2025-11-01')).toMatchObject({
      required: true,
      validFrom: '2025-11-01',
      validTo: null,
      nameEn: 'Backup line',
    });
    await run('indicator', 'end', 'network.backup', '--last-day', '2025-10-31');
    expect(await backup('2025-11-01')).toBeUndefined();
  });

  it('takes a new indicator, complete and in its group', async () => {
    const texts = [
      '--name-vi',
      'Đã dùng IPv6',
      '--name-en',
      'IPv6 in use',
      '--agency',
      'Sở KH&CN',
      '--basis',
      'Kế hoạch',
    ];
    const add = (...rest: string[]) =>
      run('indicator', 'set', 'network.ipv6', '--from', '2025-11-01', '--required', 'no', ...rest);
    await expect(add()).rejects.toThrow('missing: --group, --kind, --name-vi, --name-en, --agency, --basis');
    await expect(add(...texts, '--group', 'net', '--kind', 'boolean')).rejects.toThrow('no group');
    await expect(add(...texts, '--group', 'network', '--kind', 'number', '--threshold', '5')).rejects.toThrow(
      'together',
    );
    await add(...texts, '--group', 'network', '--kind', 'boolean');
    const { items } = (await caller.get('/api/v1/indicators?on=2025-11-01')).body;
    const network = items.filter((one: { group: string }) => one.group === 'network');
    expect(network.at(-1)).toMatchObject({
      code: 'network.ipv6',
      kind: 'boolean',
      required: false,
      nameVi: 'Đã dùng IPv6',
    });
    await expect(add('--kind', 'ratio')).rejects.toThrow('stay as they are');
  });

  it('is set for one locality, and lifted again', async () => {
    await run('requirement', 'set', PLACE, 'equipment.computer', '8', '--from', '2025-10-23');
    await run('requirement', 'set', PLACE, 'equipment.computer', 'none', '--from', '2025-11-01');
    const registry = await registryOf(service.db);
    expect(
      ['2025-10-22', '2025-10-23', '2025-11-01'].map((day) =>
        registry.need(PLACE, 'equipment.computer', day),
      ),
    ).toEqual([null, 8, null]);
    await expect(
      run('requirement', 'set', PLACE, 'network.lan', '1', '--from', '2025-10-23'),
    ).rejects.toThrow('boolean');
    await expect(
      run('requirement', 'set', PLACE, 'equipment.computer', '0', '--from', '2025-10-23'),
    ).rejects.toThrow('0');
  });
});

describe('exception open', () => {
  it('lets one locality report a locked day until it ends', async () => {
    const registry = await registryOf(service.db);
    const post = (locality: string) =>
      caller.post('/api/v1/records', {
        locality,
        day: '2025-10-15',
        values: greenValues(registry, '2025-10-15'),
      });
    expect((await post(PLACE)).body.code).toBe('day_locked');
    await run('exception', 'open', PLACE, '2025-10-15', '--until', '2025-10-24', '--reason', 'Mất điện');
    expect((await post('10888')).body.code).toBe('day_locked');
    expect((await post(PLACE)).status).toBe(201);
    service.clock.set('2025-10-25 00:00');
    const late = { locality: PLACE, day: '2025-10-15', values: { 'network.lan': false } };
    expect((await caller.post('/api/v1/records', late)).body.code).toBe('day_locked');
  });
});

describe('mark', () => {
  beforeEach(async () => {
    const registry = await registryOf(service.db);
    await caller.post('/api/v1/records', {
      locality: PLACE,
      day: '2025-10-23',
      values: { ...greenValues(registry, '2025-10-23'), 'staffing.civil_servants': null },
    });
  });

  it.each([
    ['a ratio', 'certificate.personal'],
    ['a yes', 'network.lan'],
    ['a date', 'certificate.earliest_expiry'],
  ])('questions %s, which counts as unmet until verified', async (_case, indicator) => {
    const met = (await status()).percent;
    await run('mark', 'question', PLACE, indicator, '--reason', 'Đối chiếu không khớp');
    service.clock.set('2025-10-23 09:01');
    await service.tick();
    const questioned = await status();
    expect(questioned.percent).toBeLessThan(met);
    const reasons = questioned.conditions.flatMap(
      (one: { reasons: { indicator: string; code: string }[] }) => one.reasons,
    );
    expect(reasons).toContainEqual(expect.objectContaining({ indicator, code: 'questioned' }));
    await run('mark', 'verify', PLACE, indicator, '--reason', 'Đã đối chiếu lại');
    service.clock.set('2025-10-23 09:02');
    await service.tick();
    expect((await status()).percent).toBe(met);
    expect((await audit()).map((one: { action: string }) => one.action)).toEqual([
      'mark.verify',
      'mark.question',
    ]);
  });

  it('is of a value that stands: neither of none nor of one not known', async () => {
    await expect(run('mark', 'question', '10888', 'network.lan', '--reason', 'x')).rejects.toThrow(
      'no value',
    );
    await expect(run('mark', 'question', PLACE, 'staffing.civil_servants', '--reason', 'x')).rejects.toThrow(
      'no value',
    );
    await expect(run('mark', 'question', PLACE, 'network.none', '--reason', 'x')).rejects.toThrow(
      'No indicator',
    );
  });
});
