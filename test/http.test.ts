import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packCursor } from '../src/http/query.ts';
import { type Caller, createCaller, startTestService, type TestService } from './support/service.ts';

/** What no client of ours would send, answered as the contract says. */
describe('odd requests', () => {
  let t: TestService;
  let admin: Caller;
  beforeAll(async () => {
    t = await startTestService();
    admin = await t.caller('admin', '*');
  });
  afterAll(() => t.stop());

  const record = { locality: '11737', day: '2025-09-25', values: { 'network.lan': true } };
  const post = (body: BodyInit, headers: Record<string, string>) =>
    fetch(`${t.address}/api/v1/records`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${admin.token}`, ...headers },
    });

  /** Sends bytes and reads what comes until the other side closes. */
  async function raw(bytes: string): Promise<{ head: string; problem: { code: string; status: number } }> {
    const { port } = t.service.server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes)).setEncoding('utf8');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    await once(socket, 'close');
    const [head = '', body = ''] = text.split('\r\n\r\n');
    return { head, problem: JSON.parse(body) };
  }

  it.each([
    [
      'an address that cannot be decoded',
      'GET /api/v1/localities/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      400,
      'bad_request',
    ],
    ['bytes that are no HTTP', 'PLEASE\r\n\r\n', 400, 'bad_request'],
    [
      'two lengths',
      'POST /api/v1/records HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'bad_request',
    ],
    [
      'a length and chunks',
      'POST /api/v1/records HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'bad_request',
    ],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
  ])('%s is a problem like any other', async (_, bytes, status, code) => {
    const { head, problem } = await raw(bytes);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(problem).toMatchObject({ status, code, errors: [] });
  });

  it('gives up a request that does not come to its end', async () => {
    const server = t.service.server.server;
    expect([server.requestTimeout, server.headersTimeout]).toEqual([30_000, 30_000]);
    server.requestTimeout = server.headersTimeout = 100;
    try {
      const begun = performance.now();
      const { head, problem } = await raw(
        `POST /api/v1/records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${admin.token}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
      );
      expect(head).toMatch(/^HTTP\/1.1 408 /);
      expect(problem.code).toBe('request_timeout');
      expect(performance.now() - begun).toBeLessThan(5_000);
    } finally {
      server.requestTimeout = server.headersTimeout = 30_000;
    }
  });

  it.each([
    [
      'text that is not UTF-8',
      Buffer.from(`{"note":"Đủ"}`, 'utf16le'),
      { 'content-type': 'application/json' },
      400,
    ],
    [
      'a note in Latin-1',
      Buffer.from(JSON.stringify({ ...record, note: 'é' }), 'latin1'),
      { 'content-type': 'application/json' },
      400,
    ],
    [
      'a compressed body',
      gzipSync(JSON.stringify(record)),
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      415,
    ],
    ['text', Buffer.from(JSON.stringify(record)), { 'content-type': 'text/plain' }, 415],
    ['a form', Buffer.from('locality=11737'), { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('%s is no record', async (_, body, headers, status) => {
    const response = await post(new Uint8Array(body), headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      code: status === 400 ? 'malformed_json' : 'unsupported_media_type',
    });
  });

  it('takes JSON with a byte order mark and a charset', async () => {
    const body = `\ufeff${JSON.stringify(record)}`;
    expect((await post(body, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(201);
  });

  it.each([
    '/api/v1/gaps?owner=%00',
    `/api/v1/gaps?cursor=${packCursor({ locality: '\0', indicator: '' })}`,
    `/api/v1/records?cursor=${packCursor({ day: '2025-09-25', locality: '\0' })}`,
    `/api/v1/outbox?cursor=${packCursor({ createdAt: '0000-01-01T00:00:00Z', id: crypto.randomUUID() })}`,
    `/api/v1/jobs?cursor=${packCursor({ startedAt: 0, job: '\0', slot: '' })}`,
  ])('what PostgreSQL does not take is the caller’s fault: %s', async (path) =>
    expect(await admin.get(path)).toMatchObject({ status: 422, body: { code: 'invalid_query' } }),
  );

  it.each([
    ['/api/v1/localities?limit=0', 'Giá trị không hợp lệ: cần ít nhất 1.'],
    ['/api/v1/localities?limit=5001', 'Giá trị không hợp lệ: nhiều nhất 5000.'],
    [`/api/v1/localities?q=${'a'.repeat(101)}`, 'Giá trị không hợp lệ: nhiều nhất 100 ký tự.'],
    ['/api/v1/alerts?state=x', 'Giá trị không hợp lệ: chỉ nhận open, acknowledged, resolved.'],
    ['/api/v1/imports/template?prefill=yes', 'Giá trị không hợp lệ: chỉ nhận true, false.'],
    ['/api/v1/gaps?cursor=x', 'Giá trị không hợp lệ: không phải con trỏ của danh sách này.'],
    ['/api/v1/gaps?programme=x', 'Giá trị không hợp lệ: không có đợt này.'],
  ])('says in Vietnamese what is wrong with %s', async (path, messageVi) =>
    expect((await admin.get(path)).body.errors).toMatchObject([{ code: 'invalid_value', messageVi }]),
  );
});

describe('a stop', () => {
  it('answers what still comes on an open connection', async () => {
    const t = await startTestService();
    const { port } = t.service.server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    const arrived = once(t.service.server.server, 'request');
    socket.write(
      'POST /dang-xuat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{',
    );
    await arrived;
    const stopped = t.stop();
    socket.write('}GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'close');
    await stopped;
    expect([...text.matchAll(/^HTTP\/1.1 (\d+)/gm)].map((line) => line[1])).toEqual(['303', '200']);
  });
});

describe('the limit of requests', () => {
  it('counts refused ones, too', async () => {
    const t = await startTestService({ config: { rateLimit: 2 } });
    try {
      const stranger = createCaller(t.address, 'px_wrong');
      const statuses = [];
      for (let i = 0; i < 3; i++) statuses.push((await stranger.get('/api/v1/status')).status);
      expect(statuses).toEqual([401, 401, 429]);
      expect((await fetch(`${t.address}/health/live`)).status).toBe(200);
    } finally {
      await t.stop();
    }
  });
});
