import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

/** However many connections one address opens, there is room for others. */
describe('connections of one address', () => {
  const MOST = 5;
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ config: { connectionsPerAddress: MOST } });
  });
  afterAll(() => t.stop());

  /** Opens some that send nothing; those that are still open once the others were closed. */
  async function open(service: TestService, many: number, stay: number): Promise<Socket[]> {
    const port = Number(new URL(service.address).port);
    const sockets = Array.from({ length: many }, () =>
      connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' }),
    );
    const closed = new Set<Socket>();
    for (const socket of sockets)
      socket
        .on('error', () => {})
        .on('close', () => closed.add(socket))
        .resume();
    await until(
      () => closed.size === many - stay && sockets.every((one) => closed.has(one) || !one.connecting),
    );
    return sockets.filter((one) => !closed.has(one));
  }
  const statusFrom = async (service: TestService, localAddress: string): Promise<string> => {
    const port = Number(new URL(service.address).port);
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    socket.on('error', () => {});
    let text = '';
    socket.on('data', (some) => {
      text += some;
    });
    socket.write('GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    await once(socket, 'close');
    return text.slice(0, 15);
  };

  it('are as many as it may have, others come in, and room is given back', async () => {
    const held = await open(t, MOST + 20, MOST);
    expect(await statusFrom(t, '127.0.0.2')).toBe('');
    expect(await statusFrom(t, '127.0.0.3')).toBe('HTTP/1.1 200 OK');
    for (const socket of held) socket.destroy();
    await until(async () => (await statusFrom(t, '127.0.0.2')) === 'HTTP/1.1 200 OK');
  });

  it('hold up its end no longer than they are in use', async () => {
    const own = await startTestService({ on: t });
    const address = new URL(own.address);
    const fresh = connect({ port: Number(address.port), host: address.hostname });
    await once(fresh, 'connect');
    fresh.on('error', () => {}).resume();
    const kept = connect({ port: Number(address.port), host: address.hostname });
    kept.on('error', () => {}).resume();
    // Its answer is on its way when the service begins to stop, and then it is kept for another request.
    kept.write('GET /docs/json HTTP/1.1\r\nhost: a\r\n\r\n');
    await until(() => kept.bytesRead > 0);
    const from = performance.now();
    await own.stop();
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  it('are not counted behind a proxy, and fit a whole spike unless a setting says less', async () => {
    const proxied = await startTestService({
      on: t,
      config: { trustProxy: true, connectionsPerAddress: MOST },
    });
    const held = await open(proxied, MOST + 5, MOST + 5);
    expect(await statusFrom(proxied, '127.0.0.2')).toBe('HTTP/1.1 200 OK');
    for (const socket of held) socket.destroy();
    await proxied.stop();
    expect(readConfig({}).connectionsPerAddress).toBeUndefined();
    expect(readConfig({ CONNECTIONS_PER_ADDRESS: '40' }).connectionsPerAddress).toBe(40);
    expect(() => readConfig({ CONNECTIONS_PER_ADDRESS: '-1' })).toThrow('CONNECTIONS_PER_ADDRESS');
  });
});
