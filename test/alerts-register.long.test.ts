import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact, alertsOf, messagesTo, openAndTell, recordMissing } from './support/alerting.ts';
import { beat, serveUntil } from './support/beats.ts';
import { instant } from './support/clock.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const THERE = '10507';

/** Alerts about what the register of certificates and the networks say. 2026-11-19 is a Thursday. */
describe('alerts beside the records', () => {
  let t: TestService;
  let officer: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    officer = await t.caller('officer', HERE);
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
  });
  afterAll(() => t.stop());

  const of = async (kind: string) => (await alertsOf(t.db, HERE)).filter((one) => one.kind === kind);
  async function at(time: string): Promise<void> {
    t.clock.set(time);
    await t.tick();
  }

  it('a certificate warns 60, 30 and 7 days before its end', async () => {
    const { status, body } = await officer.post('/api/v1/certificates', {
      locality: HERE,
      kind: 'organisation',
      issuer: 'Cơ quan chứng thực số chuyên dùng Chính phủ G2',
      serial: '54:0a:1b:2c:3d:4e:5f:60',
      validFrom: '2024-01-20',
      validTo: '2027-01-20',
    });
    expect(status).toBe(201);
    const { id } = body;
    await at('2026-11-20 23:59');
    expect(await of('certificate_expiring')).toEqual([]);
    await at('2026-11-21 00:00');
    expect(await of('certificate_expiring')).toMatchObject([{ subject: `${id}/60`, state: 'open' }]);
    await at('2026-12-20 23:59');
    expect(await of('certificate_expiring')).toHaveLength(1);
    await at('2026-12-21 07:30');
    expect(await of('certificate_expiring')).toMatchObject([
      { subject: `${id}/60`, resolution: 'next_stage' },
      { subject: `${id}/30`, state: 'open' },
    ]);
    expect((await messagesTo(t.db, 'an@xa.example')).at(-1)?.kinds).toContain('certificate_expiring');
  });

  it('who has promised is not asked at the next stage; once the promise has passed he is', async () => {
    const [open] = (await officer.get('/api/v1/alerts?kind=certificate_expiring&state=open')).body.items;
    expect(open.reasonVi).toMatch(/chứng thư số của cơ quan, tổ chức .*hết hạn ngày 20\/1\/2027/);
    const promise = { owner: 'An', reason: 'Đã gửi hồ sơ gia hạn', promisedOn: '2027-01-15' };
    expect((await officer.post(`/api/v1/alerts/${open.id}/acknowledgement`, promise)).status).toBe(200);
    await at('2027-01-14 08:00');
    expect((await of('certificate_expiring')).map((one) => one.state)).toEqual(['resolved', 'acknowledged']);
    await at('2027-01-16 08:00');
    expect((await of('certificate_expiring')).map((one) => one.state)).toEqual([
      'resolved',
      'resolved',
      'open',
    ]);
  });

  it('ends when the certificate is replaced', async () => {
    const [{ id }] = (await officer.get(`/api/v1/certificates?locality=${HERE}`)).body.items;
    const { status } = await officer.post(`/api/v1/certificates/${id}/withdrawal`, { reason: 'replaced' });
    expect(status).toBe(204);
    await at('2027-01-16 09:00');
    expect((await of('certificate_expiring')).at(-1)).toMatchObject({ resolution: 'renewed' });
  });

  it('a network that stays silent is an alert, told at once, and so is its return', async () => {
    const made = await officer.post(`/api/v1/localities/${HERE}/heartbeat`, {
      everyMinutes: 5,
      graceMinutes: 10,
    });
    expect(made.status).toBe(201);
    const address = made.body.address.replace(/^https?:\/\/[^/]+/, t.address);
    await serveUntil(t, instant('2027-01-18 09:00'));
    expect(await beat(t, address)).toBe(204);
    await serveUntil(t, instant('2027-01-18 09:14'));
    await t.tick();
    expect(await of('network_down')).toEqual([]);
    await serveUntil(t, instant('2027-01-18 09:16'));
    await t.tick();
    expect(await of('network_down')).toMatchObject([{ state: 'open' }]);
    const kinds = async () => (await messagesTo(t.db, 'an@xa.example')).flatMap((one) => one.kinds);
    expect(await kinds()).toContain('network_down');
    // Taken as sent, so that the end is worth telling.
    await t.db
      .sql`update outbox set state = 'sent', sent_at = now() where address = 'an@xa.example' and state = 'waiting'`;
    await beat(t, address);
    await serveUntil(t, instant('2027-01-18 09:18'));
    await t.tick();
    expect(await of('network_down')).toMatchObject([{ resolution: 'connected_again' }]);
    const [end] = await t.db.sql`
      select o.state, m.event from outbox o join outbox_alert m on m.message = o.id where m.event = 'ended'`;
    expect(end).toMatchObject({ state: 'waiting', event: 'ended' });
  });

  it('a network that is down is told of by telephone, which does not need it; all else as people like it', async () => {
    await t.db.sql`insert into channel (name, settings, updated_at) values ('zalo_zns', 'sealed', now())`;
    await addContact(t.db, {
      locality: THERE,
      name: 'Bình',
      email: 'binh@xa.example',
      phone: '0912 345 678',
    });
    const facts = { lastBeatAt: '2027-01-18T09:00:00+07:00', downSince: '2027-01-18T09:15:00+07:00' };
    const down = { programme: '*', area: THERE, kind: 'network_down' as const, subject: '', facts };
    // Nobody has reported here for months, which keeps reminders back.
    await t.db.sql`delete from alert where kind = 'nothing_received'`;
    const now = instant('2027-01-18 09:20');
    await openAndTell(t.db, t.service.registry, [down, recordMissing(THERE)], now);
    const told = await t.db.sql`
      select distinct o.channel, a.kind from outbox o join outbox_alert m on m.message = o.id join alert a on a.id = m.alert
      where a.area = ${THERE} and a.kind <> 'record_missing_streak' order by a.kind`;
    expect(told).toEqual([
      { channel: 'zalo_zns', kind: 'network_down' },
      { channel: 'email', kind: 'record_missing' },
    ]);
  });
});
