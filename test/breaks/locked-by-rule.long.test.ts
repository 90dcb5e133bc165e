import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Author } from '../../src/access/author.ts';
import { changeRegistry } from '../../src/changes/registry.ts';
import { formatDay } from '../../src/days.ts';
import * as tables from '../../src/db/tables/index.ts';
import type { Values } from '../../src/intake/types.ts';
import { admin } from '../support/admin.ts';
import { instant } from '../support/clock.ts';
import { greenValues } from '../support/records.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

const PROGRAMME = 'haiphong-daily';
const [HERE, THERE] = ['11737', '10507'];

/**
 * A day is locked by the clock, whether or not a round has come since: after each outage of a week something of the
 * rules is changed before the first round. Monday locked at the end of Thursday, and stays so.
 */
describe('a day that locked while nothing ran', () => {
  let t: TestService;
  let department: Caller;
  let values: Values;
  let monday = '2026-06-01';
  beforeAll(async () => {
    t = await startTestService({ now: '2026-06-01 08:00' });
    // Few, so that a round is quick.
    await t.db.sql`update locality set valid_to = '2026-05-01' where code <> all(${[HERE, THERE]})`;
    await t.db.sql`update registry_version set version = version + 1`;
    department = await t.caller('department', '31');
    values = greenValues(await t.service.registry.fresh(), monday);
  });
  afterAll(() => t.stop());

  const plus = (days: number) =>
    new Date(Date.parse(`${monday}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const post = async (day: string, said: Values, locality = HERE) =>
    (await department.post('/api/v1/records', { locality, day, values: said })).status;
  const stateOf = async (day: string, locality = HERE) =>
    (await department.get(`/api/v1/localities/${locality}/status?from=${day}&to=${day}`)).body.items[0];
  const now = () => `${plus(4)} 08:30`;
  const shell = async (...args: string[]) => await admin(t.db, now(), ...args);

  /** A week: one record on Monday, then nothing runs until Friday morning. */
  async function sleepThroughWeek(): Promise<void> {
    monday = plus(7);
    t.clock.set(`${monday} 09:00`);
    expect(await post(monday, values)).toBe(201);
    expect(await post(monday, { ...values, 'network.lan': false }, THERE)).toBe(201);
    t.clock.set(`${monday} 17:00`);
    await t.tick();
    t.clock.set(now());
    expect(await post(monday, { ...values, 'network.lan': false })).toBe(409);
    expect(await stateOf(monday)).toMatchObject({ final: true, colour: 'green' });
  }
  /** Whatever has been changed: before the first round, after it, and after the next. */
  async function expectLocked(): Promise<void> {
    for (const then of [now(), `${plus(6)} 09:00`]) {
      t.clock.set(then);
      if (then !== now()) await t.tick();
      expect(await post(monday, { ...values, 'network.lan': false }), then).toBe(409);
      expect(await stateOf(monday), then).toMatchObject({ final: true, colour: 'green' });
    }
  }

  it('answers so before any round, of one locality and of all', async () => {
    await sleepThroughWeek();
    expect((await department.get(`/api/v1/status?day=${monday}`)).body.final).toBe(true);
    expect((await department.get(`/api/v1/status?day=${plus(1)}`)).body.final).toBe(false);
    expect(await stateOf(plus(1))).toBeUndefined();
  });

  it.each([
    ['a day off of the nation', () => shell('calendar', 'set', plus(3), 'holiday', '--name', 'Nghỉ')],
    [
      'a day off of the province',
      () => shell('calendar', 'set', plus(3), 'holiday', '--name', 'Bão', '--scope', '31'),
    ],
    ['a longer time to the lock', () => shell('programme', 'set', PROGRAMME, '--lock-days', '4')],
    [
      'a day of work that is none',
      async () => {
        await shell('calendar', 'set', plus(3), 'holiday', '--name', 'Nghỉ');
        await shell('calendar', 'unset', plus(3));
        await shell('calendar', 'set', plus(2), 'holiday', '--name', 'Nghỉ');
      },
    ],
    [
      'another programme that locks later',
      async () => {
        const author: Author = { kind: 'shell', now: instant(now()), actor: 'shell:test', source: 'shell' };
        await changeRegistry(t.db, author, async (tx) => {
          await tx.insert(tables.programme).values({
            ...{ code: 'slow', nameVi: 'Đợt chậm', nameEn: 'Slow', provinces: ['31'], startsOn: plus(4) },
          });
          await tx.insert(tables.programmeSettings).values({
            ...{ programme: 'slow', validFrom: plus(4), cutoff: '16:00', lockDays: 30, freshness: 3 },
            ...{ reportingDays: 'working' as const, amberThreshold: 70, deadline: null, missingStreak: 3 },
            ...{ dueSoonMinutes: 90, indicators: null },
          });
          return { action: 'programme.set', target: 'slow', area: '*' };
        });
      },
    ],
  ])('is not opened by %s', async (_, change) => {
    await sleepThroughWeek();
    await change();
    await expectLocked();
    await t.db.sql`update programme_settings set lock_days = 3`;
    await t.db.sql`delete from programme_settings where programme = 'slow'`;
    await t.db.sql`delete from programme where code = 'slow'`;
    await t.db.sql`update registry_version set version = version + 1`;
  });

  it('stays when one that follows it had locked before it', async () => {
    await sleepThroughWeek();
    const wednesday = plus(2);
    // Wednesday locks on Thursday already; Tuesday is open until the end of Friday.
    await admin(
      t.db,
      `${monday} 17:00`,
      'programme',
      'set',
      PROGRAMME,
      '--lock-days',
      '1',
      '--from',
      wednesday,
    );
    expect(await post(wednesday, values)).toBe(409);
    expect(await post(plus(1), values)).toBe(201);
    await shell('programme', 'set', PROGRAMME, '--lock-days', '9', '--from', wednesday);
    expect(await post(wednesday, values)).toBe(409);
    await t.db.sql`delete from programme_settings where valid_from = ${wednesday}`;
    await t.db.sql`update registry_version set version = version + 1`;
  });

  it('refuses what would have to begin on it', async () => {
    await sleepThroughWeek();
    const tuesday = plus(1);
    for (const change of [
      ['requirement', 'set', HERE, 'certificate.personal', '9', '--from', monday],
      ['indicator', 'set', 'network.lan', '--from', monday, '--required', 'no'],
      ['locality', 'rename', HERE, '--name', 'Tên mới', '--from', monday],
      ['programme', 'set', PROGRAMME, '--amber', '90', '--from', monday],
      ['calendar', 'set', monday, 'holiday', '--name', 'Nghỉ'],
    ])
      await expect(shell(...change), change.join(' ')).rejects.toThrow(formatDay(tuesday));
    await expect(shell('programme', 'set', PROGRAMME, '--starts-on', monday)).rejects.toThrow(
      formatDay(monday),
    );
    await expectLocked();
  });

  it('is opened by an exception, to its locality alone, and what differs is restated to nobody', async () => {
    await sleepThroughWeek();
    await shell('exception', 'open', HERE, monday, '--until', plus(6), '--reason', 'Mất điện cả tuần');
    expect(await post(monday, { ...values, 'network.lan': false }, THERE)).toBe(200);
    expect(await post(monday, values, THERE)).toBe(409);
    expect(await post(monday, { ...values, 'network.lan': false })).toBe(201);
    const causes = await t.db.sql`
      select distinct cause from transition where locality = ${HERE} and day = ${monday} and kind = 'colour'
        and to_state = 'yellow'`;
    expect([...causes]).toEqual([{ cause: 'restated' }]);
    expect(await stateOf(monday)).toMatchObject({ final: true, colour: 'yellow' });
    t.clock.set(`${plus(7)} 00:30`);
    await t.tick();
    expect(await post(monday, values)).toBe(409);
    const alerts = await t.db.sql`select from alert where area = ${HERE} and kind = 'regressed'`;
    expect(alerts).toHaveLength(0);
  });

  it('stays so in a programme that locks sooner, while another takes records of it still', async () => {
    monday = plus(7);
    const settings = { cutoff: '16:00', lockDays: 1, freshness: 3, reportingDays: 'working' as const };
    await t.db.orm.insert(tables.programme).values({
      ...{ code: 'quick', nameVi: 'Đợt nhanh', nameEn: 'Quick', provinces: ['31'], startsOn: monday },
    });
    await t.db.orm.insert(tables.programmeSettings).values({
      ...{ programme: 'quick', validFrom: monday, amberThreshold: 70, deadline: null, missingStreak: 3 },
      ...{ dueSoonMinutes: 90, indicators: null, ...settings },
    });
    await t.db.sql`update registry_version set version = version + 1`;
    t.clock.set(`${monday} 09:00`);
    expect(await post(monday, values)).toBe(201);
    t.clock.set(`${monday} 17:00`);
    await t.tick();
    const colours = async () =>
      (
        await t.db
          .sql`select programme, colour from status where locality = ${HERE} and day = ${monday} order by programme`
      ).map((row) => [row.programme, row.colour]);
    const [green, later] = [{ ...values }, { ...values, 'network.lan': false }];
    // Locked in the quick one at the end of Tuesday, and no round since.
    t.clock.set(`${plus(2)} 00:00`);
    expect(await post(monday, later)).toBe(201);
    for (const then of ['00:00', '00:01', '09:00']) {
      t.clock.set(`${plus(2)} ${then}`);
      if (then !== '00:00') await t.tick();
      expect(await colours(), then).toEqual([
        [PROGRAMME, 'yellow'],
        ['quick', 'green'],
      ]);
    }
    // So does what comes in one go, of a day that locked in an outage: it has stood on Monday's values.
    const tuesday = plus(1);
    t.clock.set(`${plus(3)} 08:00`);
    const batch = { records: [{ locality: HERE, day: tuesday, values: green }] };
    expect((await department.post('/api/v1/records/batch', batch)).body.accepted).toBe(1);
    await t.tick();
    const [known] = await t.db
      .sql`select colour from status where programme = 'quick' and day = ${tuesday} and locality = ${HERE}`;
    expect(known?.colour).toBe('yellow');
  });
});
