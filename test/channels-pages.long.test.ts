import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookChannel } from '../src/channels/webhook.ts';
import { createZaloZnsChannel } from '../src/channels/zalo-zns.ts';
import { createLog } from '../src/log.ts';
import { composeTestLetter } from '../src/outbox/test-letter.tsx';
import { createVault } from '../src/secrets/vault.ts';
import { admin } from './support/admin.ts';
import { LOOPBACK, loopbackCalls } from './support/calls.ts';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { SECRET_KEY, startTestService, type TestService } from './support/service.ts';
import { startZalo, type ZaloServer } from './support/zalo-server.ts';

const NOW = '2026-11-19 16:02';
const PATH = '/quan-tri/kenh';
const APP = { id: '4291763606161179100', secret: 'SECRET-of-the-application' };
const SECRETS = [APP.secret, 'refresh-0', 'access-0', 'SECRET-that-was-mistyped'];

/** What administrators see of the ways by which messages go, and do about them. */
describe('channels in the administration', () => {
  let t: TestService;
  let nation: PageBrowser;
  let province: PageBrowser;
  let other: PageBrowser;
  let receiver: Receiver;
  let zalo: ZaloServer;
  let folder: string;
  const lines: string[] = [];
  /** Every page that anybody has seen here. */
  const pages: string[] = [];
  const shown: string[] = [];
  beforeAll(async () => {
    const log = createLog('trace', { write: (line: string) => lines.push(line) });
    t = await startTestService({ now: NOW, log, config: { outgoingAllow: LOOPBACK } });
    for (const [login, area] of [
      ['goc', '*'],
      ['haiphong', '31'],
      ['angiang', '91'],
    ] as const)
      await createPerson(t, { login, role: 'admin', area });
    const watched = async (login: string): Promise<PageBrowser> => {
      const browser = await pageBrowser(t, login);
      const note = async (answer: ReturnType<PageBrowser['get']>) => {
        pages.push((await answer).text);
        return answer;
      };
      return { get: (path) => note(browser.get(path)), post: (path, of) => note(browser.post(path, of)) };
    };
    [nation, province, other] = [await watched('goc'), await watched('haiphong'), await watched('angiang')];
    receiver = await startReceiver();
    zalo = await startZalo(APP);
    folder = await mkdtemp(join(tmpdir(), 'channels-'));
  });
  afterAll(async () => {
    await t.stop();
    await receiver.stop();
    await zalo.stop();
    await rm(folder, { recursive: true });
  });
  const zns = () => ({
    'app-id': APP.id,
    'secret-key': APP.secret,
    'refresh-token': 'refresh-0',
    'access-token': 'access-0',
    'token-url': `${zalo.url}/v4/oa/access_token`,
    url: `${zalo.url}/message/template`,
    'template-id': '355330',
    parameters: 'noi_dung={brief:100}',
  });
  const audits = () =>
    t.db.sql`select actor, action, target, before, after from audit
      where action like 'channel.%' or action like 'webhook.%' order by id`;
  const outbox = () =>
    t.db
      .sql`select id, channel, address, recipient_name as name, about, state from outbox order by created_at, id`;
  const deps = () => ({
    orm: t.db.orm,
    vault: createVault(SECRET_KEY),
    clock: t.clock,
    outgoing: loopbackCalls,
  });
  /** The last message as whoever dispatches hands it to its channel. */
  const lastMessage = async () => {
    const row = (await outbox()).findLast((one) => one.state === 'waiting');
    const letter = composeTestLetter(
      { recipientName: row?.name },
      { language: 'vi', publicUrl: 'https://phuxanh.example', now: t.clock.now() },
    );
    return { id: row?.id, to: { name: row?.name, address: row?.address }, ...letter };
  };

  it('are listed with how they fare', async () => {
    await t.db.sql`insert into channel (name, failures, failing_since, paused_until, reason, updated_at)
      values ('email', 4, '2026-11-19T15:40:00+07:00', '2026-11-19T16:10:00+07:00', '{"code": "says", "said": "ECONNREFUSED mail.example"}', now())`;
    const { status, text } = await nation.get(PATH);
    expect(status).toBe(200);
    for (const word of [
      'Email',
      'Zalo OA',
      'Zalo ZNS',
      'Hệ thống khác (webhook)',
      'ECONNREFUSED mail.example',
    ])
      expect(text).toContain(word);
    // Who looks after a part sees what works, and nothing of the whole's troubles.
    const part = await province.get(PATH);
    expect(part.status).toBe(200);
    expect(part.text).not.toContain('ECONNREFUSED');
    expect(part.text).not.toContain('Đã gửi trong 24 giờ');
  });

  it('are set up by who looks after the whole, with every fault at its field', async () => {
    const wrong = await nation.post(`${PATH}/zalo_zns`, {
      ...zns(),
      'secret-key': 'SECRET-that-was-mistyped and more',
      url: 'http://zalo.example/',
      parameters: 'x={boss}',
      'template-id': '',
    });
    expect(wrong.status).toBe(422);
    for (const field of ['secret-key', 'url', 'parameters', 'template-id'])
      expect(wrong.text).toContain(`id="${field}-error"`);
    expect(wrong.text).toContain('value="x={boss}"');
    expect(await t.db.sql`select settings from channel where name = 'zalo_zns'`).toEqual([]);

    expect(await nation.post(`${PATH}/zalo_zns`, zns())).toMatchObject({
      status: 303,
      to: `${PATH}/zalo_zns?done=luu`,
    });
    const { text } = await nation.get(`${PATH}/zalo_zns?done=luu`);
    expect(text).toContain('Đã lưu cài đặt.');
    expect(text).toContain('value="355330"');
    expect((await nation.get(PATH)).text).toMatch(/Zalo ZNS[\s\S]*?hoạt động/);
    expect(await audits()).toMatchObject([
      {
        actor: 'goc',
        action: 'channel.set',
        target: 'zalo_zns',
        after: { 'template-id': '355330', secrets: ['secret-key', 'refresh-token', 'access-token'] },
      },
    ]);
  });

  it('keep their secrets where the form leaves them blank', async () => {
    const blank = { 'secret-key': '', 'refresh-token': '', 'access-token': '' };
    await nation.post(`${PATH}/zalo_zns`, { ...zns(), ...blank, 'template-id': '355331' });
    expect((await audits()).at(-1)).toMatchObject({
      before: { 'template-id': '355330' },
      after: { 'template-id': '355331' },
    });
    expect((await audits()).at(-1)?.after.secrets).toBeUndefined();
  });

  it('are tried with an address that somebody types', async () => {
    const wrong = await nation.post(`${PATH}/zalo_zns/gui-thu-nghiem`, { address: 'an@xa.example' });
    expect([wrong.status, wrong.text.includes('id="address-error"')]).toEqual([422, true]);
    expect(await outbox()).toEqual([]);
    const sent = await nation.post(`${PATH}/zalo_zns/gui-thu-nghiem`, { address: '0912 345 678' });
    expect(sent).toMatchObject({ status: 303, to: `${PATH}/zalo_zns?done=gui-thu-nghiem` });
    expect(await outbox()).toMatchObject([
      { channel: 'zalo_zns', address: '84912345678', name: 'Người goc', about: 'test', state: 'waiting' },
    ]);
    const message = await lastMessage();
    expect(await createZaloZnsChannel(deps()).send(message)).toEqual({ kind: 'accepted' });
    expect(zalo.messages[0]?.body).toMatchObject({ phone: '84912345678', template_id: '355331' });
    const waiting = await nation.get(`${PATH}/zalo_zns`);
    expect(waiting.text).toMatch(/84912345678[\s\S]*?đang chờ/);
    await t.db
      .sql`update outbox set state = 'failed', reason = '{"code": "zalo_says", "number": -118, "said": "Zalo account not existed"}'`;
    expect((await nation.get(`${PATH}/zalo_zns`)).text).toMatch(/84912345678[\s\S]*?gửi lỗi[\s\S]*?-118/);
  });

  it('try again at once when they are told to', async () => {
    expect((await nation.get(`${PATH}/email`)).text).toContain('Gửi lỗi từ');
    // Without a mail server there is nothing to try.
    expect((await nation.post(`${PATH}/email/thu-lai`)).status).toBe(303);
    expect(await t.db.sql`select paused_until, failures from channel where name = 'email'`).toEqual([
      { paused_until: null, failures: 4 },
    ]);
    expect((await nation.post(`${PATH}/email/thu-lai`)).status).toBe(422);
  });

  it('send so many a minute', async () => {
    expect((await nation.post(`${PATH}/email/gioi-han`, { 'per-minute': '60' })).status).toBe(303);
    expect((await nation.get(`${PATH}/email`)).text).toContain('value="60"');
    for (const [channel, typed] of [
      ['email', '0'],
      ['webhook', 'nhiều'],
    ])
      expect(await nation.post(`${PATH}/${channel}/gioi-han`, { 'per-minute': typed ?? '' })).toMatchObject({
        status: 422,
        text: expect.stringContaining('id="per-minute-error"'),
      });
    await nation.post(`${PATH}/email/gioi-han`, { 'per-minute': '' });
    const [row] = await t.db.sql`select per_minute from channel where name = 'email'`;
    expect(row?.per_minute).toBeNull();
  });

  it('of the whole are nothing for who looks after a part', async () => {
    for (const [path, fields] of [
      ['zalo_zns', zns()],
      ['zalo_zns/tat', {}],
      ['email/gioi-han', { 'per-minute': '1' }],
      ['email/thu-lai', {}],
      ['email/gui-thu-nghiem', { address: 'an@xa.example' }],
      ['webhook/gioi-han', { 'per-minute': '1' }],
      ['webhook/thu-lai', {}],
    ] as const)
      expect([path, (await province.post(`${PATH}/${path}`, fields)).status]).toEqual([path, 404]);
    const { text } = await province.get(`${PATH}/zalo_zns`);
    expect(text).toContain('toàn hệ thống');
    expect(text).not.toContain('355331');
    expect((await nation.get(`${PATH}/fax`)).status).toBe(404);
  });

  describe('webhooks', () => {
    const place = { province: '31', area: '' };
    const idOf = async (name: string) =>
      Number((await t.db.sql`select id from webhook where name = ${name}`)[0]?.id);

    it('are added by who looks after their area, with a secret that is shown once', async () => {
      const made = await province.post(`${PATH}/webhook`, {
        name: 'Trung tâm điều hành',
        url: 'https://dieuhanh.example/in',
        ...place,
      });
      expect(made.status).toBe(200);
      const secret = /value="(whsec_[^"]+)"/.exec(made.text)?.[1] ?? '';
      expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
      shown.push(secret);
      expect((await province.get(`${PATH}/webhook`)).text).toContain('https://dieuhanh.example/in');
      expect((await other.get(`${PATH}/webhook`)).text).not.toContain('dieuhanh.example');
      expect((await nation.get(`${PATH}/webhook`)).text).toContain('>Thành phố Hải Phòng</td>');
    });

    it('come with every fault at its field', async () => {
      const { status, text } = await province.post(`${PATH}/webhook`, {
        name: '',
        url: 'http://dieuhanh.example/',
        province: '91',
        area: '',
      });
      expect(status).toBe(422);
      for (const field of ['name', 'url', 'province']) expect(text).toContain(`href="#${field}"`);
      const here = { name: 'x', url: receiver.url, ...place };
      expect((await province.post(`${PATH}/webhook`, here)).text).toContain('chính máy chủ này');
    });

    it('of others are not there', async () => {
      const id = await idOf('Trung tâm điều hành');
      for (const act of ['doi-khoa', 'tat', 'gui-thu-nghiem'])
        expect([act, (await other.post(`${PATH}/webhook/${id}/${act}`)).status]).toEqual([act, 404]);
    });

    it('are tried, and what they get can be verified', async () => {
      const url = `${receiver.url}/in`;
      const made = await nation.post(`${PATH}/webhook`, { name: 'Cùng máy', url, province: '*', area: '' });
      const secret = /value="(whsec_[^"]+)"/.exec(made.text)?.[1] ?? '';
      shown.push(secret);
      const id = await idOf('Cùng máy');
      expect((await nation.post(`${PATH}/webhook/${id}/gui-thu-nghiem`)).status).toBe(303);
      const message = await lastMessage();
      expect(message.to).toEqual({ name: 'Cùng máy', address: String(id) });
      expect(
        await createWebhookChannel({ ...deps(), clock: { now: () => new Date() } }).send(message),
      ).toEqual({
        kind: 'accepted',
      });
      const [post] = receiver.received;
      const headers = post?.headers as Record<string, string>;
      expect(new Webhook(secret).verify(post?.body ?? '', headers)).toMatchObject({ type: 'test' });
      expect((await nation.get(`${PATH}/webhook`)).text).toMatch(/Gửi đến[\s\S]*?Cùng máy[\s\S]*?đang chờ/);
      // Whose webhook it is not sees nothing of its test.
      expect((await other.get(`${PATH}/webhook`)).text).not.toContain('đang chờ');
    });

    it('get another secret, and are switched off', async () => {
      const id = await idOf('Trung tâm điều hành');
      const rotated = await province.post(`${PATH}/webhook/${id}/doi-khoa`);
      const secret = /value="(whsec_[^"]+)"/.exec(rotated.text)?.[1] ?? '';
      expect(shown).not.toContain(secret);
      shown.push(secret);
      expect((await province.post(`${PATH}/webhook/${id}/tat`)).status).toBe(303);
      expect((await province.get(`${PATH}/webhook?done=tat`)).text).toContain('đã tắt');
      for (const act of ['doi-khoa', 'tat', 'gui-thu-nghiem'])
        expect([act, (await province.post(`${PATH}/webhook/${id}/${act}`)).status]).toEqual([act, 409]);
    });
  });

  describe('at the shell', () => {
    const run = (...args: string[]) => admin(t.db, t.clock.now(), ...args);

    it('are set up with secrets of a file', async () => {
      const file = join(folder, 'secrets');
      writeFileSync(file, `# of Zalo\nsecret-key=${APP.secret}\nrefresh-token = refresh-0\n`);
      const oa = ['--app-id', APP.id, '--secrets', file, '--token-url', `${zalo.url}/v4/oa/access_token`];
      expect(await run('channel', 'set', 'zalo_oa', ...oa)).toBe('zalo_oa is set up.');
      expect(await run('channel', 'rate', 'zalo_oa', '30')).toBe('zalo_oa sends at most 30 a minute.');
      const list = await run('channel', 'list');
      expect(list).toMatch(/zalo_oa +set +- +- +30/);
      pages.push(list);
      expect((await nation.get(`${PATH}/zalo_oa`)).text).toContain(`value="${APP.id}"`);
      expect((await audits()).at(-1)).toMatchObject({ actor: 'shell:test', action: 'channel.rate' });
    });

    it('say what is wrong', async () => {
      const file = join(folder, 'bad');
      writeFileSync(file, 'no secret here');
      for (const [args, said] of [
        [['channel', 'set', 'email'], 'zalo_oa, zalo_zns'],
        [['channel', 'set', 'zalo_oa', '--template-id', '1'], 'Not of zalo_oa: --template-id'],
        [['channel', 'set', 'zalo_oa', '--secrets', file], 'Line 1'],
        [['channel', 'set', 'zalo_zns', '--url', 'ftp://x'], 'url: it is not an https address'],
        [['channel', 'rate', 'email', 'many'], 'COUNT'],
        [['channel', 'resume', 'web_push'], 'not paused'],
        [
          ['webhook', 'create', '--name', 'x', '--url', 'http://x.example', '--area', '31'],
          '--url: only https',
        ],
        [['webhook', 'create', '--name', 'x', '--url', 'https://x.example', '--area', '99'], '“99”'],
        [['webhook', 'disable', '999'], 'no live webhook'],
      ] as const)
        await expect(run(...args)).rejects.toThrow(said);
    });

    it('make, list, renew and disable webhooks', async () => {
      const secret = await run(
        ...['webhook', 'create', '--name', 'Sở', '--url', 'https://so.example/in', '--area', '31'],
      );
      expect(secret).toMatch(/^whsec_/);
      const list = await run('webhook', 'list');
      const id = /(\d+) +31 .*Sở +https:\/\/so\.example\/in/.exec(list)?.[1] ?? '';
      const next = await run('webhook', 'rotate', id);
      shown.push(secret, next);
      pages.push(list, await run('webhook', 'disable', id));
      expect((await province.get(`${PATH}/webhook`)).text).toContain('https://so.example/in');
    });

    it('lose what they know', async () => {
      expect(await run('channel', 'set', 'zalo_oa', '--off')).toContain('wait');
      expect((await nation.get(`${PATH}/zalo_oa`)).text).toContain('chưa cài đặt');
      expect((await nation.post(`${PATH}/zalo_oa/tat`)).status).toBe(422);
    });
  });

  it('tell no secret: in no page, log, audit or table', async () => {
    expect(shown).toHaveLength(5);
    const stored = await Promise.all(
      ['audit', 'channel', 'webhook', 'outbox'].map((table) => t.db.sql`select * from ${t.db.sql(table)}`),
    );
    await nation.get('/quan-tri/nhat-ky');
    const api = await (await t.caller('admin', '*')).get('/api/v1/audit?limit=500');
    const everywhere: Record<string, string> = {
      stored: JSON.stringify(stored),
      log: lines.join(''),
      api: JSON.stringify(api.body),
      pages: pages.join('').replaceAll(/<section class="notice good"[\s\S]*?<\/section>/g, ''),
    };
    expect(lines.length).toBeGreaterThan(50);
    for (const [where, text] of Object.entries(everywhere))
      for (const secret of [...SECRETS, ...shown.map((one) => one.slice('whsec_'.length))])
        expect([where, secret, text.includes(secret)]).toEqual([where, secret, false]);
  });
});
