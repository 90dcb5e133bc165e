import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmailChannel } from '../src/channels/email.ts';
import { type MailServer, reply, startMailServer } from './support/mail-server.ts';
import { outgoing } from './support/outgoing.ts';
import { startReceiver } from './support/receiver.ts';
import { type Certificate, makeCertificate } from './support/tls-certificates.ts';

const CHILD = fileURLToPath(new URL('support/send-mail-child.ts', import.meta.url));
const MAIL_FROM = 'phuxanh@so.example';

/** The e-mail channel against servers that are real, or ill in a way that servers are. */
describe('e-mail', () => {
  let ours: Certificate;
  let others: Certificate;
  const cleanUp: (() => unknown)[] = [];
  beforeAll(() => {
    ours = makeCertificate('127.0.0.1');
    others = makeCertificate('mail.example');
  });
  afterEach(async () => {
    for (const undo of cleanUp.splice(0).reverse()) await undo();
  });
  afterAll(() => {
    ours.remove();
    others.remove();
  });

  async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
    const server = await startMailServer(options);
    cleanUp.push(() => server.stop());
    return server;
  }
  const withTls = ({ key, cert }: Certificate): SMTPServerOptions => ({ key, cert, disabledCommands: [] });

  /** A server whose every line is the test's. */
  async function bareServer(handle: (socket: Socket) => void): Promise<string> {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      cleanUp.push(() => socket.destroy());
      handle(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanUp.push(() => server.close());
    const address = server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  function channelTo(smtpUrl: string, timeoutMs = 500) {
    const channel = createEmailChannel({ smtpUrl, mailFrom: MAIL_FROM, timeoutMs });
    cleanUp.push(() => channel.close());
    return channel;
  }
  const sendTo = (smtpUrl: string, to = 'an@xa.example') => channelTo(smtpUrl).send(outgoing(to));

  /** What a process that trusts our certificate gets from these servers. */
  async function sendTrusting(mailServers: string[], addresses: string[] = []): Promise<unknown[]> {
    const given = [mailServers, addresses].map((one) => JSON.stringify(one));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', CHILD, ...given], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: ours.file },
    });
    return JSON.parse(stdout);
  }

  it('is encrypted by STARTTLS or from the start, and signs in', async () => {
    const secure: boolean[] = [];
    const signIn: SMTPServerOptions = {
      authOptional: false,
      onAuth: ({ username, password }, session, done) => {
        secure.push(session.secure);
        if (username === 'phu xanh' && password === 'p@ss/1') done(null, { user: username });
        else done(reply(535, 'wrong password'));
      },
    };
    const upgraded = await mailServer({ ...withTls(ours), ...signIn });
    const fromTheStart = await mailServer({ ...withTls(ours), ...signIn, secure: true });
    const named = (url: string, who = 'phu%20xanh:p%40ss%2F1') => url.replace('//', `//${who}@`);
    const results = await sendTrusting([
      named(upgraded.url),
      named(fromTheStart.url.replace('smtp:', 'smtps:')),
      named(upgraded.url, 'phu%20xanh:wrong'),
      upgraded.url,
    ]);
    expect(results).toMatchObject([
      { kind: 'accepted' },
      { kind: 'accepted' },
      { kind: 'misconfigured', reason: { code: 'says', said: expect.stringContaining('wrong password') } },
      { kind: 'misconfigured', reason: { code: 'says', said: expect.stringContaining('530') } },
    ]);
    expect(secure).toEqual([true, true, true]);
    expect([upgraded.received.length, fromTheStart.received.length]).toEqual([1, 1]);
    expect(JSON.stringify(results)).not.toContain('p@ss/1');
  });

  it('goes to nobody who is not whom he says he is', async () => {
    const selfMade = await mailServer(withTls(ours));
    const selfMadeFromTheStart = await mailServer({ ...withTls(ours), secure: true });
    for (const url of [selfMade.url, selfMadeFromTheStart.url.replace('smtp:', 'smtps:')])
      expect(await sendTo(url)).toMatchObject({
        kind: 'misconfigured',
        reason: { code: 'says', said: expect.stringMatching(/self.signed/) },
      });
    const misnamed = await mailServer(withTls(others));
    expect(await sendTrusting([misnamed.url])).toMatchObject([{ kind: 'misconfigured' }]);
    for (const { received } of [selfMade, selfMadeFromTheStart, misnamed]) expect(received).toEqual([]);
  });

  it('does not go in the open where encryption is asked for', async () => {
    const open = await mailServer();
    expect(await sendTo(`${open.url}?requireTLS=true`)).toMatchObject({ kind: 'misconfigured' });
    expect(open.received).toEqual([]);
    expect(await sendTo(`${open.url}?requireTLS=false`)).toEqual({ kind: 'accepted' });
  });

  it('does without signing in where the server does not offer it, and keeps the password', async () => {
    const { url, received } = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    expect(await sendTo(url.replace('//', '//user:password@'))).toEqual({ kind: 'accepted' });
    expect(received[0]?.raw).not.toContain('password');
  });

  it('an unknown recipient is refused, and the next gets his by the same line', async () => {
    let connections = 0;
    const mail = await mailServer({
      onConnect: (_, done) => {
        connections++;
        done();
      },
      onRcptTo: ({ address }, _, done) =>
        done(address === 'ai@xa.example' ? reply(550, '5.1.1 unknown user') : null),
    });
    const channel = channelTo(mail.url);
    expect(await channel.send(outgoing('ai@xa.example'))).toMatchObject({
      kind: 'refused',
      reason: { code: 'says', said: expect.stringContaining('unknown user') },
    });
    expect(await channel.send(outgoing('an@xa.example'))).toEqual({ kind: 'accepted' });
    expect(mail.received.map(({ to }) => to)).toEqual([['an@xa.example']]);
    expect(connections).toBeLessThanOrEqual(2);
  });

  it.each([
    ['a recipient who is put off', { onRcptTo: 451 }, { kind: 'retry', uncertain: false }],
    ['a full mailbox', { onRcptTo: 452 }, { kind: 'retry', uncertain: false }],
    ['a mailbox that is none', { onRcptTo: 553 }, { kind: 'refused' }],
    ['a sender who is not let in', { onMailFrom: 550 }, { kind: 'misconfigured' }],
    ['a sender who is put off', { onMailFrom: 451 }, { kind: 'retry', uncertain: false }],
    ['a server that takes nobody (554)', { onConnect: 554 }, { kind: 'misconfigured' }],
    ['a server that is about to close (421)', { onConnect: 421 }, { kind: 'unavailable' }],
    ['a text that is refused', { onData: 554 }, { kind: 'refused' }],
    ['a text that is put off', { onData: 451 }, { kind: 'retry', uncertain: false }],
  ])('%s', async (_, codes: Record<string, number>, result) => {
    const options: SMTPServerOptions = {};
    if (codes.onRcptTo) options.onRcptTo = (_to, _session, done) => done(reply(codes.onRcptTo ?? 0));
    if (codes.onMailFrom) options.onMailFrom = (_from, _session, done) => done(reply(codes.onMailFrom ?? 0));
    if (codes.onConnect) options.onConnect = (_session, done) => done(reply(codes.onConnect ?? 0));
    if (codes.onData)
      options.onData = (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(reply(codes.onData ?? 0)));
      };
    const { url } = await mailServer(options);
    expect(await sendTo(url)).toMatchObject(result);
  });

  it('waits for a server that is slow', async () => {
    const slowly = (done: () => void) => setTimeout(done, 300);
    const mail = await mailServer({
      onConnect: (_, done) => void slowly(done),
      onMailFrom: (_, __, done) => void slowly(done),
      onRcptTo: (_, __, done) => void slowly(done),
    });
    expect(await sendTo(mail.url)).toEqual({ kind: 'accepted' });
  });

  /** Answers each command in turn, and dies at the one named. */
  const dyingAt = (command: string) =>
    bareServer((socket) => {
      socket.write('220 here\r\n');
      if (command === 'GREETING') socket.destroy();
      socket.on('data', (chunk) => {
        for (const line of String(chunk).split('\r\n').filter(Boolean)) {
          if (line.startsWith(command)) socket.destroy();
          else if (line === 'DATA') socket.write('354 go on\r\n');
          else if (/^(EHLO|HELO|MAIL|RCPT)/.test(line)) socket.write('250 ok\r\n');
        }
      });
    });

  it.each([
    ['greets and dies', 'GREETING', 'unavailable'],
    ['dies at our greeting', 'EHLO', 'unavailable'],
    // It speaks with us, so it may be this message that it dies of: the others must not wait for it.
    ['dies at the sender', 'MAIL', 'retry'],
    ['dies at the recipient', 'RCPT', 'retry'],
    ['dies before the text', 'DATA', 'retry'],
  ])('a server that %s has got nothing', async (_, command, kind) => {
    const result = await sendTo(await dyingAt(command));
    expect(result).toMatchObject(kind === 'retry' ? { kind, uncertain: false } : { kind });
  });

  it('a server that dies after the text may have it', async () => {
    expect(await sendTo(await dyingAt('Kính'))).toMatchObject({ kind: 'retry', uncertain: true });
  });

  it('carries pictures that the text shows, and files', async () => {
    const mail = await mailServer();
    const picture = Buffer.from('89504e470d0a1a0a', 'hex');
    const sheet = Buffer.from('a,b\n1,2\n');
    const sent = await channelTo(mail.url).send(
      outgoing('an@xa.example', {
        html: '<p>Bản đồ</p><img src="cid:map@phuxanh" alt="Bản đồ">',
        attachments: [
          { fileName: 'ban-do.png', contentType: 'image/png', body: picture, contentId: 'map@phuxanh' },
          { fileName: 'còn thiếu.csv', contentType: 'text/csv', body: sheet },
        ],
      }),
    );
    expect(sent).toEqual({ kind: 'accepted' });
    const raw = mail.received[0]?.raw ?? '';
    const partOf = (mark: string) => raw.split(/\r\n--/).find((part) => part.includes(mark)) ?? '';
    expect(partOf('image/png')).toMatch(/Content-ID: <map@phuxanh>/i);
    expect(partOf('image/png')).toMatch(/Content-Disposition: inline/i);
    expect(partOf('image/png')).toContain(picture.toString('base64'));
    expect(partOf('text/csv')).toMatch(/Content-Disposition: attachment/i);
    expect(partOf('text/csv')).toContain(sheet.toString('base64'));
    expect(mail.received[0]?.html).toContain('cid:map@phuxanh');
    expect(mail.received[0]?.text).toContain('Nam Đồ Sơn');
  });

  it('a webhook over https is posted to whom the operator trusts, and to nobody else', async () => {
    const right = await startReceiver(undefined, ours);
    const wrong = await startReceiver(undefined, others);
    cleanUp.push(right.stop, wrong.stop);
    expect(await sendTrusting([], [right.url, wrong.url])).toMatchObject([
      { kind: 'answered', status: 200 },
      { kind: 'unreached' },
    ]);
    expect([right.received.length, wrong.received.length]).toEqual([1, 0]);
  });
});
