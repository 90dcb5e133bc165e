import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../src/intake/types.ts';
import { decide } from '../src/review/decide.ts';
import { admin } from './support/admin.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const CODE = 'certificate.personal';

describe('flags', () => {
  let t: TestService;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-24 09:00' });
    department = await t.caller('department', '31');
  });
  afterAll(() => t.stop());

  const says = async (locality: string, now: string, value: Value, indicator = CODE) => {
    t.clock.set(now);
    const day = now.slice(0, 10);
    const sent = await department.post('/api/v1/records', { locality, day, values: { [indicator]: value } });
    expect(sent.status).toBe(201);
  };
  const ratio = (have: number, need = 16) => ({ have, need });
  const flags = async (locality: string) =>
    (
      await t.db.sql`select kind, day, value, facts, state from flag where locality = ${locality} order by id`
    ).map((row) => ({ ...row }));
  const round = async (now: string) => {
    t.clock.set(now);
    return await t.service.scheduler.runByHand('review', t.clock.now());
  };

  it('are raised by what comes in, once', async () => {
    await says('10507', '2025-09-24 09:00', ratio(14));
    await says('10507', '2025-09-25 09:00', ratio(4));
    expect(await round('2025-09-25 09:01')).toMatchObject({ raised: 1 });
    const raised = [
      {
        kind: 'sharp_fall',
        day: '2025-09-25',
        value: ratio(4),
        facts: { before: { day: '2025-09-24', value: ratio(14) } },
        state: 'open',
      },
    ];
    expect(await flags('10507')).toEqual(raised);
    expect(await round('2025-09-25 09:02')).toEqual({ localities: 0, raised: 0, gone: 0, corrected: 0 });
    // Whatever was seen is forgotten: from the records alone it comes to the same.
    await t.db.sql`truncate review_seen`;
    expect(await round('2025-09-25 09:03')).toMatchObject({ raised: 0, gone: 0 });
    expect(await flags('10507')).toEqual(raised);
  });

  it('change with the record, and go when it no longer shows them', async () => {
    await says('10525', '2025-09-24 10:00', ratio(14));
    await says('10525', '2025-09-25 10:00', ratio(4));
    await round('2025-09-25 10:01');
    await says('10525', '2025-09-25 10:02', ratio(5));
    await round('2025-09-25 10:03');
    expect(await flags('10525')).toMatchObject([{ value: ratio(5), state: 'open' }]);
    await says('10525', '2025-09-25 10:04', ratio(14));
    expect(await round('2025-09-25 10:05')).toMatchObject({ localities: 1, gone: 1 });
    expect(await flags('10525')).toEqual([]);
  });

  it('are looked for in localities that something came in from, and in no other', async () => {
    await says('10532', '2025-09-25 11:00', ratio(3));
    expect(await round('2025-09-25 11:01')).toMatchObject({ localities: 1 });
    expect(await round('2025-09-25 11:02')).toMatchObject({ localities: 0 });
  });

  describe('decided', () => {
    const decided = async (locality: string, state: 'questioned' | 'verified', localities = [locality]) => {
      const rows = await t.db.sql<
        { id: number }[]
      >`select id from flag where locality = ${locality} order by id`;
      const asked = {
        ids: rows.map(({ id }) => id),
        localities,
        seen: ['open', 'questioned'] as const,
        state,
        reason: 'Gọi xã hỏi lại',
      };
      const author = { now: t.clock.now(), kind: 'person', actor: 'Sở', source: '10.0.0.1' } as const;
      return await decide(t.db.sql, await t.service.registry.fresh(), asked, author);
    };
    const status = async (locality: string) => {
      const { body } = await department.get(`/api/v1/localities/${locality}/status`);
      return body.items.at(-1);
    };
    const green = async (locality: string, now: string, values = {}) => {
      t.clock.set(now);
      const day = now.slice(0, 10);
      const all = { ...greenValues(await t.service.registry.fresh(), day), ...values };
      await department.post('/api/v1/records', { locality, day, values: all });
    };
    const falls = async (locality: string) => {
      await green(locality, '2025-09-24 12:00', { [CODE]: ratio(16) });
      await green(locality, '2025-09-25 12:00', { [CODE]: ratio(5, 5) });
      await round('2025-09-25 12:01');
    };

    it('questioned, the value is unmet at once; verified, it counts again', async () => {
      await falls('11737');
      expect(await flags('11737')).toMatchObject([{ kind: 'sharp_fall' }, { kind: 'need_falls' }]);
      expect((await status('11737')).colour).toBe('green');
      expect(await decided('11737', 'questioned')).toEqual({ decided: 2, gone: 0 });
      expect((await status('11737')).colour).not.toBe('green');
      expect(await flags('11737')).toMatchObject([{ state: 'questioned' }, { state: 'questioned' }]);
      expect(await decided('11737', 'verified')).toEqual({ decided: 2, gone: 0 });
      expect((await status('11737')).colour).toBe('green');
      const audit = await t.db.sql`
        select action, actor, source, after from audit where target like '11737%' order by id desc`;
      expect(audit).toMatchObject([
        {
          action: 'mark.verify',
          actor: 'Sở',
          source: '10.0.0.1',
          after: { value: ratio(5, 5), day: '2025-09-25' },
        },
        { action: 'mark.question', after: { reason: 'Gọi xã hỏi lại' } },
      ]);
      // Decided, it is not raised again, not even when it is said once more.
      await green('11737', '2025-09-26 09:00', { [CODE]: ratio(5, 5) });
      expect(await round('2025-09-26 09:01')).toMatchObject({ raised: 0, gone: 0 });
      expect(await flags('11737')).toMatchObject([{ state: 'verified' }, { state: 'verified' }]);
    });

    it('a correction settles the question', async () => {
      await falls('11557');
      await decided('11557', 'questioned');
      await green('11557', '2025-09-25 13:00', { [CODE]: ratio(16) });
      expect((await status('11557')).colour).toBe('green');
      await round('2025-09-25 13:01');
      expect(await flags('11557')).toMatchObject([{ state: 'corrected' }, { state: 'corrected' }]);
      expect(await decided('11557', 'verified')).toEqual({ decided: 0, gone: 2 });
    });

    it('what the shell marks decides the flags of that value, too', async () => {
      await falls('11560');
      await admin(t.db, '2025-09-25 12:30', 'mark', 'verify', '11560', CODE, '--reason', 'Đã gọi');
      expect(await flags('11560')).toMatchObject([{ state: 'verified' }, { state: 'verified' }]);
    });

    it('of another area there is nothing to decide', async () => {
      await falls('10903');
      expect(await decided('10903', 'verified', ['11737'])).toEqual({ decided: 0, gone: 2 });
      expect(await flags('10903')).toMatchObject([{ state: 'open' }, { state: 'open' }]);
    });

    it('a record that is only sent again is questioned as a whole', async () => {
      await t.db.sql`
        insert into review_settings (fall_percent, fall_units, returns, return_days, same_records, evidence_for)
        values (30, 2, 2, 10, 3, '{}')`;
      for (const day of ['23', '24', '25']) await green('10888', `2025-09-${day} 14:00`);
      await round('2025-09-25 14:01');
      expect(await flags('10888')).toMatchObject([
        { kind: 'same_record', facts: { records: 3, since: '2025-09-23' }, value: null },
      ]);
      await decided('10888', 'questioned');
      expect((await status('10888')).percent).toBe(0);
      await decided('10888', 'verified');
      expect((await status('10888')).colour).toBe('green');
    });

    it('as a whole it waits until each of its values has changed or was verified', async () => {
      for (const day of ['23', '24', '25']) await green('10891', `2025-09-${day} 15:00`);
      await round('2025-09-25 15:01');
      await decided('10891', 'questioned');
      await green('10891', '2025-09-25 15:02', { [CODE]: ratio(15, 15) });
      await round('2025-09-25 15:03');
      expect(await flags('10891')).toMatchObject([{ kind: 'same_record', state: 'questioned' }]);
      expect((await status('10891')).colour).not.toBe('green');
      expect(await decided('10891', 'verified')).toEqual({ decided: 1, gone: 0 });
      expect((await status('10891')).colour).toBe('green');
    });

    it('nothing of a record is questioned that nobody has seen', async () => {
      for (const day of ['23', '24', '25']) await green('10909', `2025-09-${day} 16:00`);
      await round('2025-09-25 16:01');
      await green('10909', '2025-09-25 16:02', { [CODE]: ratio(15, 15) });
      expect(await decided('10909', 'questioned')).toEqual({ decided: 0, gone: 1 });
      expect((await status('10909')).colour).toBe('green');
    });
  });
});

describe('review set', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 09:00' });
  });
  afterAll(() => t.stop());
  const set = (...options: string[]) => admin(t.db, '2025-09-25 09:00', 'review', 'set', ...options);

  it('changes what is asked, keeps the rest, and has everything looked through anew', async () => {
    const review = () => t.service.scheduler.runByHand('review', t.clock.now());
    // Of who never reported there is nothing to look through.
    expect(await review()).toMatchObject({ localities: 0 });
    const record = { locality: '11737', day: '2025-09-25', values: { 'network.lan': true } };
    expect((await (await t.caller('department', '31')).post('/api/v1/records', record)).status).toBe(201);
    expect(await review()).toMatchObject({ localities: 1 });
    expect(await review()).toMatchObject({ localities: 0 });
    expect(await set('--fall-percent', '50')).toContain('A fall by 50 percent and 2 units is sharp.');
    expect(await set('--evidence-for', 'network.lan, premises.fit')).toMatch(
      /by 50 percent[\s\S]*Not believed without a file: network\.lan, premises\.fit\./,
    );
    expect(await review()).toMatchObject({ localities: 1 });
    expect(await set('--evidence-for', 'none')).toContain('without a file: none.');
    const audit = await t.db.sql`select before, after from audit where action = 'review.set' order by id`;
    expect(audit[0]).toMatchObject({ before: { fallPercent: 30 }, after: { fallPercent: 50, fallUnits: 2 } });
  });

  it.each([
    ['--fall-percent', '101'],
    ['--same-records', '0'],
    ['--returns', 'two'],
    ['--evidence-for', 'no.such'],
  ])('refuses %s %s', async (...options) => {
    await expect(set(...options)).rejects.toThrow(/--|No indicator/);
  });
});
