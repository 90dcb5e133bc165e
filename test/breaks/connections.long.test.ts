import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { boundConnections } from '../../src/http/connections.ts';
import { createLog } from '../../src/log.ts';
import { startTestService, type TestService } from '../support/service.ts';

const TOKEN = 'the-token-of-prometheus';

/** More than the machine keeps on the way between two sockets. */
const LONG = Buffer.alloc(32 * 1024 * 1024, 'a');
const PIECE_MS = 500;

describe('a reader', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      if (request.url === '/long') return response.end(LONG);
      await pass(3 * PIECE_MS);
      response.write('begun');
      await pass(3 * PIECE_MS);
      response.end('ended');
    });
    boundConnections(server, createLog('silent'), { slowestPieceMs: PIECE_MS, lookEveryMs: 20 });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => void server.close());

  const ask = async (path: string): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.pause();
    socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
    return socket;
  };
  const open = () => new Promise<number>((resolve) => server.getConnections((_, many) => resolve(many)));
  const cutOff = async (socket: Socket) => {
    await vi.waitFor(async () => expect(await open()).toBe(0), { timeout: 20_000, interval: 20 });
    socket.destroy();
  };

  it('who takes nothing of his answer is cut off', async () => {
    await cutOff(await ask('/long'));
  });

  it('who takes a byte now and then is, too', async () => {
    const socket = await ask('/long');
    const sips = setInterval(() => socket.read(1), 10);
    await cutOff(socket);
    clearInterval(sips);
  });

  it('who takes what there is may wait as long as it is worked on', async () => {
    const slow = await fetch(`http://127.0.0.1:${port}/slow`);
    expect(await slow.text()).toBe('begunended');
  });
});

describe('who watches', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService();
  });
  afterAll(() => t.stop());

  it('finds room for connections beside what else is opened', () => {
    const { maxConnections } = t.service.server.server;
    expect(maxConnections).toBeGreaterThanOrEqual(100);
    expect(maxConnections).toBeLessThanOrEqual(5_000);
  });

  it('shows metrics to whom the setting names', async () => {
    const statusOf = async (address: string, headers = {}) =>
      (await fetch(`${address}/metrics`, { headers })).status;
    expect(await statusOf(t.address)).toBe(200);
    const near = await startTestService({ on: t, config: { metrics: 'loopback' } });
    expect(await statusOf(near.address)).toBe(200);
    expect(await statusOf(near.address, { 'x-forwarded-for': '127.0.0.1' })).toBe(404);
    await near.stop();
    const known = await startTestService({ on: t, config: { metrics: { token: TOKEN } } });
    expect(await statusOf(known.address)).toBe(401);
    expect(await statusOf(known.address, { authorization: 'Bearer another' })).toBe(401);
    expect(await statusOf(known.address, { authorization: `Bearer ${TOKEN}` })).toBe(200);
    await known.stop();
  });

  it('takes a token of metrics with its setting only', () => {
    const METRICS_TOKEN = 'abcdefghijklmnop';
    expect(readConfig({ METRICS: 'token', METRICS_TOKEN }).metrics).toEqual({ token: METRICS_TOKEN });
    expect(() => readConfig({ METRICS: 'token' })).toThrow('METRICS_TOKEN');
    expect(() => readConfig({ METRICS_TOKEN })).toThrow('METRICS_TOKEN');
    expect(() => readConfig({ METRICS: 'token', METRICS_TOKEN: 'short' })).toThrow('16');
  });
});
