import { createServer, type Server } from 'node:http';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { isPublicAddress, Networks } from '../../src/lib/networks.ts';
import { createOutgoing } from '../../src/lib/outgoing.ts';
import { createLog } from '../../src/log.ts';
import { admin } from '../support/admin.ts';
import { LOOPBACK } from '../support/calls.ts';
import { CLIENT, cookieBrowser } from '../support/identity-provider.ts';
import { type PageBrowser, pageBrowser } from '../support/page-browser.ts';
import { createPerson } from '../support/person.ts';
import { answers, type Receiver, startReceiver } from '../support/receiver.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** The service calls nobody inside because somebody outside, or a commune's administrator, says so. */

const NONE = new Networks('');
const limits = { connectMs: 1_000, wholeMs: 1_000, answerBytes: 1_000 };
const call = { headers: {}, body: '{}', limits };

/** A log whose lines are kept. */
function keptLog() {
  const lines: string[] = [];
  const log = createLog(
    'info',
    new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  return { log, said: () => lines.join('') };
}

describe('addresses inside', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.0.9',
    '169.254.169.254',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'not an address',
    '',
  ])('%s is not of the internet', (ip) => expect(isPublicAddress(ip)).toBe(false));

  it.each([
    '8.8.8.8',
    '::ffff:8.8.8.8',
    '::ffff:808:808',
    '64:ff9b::808:808',
    '2606:4700::1111',
    '172.32.0.1',
  ])('%s is', (ip) => expect(isPublicAddress(ip)).toBe(true));

  it('are those that the operator names, in whatever spelling', () => {
    const allowed = new Networks('10.20.0.0/16, 127.0.0.1,fd00::/8');
    for (const ip of ['10.20.3.4', '::ffff:10.20.3.4', '::ffff:a14:304', '127.0.0.1', 'fd12::1', 'fd12::1%2'])
      expect([ip, allowed.has(ip)]).toEqual([ip, true]);
    for (const ip of ['10.21.0.1', '127.0.0.2', '::1', 'fe80::1', '::ffff:7f00:2', 'x'])
      expect([ip, allowed.has(ip)]).toEqual([ip, false]);
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0/8',
    'office',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '::1/129',
    'fe80::1%eth0',
    '1e1',
  ])('are not named by “%s”, which stops the start', (text) =>
    expect(() => readConfig({ OUTGOING_ALLOW: text })).toThrow(ConfigError),
  );
});

describe('a call', () => {
  let here: Receiver;
  let beside: Server;
  let received: string[];
  let port: number;
  const cleanUp: (() => unknown)[] = [];
  beforeAll(async () => {
    here = await startReceiver();
    port = Number(new URL(here.url).port);
    // The same port at another address of this machine: where a name leads when it is asked again.
    received = [];
    beside = createServer((request, response) => {
      received.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => beside.listen(port, '127.0.0.2', resolve));
  });
  afterEach(async () => {
    for (const undo of cleanUp.splice(0)) await undo();
  });
  afterAll(async () => {
    await here.stop();
    await new Promise((resolve) => beside.close(resolve));
  });
  const callsBefore = () => here.received.length;

  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://0.0.0.0',
    'http://0',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://127.0.0.1.',
    'http://localhost',
    'http://localhost.',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[::]',
    'http://[::1]',
    'http://①②⑦.0.0.1',
  ])('of %s reaches nobody', async (origin) => {
    const { log, said } = keptLog();
    const before = callsBefore();
    const outgoing = createOutgoing({ log, allowed: NONE });
    expect(await outgoing.call(new URL(`${origin}:${port}/secret-path`), call)).toEqual({
      kind: 'unreached',
    });
    expect(callsBefore()).toBe(before);
    // Some systems know no “localhost.” at all.
    expect(said()).toContain('an outgoing call was not made');
    expect(said()).not.toContain('secret-path');
  });

  it('goes where the operator allows it, and nowhere else', async () => {
    const { log } = keptLog();
    const outgoing = createOutgoing({ log, allowed: new Networks('127.0.0.1') });
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', '0x7f000001'])
      expect(await outgoing.call(new URL(`http://${host}:${port}/`), call)).toMatchObject({ status: 200 });
    expect(await outgoing.call(new URL(`http://127.0.0.2:${port}/`), call)).toEqual({ kind: 'unreached' });
    expect(received).toEqual([]);
    // What the operator allows may still be kept from whoever looks after a part alone.
    expect(await outgoing.call(new URL(here.url), { ...call, notOwn: true })).toEqual({ kind: 'unreached' });
  });

  it('connects to what was checked, whatever its name stands for when it is asked again', async () => {
    const { log } = keptLog();
    let asked = 0;
    // As who owns a name may have it: first what is allowed, then what is not.
    const resolve = async () => (asked++ % 2 === 0 ? ['127.0.0.1'] : ['127.0.0.2']);
    const outgoing = createOutgoing({ log, allowed: new Networks('127.0.0.1'), resolve });
    const url = new URL(`http://rebound.example:${port}/`);
    expect(await outgoing.call(url, call)).toMatchObject({ status: 200 });
    expect(asked).toBe(1);
    expect(await outgoing.call(url, call)).toEqual({ kind: 'unreached' });
    expect(asked).toBe(2);
    expect(received).toEqual([]);
    // Of several addresses only those that may be called.
    const both = createOutgoing({
      log,
      allowed: new Networks('127.0.0.1'),
      resolve: async () => ['127.0.0.2', '127.0.0.1'],
    });
    expect(await both.call(url, call)).toMatchObject({ status: 200 });
    expect(received).toEqual([]);
  });

  it('follows no redirect', async () => {
    const { log } = keptLog();
    const away = await startReceiver(answers(307, { location: `http://127.0.0.2:${port}/` }));
    cleanUp.push(() => away.stop());
    const outgoing = createOutgoing({ log, allowed: LOOPBACK });
    expect(await outgoing.call(new URL(away.url), call)).toMatchObject({ status: 307 });
    expect(received).toEqual([]);
  });

  it('ends within its time and its bytes: a name that is not found, an endless answer, a line that is shut', async () => {
    const { log } = keptLog();
    const quick = { ...limits, connectMs: 200, wholeMs: 400 };
    const began = performance.now();
    const mute = createOutgoing({ log, allowed: LOOPBACK, resolve: () => new Promise(() => {}) });
    expect(await mute.call(new URL('https://x.example/'), { ...call, limits: quick })).toEqual({
      kind: 'unreached',
    });
    const endless = await startReceiver((_, response) => {
      const talk = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(talk));
    });
    cleanUp.push(() => endless.stop());
    const outgoing = createOutgoing({ log, allowed: LOOPBACK });
    const answer = await outgoing.call(new URL(endless.url), { ...call, limits: quick });
    expect(answer).toMatchObject({ kind: 'answered', body: 'x'.repeat(limits.answerBytes) });
    const shut = await startReceiver((_, response) =>
      response.writeHead(101, { upgrade: 'x', connection: 'upgrade' }).end(),
    );
    cleanUp.push(() => shut.stop());
    expect(await outgoing.call(new URL(shut.url), { ...call, limits: quick })).toMatchObject({
      kind: 'lost',
    });
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('a webhook', () => {
  let t: TestService;
  let inside: Receiver;
  let province: PageBrowser;
  const kept = keptLog();
  beforeAll(async () => {
    inside = await startReceiver(answers(418, {}, 'what is in here'));
    t = await startTestService({ now: '2025-10-23 09:00', log: kept.log });
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    province = await pageBrowser(t, 'haiphong');
  });
  afterAll(async () => {
    await t.stop();
    await inside.stop();
  });

  it.each([
    'https://127.0.0.1/x',
    'https://0.0.0.0:5432/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[::]/x',
    'https://10.0.0.7/x',
    'https://169.254.169.254/latest/meta-data/',
    'https://192.168.1.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://[fd00::1]/x',
    'https://[64:ff9b::7f00:1]/x',
    'https://localhost/x',
    'https://localhost./x',
    'https://a.localhost/x',
    'http://localhost/x',
    'http://127.0.0.1/x',
  ])('is not made to %s', async (url) => {
    const fields = { name: 'Điều hành', url, province: '31', area: '' };
    const { status, text } = await province.post('/quan-tri/kenh/webhook', fields);
    expect(status).toBe(422);
    expect(text).toContain('OUTGOING_ALLOW');
    expect(await t.db.sql`select id from webhook`).toEqual([]);
  });

  it('that leads inside by what it is now sends nothing and tells no more than that', async () => {
    // From before, or by a name that its owner has moved.
    await admin(
      t.db,
      t.clock.now(),
      'webhook',
      'create',
      '--name',
      'Cũ',
      '--area',
      '*',
      '--url',
      `${inside.url}/x`,
    );
    const [{ id } = { id: 0 }] = await t.db.sql`select id from webhook order by id desc limit 1`;
    await t.db.sql`update webhook set area = '31' where id = ${id}`;
    const sent = await province.post(`/quan-tri/kenh/webhook/${id}/gui-thu-nghiem`);
    expect(sent.status).toBe(303);
    t.clock.set('2025-10-23 09:01');
    await t.tick();
    expect(inside.received).toEqual([]);
    const [row] = await t.db.sql`select state, reason from outbox where channel = 'webhook'`;
    expect(row).toMatchObject({ state: 'waiting', reason: { code: 'unreached' } });
    const { text } = await province.get('/quan-tri/kenh/webhook');
    expect(text).toContain('không kết nối được');
    expect(text).not.toMatch(/ECONN|EINSIDE|EHOST|418|what is in here/);
    expect(kept.said()).toContain('leads inside');
  });
});

describe('the sign-in provider', () => {
  it('is called where the operator has named it, and not wherever its answers lead', async () => {
    const inside = await startReceiver();
    const token = `${inside.url}/token`;
    const provider = await startReceiver((post, response) => {
      const issuer = `http://${post.headers.host}`;
      const said = {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: token,
        jwks_uri: `${inside.url}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
    const t = await startTestService({ config: { oidc: { issuer: provider.url, ...CLIENT } } });
    try {
      const browser = cookieBrowser();
      const begun = await browser.open(`${t.address}/sign-in/oidc`);
      expect(provider.received.map((one) => one.path.split('?')[0])).toContain(
        '/.well-known/openid-configuration',
      );
      const state = begun.url.searchParams.get('state') ?? '';
      expect(state).not.toBe('');
      const back = new URLSearchParams({ code: 'x', state, iss: provider.url });
      const ended = await browser.open(`${t.address}/sign-in/oidc/callback?${back}`);
      expect(ended.status).toBe(400);
      expect(inside.received).toEqual([]);
    } finally {
      await t.stop();
      await provider.stop();
      await inside.stop();
    }
  });
});
