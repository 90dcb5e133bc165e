import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { ms } from './report.ts';
import { median, quantile } from './statistics.ts';
import type { World } from './world.ts';

export interface LoadResult {
  perSecond: number;
  p50: number;
  p99: number;
  /** Answers by status. */
  statuses: Record<string, number>;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** A GET, ready to be written to a socket. */
export function getRequest(path: string, token: string): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${token}\r\n\r\n`);
}

/** A POST, ready to be written to a socket. */
export function postRequest(path: string, body: unknown, token: string): Buffer {
  const json = JSON.stringify(body);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}

/**
 * Sends requests over kept connections, each as soon as the one before is answered. Requests are made
 * beforehand and answers hardly looked at: the generator shares two cores with what it measures, and
 * general-purpose ones take as much of them as the service does.
 */
export async function load(
  address: AddressInfo,
  requests: readonly Buffer[],
  connections = 16,
): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(address)));
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  const start = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      for (;;) {
        const request = requests[next++];
        if (!request) break;
        const sent = performance.now();
        const status = await exchange(socket, request);
        latencies.push(performance.now() - sent);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
      socket.destroy();
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return {
    perSecond: requests.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    statuses,
  };
}

/** A request asked again and again, one after another: its median, and in words how long it took the first time. */
export async function medianOf(
  address: AddressInfo,
  request: Buffer,
  times: number,
): Promise<{ first: string; median: number }> {
  const once = async () => {
    const { p50, statuses } = await load(address, [request], 1);
    if (statuses['200'] !== 1)
      throw new Error(`${request.toString().split('\r\n')[0]} answers ${Object.keys(statuses).join()}.`);
    return p50;
  };
  const first = await once();
  const took: number[] = [];
  for (let n = 0; n < times; n++) took.push(await once());
  return { first: `the first time ${ms(first)}`, median: median(took) };
}

/** Asks the service as a program does; with a body it posts. @throws where the answer is no success */
export function askOf({ service, token }: World): (path: string, body?: object) => Promise<Response> {
  return async (path, body) => {
    const answer = await fetch(service.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    return answer;
  };
}

export interface SpikeResult extends Omit<LoadResult, 'perSecond'> {
  /** Connections that were not taken, or that ended without an answer. */
  refused: number;
  /** The longest time to an answer. */
  longest: number;
}

/**
 * Sends requests evenly over `withinMs`, each over a connection of its own, whether or not those before are answered.
 * Times count from when a request was due: what the generator itself is late by is waited for as well.
 */
export async function spike(
  address: AddressInfo,
  requests: readonly Buffer[],
  withinMs: number,
): Promise<SpikeResult> {
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let refused = 0;
  const start = performance.now();
  await Promise.all(
    requests.map(async (request, place) => {
      const due = start + (place * withinMs) / requests.length;
      await setTimeout(due - performance.now());
      const socket = await open(address).catch(() => null);
      const status = socket && (await exchange(socket, request).catch(() => null));
      socket?.destroy();
      if (status === null) refused++;
      else {
        latencies.push(performance.now() - due);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  const longest = latencies.reduce((most, one) => Math.max(most, one), 0);
  return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), longest, refused, statuses };
}

function open({ port }: AddressInfo): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** One request and the status of its answer, which must have a Content-Length. */
function exchange(socket: Socket, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let received: Buffer | undefined;
    const onData = (chunk: Buffer) => {
      received = received ? Buffer.concat([received, chunk]) : chunk;
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const head = received.toString('latin1', 0, headEnd);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (received.length < headEnd + HEAD_END.length + length) return;
      socket.off('data', onData).off('close', onClose);
      resolve(head.slice(9, 12));
    };
    const onClose = () => reject(new Error('The server closed the connection.'));
    socket.on('data', onData).once('close', onClose);
    socket.write(request);
  });
}
