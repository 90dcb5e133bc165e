import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as tables from '../src/db/tables/index.ts';
import type { Values } from '../src/intake/types.ts';
import { bumpRegistry } from '../src/registry/store.ts';
import { admin, registryOf } from './support/admin.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const PROGRAMME = 'haiphong-daily';
const HERE = '11737';

/** Monday 22 September 2025 locks at the end of Thursday the 25th. */
describe('a day that locks', () => {
  let t: TestService;
  let department: Caller;
  let green: Values;
  beforeEach(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    department = await t.caller('department', '31');
    green = greenValues(await t.service.registry.fresh(), '2025-09-22');
  });
  afterEach(() => t.stop());

  const at = async (time: string) => {
    t.clock.set(time);
    await t.tick();
  };
  const post = async (day: string, values: Values) =>
    await department.post('/api/v1/records', { locality: HERE, day, values });
  const status = async (day: string, programme = PROGRAMME) =>
    (await department.get(`/api/v1/localities/${HERE}/status?from=${day}&to=${day}&programme=${programme}`))
      .body.items[0];
  const finalThrough = async () => (await registryOf(t.db)).programmes.get(PROGRAMME)?.finalThrough;

  it('counts what was changed in its last minute', async () => {
    await post('2025-09-22', green);
    await at('2025-09-25 23:59');
    const last = '2025-09-25 23:59';
    await admin(t.db, last, 'requirement', 'set', HERE, 'certificate.personal', '9', '--from', '2025-09-22');
    await at('2025-09-26 00:00');
    expect(await status('2025-09-22')).toMatchObject({ final: true, colour: 'yellow' });
  });

  it('counts what was changed while nothing collected, however long', async () => {
    await post('2025-09-22', green);
    await at('2025-09-23 09:00');
    const then = '2025-09-23 10:00';
    await admin(t.db, then, 'requirement', 'set', HERE, 'certificate.personal', '9', '--from', '2025-09-22');
    await at('2025-10-06 09:00');
    expect(await status('2025-09-22')).toMatchObject({ final: true, colour: 'yellow' });
    expect(await status('2025-09-23')).toMatchObject({ final: true, colour: 'yellow' });
  });

  it('stays final when a day off is entered afterwards, for whoever would change it', async () => {
    await post('2025-09-22', green);
    await at('2025-09-26 00:00');
    expect(await finalThrough()).toBe('2025-09-22');
    const now = '2025-09-26 08:00';
    await admin(t.db, now, 'calendar', 'set', '2025-09-25', 'holiday', '--name', 'Nghỉ tránh bão');
    const set = ['requirement', 'set', HERE, 'certificate.personal', '9', '--from'];
    await expect(admin(t.db, now, ...set, '2025-09-22')).rejects.toThrow('23/9/2025');
    await at('2025-09-26 09:00');
    const [restated] = await t.db.sql`select count(*)::int as n from transition where cause = 'restated'`;
    expect(restated?.n).toBe(0);
    expect((await post('2025-09-22', { ...green, 'network.lan': false })).status).toBe(409);
  });

  it('stays final in one programme while another still takes its records', async () => {
    const { sql, orm } = t.db;
    await sql`insert into programme (code, name_vi, name_en, provinces, starts_on)
      values ('slow', 'Đợt chậm', 'Slow', '{31}', '2025-09-22')`;
    await orm.insert(tables.programmeSettings).values({
      programme: 'slow',
      validFrom: '2025-09-22',
      cutoff: '16:00',
      lockDays: 10,
      reportingDays: 'working',
      freshness: 3,
      amberThreshold: 70,
      deadline: null,
      missingStreak: 3,
      dueSoonMinutes: 90,
      indicators: null,
    });
    await orm.transaction(bumpRegistry);
    await post('2025-09-22', green);
    for (const day of ['23', '24', '25', '26']) await at(`2025-09-${day} 09:00`);
    expect((await post('2025-09-22', { ...green, 'network.lan': false })).status).toBe(201);
    expect(await status('2025-09-22')).toMatchObject({ final: true, colour: 'green' });
    expect(await status('2025-09-22', 'slow')).toMatchObject({ final: false, colour: 'yellow' });
    await at('2025-09-26 09:01');
    expect(await status('2025-09-22')).toMatchObject({ final: true, colour: 'green' });
    expect(await status('2025-09-23')).toMatchObject({ final: false, colour: 'yellow' });
  });

  it('keeps its own time when later days lock sooner', async () => {
    await at('2025-09-23 09:00');
    await admin(t.db, '2025-09-23 09:00', 'programme', 'set', PROGRAMME, '--lock-days', '1');
    await at('2025-09-25 09:00');
    expect((await post('2025-09-22', green)).status).toBe(201);
    expect((await post('2025-09-23', green)).status).toBe(409);
    await at('2025-09-26 00:00');
    expect(await finalThrough()).toBe('2025-09-24');
  });
});
