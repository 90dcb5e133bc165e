import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

/** Under `/api` every refusal is a problem document, whatever the caller would rather read. */

let t: TestService;
beforeAll(async () => {
  t = await startTestService();
});
afterAll(() => t.stop());

const ACCEPTS = [
  'text/html',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'application/json',
  '*/*',
  'image/png',
];

/** Sends bytes and reads what comes until the other side closes. */
async function raw(bytes: string): Promise<{ status: number; type: string; body: string }> {
  const { port } = t.service.server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes)).setEncoding('utf8');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]),
    type: /^content-type: (.*)$/im.exec(head)?.[1] ?? '',
    body,
  };
}

const long = (letters: number) => 'a'.repeat(letters);

it.each([
  ['an unknown path', 'GET', '/api/v1/unknown', [404]],
  ['the root', 'GET', '/api', [404]],
  ['the root with a slash', 'GET', '/api/', [404]],
  ['a version that is not there', 'GET', '/api/v2/status', [404]],
  ['a path with letters that are encoded', 'GET', '/api/v1/kh%C3%B4ng', [404]],
  ['an encoded slash', 'GET', '/api%2Fv1%2Fstatus', [404]],
  ['a method that a path does not take', 'DELETE', '/api/v1/status', [404]],
  ['a method that a path does not take, with a body', 'PUT', '/api/v1/records', [404]],
  ['a method seldom seen', 'PROPFIND', '/api/v1/status', [404]],
  ['OPTIONS', 'OPTIONS', '/api/v1/status', [404]],
  ['a method that is none', 'FOO', '/api/v1/status', [400]],
  ['an address that cannot be decoded', 'GET', '/api/v1/localities/%zz', [400]],
  ['bytes that are no UTF-8', 'GET', '/api/v1/%C3', [400]],
  ['half an escape', 'GET', '/api/v1/unknown%2', [400]],
  ['a parameter of 300 letters', 'GET', `/api/v1/localities/${long(300)}`, [401, 404, 414]],
  ['a path of 300 letters', 'GET', `/api/v1/${long(300)}`, [404, 414]],
  ['a path of 8,000 letters', 'GET', `/api/v1/${long(8_000)}`, [404, 414]],
  ['a path of 20,000 letters', 'GET', `/api/v1/${long(20_000)}`, [431]],
  ['a query of 20,000 letters', 'GET', `/api/v1/status?q=${long(20_000)}`, [431]],
  ['a path without credentials', 'GET', '/api/v1/status', [401]],
])('%s', async (_, method, path, statuses) => {
  for (const accept of ACCEPTS) {
    const { status, type, body } = await raw(
      `${method} ${path} HTTP/1.1\r\nHost: x\r\nAccept: ${accept}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    expect([accept, type]).toEqual([accept, 'application/problem+json']);
    expect(statuses).toContain(status);
    expect(JSON.parse(body)).toMatchObject({ status, code: expect.any(String), titleVi: expect.any(String) });
  }
});

it.each([
  ['headers that are too large', `X: ${long(20_000)}\r\n`, 431],
  ['very many headers', Array.from({ length: 3_000 }, (_, i) => `X-${i}: a\r\n`).join(''), 431],
  ['a header without a name', ': a\r\n', 400],
])('%s', async (_, headers, expected) => {
  const { status, type, body } = await raw(
    `GET /api/v1/status HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n${headers}Connection: close\r\n\r\n`,
  );
  expect([type, status]).toEqual(['application/problem+json', expected]);
  expect(JSON.parse(body)).toMatchObject({ status });
});

it('a NUL is no text: an address with one is of nothing, a query or a body with one is refused', async () => {
  const { token } = await t.caller('admin', '*');
  const ask = async (path: string, body?: string, type = 'application/json') => {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': type }) };
    const init = { headers, ...(body && { method: 'POST', body }) };
    const answer = await fetch(t.address + path, init);
    return { status: answer.status, text: await answer.text() };
  };
  for (const path of ['/api/v1/plans/a%00b', '/api/v1/scores/%00007/39', '/ke-hoach/a%00b', '/%00'])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  for (const path of [
    '/api/v1/alerts?locality=%00',
    '/api/v1/gaps?%6Fwner=a+%00',
    '/api/v1/status?province=31%00',
    '/api/v1/localities/10888?x%00=1',
    '/tim-kiem?q=%00',
    '/con-thieu?owner=a%00b',
    '/?programme=%00',
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 422]);
  // Once decoded it is the text “%00”, which anybody may look for.
  expect((await ask('/api/v1/localities?q=%2500')).status).toBe(200);

  const { text } = await ask('/api/v1/gaps?limit=0&owner=%00');
  expect(JSON.parse(text).errors).toMatchObject([
    { pointer: '?limit', code: 'invalid_value' },
    { pointer: '?owner', code: 'malformed_text' },
  ]);
  const silence = await ask('/api/v1/silences', '{"area": "*", "reason": "a\\u0000"}');
  expect([silence.status, JSON.parse(silence.text).errors]).toMatchObject([
    422,
    [{ pointer: '/endsAt' }, { pointer: '/reason', code: 'malformed_text' }],
  ]);
});

it('a page that is not there stays a page for who reads pages', async () => {
  for (const path of ['/khong-co', '/apis', '/tai-khoan/api/v1']) {
    const answer = await fetch(t.address + path, { headers: { accept: 'text/html' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  }
});
