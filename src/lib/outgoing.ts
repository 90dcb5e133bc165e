import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Logger as Log } from 'pino';
import type { Called } from './called.ts';
import { bareHost, isOwnAddress, mayCallAddress, type Networks } from './networks.ts';

export interface CallLimits {
  /** Until the line stands, name and encryption included. */
  connectMs: number;
  /** Until all is over, however slowly the other side speaks. */
  wholeMs: number;
  /** Of the answer's body, in bytes. */
  answerBytes: number;
}

export const CALL_LIMITS: CallLimits = { connectMs: 5_000, wholeMs: 15_000, answerBytes: 16 * 1024 };

export interface Call {
  method?: string;
  headers: Record<string, string | number>;
  body?: string | Buffer | undefined;
  limits?: CallLimits;
  /** Never this machine, even where the operator allows it. */
  notOwn?: boolean;
  /** An address of the operator's own settings: he has named it, so it is called wherever it leads. */
  named?: boolean;
  /** A certificate authority of one's own, in PEM. */
  ca?: string | undefined;
}

/** All calls to the outside but mail and the database, which the operator alone names. */
export interface Outgoing {
  /**
   * Calls a URL once, on a line of its own, and follows no redirect. Its name is looked up once; the addresses found
   * are checked and those alone are connected to. Never throws for what the other side does.
   */
  call(url: URL, call: Call): Promise<Called>;
  /** Networks inside that may be called. */
  allowed: Networks;
}

export interface OutgoingOptions {
  log: Log;
  /** Networks inside that may be called. */
  allowed: Networks;
  /** Addresses of a name. */
  resolve?: (host: string) => Promise<readonly string[]>;
}

export function createOutgoing({ log, allowed, resolve = lookUp }: OutgoingOptions): Outgoing {
  async function addressesOf(url: URL, { named, notOwn }: Call): Promise<string[]> {
    const host = bareHost(url.hostname);
    const found = isIP(host) === 0 ? await resolve(host) : [host];
    const reached = found.filter(
      (ip) => named || (mayCallAddress(ip, allowed) && !(notOwn && isOwnAddress(ip))),
    );
    if (reached.length === 0)
      throw new Error(`it leads inside, to ${found.join(', ')}, which OUTGOING_ALLOW does not name`);
    return reached;
  }

  async function call(url: URL, given: Call): Promise<Called> {
    const begun = performance.now();
    const { limits = CALL_LIMITS } = given;
    const tell = (fields: object, said: string) => log.warn({ to: url.host, ...fields }, said);
    let addresses: string[];
    try {
      addresses = await within(limits.connectMs, addressesOf(url, given));
    } catch (error) {
      tell({ why: oneReason(error as Error) }, 'an outgoing call was not made');
      return { kind: 'unreached' };
    }
    const spent = performance.now() - begun;
    const left = { connectMs: limits.connectMs - spent, wholeMs: limits.wholeMs - spent };
    const { result, why } = await send(url, addresses, given, { ...limits, ...left });
    if (result.kind !== 'answered') tell({ why, addresses }, 'an outgoing call was not answered');
    else if (result.status >= 300) tell({ status: result.status }, 'an outgoing call was not accepted');
    return result;
  }

  return { call, allowed };
}

async function lookUp(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** @throws when it takes longer; what comes of it then is nobody's concern */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('its name is not found in time')), ms);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Answers a name with the addresses that were checked, whoever asks for it. */
const pinned =
  (addresses: readonly string[]): LookupFunction =>
  (_, { all }, done) => {
    const known = addresses.map((address) => ({ address, family: isIP(address) }));
    if (all) done(null, known);
    else done(null, known[0]?.address ?? '', known[0]?.family);
  };

async function send(
  url: URL,
  addresses: readonly string[],
  { method = 'POST', headers, body, ca }: Call,
  limits: CallLimits,
): Promise<{ result: Called; why?: string }> {
  const isSecure = url.protocol === 'https:';
  const options = {
    method,
    // A kept connection may have died in silence, and then nobody can tell what has arrived.
    agent: false as const,
    lookup: pinned(addresses),
    headers: {
      'user-agent': 'phu-xanh',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
    ...(ca === undefined ? {} : { ca }),
  };
  return await new Promise((resolve) => {
    let connected = false;
    let answered = false;
    const call: ClientRequest = (isSecure ? secure : plain)(url, options);
    const end = (result: Called, why?: string) => {
      clearTimeout(connecting);
      clearTimeout(whole);
      call.destroy();
      resolve(why === undefined ? { result } : { result, why });
    };
    const fail = (why: string) => end({ kind: connected ? 'lost' : 'unreached' }, why);
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
    call.on('close', () => {
      if (!answered) fail('the line was closed without an answer');
    });
    call.on('response', (answer) => {
      answered = true;
      // The status is known: whatever is missing of the body by then is done without.
      tooLate = () => answer.destroy();
      const { statusCode: status = 0, headers: said } = answer;
      void readUpTo(answer, limits.answerBytes).then((text) =>
        end({ kind: 'answered', status, headers: said, body: text }),
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
