import { execFileSync } from 'node:child_process';
import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A browser that has subscribed, with the keys that only it has. */
export interface StubBrowser {
  endpoint: string;
  p256dh: string;
  auth: string;
  /** What the browser makes of what its push service hands it. */
  open(body: Buffer): string;
}

export interface ReceivedPush {
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export type PushReply = { status: number; headers?: Record<string, string> } | 'hang' | 'cut';

export interface PushService {
  origin: string;
  /** Certificate by which it is trusted, in PEM. */
  ca: string;
  received: ReceivedPush[];
  /** What to answer; 201 unless a test says otherwise. */
  reply: (push: ReceivedPush) => PushReply;
  browser(): StubBrowser;
  stop(): Promise<void>;
}

/** A push service over TLS on loopback, which knows RFC 8030, 8291 and 8292 from their texts alone. */
export async function startPushService(): Promise<PushService> {
  const { key, cert } = makeCertificate();
  const server = createServer({ key, cert }, (request, answer) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const push = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
      service.received.push(push);
      const reply = service.reply(push);
      if (reply === 'hang') return;
      if (reply === 'cut') return void request.socket.destroy();
      answer.writeHead(reply.status, reply.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  const service: PushService = {
    origin,
    ca: cert,
    received: [],
    reply: () => ({ status: 201 }),
    browser: () => stubBrowser(origin),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return service;
}

function makeCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'push-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3650'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], {
    stdio: 'pipe',
  });
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}

function stubBrowser(origin: string): StubBrowser {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const auth = randomBytes(16);
  return {
    endpoint: `${origin}/push/${randomBytes(24).toString('base64url')}`,
    p256dh: own.getPublicKey('base64url'),
    auth: auth.toString('base64url'),
    open: (body) => decrypt(body, own.getPrivateKey(), own.getPublicKey(), auth),
  };
}

const hmac = (key: Buffer, ...parts: (Buffer | string)[]) => {
  const made = createHmac('sha256', key);
  for (const part of parts) made.update(part);
  return made.digest();
};

/** RFC 8188 and 8291: one record of `aes128gcm`. */
function decrypt(body: Buffer, privateKey: Buffer, publicKey: Buffer, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const keyLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  if (keyLength !== 65 || record.length > recordSize) throw new Error('This is no message of one record.');
  const own = createECDH('prime256v1');
  own.setPrivateKey(privateKey);
  const secret = hmac(auth, own.computeSecret(sender));
  const input = hmac(secret, 'WebPush: info\0', publicKey, sender, '\x01');
  const random = hmac(salt, input);
  const key = hmac(random, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16);
  const nonce = hmac(random, 'Content-Encoding: nonce\0\x01').subarray(0, 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0))
    throw new Error('The padding is wrong.');
  return padded.subarray(0, end).toString('utf8');
}

export interface Voucher {
  header: { typ: string; alg: string };
  claims: { aud: string; exp: number; sub: string };
  /** Key with which it was signed; the signature is right. */
  publicKey: string;
}

/** RFC 8292: who sends, as the header says it. @throws when the signature is not of that key */
export function readVapid(authorization = ''): Voucher {
  const [, token = '', publicKey = ''] = /^vapid t=([\w.-]+), *k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const signed = Buffer.from(signature, 'base64url');
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), { key, dsaEncoding: 'ieee-p1363' }, signed))
    throw new Error('The signature is not of that key.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return { header: read(head), claims: read(claims), publicKey };
}
