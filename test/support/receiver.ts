import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ReceivedPost {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  received: ReceivedPost[];
  stop(): Promise<void>;
}

type Answer = (post: ReceivedPost, response: ServerResponse, request: IncomingMessage) => void;

/** A real HTTP server on loopback that keeps what is posted to it and answers as the test says. */
export async function startReceiver(
  answer: Answer = (_, response) => response.end(),
  tls?: { key: string; cert: string },
): Promise<Receiver> {
  const received: ReceivedPost[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Callers that give up break their connections.
    request.on('error', () => {});
    request.on('end', () => {
      const post = { path: request.url ?? '', headers: request.headers, body: String(Buffer.concat(chunks)) };
      received.push(post);
      answer(post, response, request);
    });
  };
  const server = tls ? createSecureServer(tls, handle) : createServer(handle);
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    received,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with a status, headers and a body. */
export const answers =
  (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (_, response) =>
    response.writeHead(status, headers).end(body);
