import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeBack } from '../src/outbox/dispatch-store.ts';
import { recipientKey } from '../src/outbox/preferences.ts';
import { CONTACT_KEY } from '../src/outbox/reader-store.ts';
import { findWorkMessage, readWorkOf } from '../src/outbox/work-store.ts';
import { addContact, alertJob, messagesTo, openAndTell, recordMissing, runJob } from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { createPerson } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const THERE = '10507';
const NOW = instant('2026-11-19 16:02');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

/** Contacts that change between a decision and its message: nobody is forgotten, and nobody told twice. */
describe('readers who change', () => {
  let t: TestService;
  beforeEach(async () => {
    t = await startTestService({ now: '2026-11-19 16:02' });
  });
  afterEach(() => t.stop());

  const tell = (...areas: string[]) =>
    openAndTell(
      t.db,
      t.service.registry,
      areas.map((area) => recordMissing(area)),
      NOW,
    );
  const round = (minutes: number) =>
    runJob(alertJob(t.db, t.service.registry, { watches: [] }), later(minutes));
  const idOf = async (address: string) => (await messagesTo(t.db, address))[0]?.id ?? '';
  const become = (state: 'sending' | 'sent', ...ids: string[]) =>
    t.db.sql`update outbox set state = ${state}, sent_at = ${state === 'sent' ? NOW.toISOString() : null}
      where id = any(${ids}::uuid[])`;
  const areasOf = async (address: string) =>
    await t.db.sql`select a.area, o.state from outbox o join outbox_alert m on m.message = o.id
      join alert a on a.id = m.alert where o.address = ${address} order by a.area`;

  it('one who serves two places and leaves one goes on hearing of the other', async () => {
    await addContact(t.db, { locality: HERE, name: 'Xuân', email: 'xuan@xa.example' });
    await addContact(t.db, { locality: THERE, name: 'Xuân', email: 'xuan@xa.example' });
    await addContact(t.db, { locality: THERE, name: 'Phúc', email: 'phuc@xa.example' });
    await tell(HERE, THERE);
    await become('sent', await idOf('phuc@xa.example'));
    await t.db.sql`delete from contact where locality = ${HERE}`;
    const id = await idOf('xuan@xa.example');
    expect(await takeBack(t.db.sql, [id], later(1))).toBe(1);
    expect(await areasOf('xuan@xa.example')).toMatchObject([{ area: THERE }]);
    // By its link, too.
    expect((await readWorkOf(t.db.sql, id)).map((row) => row.area)).toEqual([THERE]);
  });

  it('one who was removed and put back is the same', async () => {
    await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
    await tell(HERE);
    await t.db.sql`delete from contact`;
    const id = await idOf('an@xa.example');
    expect(await findWorkMessage(t.db.sql, id)).toBeUndefined();
    await addContact(t.db, { locality: HERE, name: 'An', email: 'An@xa.example' });
    expect(await findWorkMessage(t.db.sql, id)).toMatchObject({ recipientName: 'An' });
    expect(await takeBack(t.db.sql, [id], later(1))).toBe(0);
  });

  it('a telephone is the same however it is written, and an e-mail address beside it changes nothing', async () => {
    await t.db.sql`insert into channel (name, settings, updated_at) values ('zalo_zns', 'sealed', now())`;
    await addContact(t.db, { locality: HERE, name: 'An', email: null, phone: '0912 345 678' });
    await tell(HERE);
    const id = await idOf('84912345678');
    await t.db.sql`update contact set phone = '+84 (0)912.345.678', email = 'an@xa.example'`;
    expect(await takeBack(t.db.sql, [id], later(1))).toBe(0);
    expect(await findWorkMessage(t.db.sql, id)).toBeDefined();
    await t.db.sql`update contact set phone = '0912 345 679'`;
    expect(await takeBack(t.db.sql, [id], later(1))).toBe(1);
  });

  it('a colleague who is being told just now is not told again', async () => {
    await addContact(t.db, { locality: HERE, name: 'Phúc', email: 'phuc@xa.example' });
    await addContact(t.db, { locality: HERE, name: 'Xuân', email: 'sai@xa.example' });
    await tell(HERE);
    const ids = [await idOf('phuc@xa.example'), await idOf('sai@xa.example')];
    await become('sending', ...ids);
    await t.db.sql`update contact set email = 'xuan@xa.example' where name = 'Xuân'`;
    expect(await takeBack(t.db.sql, ids, later(1))).toBe(1);
    await become('sent', ids[0] ?? '');
    await round(1);
    await round(2);
    expect(await areasOf('phuc@xa.example')).toMatchObject([{ area: HERE, state: 'sent' }]);
    expect(await areasOf('xuan@xa.example')).toMatchObject([{ area: HERE, state: 'waiting' }]);
    expect(await t.db.sql`select step, turn, told from alert_notice`).toEqual([
      { step: 0, turn: 1, told: 2 },
    ]);
  });

  it('when a silence ends it is said to whom it had not been said, and to nobody else', async () => {
    await addContact(t.db, { locality: HERE, name: 'Phúc', email: 'phuc@xa.example' });
    await addContact(t.db, { locality: HERE, name: 'Xuân', email: 'xuan@xa.example' });
    await tell(HERE);
    await become('sent', await idOf('phuc@xa.example'));
    const department = await t.caller('department', '31');
    const typhoon = { area: HERE, endsAt: '2026-11-19T16:30:00+07:00', reason: 'Bão' };
    expect((await department.post('/api/v1/silences', typhoon)).status).toBe(201);
    expect(await takeBack(t.db.sql, [await idOf('xuan@xa.example')], later(1))).toBe(1);
    await round(1);
    expect(await areasOf('xuan@xa.example')).toEqual([]);
    await round(28);
    expect(await areasOf('xuan@xa.example')).toMatchObject([{ area: HERE, state: 'waiting' }]);
    expect(await areasOf('phuc@xa.example')).toMatchObject([{ area: HERE, state: 'sent' }]);
  });

  it('an account alone keeps nobody in charge, but who looks after the service', async () => {
    await createPerson(t, { login: 'an@xa.example', role: 'officer', area: HERE });
    await createPerson(t, { login: 'quantri@so.example', role: 'admin', area: '*' });
    await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
    await tell(HERE);
    const failed = { programme: '*', area: '*', kind: 'job_failed' as const, subject: 'reports' };
    const facts = {
      job: 'reports',
      slot: '2026-11',
      at: '2026-11-19T15:00:00+07:00',
      error: 'no space left',
    };
    await openAndTell(t.db, t.service.registry, [{ ...failed, facts }], NOW);
    await t.db.sql`update contact set name = 'Bình', email = 'binh@xa.example'`;
    const ids = [await idOf('an@xa.example'), await idOf('quantri@so.example')];
    expect(ids).not.toContain('');
    expect(await takeBack(t.db.sql, ids, later(1))).toBe(1);
    await round(1);
    expect(await areasOf('binh@xa.example')).toMatchObject([{ area: HERE }]);
    expect(await areasOf('quantri@so.example')).toMatchObject([{ area: '*' }]);
  });

  it('is known by the same key in SQL as elsewhere', async () => {
    for (const [email, phone] of [
      ['An@Xa.Example', '0912345678'],
      [' an@xa.example ', null],
      ['', '+84 (0)912.345-678'],
      [null, ' 0912 345 678 '],
      [null, null],
    ] as const) {
      const [row] = await t.db.sql`select ${t.db.sql.unsafe(CONTACT_KEY)} as key
        from (values (${email}::text, ${phone}::text)) as contact(email, phone)`;
      expect(row?.key).toBe(recipientKey({ email, phone }));
    }
  });
});
