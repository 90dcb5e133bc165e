import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { own } from '../lib/own.ts';
import { Problem, type ProblemCode } from './problems.ts';

/** Node's refusals in the words of our catalogue; every other is of bytes that are no HTTP. */
const BY_NODE_CODE: Record<string, ProblemCode> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
};

/** Answers a connection on which no whole request has come, and closes it. */
export function refuseBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = new Problem(own(BY_NODE_CODE, error.code) ?? 'bad_request');
  const body = JSON.stringify(problem.body());
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy(error);
}
