import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plain,
} from 'node:http';
import { request as secure } from 'node:https';

/**
 * What became of a request.
 * - `answered`: the status is known; the body may be cut, at the limit or where the line broke.
 * - `unreached`: nothing of the request has left.
 * - `lost`: it has left and no answer came, so it may have arrived.
 */
export type Posted =
  | { kind: 'answered'; status: number; headers: IncomingHttpHeaders; body: string }
  | { kind: 'unreached' | 'lost'; reason: string };

export interface PostLimits {
  /** Until the line stands, encryption included. */
  connectMs: number;
  /** Until all is over, however slowly the other side speaks. */
  wholeMs: number;
  /** Of the answer's body, in bytes. */
  answerBytes: number;
}

export const POST_LIMITS: PostLimits = { connectMs: 5_000, wholeMs: 15_000, answerBytes: 16 * 1024 };

/**
 * Posts a body once, on a line of its own, and follows no redirect. Never throws for what the other side
 * does.
 */
export async function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  limits: PostLimits = POST_LIMITS,
): Promise<Posted> {
  const isSecure = url.protocol === 'https:';
  const options = {
    method: 'POST',
    // A kept connection may have died in silence, and then nobody can tell what has arrived.
    agent: false as const,
    headers: { 'user-agent': 'phu-xanh', ...headers, 'content-length': String(Buffer.byteLength(body)) },
  };
  return await new Promise<Posted>((resolve) => {
    let connected = false;
    const call: ClientRequest = (isSecure ? secure : plain)(url, options);
    const end = (result: Posted) => {
      clearTimeout(connecting);
      clearTimeout(whole);
      call.destroy();
      resolve(result);
    };
    const fail = (reason: string) => end({ kind: connected ? 'lost' : 'unreached', reason });
    const connecting = setTimeout(() => fail('no connection in time'), limits.connectMs);
    let tooLate = () => fail('no answer in time');
    const whole = setTimeout(() => tooLate(), limits.wholeMs);
    call.on('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        connected = true;
        clearTimeout(connecting);
      }),
    );
    call.on('error', (error) => fail(oneReason(error)));
    call.on('response', (answer) => {
      // The status is known: whatever is missing of the body by then is done without.
      tooLate = () => answer.destroy();
      void readUpTo(answer, limits.answerBytes).then((text) =>
        end({ kind: 'answered', status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
      );
    });
    call.end(body);
  });
}

/** What comes of a body before the limit or the end of the line. */
async function readUpTo(answer: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve) => {
    answer.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= most) resolve();
    });
    answer.on('close', () => resolve());
    // A body that breaks off is as good as one that is cut.
    answer.on('error', () => resolve());
  });
  return Buffer.concat(chunks).subarray(0, most).toString('utf8');
}

function oneReason(error: Error & { code?: string }): string {
  return (error.message || error.code || error.name).replace(/\s+/g, ' ').slice(0, 300);
}
