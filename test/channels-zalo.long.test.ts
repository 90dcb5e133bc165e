import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { internationalPhone } from '../src/channels/phone.ts';
import { because } from '../src/channels/reasons.ts';
import { setChannel } from '../src/channels/settings.ts';
import { readCodes, verdictOf } from '../src/channels/zalo-codes.ts';
import { createZaloOaChannel } from '../src/channels/zalo-oa.ts';
import { fillParameters, readParameters } from '../src/channels/zalo-parameters.ts';
import { renewOldTokens } from '../src/channels/zalo-tokens.ts';
import { createZaloZnsChannel } from '../src/channels/zalo-zns.ts';
import { connect } from '../src/db/connect.ts';
import { createVault } from '../src/secrets/vault.ts';
import { loopbackCalls } from './support/calls.ts';
import { instant, settableClock } from './support/clock.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { outgoing } from './support/outgoing.ts';
import { startZalo, type ZaloServer } from './support/zalo-server.ts';

const APP = { id: '4291763606161179100', secret: 'the-secret-of-the-application' };
const clock = settableClock('2026-11-19 16:02');
const author = {
  now: instant('2026-11-19 16:00'),
  kind: 'person',
  actor: 'quantri',
  source: '127.0.0.1',
} as const;
const PHONE = '0912 345 678';

describe('Zalo', () => {
  let t: TestDatabase;
  let zalo: ZaloServer;
  const vault = createVault('a secret of the service');
  const limits = { connectMs: 500, wholeMs: 500, answerBytes: 10_000 };
  beforeEach(async () => {
    t = await createTestDatabase();
    zalo = await startZalo(APP);
  });
  afterEach(async () => {
    await zalo.stop();
    await t.drop();
  });

  const deps = () => ({ orm: t.db.orm, vault, clock, outgoing: loopbackCalls, limits });
  const oa = () => createZaloOaChannel(deps());
  const zns = () => createZaloZnsChannel(deps());
  const tokens = () => ({
    'app-id': APP.id,
    'secret-key': APP.secret,
    'refresh-token': 'refresh-0',
    'access-token': 'access-0',
    'token-url': `${zalo.url}/v4/oa/access_token`,
  });
  const setOa = (fields: Record<string, string> = {}) =>
    setChannel(t.db.orm, vault, author, 'zalo_oa', {
      ...tokens(),
      url: `${zalo.url}/v3.0/oa/message/cs`,
      ...fields,
    });
  const setZns = (fields: Record<string, string> = {}) =>
    setChannel(t.db.orm, vault, author, 'zalo_zns', {
      ...tokens(),
      url: `${zalo.url}/message/template`,
      'template-id': '355330',
      parameters: 'ten={name:12}; noi_dung={brief:60}; lien_ket={link}',
      ...fields,
    });

  it('is not ready until it is set up', async () => {
    expect([await oa().ready(), await zns().ready()]).toEqual([false, false]);
    await setOa();
    expect([await oa().ready(), await zns().ready()]).toEqual([true, false]);
  });

  it('writes to who follows the official account', async () => {
    await setOa();
    const message = outgoing('2468458835296197922');
    expect(await oa().send(message)).toEqual({ kind: 'accepted' });
    expect(zalo.messages).toEqual([
      {
        path: '/v3.0/oa/message/cs',
        token: 'access-0',
        body: { recipient: { user_id: '2468458835296197922' }, message: { text: message.text.trim() } },
      },
    ]);
  });

  it('says in short, with a link, what is too long', async () => {
    await setOa({ 'max-length': '200' });
    const message = outgoing('1', { text: 'dài '.repeat(80) });
    await oa().send(message);
    const said = zalo.messages[0]?.body.message?.text;
    expect(said).toBe(`${message.brief}\n${message.link}`);
    await oa().send(outgoing('1', { text: 'dài '.repeat(80), brief: 'ngắn '.repeat(80) }));
    const cut = zalo.messages[1]?.body.message?.text ?? '';
    expect([...cut].length).toBe(200);
    expect(cut.endsWith(`…\n${message.link}`)).toBe(true);
  });

  it('writes by template to a telephone', async () => {
    await setZns();
    const message = outgoing(PHONE);
    expect(await zns().send(message)).toEqual({ kind: 'accepted' });
    expect(zalo.messages[0]?.body).toEqual({
      phone: '84912345678',
      template_id: '355330',
      template_data: {
        ten: 'Nguyễn Văn …',
        noi_dung: 'Phường Nam Đồ Sơn chưa gửi báo cáo ngày 19/11/2026. Hạn bổ …',
        lien_ket: message.link,
      },
      tracking_id: message.id,
    });
  });

  it('renews an access token that has run out, and sends once', async () => {
    await setOa();
    zalo.expire();
    expect(await oa().send(outgoing('1'))).toEqual({ kind: 'accepted' });
    expect(zalo.messages).toMatchObject([{ token: 'access-1' }]);
    expect(zalo.tokenCalls()).toBe(1);
    // The pair is kept: neither another process nor the next message asks again.
    expect(await oa().send(outgoing('1'))).toEqual({ kind: 'accepted' });
    zalo.expire();
    expect(await oa().send(outgoing('1'))).toEqual({ kind: 'accepted' });
    expect(zalo.tokenCalls()).toBe(2);
  });

  it('asks for the first access token where only a refresh token was given', async () => {
    await setOa({ 'access-token': '' });
    expect(await oa().send(outgoing('1'))).toEqual({ kind: 'accepted' });
    expect(zalo.messages).toMatchObject([{ token: 'access-1' }]);
  });

  it('twelve messages of two instances that find it spent renew it once', async () => {
    await setZns();
    zalo.expire();
    const other = connect(t.connection);
    const instances = [zns(), createZaloZnsChannel({ ...deps(), orm: other.orm })];
    const sent = await Promise.all(
      instances.flatMap((one) => Array.from({ length: 6 }, () => one.send(outgoing(PHONE)))),
    );
    await other.close();
    expect(sent).toEqual(Array.from({ length: 12 }, () => ({ kind: 'accepted' })));
    expect(zalo.tokenCalls()).toBe(1);
    expect(zalo.messages).toHaveLength(12);
  });

  it('goes in the name of the official account where it has no application of its own', async () => {
    await setOa();
    await setZns({ 'app-id': '', 'secret-key': '', 'refresh-token': '', 'access-token': '' });
    zalo.expire();
    expect(await zns().send(outgoing(PHONE))).toEqual({ kind: 'accepted' });
    expect(await oa().send(outgoing('1'))).toEqual({ kind: 'accepted' });
    expect(zalo.tokenCalls()).toBe(1);
  });

  it('says what to do when there is no new token, and tells no secret', async () => {
    await setOa();
    zalo.expire();
    zalo.forget();
    const result = await oa().send(outgoing('1'));
    expect(result).toEqual({
      kind: 'misconfigured',
      reason: because('zalo_new_refresh_token', { said: '-14014 Invalid refresh token …' }),
    });
  });

  it('does not take turns with a server that refuses every token', async () => {
    await setZns();
    zalo.answer({ body: { error: -124, message: 'Access token invalid access-0 access-1' } });
    expect(await zns().send(outgoing(PHONE))).toMatchObject({ kind: 'misconfigured' });
    expect(zalo.calls).toHaveLength(3);
  });

  it('renews at night what nobody has used, once in a fortnight', async () => {
    await setOa();
    const night = instant('2026-11-20 02:00');
    clock.set(night);
    expect(await renewOldTokens(deps(), night)).toEqual({ tokens_renewed: 1, tokens_failed: 0 });
    for (const [day, calls] of [
      ['2026-12-03 02:00', 1],
      ['2026-12-04 02:00', 2],
    ] as const) {
      clock.set(day);
      await renewOldTokens(deps(), clock.now());
      expect([day, zalo.tokenCalls()]).toEqual([day, calls]);
    }
    expect(await oa().send(outgoing('1'))).toEqual({ kind: 'accepted' });
    zalo.forget();
    clock.set('2027-01-04 02:00');
    expect(await renewOldTokens(deps(), clock.now())).toEqual({ tokens_renewed: 0, tokens_failed: 1 });
  });

  it.each([
    ['no such account', { body: { error: -118, message: 'Zalo account not existed' } }, 'refused'],
    ['not at night', { body: { error: -133, message: 'not allowed at night' } }, 'retry'],
    ['quota of the day', { body: { error: -144, message: 'quota' } }, 'unavailable'],
    ['out of balance', { body: { error: -115, message: 'Out of quota' } }, 'misconfigured'],
    ['a code as text', { body: { error: '-118', message: 'x' } }, 'refused'],
    ['an unknown code', { body: { error: -98765, message: 'new' } }, 'retry'],
    ['a code of the operator', { body: { error: -999, message: 'ours' } }, 'refused'],
    ['a failure with its own status', { status: 400, body: { error: -109, message: 'x' } }, 'misconfigured'],
    ['an error page', { status: 502, body: '<html>' }, 'unavailable'],
    ['too many', { status: 429, body: '' }, 'unavailable'],
    ['another address', { status: 404, body: '<html>' }, 'misconfigured'],
    ['a redirect', { status: 302, body: '' }, 'misconfigured'],
    ['words that cannot be read', { status: 200, body: 'OK' }, 'retry'],
    ['JSON that says nothing', { status: 200, body: '[]' }, 'retry'],
  ])('%s', async (_, answer, kind) => {
    await setZns({ codes: '-999=refused' });
    zalo.answer(answer);
    expect(await zns().send(outgoing(PHONE))).toMatchObject({ kind });
    expect(zalo.messages).toEqual([]);
  });

  it('nobody there', async () => {
    await setZns({ url: 'http://127.0.0.1:1/' });
    expect(await zns().send(outgoing(PHONE))).toMatchObject({ kind: 'unavailable' });
  });

  it('refuses who cannot be reached so', async () => {
    await setOa();
    await setZns();
    for (const address of ['an@xa.example', '', '12'])
      expect(await zns().send(outgoing(address))).toMatchObject({ kind: 'refused' });
    expect(await oa().send(outgoing(PHONE))).toMatchObject({ kind: 'refused' });
    expect(zalo.calls).toEqual([]);
  });

  it('keeps what it knows sealed, and says so when the key is another', async () => {
    await setOa();
    zalo.expire();
    await oa().send(outgoing('1'));
    const stored = JSON.stringify([
      await t.db.sql`select * from channel`,
      await t.db.sql`select * from audit`,
    ]);
    for (const secret of [APP.secret, 'access-0', 'refresh-0', 'access-1', 'refresh-1'])
      expect(stored).not.toContain(secret);
    const other = createZaloOaChannel({ ...deps(), vault: createVault('another') });
    expect(await other.send(outgoing('1'))).toMatchObject({
      kind: 'misconfigured',
      reason: because('other_key'),
    });
  });
});

describe('telephone numbers', () => {
  it.each([
    '0912345678',
    '0912 345 678',
    '+84912345678',
    '+84 (0)912.345.678',
    '84912345678',
    '0084912345678',
    '912345678',
    '(091) 234-5678',
  ])('%s', (text) => expect(internationalPhone(text)).toBe('84912345678'));
  it('of a landline', () => expect(internationalPhone('0225 3842 110')).toBe('842253842110'));
  it.each(['', '113', '+1 212 555 0100', 'an@xa.example', '0912345', '09123456789012', '0912-345-67x'])(
    'not %j',
    (text) => expect(internationalPhone(text)).toBeNull(),
  );
});

describe('codes', () => {
  it('of the operator come first', () => {
    const own = readCodes('-118=retry, -5000=token');
    expect([verdictOf(-118, own ?? undefined), verdictOf(-5000, own ?? undefined), verdictOf(-118)]).toEqual([
      'retry',
      'token',
      'refused',
    ]);
  });
  it.each(['-118', '-118=later', 'x=retry', '-118 = retry'])('not %j', (text) =>
    expect(readCodes(text)).toBeNull(),
  );
});

describe('parameters of a template', () => {
  it.each(['', ';', 'ten', 'ten=', 'ten={boss}', 'ten={name', 'tên={name}', 'a={name}; a={brief}'])(
    'not %j',
    (text) => expect(readParameters(text)).toBeNull(),
  );
  it('may stand beside words of the office', () => {
    const parameters = readParameters('muc=Nhắc việc; ai=Kính gửi {name}') ?? new Map();
    expect(fillParameters(parameters, outgoing(PHONE))).toEqual({
      muc: 'Nhắc việc',
      ai: 'Kính gửi Nguyễn Văn An',
    });
  });
});
