import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, OutgoingMessage } from '../src/channels/channel.ts';
import { pushKeys } from '../src/channels/push-keys.ts';
import { because } from '../src/channels/reasons.ts';
import { keepSubscription } from '../src/channels/subscribe.ts';
import { createWebPushChannel, type WebPushOptions } from '../src/channels/web-push.ts';
import { Networks } from '../src/lib/networks.ts';
import { createOutgoing } from '../src/lib/outgoing.ts';
import { createLog } from '../src/log.ts';
import { createVault } from '../src/secrets/vault.ts';
import { LOOPBACK, loopbackCalls } from './support/calls.ts';
import { settableClock } from './support/clock.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { type PushService, readVapid, type StubBrowser, startPushService } from './support/push-service.ts';

/** Web Push against a push service that reads the standards for itself. */
describe('the channel of Web Push', () => {
  let t: TestDatabase;
  let service: PushService;
  let channel: Channel;
  let person: number;
  const vault = createVault('for tests alone, 32 letters or more');
  const clock = settableClock('2025-09-25 14:30');
  const PUBLIC_URL = 'http://127.0.0.1:3000';
  const options = (): WebPushOptions => ({
    orm: t.db.orm,
    vault,
    clock,
    outgoing: loopbackCalls,
    publicUrl: PUBLIC_URL,
    mailFrom: 'phuxanh@haiphong.example',
    ca: service.ca,
    timeoutMs: 5_000,
  });
  beforeAll(async () => {
    t = await createTestDatabase();
    service = await startPushService();
    channel = createWebPushChannel(options());
  });
  afterAll(async () => {
    channel.close();
    await service.stop();
    await t.drop();
  });
  beforeEach(async () => {
    service.received.length = 0;
    service.reply = () => ({ status: 201 });
    person = await newPerson();
  });

  const newPerson = async () =>
    Number(
      (
        await t.db.sql`insert into person (user_name, name, role, area, created_at)
          values (${randomUUID()}, 'Trần Thị Bình', 'officer', '11737', now()) returning id`
      )[0]?.id,
    );
  const subscribe = async (browser: StubBrowser, whom = person) => {
    const { endpoint, p256dh, auth } = browser;
    await keepSubscription(
      { orm: t.db.orm, vault },
      { now: clock.now(), kind: 'person', actor: 'binh', source: '127.0.0.1' },
      whom,
      {
        subscription: { endpoint, keys: { p256dh, auth } },
        agent: 'Firefox',
        allowed: LOOPBACK,
        area: '11737',
      },
    );
    return browser;
  };
  const message = (change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
    id: randomUUID(),
    to: { name: 'Trần Thị Bình', address: String(person) },
    subject: 'Xã Cẩm Giang chưa báo cáo hôm nay',
    brief: 'Hạn gửi là 16:00 ngày 25/9/2025. Anh/chị gửi báo cáo giúp.',
    text: '…',
    html: '<p>…</p>',
    link: `${PUBLIC_URL}/bao-cao?ngay=2025-09-25`,
    data: {},
    ...change,
  });
  const kept = async () =>
    (await t.db.sql`select count(*)::int as n from push_subscription where person = ${person}`)[0]?.n;

  it('sends what the browser alone can read, vouched for by the service’s own key', async () => {
    const browser = await subscribe(service.browser());
    const sent = message();
    expect(await channel.send(sent)).toEqual({ kind: 'accepted' });
    const [push] = service.received;
    if (!push) throw new Error('Nothing came.');
    expect(browser.endpoint.endsWith(push.path)).toBe(true);
    expect(JSON.parse(browser.open(push.body))).toEqual({
      title: sent.subject,
      body: sent.brief,
      url: '/bao-cao?ngay=2025-09-25',
      tag: sent.id,
    });
    expect(push.body.toString('latin1')).not.toContain('Cẩm Giang');
    expect(push.headers).toMatchObject({
      ttl: '43200',
      urgency: 'high',
      topic: sent.id.replaceAll('-', ''),
      'content-encoding': 'aes128gcm',
    });
    const { header, claims, publicKey } = readVapid(push.headers.authorization);
    expect(header).toMatchObject({ alg: 'ES256' });
    expect(claims).toMatchObject({ aud: service.origin, sub: 'mailto:phuxanh@haiphong.example' });
    const ahead = claims.exp - Date.now() / 1000;
    expect(ahead).toBeGreaterThan(0);
    expect(ahead).toBeLessThanOrEqual(24 * 3600);
    expect(publicKey).toBe((await pushKeys(t.db.orm, vault, clock.now())).publicKey);
  });

  it('cuts what is too long for a push service, and leads nowhere else', async () => {
    const browser = await subscribe(service.browser());
    const brief = 'Đơn vị chưa có chứng thư số 📄 '.repeat(300);
    expect(
      await channel.send(message({ brief, subject: 'ấ'.repeat(400), link: 'https://evil.example/' })),
    ).toEqual({ kind: 'accepted' });
    const [push] = service.received;
    expect(push?.body.length).toBeLessThan(3_300);
    const shown = JSON.parse(browser.open(push?.body ?? Buffer.alloc(0)));
    expect(shown.url).toBe('/');
    expect(shown.body.endsWith('…')).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(shown))).toBeGreaterThan(2_800);
    expect(shown.body.isWellFormed()).toBe(true);
  });

  it('writes to each of a person’s browsers, and is content when one took it', async () => {
    const [one, two] = [await subscribe(service.browser()), await subscribe(service.browser())];
    service.reply = ({ path }) => ({ status: one.endpoint.endsWith(path) ? 503 : 201 });
    expect(await channel.send(message())).toEqual({ kind: 'accepted' });
    expect(service.received).toHaveLength(2);
    const used = await t.db.sql`select last_used_at is not null as used from push_subscription
      where person = ${person} order by id`;
    expect(used.map((row) => row.used)).toEqual([false, true]);
    expect(two.endpoint).not.toBe(one.endpoint);
  });

  it.each([404, 410])(
    '%i: lets go of a browser that takes no more, and says so of the last',
    async (status) => {
      const stays = await subscribe(service.browser());
      await subscribe(service.browser());
      service.reply = ({ path }) => ({ status: stays.endpoint.endsWith(path) ? 201 : status });
      expect(await channel.send(message())).toEqual({ kind: 'accepted' });
      expect(await kept()).toBe(1);
      service.reply = () => ({ status });
      expect(await channel.send(message())).toMatchObject({ kind: 'refused' });
      expect(await kept()).toBe(0);
      expect(await channel.send(message())).toEqual({
        kind: 'refused',
        reason: because('push_nowhere'),
      });
    },
  );

  it.each([
    [
      '429 with seconds: waits as long',
      429,
      { 'retry-after': '120' },
      { uncertain: false, afterSeconds: 120 },
    ],
    [
      '429 with a moment: reads it by the other clock',
      429,
      { date: 'Thu, 25 Sep 2025 07:00:00 GMT', 'retry-after': 'Thu, 25 Sep 2025 07:05:00 GMT' },
      { uncertain: false, afterSeconds: 300 },
    ],
    [
      '429 with a year: a day at most',
      429,
      { 'retry-after': '31536000' },
      { uncertain: false, afterSeconds: 86_400 },
    ],
    ['429 with nonsense: its own waits', 429, { 'retry-after': 'soon' }, { uncertain: false }],
    ['500: again, it has not taken it', 500, {}, { uncertain: false }],
    ['503 with seconds', 503, { 'retry-after': '7' }, { uncertain: false, afterSeconds: 7 }],
  ])('%s', async (_, status, headers, expected) => {
    await subscribe(service.browser());
    service.reply = () => ({ status, headers });
    const result = await channel.send(message());
    expect(result).toEqual({ kind: 'retry', reason: because('push_busy'), ...expected });
    expect(await kept()).toBe(1);
  });

  it.each([400, 401, 403, 413])('%i: refused for good, and the browser is kept', async (status) => {
    await subscribe(service.browser());
    service.reply = () => ({ status });
    expect(await channel.send(message())).toEqual({
      kind: 'refused',
      reason: because('push_refuses'),
    });
    expect(await kept()).toBe(1);
  });

  it('follows nobody elsewhere', async () => {
    await subscribe(service.browser());
    service.reply = () => ({ status: 307, headers: { location: `${service.origin}/elsewhere` } });
    expect(await channel.send(message())).toMatchObject({ kind: 'refused' });
    expect(service.received).toHaveLength(1);
  });

  it('gives up on a service that hangs, within its time; the message may have arrived', async () => {
    await subscribe(service.browser());
    const quick = createWebPushChannel({ ...options(), timeoutMs: 300 });
    service.reply = () => 'hang';
    const began = performance.now();
    expect(await quick.send(message())).toMatchObject({ kind: 'retry', uncertain: true });
    expect(performance.now() - began).toBeLessThan(3_000);
    service.reply = () => 'cut';
    expect(await quick.send(message())).toMatchObject({ kind: 'retry', uncertain: true });
  });

  it('tries again where nobody listens, and where the certificate is not to be trusted', async () => {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as { port: number };
    await new Promise((resolve) => listener.close(resolve));
    await subscribe({ ...service.browser(), endpoint: `https://localhost:${port}/push/x` });
    expect(await channel.send(message())).toEqual({
      kind: 'retry',
      reason: because('unreached'),
      uncertain: false,
    });
    person = await newPerson();
    await subscribe(service.browser());
    const { ca: _, ...strict } = options();
    expect(await createWebPushChannel(strict).send(message())).toMatchObject({ kind: 'retry' });
    expect(service.received).toHaveLength(0);
  });

  it('calls nothing inside where the operator does not allow it', async () => {
    await subscribe(service.browser());
    const outgoing = createOutgoing({ log: createLog('silent'), allowed: new Networks('') });
    const online = createWebPushChannel({ ...options(), outgoing });
    expect(await online.send(message())).toMatchObject({
      kind: 'refused',
    });
    expect(service.received).toHaveLength(0);
  });

  it('has one pair of keys, whoever needs it first', async () => {
    await t.db.sql`delete from channel where name = 'web_push'`;
    const all = await Promise.all(Array.from({ length: 8 }, () => pushKeys(t.db.orm, vault, clock.now())));
    expect(new Set(all.map(({ privateKey }) => privateKey)).size).toBe(1);
    const [row] = await t.db.sql`select settings from channel where name = 'web_push'`;
    expect(row?.settings).not.toContain(all[0]?.privateKey);
  });

  it('says so when its keys were sealed with another secret', async () => {
    await subscribe(service.browser());
    const other = createWebPushChannel({
      ...options(),
      vault: createVault('another secret of 32 letters, or so'),
    });
    expect(await other.send(message())).toMatchObject({ kind: 'misconfigured' });
    await t.db.sql`update push_subscription set subscription = ${vault.seal('{}', 'of another')}
      where person = ${person}`;
    expect(await channel.send(message())).toMatchObject({ kind: 'refused' });
  });

  it('keeps the address of a browser sealed, and writes to no closed account', async () => {
    const { endpoint, auth } = await subscribe(service.browser());
    const rows = JSON.stringify(await t.db.sql`select * from push_subscription where person = ${person}`);
    expect(rows).not.toContain(endpoint);
    expect(rows).not.toContain(auth);
    await t.db.sql`update person set disabled_at = now() where id = ${person}`;
    expect(await channel.send(message())).toMatchObject({ kind: 'refused' });
    expect(service.received).toHaveLength(0);
    expect(await channel.send(message({ to: { name: '', address: 'a@b.vn' } }))).toMatchObject({
      kind: 'refused',
    });
  });
});
