import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewAlert } from '../src/alerts/types.ts';
import type { Watch } from '../src/alerts/watch.ts';
import { certificateExpiringWatch } from '../src/alerts/watches/certificate-expiring.ts';
import { deliveryFailingWatch } from '../src/alerts/watches/delivery-failing.ts';
import { noteFailure, pauseChannel } from '../src/channels/health-store.ts';
import { because } from '../src/channels/reasons.ts';
import { takeBack } from '../src/outbox/dispatch-store.ts';
import {
  addContact,
  alertJob,
  alertsOf,
  messagesTo,
  openAndTell,
  recordMissing,
  runJob,
} from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const THERE = '10507';
const NOW = instant('2026-11-19 16:02');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

/** What goes wrong around alerts: it must stay where it is, and must not be told to others. */
describe('alerts when something is wrong', () => {
  let t: TestService;
  beforeEach(async () => {
    t = await startTestService({ now: '2026-11-19 16:02' });
  });
  afterEach(() => t.stop());

  const jobFailed: NewAlert = {
    ...{ programme: '*', area: '*', kind: 'job_failed', subject: 'reports' },
    facts: { job: 'reports', slot: '2026-11', at: '2026-11-19T15:00:00+07:00', error: 'no space left' },
  };

  it('one kind that cannot be looked at keeps nothing else back, and the run says so', async () => {
    await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
    await noteFailure(t.db.sql, 'zalo_oa', because('lost'), later(-60));
    await openAndTell(t.db, t.service.registry, [recordMissing(THERE)], NOW);
    const broken: Watch = {
      kind: 'value_questioned',
      wanted: async ({ tx }) => {
        await tx`select 1 / 0`;
        return [];
      },
      ended: () => 'answered',
    };
    await t.db.sql`update alert set area = ${HERE}, next_step_at = ${NOW.toISOString()}::timestamptz`;
    await t.db.sql`delete from alert_notice`;
    const job = alertJob(t.db, t.service.registry, { watches: [broken, deliveryFailingWatch] });
    await expect(runJob(job, later(1))).rejects.toThrow('value_questioned: division by zero');
    expect(await alertsOf(t.db, '*')).toMatchObject([{ kind: 'delivery_failing', state: 'open' }]);
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([{ kinds: ['record_missing'] }]);
  });

  it('nobody hears minute after minute of the certificates of a locality that has ended', async () => {
    await t.db
      .sql`insert into certificate (locality, kind, issuer, issuer_key, serial, valid_from, valid_to, source,
        added_by, added_at)
      values (${HERE}, 'organisation', 'G2', 'g2', '54', '2024-01-01', '2026-11-30', 'hand', 'An', now())`;
    await t.db.sql`update locality set valid_to = '2026-11-18' where code = ${HERE}`;
    await t.db.sql`update registry_version set version = version + 1`;
    const job = alertJob(t.db, t.service.registry, { watches: [certificateExpiringWatch] });
    for (const minute of [0, 1, 2]) await runJob(job, later(minute));
    expect(await alertsOf(t.db, HERE)).toEqual([]);
  });

  it('a message is read by who may read all that it speaks of', async () => {
    await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
    await addContact(t.db, { name: 'Vận hành', email: 'ops@so.example', role: 'operator' });
    await openAndTell(t.db, t.service.registry, [recordMissing(HERE), jobFailed], NOW);
    // By a ladder with operators the same message speaks of a locality, too.
    await t.db.sql`insert into outbox_alert (message, alert) select o.id, a.id from outbox o, alert a
      where o.address = 'ops@so.example' and a.area = ${HERE} on conflict do nothing`;
    const readBy = async (area: string) => {
      const { body } = await (await t.caller('admin', area)).get('/api/v1/outbox');
      return body.items.map((one: { address: string }) => one.address).sort();
    };
    expect(await readBy('*')).toEqual(['an@xa.example', 'ops@so.example']);
    expect(await readBy('31')).toEqual(['an@xa.example']);
  });

  it('one about a province is read by the administrators of it', async () => {
    await addContact(t.db, { province: '31', name: 'Sở', email: 'so@so.example', role: 'department' });
    const facts = { day: '2026-11-19', cutoff: '16:00', expected: 114, reported: 0, lastReceivedAt: null };
    const silent = { programme: 'haiphong-daily', area: '31', kind: 'nothing_received' as const };
    await openAndTell(t.db, t.service.registry, [{ ...silent, subject: '2026-11-19', facts }], NOW);
    await t.db.sql`update alert set next_step_at = ${NOW.toISOString()}::timestamptz`;
    await runJob(alertJob(t.db, t.service.registry, { watches: [] }), later(600));
    const { body } = await (await t.caller('admin', '31')).get('/api/v1/outbox');
    expect(body.items).toMatchObject([{ address: 'so@so.example' }]);
  });

  it('a channel that failed is tried again by whoever likes it best, though nothing waits for it', async () => {
    const email = 'an@xa.example';
    const phone = '0912345678';
    for (const locality of [HERE, THERE]) await addContact(t.db, { locality, name: 'An', email, phone });
    // Who has an account for both has said it of both.
    await t.db.sql`insert into person (email, name, role, area, created_at)
      values (${email}, 'An', 'department', '31', now())`;
    await t.db
      .sql`insert into delivery_preference (recipient, area, language, channels, quiet_from, quiet_until, per_day,
        updated_at, updated_by)
      values (${email}, '31', 'vi', array['zalo_zns', 'email'], '21:00', '06:00', 8, now(), 'An')`;
    await noteFailure(t.db.sql, 'zalo_zns', because('lost'), later(-60));
    await t.db.sql`update channel set settings = 'sealed' where name = 'zalo_zns'`;
    await pauseChannel(t.db.sql, 'zalo_zns', later(5));
    const waysOf = async () =>
      (await t.db.sql`select channel from outbox order by created_at, channel`).map((one) => one.channel);

    await openAndTell(t.db, t.service.registry, [recordMissing(HERE)], NOW);
    expect(await waysOf()).toEqual(['email']);
    await openAndTell(t.db, t.service.registry, [recordMissing(HERE, '2026-11-18')], later(6));
    expect(await waysOf()).toEqual(['email', 'zalo_zns']);
    await openAndTell(t.db, t.service.registry, [recordMissing(THERE)], later(7));
    expect(await waysOf()).toEqual(['email', 'zalo_zns']);
    expect(await messagesTo(t.db, email)).toMatchObject([{ kinds: ['record_missing', 'record_missing'] }]);
  });

  it('who was removed before it was sent hears nothing; who came in his place does', async () => {
    await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
    await openAndTell(t.db, t.service.registry, [recordMissing(HERE)], NOW);
    await t.db.sql`delete from contact where email = 'an@xa.example'`;
    await addContact(t.db, { locality: HERE, name: 'Bình', email: 'binh@xa.example' });
    const [message] = await t.db.sql<{ id: string }[]>`select id from outbox`;
    await takeBack(t.db.sql, [message?.id ?? ''], later(1));
    expect(await messagesTo(t.db, 'an@xa.example')).toMatchObject([{ kinds: [] }]);
    await runJob(alertJob(t.db, t.service.registry, { watches: [] }), later(1));
    expect(await messagesTo(t.db, 'binh@xa.example')).toMatchObject([{ kinds: ['record_missing'] }]);
  });

  it('whose address is corrected before it was sent hears there', async () => {
    await addContact(t.db, { locality: HERE, name: 'An', email: 'sai@xa.example' });
    await openAndTell(t.db, t.service.registry, [recordMissing(HERE)], NOW);
    await t.db.sql`update contact set email = 'Dung@xa.example'`;
    const [message] = await t.db.sql<{ id: string }[]>`select id from outbox`;
    await takeBack(t.db.sql, [message?.id ?? ''], later(1));
    expect(await messagesTo(t.db, 'sai@xa.example')).toMatchObject([{ kinds: [] }]);
    await runJob(alertJob(t.db, t.service.registry, { watches: [] }), later(1));
    const [again] = await messagesTo(t.db, 'dung@xa.example');
    expect(again).toMatchObject({ kinds: ['record_missing'] });
    // Nothing more is taken back of what goes where he is.
    expect(await takeBack(t.db.sql, [again?.id ?? ''], later(2))).toBe(0);
  });

  it('names are read over the API by whom they are read by on pages', async () => {
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    await openAndTell(t.db, t.service.registry, [recordMissing(HERE)], NOW);
    const department = await t.caller('department', '31');
    const [{ id }] = (await department.get('/api/v1/alerts')).body.items;
    const silence = { area: HERE, reason: 'bão', endsAt: '2026-11-20T00:00:00+07:00' };
    await department.post('/api/v1/silences', silence);
    await department.post('/api/v1/silences', { ...silence, area: '31' });
    const given = { owner: 'Tổ CĐS', reason: 'máy hỏng', promisedOn: '2026-11-23' };
    await department.post(`/api/v1/alerts/${id}/acknowledgement`, given);
    const readBy = async (role: 'viewer' | 'officer' | 'department', area: string) => {
      const caller = await t.caller(role, area);
      const alert = (await caller.get(`/api/v1/alerts/${id}`)).body;
      const silences = (await caller.get('/api/v1/silences')).body.items;
      return {
        told: alert.told.flatMap((one: { messages: { recipient: string }[] }) =>
          one.messages.map((message) => message.recipient),
        ),
        entered: alert.acknowledgement.by !== null,
        silenced: silences.map((one: { area: string; by: string | null }) => [one.area, one.by !== null]),
      };
    };
    const all = { told: ['Nguyễn Văn An'], entered: true };
    expect(await readBy('department', '31')).toEqual({
      ...all,
      silenced: [
        ['31', true],
        [HERE, true],
      ],
    });
    expect(await readBy('officer', HERE)).toEqual({
      ...all,
      silenced: [
        ['31', false],
        [HERE, true],
      ],
    });
    expect(await readBy('officer', '31')).toMatchObject({ told: [], entered: false });
    expect(await readBy('viewer', '*')).toEqual({
      ...{ told: [], entered: false },
      silenced: [
        ['31', false],
        [HERE, false],
      ],
    });
  });

  it('one person is written to once, however his address is spelt', async () => {
    await addContact(t.db, { locality: HERE, name: 'An', email: 'An@Xa.example' });
    await addContact(t.db, { locality: THERE, name: 'An', email: 'an@xa.example' });
    await openAndTell(t.db, t.service.registry, [recordMissing(HERE), recordMissing(THERE)], NOW);
    expect(await t.db.sql`select address from outbox`).toMatchObject([{ address: 'an@xa.example' }]);
  });

  it('an alert whose facts do not fit keeps no list and no message back', async () => {
    await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
    await openAndTell(
      t.db,
      t.service.registry,
      [recordMissing(HERE), recordMissing(HERE, '2026-11-18')],
      NOW,
    );
    await t.db.sql`update alert set facts = '{}' where subject = '2026-11-18'`;
    const admin = await t.caller('admin', '*');
    const { body } = await admin.get('/api/v1/alerts');
    const reasons = body.items.map((one: { reasonVi: string }) => one.reasonVi);
    expect(reasons).toEqual([
      expect.stringMatching(/: chưa gửi báo cáo \(không đọc được chi tiết\)$/),
      expect.stringMatching(/ chưa gửi báo cáo ngày 19\/11\/2026$/),
    ]);
    expect((await admin.get('/api/v1/outbox')).body.items[0].body).toContain(`${reasons[0]}.`);
    expect((await admin.get('/canh-bao')).status).toBe(200);
  });

  it('who speaks for a locality that has ended silences nothing any more, as on the page', async () => {
    const department = await t.caller('department', HERE);
    const silence = { area: HERE, reason: 'bão', endsAt: '2026-11-20T00:00:00+07:00' };
    const { status, body } = await department.post('/api/v1/silences', silence);
    expect(status).toBe(201);
    await t.db.sql`update locality set valid_to = '2026-11-18' where code = ${HERE}`;
    await t.db.sql`update registry_version set version = version + 1`;
    expect((await department.post('/api/v1/silences', silence)).status).toBe(403);
    expect((await department.post(`/api/v1/silences/${body.id}/end`, {})).status).toBe(403);
  });

  it('numbers that no row can have find nothing', async () => {
    const admin = await t.caller('admin', '*');
    const cursorOf = (after: unknown) => Buffer.from(JSON.stringify(after)).toString('base64url');
    const far = cursorOf(Number.MAX_SAFE_INTEGER);
    for (const [path, status] of [
      [`/api/v1/silences?cursor=${far}`, 422],
      [`/api/v1/silences?cursor=${cursorOf(-3_000_000_000)}`, 422],
      [`/api/v1/alerts?cursor=${far}`, 200],
      [`/api/v1/alerts/${Number.MAX_SAFE_INTEGER}`, 404],
      ['/api/v1/alerts?locality=%00', 422],
      [`/api/v1/certificates?cursor=${cursorOf({ validTo: '0000-01-01', id: 1 })}`, 422],
      [`/api/v1/certificates/${Number.MAX_SAFE_INTEGER}`, 404],
      [`/api/v1/audit?cursor=${far}`, 200],
      ['/canh-bao?page=100000', 200],
      ['/canh-bao?kind=job_failed', 200],
      ['/tam-ngung-nhac?page=100000', 200],
    ] as const)
      expect(`${path} ${(await admin.get(path)).status}`).toBe(`${path} ${status}`);
    const silence = { area: '*', reason: 'bão', endsAt: '2026-11-20T00:00:00+07:00' };
    for (const [wrong, status] of [
      [{ startsAt: '9999-12-31T23:59:59+07:00', endsAt: '9999-12-31T23:59:59Z' }, 422],
      [{ startsAt: '0001-01-01T00:00:00+07:00' }, 422],
      [{ area: '31\0' }, 422],
      [{ reason: 'a\u2028b' }, 422],
    ] as const) {
      const { status: got, body } = await admin.post('/api/v1/silences', { ...silence, ...wrong });
      expect(`${JSON.stringify(wrong)} ${got} ${got > 499 ? JSON.stringify(body) : ''}`).toBe(
        `${JSON.stringify(wrong)} ${status} `,
      );
    }
  });
});
