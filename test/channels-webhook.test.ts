import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { because } from '../src/channels/reasons.ts';
import { createWebhookChannel } from '../src/channels/webhook.ts';
import { readWebhookUrl, retryAfter } from '../src/channels/webhook-rules.ts';
import { newWebhookSecret, signatures } from '../src/channels/webhook-secrets.ts';
import { createWebhook, disableWebhook, rotateWebhook } from '../src/channels/webhooks.ts';
import { objectionsOf } from '../src/refused.ts';
import { createVault } from '../src/secrets/vault.ts';
import { LOOPBACK, loopbackCalls } from './support/calls.ts';
import { instant, settableClock } from './support/clock.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { outgoing } from './support/outgoing.ts';
import { answers, startReceiver } from './support/receiver.ts';

// Receivers hold the time of a message against their own clock.
const NOW = new Date();
const author = { now: NOW, kind: 'person', actor: 'quantri', source: '127.0.0.1' } as const;

describe('webhooks', () => {
  let t: TestDatabase;
  const vault = createVault('a secret of the service');
  const clock = settableClock('2026-01-01 00:00');
  clock.set(NOW);
  const cleanUp: (() => unknown)[] = [];
  beforeAll(async () => {
    t = await createTestDatabase();
  });
  afterEach(async () => {
    for (const undo of cleanUp.splice(0)) await undo();
  });
  afterAll(() => t.drop());

  const limits = { connectMs: 300, wholeMs: 300, answerBytes: 1_000 };
  const channel = () =>
    createWebhookChannel({ orm: t.db.orm, vault, clock, outgoing: loopbackCalls, limits });
  const receiver = async (...of: Parameters<typeof startReceiver>) => {
    const server = await startReceiver(...of);
    cleanUp.push(() => server.stop());
    return server;
  };
  const hookTo = async (url: string) => {
    const hook = { name: 'Điều hành', url, area: '*' };
    const made = await createWebhook(t.db.orm, vault, author, hook, LOOPBACK);
    return { ...made, address: String(made.id) };
  };
  const sendTo = async (url: string, fields = {}) =>
    channel().send(outgoing((await hookTo(url)).address, fields));

  it('post what happened in an envelope that the receiver can verify', async () => {
    const { url, received } = await receiver();
    const { address, secret } = await hookTo(`${url}/hooks/phu-xanh?of=31`);
    const message = outgoing(address);
    expect(await channel().send(message)).toEqual({ kind: 'accepted' });
    const [post] = received;
    expect(post).toMatchObject({
      path: '/hooks/phu-xanh?of=31',
      headers: { 'content-type': 'application/json', 'webhook-id': message.id },
    });
    const body = post?.body ?? '';
    const verified = new Webhook(secret).verify(body, post?.headers as Record<string, string>);
    expect(verified).toEqual({
      id: message.id,
      type: 'alerts',
      timestamp: NOW.toISOString(),
      data: { alerts: [{ kind: 'record_missing', locality: '11737' }] },
    });
    expect(() =>
      new Webhook(newWebhookSecret()).verify(body, post?.headers as Record<string, string>),
    ).toThrow();
  });

  it('sign byte for byte as the reference implementation does', () => {
    for (const body of ['{}', '{"tên":"Nam Đồ Sơn"}', 'x'.repeat(10_000)]) {
      const secret = newWebhookSecret();
      const seconds = Math.floor(NOW.getTime() / 1000);
      expect(signatures([secret], 'msg', seconds, body)).toBe(new Webhook(secret).sign('msg', NOW, body));
    }
  });

  it('are verified by the lines that the README gives receivers', async () => {
    const { url, received } = await receiver();
    const { address, secret } = await hookTo(url);
    await channel().send(outgoing(address));
    const [post] = received;
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const block = (language: string) =>
      readme
        .split('```')
        .find((one) => one.startsWith(`${language}\n`) && one.includes('verify('))
        ?.slice(language.length) ?? '';
    const given = [secret, JSON.stringify(post?.headers), post?.body ?? ''] as const;
    const js = `${block('js')}\nconst [secret, headers, body] = process.argv.slice(-3);\nconsole.log(verify(secret, JSON.parse(headers), body));`;
    const python = `${block('python')}\nimport sys\nsecret, headers, body = sys.argv[-3:]\nprint(verify(secret, json.loads(headers), body.encode()))`;
    const node = (...of: string[]) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', js, ...of], { encoding: 'utf8' }).trim();
    const py = (...of: string[]) =>
      execFileSync('python3', ['-c', python, ...of], { encoding: 'utf8' }).trim();
    const late = JSON.stringify({ ...post?.headers, 'webhook-timestamp': '1700000000' });
    for (const run of [node, py]) {
      expect(run(...given)).toMatch(/^true$/i);
      expect(run(secret, given[1], given[2].replace('alerts', 'others'))).toMatch(/^false$/i);
      expect(run(newWebhookSecret(), given[1], given[2])).toMatch(/^false$/i);
      expect(run(secret, late, given[2])).toMatch(/^false$/i);
    }
  });

  it('carry both signatures for a day after the secret has changed', async () => {
    const { url, received } = await receiver();
    const { id, address, secret: old } = await hookTo(url);
    const secret = await rotateWebhook(t.db.orm, vault, author, id);
    await channel().send(outgoing(address));
    const headers = received[0]?.headers as Record<string, string>;
    for (const one of [old, secret]) new Webhook(one).verify(received[0]?.body ?? '', headers);
    clock.set(new Date(NOW.getTime() + 24 * 3_600_000));
    await channel().send(outgoing(address));
    clock.set(NOW);
    expect(received[1]?.headers['webhook-signature']).not.toContain(' ');
  });

  it.each([
    ['200 takes it', answers(200), { kind: 'accepted' }],
    ['202 takes it', answers(202, {}, 'later'), { kind: 'accepted' }],
    ['204 takes it', answers(204), { kind: 'accepted' }],
    ['301 is not followed', answers(301, { location: 'http://127.0.0.1:1/' }), { kind: 'refused' }],
    ['307 is not followed', answers(307, { location: 'http://127.0.0.1:1/' }), { kind: 'refused' }],
    ['400 refuses it', answers(400), { kind: 'refused', reason: because('receiver_refuses') }],
    ['401 refuses it', answers(401), { kind: 'refused' }],
    ['404 refuses it', answers(404), { kind: 'refused' }],
    ['408 asks again', answers(408), { kind: 'retry', uncertain: false }],
    [
      '429 says when',
      answers(429, { 'retry-after': '120' }),
      { kind: 'retry', uncertain: false, afterSeconds: 120 },
    ],
    [
      '503 says when, by a date',
      answers(503, { 'retry-after': new Date(NOW.getTime() + 90_000).toUTCString() }),
      { kind: 'retry', uncertain: false, afterSeconds: expect.closeTo(90, -1) },
    ],
    [
      '503 without a when',
      answers(503),
      { kind: 'retry', reason: because('receiver_busy'), uncertain: false },
    ],
    ['500 may have taken it', answers(500), { kind: 'retry', uncertain: true }],
    ['502 may have taken it', answers(502), { kind: 'retry', uncertain: true }],
    ['no answer may have taken it', () => {}, { kind: 'retry', uncertain: true }],
    [
      'a broken line may have taken it',
      (_: unknown, response: { destroy(): void }) => response.destroy(),
      { kind: 'retry', uncertain: true },
    ],
  ])('%s', async (_, answer, result) => {
    const { url } = await receiver(answer);
    expect(await sendTo(url)).toMatchObject(result);
  });

  it('an endless answer is not read to its end', async () => {
    let stopped = false;
    const { url } = await receiver((_, response) => {
      response.writeHead(200);
      const talk = setInterval(() => response.write('x'.repeat(100_000)), 1);
      response.on('close', () => {
        stopped = true;
        clearInterval(talk);
      });
    });
    expect(await sendTo(url)).toEqual({ kind: 'accepted' });
    await expect.poll(() => stopped).toBe(true);
  });

  it('an answer that trickles is not waited for', async () => {
    const { url } = await receiver((_, response) => {
      response.writeHead(200);
      const talk = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(talk));
    });
    const begun = performance.now();
    expect(await sendTo(url)).toEqual({ kind: 'accepted' });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('nobody there, or nobody who speaks: nothing has left', async () => {
    expect(await sendTo('http://127.0.0.1:1/')).toMatchObject({ kind: 'retry', uncertain: false });
    const mute = createServer(() => {}).listen(0, '127.0.0.1');
    cleanUp.push(() => mute.close());
    await new Promise((resolve) => mute.once('listening', resolve));
    const port = (mute.address() as { port: number }).port;
    // Encryption never begins.
    expect(await sendTo(`https://127.0.0.1:${port}/`)).toMatchObject({
      kind: 'retry',
      reason: because('unreached'),
      uncertain: false,
    });
  });

  it('410 switches it off, with a line in the audit, once', async () => {
    const { url, received } = await receiver(answers(410));
    const { id, address } = await hookTo(url);
    const both = await Promise.all([channel().send(outgoing(address)), channel().send(outgoing(address))]);
    expect(both).toMatchObject([{ kind: 'refused' }, { kind: 'refused' }]);
    const calls = received.length;
    expect(await channel().send(outgoing(address))).toEqual({
      kind: 'refused',
      reason: because('webhook_disabled'),
    });
    expect(received).toHaveLength(calls);
    const rows = await t.db.sql`select actor, before, after from audit where action = 'webhook.disable'`;
    expect(rows).toEqual([
      { actor: 'dispatch', before: { id, area: '*' }, after: { reason: 'the receiver wants nothing more' } },
    ]);
  });

  it('go nowhere once they are switched off, or were never there', async () => {
    const { url, received } = await receiver();
    const { id, address } = await hookTo(url);
    await disableWebhook(t.db.orm, author, id);
    for (const to of [address, '999999', 'x'])
      expect(await channel().send(outgoing(to))).toMatchObject({ kind: 'refused' });
    expect(received).toEqual([]);
  });

  it('say so when the service has another key than when they were made', async () => {
    const { address } = await hookTo('http://127.0.0.1:1/');
    const other = createWebhookChannel({
      orm: t.db.orm,
      vault: createVault('another'),
      clock,
      outgoing: loopbackCalls,
    });
    expect(await other.send(outgoing(address))).toMatchObject({
      kind: 'misconfigured',
      reason: because('other_key'),
    });
  });

  it('leave no secret in the database that can be read there', async () => {
    const { id, secret } = await hookTo('https://example.com/in');
    const next = await rotateWebhook(t.db.orm, vault, author, id);
    const stored = JSON.stringify([
      await t.db.sql`select * from webhook`,
      await t.db.sql`select * from audit`,
    ]);
    for (const one of [secret, next]) expect(stored).not.toContain(one.slice('whsec_'.length));
  });
});

describe('addresses of webhooks', () => {
  const read = (text: string) => objectionsOf(() => readWebhookUrl('url', text));
  it.each([
    'https://dieuhanh.example/hook?a=1',
    'https://10.0.0.7:8443/x',
    'http://localhost:8080/',
    'http://[::1]/',
  ])('takes %s', (text) => expect(read(text)).toMatchObject({ value: { href: text } }));
  it.each([
    ['plain http elsewhere', 'http://dieuhanh.example/hook'],
    ['a host that only begins like this machine', 'http://127.0.0.1.evil.example/'],
    ['a name and a password', 'https://user:secret@dieuhanh.example/'],
    ['a name alone', 'https://user@dieuhanh.example/'],
    ['another scheme', 'ftp://dieuhanh.example/'],
    ['a file', 'file:///etc/passwd'],
    ['a part of a page', 'https://dieuhanh.example/#x'],
    ['no address', 'dieuhanh'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => expect(read(text)).toMatchObject({ objections: [{ field: 'url' }] }));

  it('leave this machine to who looks after the whole service', async () => {
    const made = { name: 'x', area: '31', url: 'https://localhost/' };
    await expect(createWebhook({} as never, createVault('x'), author, made, LOOPBACK)).rejects.toThrow(
      'this machine',
    );
  });
});

describe('Retry-After', () => {
  const now = instant('2026-11-19 16:00');
  it.each([
    ['120', 120],
    [' 5 ', 5],
    ['Thu, 19 Nov 2026 09:01:30 GMT', 90],
    ['Thu, 19 Nov 2026 08:00:00 GMT', 0],
    ['999999999', 86_400],
    ['soon', null],
    ['-1', null],
    [undefined, null],
  ])('%s', (header, seconds) => expect(retryAfter(header, now)).toBe(seconds));
});
