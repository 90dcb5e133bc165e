import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addContact, messagesTo, openAndTell, recordMissing } from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { type MailServer, reply, startMailServer } from './support/mail-server.ts';
import { startTestService, type TestService } from './support/service.ts';

const PLACES = { '11737': 'an@xa.example', '10507': 'sai@xa.example', '10525': 'ban@xa.example' };

/** What an operator's monitoring reads of the messages that go out. */
describe('metrics of the outbox', () => {
  let t: TestService;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer({
      // The service keeps its connection for the next mail.
      closeTimeout: 100,
      onRcptTo: ({ address }, _, done) =>
        done(
          address.startsWith('sai@')
            ? reply(550, 'no such user')
            : address.startsWith('ban@')
              ? reply(450)
              : null,
        ),
    });
    t = await startTestService({ now: '2026-11-19 16:02', config: { smtpUrl: mail.url } });
    for (const [locality, email] of Object.entries(PLACES))
      await addContact(t.db, { locality, name: email, email });
  });
  afterAll(async () => {
    await t.stop();
    await mail.stop();
  });

  /** `phuxanh_outbox_messages{channel="email",state="waiting"}` and its like, for e-mail. */
  const read = async () => {
    const text = await (await fetch(`${t.address}/metrics`)).text();
    const of = (name: string, labels = '') =>
      Number(new RegExp(`^${name}\\{channel="email"${labels}\\} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
    return {
      waiting: of('phuxanh_outbox_messages', ',state="waiting"'),
      dead: of('phuxanh_outbox_messages', ',state="failed"'),
      oldest: of('phuxanh_outbox_oldest_seconds'),
      failing: of('phuxanh_channel_failing'),
      sent: of('phuxanh_messages_total', ',outcome="sent"'),
      failed: of('phuxanh_messages_total', ',outcome="failed"'),
      retried: of('phuxanh_messages_total', ',outcome="retry"'),
    };
  };

  /** Within a second, for which an answer stands. */
  const shows = (figures: Partial<Awaited<ReturnType<typeof read>>>) =>
    vi.waitFor(async () => expect(await read()).toMatchObject(figures), { timeout: 10_000, interval: 200 });

  it('count what waits, and for how long', async () => {
    const missing = Object.keys(PLACES).map((locality) => recordMissing(locality));
    await openAndTell(t.db, t.service.registry, missing, instant('2026-11-19 16:02'));
    t.clock.set('2026-11-19 16:07');
    await shows({ waiting: 3, dead: 0, oldest: 300, failing: 0 });
  });

  it('count what was sent, what was refused for good and what is tried again', async () => {
    await t.tick();
    const [again] = await messagesTo(t.db, 'ban@xa.example');
    await shows({ waiting: 1, dead: 1, oldest: 0, failing: 0, sent: 1, failed: 1, retried: 1 });
    t.clock.set(new Date((again?.notBefore.getTime() ?? 0) + 90_000));
    await shows({ waiting: 1, oldest: 90 });
  });

  it('say that a channel lets nothing through', async () => {
    await mail.stop();
    await t.tick();
    // Not this message, but the way it goes by: it is put back and not counted as tried.
    await shows({ waiting: 1, failing: 1, retried: 1, sent: 1, failed: 1 });
  });
});
