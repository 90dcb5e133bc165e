import { lookup } from 'node:dns';
import { request as startRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';
import type { PushAnswer } from './push-answer.ts';

export interface PushRequest {
  endpoint: string;
  headers: Record<string, string | number>;
  body: Buffer;
}

export interface RequestOptions {
  /** From the first byte to the last, however slowly the other side goes. */
  timeoutMs: number;
  /** Whether this machine itself may be called. */
  loopback: boolean;
  /** A certificate authority of one's own, in PEM. */
  ca?: string | undefined;
}

/**
 * Posts to a push service. The name is resolved once, and only an address on the internet is called, so
 * that nobody has us call into our own network by a name of his.
 * @throws when no answer came; whether the message arrived is then not known but for {@link NOT_REACHED}
 */
export function postPush(
  { endpoint, headers, body }: PushRequest,
  options: RequestOptions,
): Promise<PushAnswer> {
  const { timeoutMs, loopback, ca } = options;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = startRequest(
      endpoint,
      {
        method: 'POST',
        headers,
        signal,
        lookup: lookupIn(loopback),
        agent: false,
        ...(ca === undefined ? {} : { ca }),
      },
      (answer) => {
        const { statusCode = 0, headers: said } = answer;
        resolve({ status: statusCode, retryAfter: said['retry-after'], date: said.date });
        // What it says beyond that is of no use, and may be of any length.
        answer.destroy();
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Codes of failures before anything was sent. */
export const NOT_REACHED = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EINSIDE',
]);

const lookupIn =
  (loopback: boolean): LookupFunction =>
  (hostname, options, done) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const allowed = (found ?? []).filter(
        ({ address }) => isPublicAddress(address) || (loopback && isLoopbackAddress(address)),
      );
      const [first] = allowed;
      if (error) return done(error, '', 0);
      if (!first)
        return done(
          Object.assign(new Error('the name leads to no public address'), { code: 'EINSIDE' }),
          '',
          0,
        );
      return options.all ? done(null, allowed) : done(null, first.address, first.family);
    });
