import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSentSince } from '../../src/outbox/dispatch-store.ts';
import { createMessageLinks } from '../../src/outbox/message-link.ts';
import { saidKey } from '../../src/outbox/preference-store.ts';
import { recipientKey } from '../../src/outbox/preferences.ts';
import { addContact, openAndTell, recordMissing } from '../support/alerting.ts';
import { instant } from '../support/clock.ts';
import { type PageBrowser, pageBrowser } from '../support/page-browser.ts';
import { createPerson } from '../support/person.ts';
import { SECRET_KEY, startTestService, type TestService } from '../support/service.ts';

/** Where the attacker administers, and where his victim works. */
const HERE = '11737';
const NEXT = '10507';
const NOW = instant('2026-11-19 16:02');
const VICTIM = 'kiên.hạnh@xa.example';
const ZALO = '2468458835296197922';

/** One address, in all the ways in which it may be written down elsewhere. */
const WRITTEN: [string, string][] = [
  ['as it is', VICTIM],
  ['in capitals', VICTIM.toUpperCase()],
  ['with blanks around it', ` ${VICTIM}  `],
  ['taken apart (NFD)', VICTIM.normalize('NFD')],
  ['with the kelvin sign', VICTIM.replace('k', '\u212A')],
  ['in wide letters', VICTIM.replace('k', '\uFF4B')],
  ['with a letter that is not seen', VICTIM.replace('@', '\u200B@')],
  ['with a Cyrillic letter', VICTIM.replace('a', '\u0430')],
];

describe('an address that stands elsewhere', () => {
  let t: TestService;
  let attacker: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 16:02' });
    await createPerson(t, { login: 'quantri-xa', role: 'admin', area: HERE });
    attacker = await pageBrowser(t, 'quantri-xa');
  });
  afterAll(() => t.stop());
  beforeEach(async () => {
    for (const table of ['outbox', 'contact', 'delivery_preference', 'alert_notice', 'alert', 'channel'])
      await t.db.sql.unsafe(`delete from ${table}`);
    await t.db.sql`insert into channel (name, settings, updated_at) values ('zalo_oa', 'sealed', now())`;
    await addContact(t.db, { locality: NEXT, name: 'Nạn nhân', email: VICTIM });
  });
  const tell = (area: string) => openAndTell(t.db, t.service.registry, [recordMissing(area)], NOW);
  const alertOf = async (area: string) =>
    (await t.db.sql<{ id: number }[]>`select id::int as id from alert where area = ${area}`)[0]?.id ?? 0;
  const stateOf = async (area: string) =>
    (await t.db.sql<{ state: string }[]>`select state from alert where area = ${area}`)[0]?.state;
  const messages = async () =>
    await t.db.sql<{ id: string; channel: string; address: string; areas: string[] }[]>`
      select o.id, o.channel, o.address, array_agg(a.area order by a.area) as areas from outbox o
        join outbox_alert m on m.message = o.id join alert a on a.id = m.alert group by o.id order by o.channel`;

  it.each(WRITTEN)(
    '%s: brings nothing of there, says nothing of there, and opens nothing of there',
    async (_, email) => {
      await addContact(t.db, { locality: HERE, name: 'Kẻ khác', email });
      // What he says of it holds here alone, under whatever key it is kept.
      for (const key of new Set([VICTIM, recipientKey({ email, phone: null }) ?? '', email]))
        await t.db
          .sql`insert into delivery_preference (recipient, area, language, channels, zalo_user, quiet_from,
        quiet_until, per_day, updated_at, updated_by)
        values (${key}, ${HERE}, 'en', array['zalo_oa'], ${ZALO}, '00:00', '23:59', 1, now(), 'x')`;
      await tell(NEXT);
      await tell(HERE);
      const all = await messages();
      expect(all.filter(({ areas }) => areas.includes(NEXT))).toMatchObject([
        { channel: 'email', address: VICTIM, areas: [NEXT] },
      ]);
      const [other] = all.filter(({ areas }) => areas.includes(HERE));
      expect(other?.areas).toEqual([HERE]);

      const api = await t.caller('admin', HERE);
      const { body } = await api.get('/api/v1/outbox');
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([other?.id]);

      // A link acts for its own message, whatever else is named in its form.
      const foreign = await alertOf(NEXT);
      const form = { owner: 'x', reason: 'x', promisedOn: '2026-11-25' };
      const open = `/xu-ly/${createMessageLinks(SECRET_KEY).sign(other?.id ?? '')}`;
      expect((await attacker.get(open)).text).not.toContain(`value="${foreign}"`);
      expect((await attacker.post(open, { ...form, alert: String(foreign) })).status).toBe(422);
      expect((await attacker.post(`/canh-bao/${foreign}/nhan-xu-ly`, form)).status).toBe(404);
      expect((await api.post(`/api/v1/alerts/${foreign}/acknowledgement`, form)).status).toBe(404);
      expect(await stateOf(NEXT)).toBe('open');
    },
  );

  it('uses up nothing of what its owner hears in a day', async () => {
    for (const [saidFor, count] of [
      [NEXT, 1],
      [HERE, 9],
    ] as const)
      for (let sent = 0; sent < count; sent++)
        await t.db
          .sql`insert into outbox (id, channel, address, recipient, said_for, recipient_name, state, not_before,
          created_at, sent_at) values (gen_random_uuid(), 'email', ${VICTIM}, ${VICTIM}, ${saidFor}, 'x', 'sent',
          ${NOW.toISOString()}, ${NOW.toISOString()}, ${NOW.toISOString()})`;
    const sent = await readSentSince(t.db.sql, [VICTIM], instant('2026-11-19 00:00'));
    expect(sent.get(saidKey({ recipient: VICTIM, saidFor: NEXT }))?.count).toBe(1);
  });
});
